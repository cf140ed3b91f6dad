import { memo, useDeferredValue, useMemo } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { kindOf } from '../../../shared/domain/ontology.ts';
import type { NodeAttributes } from '../../canvas/canvas-node.ts';
import { membersOnMap } from '../../canvas/groups.ts';
import type { MapModel } from '../../canvas/map-model.ts';
import { useStore } from '../../store/store.ts';
import { closedGroupWords, describeNode, openGroupWords } from './map-words.ts';
import { useModel } from './use-model.ts';

/** More than these nobody steps through; the records screen lists them all. */
const MOST_LISTED = 500;

interface MapOutlineProps {
  readonly ontology: Ontology;
  readonly model: MapModel;
  /** The record that the cursor is at without having selected it. */
  readonly visitedId: string | null;
}

interface OutlineItem {
  readonly id: string;
  readonly words: string;
}

function describeGroup(model: MapModel, id: string, node: NodeAttributes): string {
  const { levers, label, group } = node;
  const leverCount = levers ? levers.strong + levers.indicative : 0;
  const links = model.graph
    .mapEdges(id, (_edge, { mergedCount }) => mergedCount ?? 0)
    .reduce((sum, count) => sum + count, 0);
  return closedGroupWords(label, {
    kinds: group?.kinds ?? [],
    count: group?.count ?? 0,
    links,
    levers: leverCount,
    isPinned: model.pinnedIds.has(id),
  });
}

function describe(model: MapModel, ontology: Ontology, id: string): string {
  const node = model.graph.getNodeAttributes(id);
  if (node.group) return describeGroup(model, id, node);
  const kindLabel = kindOf(ontology, node.kind)?.label ?? node.kind;
  return describeNode(node, kindLabel, model.degreeOf(id), model.pinnedIds.has(id));
}

/** The best linked first; protected people, who are ranked by nothing, last and by reference. */
function inReadingOrder(model: MapModel, ids: readonly string[]): readonly string[] {
  const { graph } = model;
  const isProtected = (id: string) => graph.getNodeAttribute(id, 'isProtected');
  const open = ids.filter((id) => !isProtected(id));
  const labelOf = (id: string) => graph.getNodeAttribute(id, 'label');
  return [
    ...open.sort((a, b) => graph.degree(b) - graph.degree(a)),
    ...ids.filter(isProtected).sort((a, b) => (labelOf(a) < labelOf(b) ? -1 : 1)),
  ];
}

const OutlineList = memo(function OutlineList({
  items,
  selectedIds,
  total,
}: {
  readonly items: readonly OutlineItem[];
  readonly selectedIds: ReadonlySet<string>;
  readonly total: number;
}) {
  return (
    <>
      <ul aria-label="Records on the map">
        {items.map(({ id, words }) => (
          <li key={id} aria-current={selectedIds.has(id) ? 'true' : undefined}>
            {words}
            {selectedIds.has(id) && ', selected'}
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p>{`${total - items.length} more are on the map. The records screen lists all.`}</p>
      )}
    </>
  );
});

/** The map as a list, for those who do not see it, and what travel on it comes to, said aloud. */
export function MapOutline({ ontology, model, visitedId }: MapOutlineProps) {
  // The list can wait until the map is drawn.
  const version = useDeferredValue(useModel(model, ['records', 'pins', 'kinds']), -1);
  const selectedIds = useStore((state) => state.selectedIds);
  const primaryId = useStore((state) => state.primaryId);
  const { items, total } = useMemo(() => {
    if (version < 0) return { items: [], total: 0 };
    const shown = model.graph.filterNodes(
      (id, { kind }) => !model.hiddenKinds.has(kind) && !model.isFolded(id),
    );
    return {
      total: shown.length,
      items: inReadingOrder(model, shown)
        .slice(0, MOST_LISTED)
        .map((id): OutlineItem => ({ id, words: describe(model, ontology, id) })),
    };
  }, [model, ontology, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: which groups are closed changes with the version.
  const selected = useMemo(
    () => new Set(selectedIds.map(model.standIn)),
    [selectedIds, model, version],
  );
  const open = version < 0 ? [] : model.groups.filter(({ isClosed }) => !isClosed);
  const saidId = visitedId ?? (primaryId === null ? null : model.standIn(primaryId));
  const said =
    saidId !== null && model.graph.hasNode(saidId) ? describe(model, ontology, saidId) : '';

  return (
    <div className="visually-hidden">
      <p role="status" aria-label="Where the map is">
        {visitedId === null || saidId !== visitedId ? said : `${said}, not selected`}
      </p>
      {open.length > 0 && (
        <ul aria-label="Open groups on the map">
          {open.map((group) => (
            <li key={group.id}>
              {openGroupWords(group.name, membersOnMap(group, model.graph).length)}
            </li>
          ))}
        </ul>
      )}
      <OutlineList items={items} selectedIds={selected} total={total} />
    </div>
  );
}
