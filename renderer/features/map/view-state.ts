import type { ViewExpansion, ViewState } from '../../../shared/api/view.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { isGroupId } from '../../canvas/groups.ts';
import type { Position } from '../../canvas/map-graph.ts';
import { useStore } from '../../store/store.ts';

/** What of a view the map itself does not hold. */
export interface KeptParts {
  /** Records taken off the map by hand. */
  readonly putAwayIds: readonly string[];
  /** Where they were. */
  readonly awayPlaces: ReadonlyMap<string, Position>;
  /** What was brought around which records, the latest last. */
  readonly expansions: readonly ViewExpansion[];
}

/** The map as it stands, as it is saved. Places are whole map units: nobody sees less. */
export function viewStateOf(
  canvas: Canvas,
  { putAwayIds, awayPlaces, expansions }: KeptParts,
): ViewState {
  const { model } = canvas;
  const { graph, pinnedIds, hiddenKinds, hiddenRelationTypes, groups } = model;
  const shownIds = model.recordIds();
  const { style, rules, annotations, filterText, sieveMode } = useStore.getState();
  const positions: ViewState['positions'] = {};
  for (const id of putAwayIds) {
    const place = awayPlaces.get(id);
    if (place) positions[id] = [Math.round(place.x), Math.round(place.y)];
  }
  for (const id of shownIds) {
    const { x, y } = graph.getNodeAttributes(id);
    positions[id] = [Math.round(x), Math.round(y)];
  }
  return {
    shownIds: [...shownIds],
    positions,
    pinnedIds: [...pinnedIds].filter((id) => !isGroupId(id)),
    groups: groups.map((group) => ({ ...group, memberIds: [...group.memberIds] })),
    putAwayIds: putAwayIds.filter((id) => !graph.hasNode(id)),
    hiddenKinds: [...hiddenKinds],
    hiddenRelationTypes: [...hiddenRelationTypes],
    expansions: expansions.map(({ id, broughtIds }) => ({ id, broughtIds: [...broughtIds] })),
    filterText,
    sieveMode,
    style,
    rules: [...rules],
    annotations: [...annotations],
    camera: canvas.cameraPlace(),
  };
}

/** JSON that does not tell in which order an object was made: what comes back from the case has another. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** What of a view undo goes by: not where the camera is, nor what is filtered, which are no changes of it. */
export function fingerprintOf(state: ViewState): string {
  const { shownIds, positions, pinnedIds, putAwayIds, camera, filterText, sieveMode, ...dress } =
    state;
  // As lines: thousands of little arrays would be compared, and walked through, one by one.
  const places = shownIds.map((id) => `${id} ${positions[id]?.join(' ') ?? ''}`).sort();
  const lists = [places, [...pinnedIds].sort(), [...putAwayIds].sort()];
  return [...lists.map((list) => list.join('\n')), canonical(dress)].join('\n\n');
}
