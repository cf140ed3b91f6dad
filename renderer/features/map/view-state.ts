import type { ViewState } from '../../../shared/api/view.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { useStore } from '../../store/store.ts';

/** The map as it stands, as it is saved. Places are whole map units: nobody sees less. */
export function viewStateOf(canvas: Canvas, putAwayIds: readonly string[]): ViewState {
  const { graph, pinnedIds, hiddenKinds } = canvas.model;
  const { style, rules, annotations, filterText, sieveMode } = useStore.getState();
  const positions: ViewState['positions'] = {};
  graph.forEachNode((id, { x, y }) => {
    positions[id] = [Math.round(x), Math.round(y)];
  });
  return {
    shownIds: graph.nodes(),
    positions,
    pinnedIds: [...pinnedIds],
    putAwayIds: putAwayIds.filter((id) => !graph.hasNode(id)),
    hiddenKinds: [...hiddenKinds],
    hiddenRelationTypes: [],
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
  const places = shownIds.map((id) => [id, ...(positions[id] ?? [])]).sort();
  return canonical([places, [...pinnedIds].sort(), [...putAwayIds].sort(), dress]);
}
