import type { GraphEdge, GraphNode, Subgraph } from '../../shared/api/graph.ts';
import { certaintyOf } from '../../shared/domain/grade.ts';
import { relationTypeOf } from '../../shared/domain/ontology.ts';
import { isLeverStyle } from '../../shared/domain/view-style.ts';
import type { NetworkPart } from '../db/graph.ts';
import { graphOverviewHandlers } from './graph-overview.ts';
import { attributesOf, linkDetailsOf } from './graph-style.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { inSlices } from './slices.ts';
import { shownLabel } from './summary.ts';

/** Rings of neighbours around the entity a map opens on. */
const OPENING_HOPS = 3;
/** Entities that can be read at once when a big case opens. */
const OPENING_SIZE = 60;
/** Ids looked up between two pauses. */
const FOUND_PER_PAUSE = 100;

/** Handlers of `graph`. */
export const graphHandlers = {
  attributes: os.graph.attributes.handler(async ({ input, context, signal }) => {
    const { session } = context;
    context.touch(input.ids);
    if (input.fields.some(isLeverStyle)) await session.open().levers.ready('counts');
    return inSlices(() => attributesOf(session, input), { version: session.revision, signal });
  }),
  linkDetails: os.graph.linkDetails.handler(({ input, context, signal }) => {
    const { session } = context;
    context.touch(input.ids);
    return inSlices(() => linkDetailsOf(session, input.ids), {
      version: session.revision,
      signal,
    });
  }),

  ...graphOverviewHandlers,

  open: os.graph.open.handler(async ({ input, context, signal }) => {
    const { session } = context;
    await session.open().countTotals();
    const answer = await inSlices(() => openingPart(session, input), {
      version: session.revision,
      signal,
    });
    context.touch(answer.nodes.map((node) => node.id));
    return answer;
  }),

  expand: os.graph.expand.handler(async ({ input, context, signal }) => {
    const { session } = context;
    await session.open().countTotals();
    const { added, answer } = await inSlices(() => expandedPart(session, input), {
      version: session.revision,
      signal,
    });
    context.touch(added);
    return answer;
  }),

  among: os.graph.among.handler(async ({ input, context, signal }) => {
    const { session } = context;
    await session.open().countTotals();
    const { ids, answer } = await inSlices(() => chosenPart(session, input.ids), {
      version: session.revision,
      signal,
    });
    context.touch(ids);
    return answer;
  }),
};

function* expandedPart(
  session: Session,
  asked: { readonly id: string; readonly shownIds: readonly string[]; readonly limit: number },
): Generator<void, { readonly added: readonly string[]; readonly answer: Subgraph }> {
  const open = session.open();
  const { id } = open.entities.get(asked.id);
  const shown = new Set(asked.shownIds);
  const added = open.graph.newNeighbours(id, shown, asked.limit);
  yield;
  // Shown nodes that gained a neighbour come along, so that their count of hidden ones stays true.
  const affected = new Set([id]);
  for (const other of added) {
    for (const end of open.relations.otherEnds(other))
      if (shown.has(end.otherId)) affected.add(end.otherId);
    yield;
  }
  const all = new Set([...shown, ...added]);
  const part = yield* open.graph.part([...added, ...affected], all);
  const fresh = new Set(added);
  const answer = dress(session, open, {
    part: {
      ...part,
      relations: part.relations.filter((row) => fresh.has(row.nearId) || fresh.has(row.otherId)),
    },
    reason: 'expanded',
    focusId: id,
  });
  return { added, answer };
}

function* chosenPart(
  session: Session,
  asked: readonly string[],
): Generator<void, { readonly ids: readonly string[]; readonly answer: Subgraph }> {
  const open = session.open();
  const found = new Set<string>();
  for (const [index, id] of asked.entries()) {
    found.add(open.entities.find(id)?.id ?? id);
    if (index % FOUND_PER_PAUSE === 0) yield;
  }
  const ids = [...found];
  const part = yield* open.graph.part(ids, new Set());
  return { ids, answer: dress(session, open, { part, reason: 'chosen', focusId: null }) };
}

function* openingPart(
  session: Session,
  asked: { readonly focusId: string | null; readonly limit: number },
): Generator<void, Subgraph> {
  const open = session.open();
  const { graph } = open;
  const { limit } = asked;
  function* whole(
    reason: Subgraph['reason'],
    ids: readonly string[],
    focusId: string | null,
  ): Generator<void, Subgraph> {
    const part = yield* graph.part(ids, new Set());
    return dress(session, open, { part, reason, focusId });
  }
  if (asked.focusId !== null) {
    const { id } = open.entities.get(asked.focusId);
    return yield* whole('focus', graph.around(id, limit, 1), id);
  }
  const count = graph.countOnMap();
  if (count === 0) return yield* whole('empty', [], null);
  if (count <= limit) return yield* whole('whole', graph.allOnMap(limit), null);
  const ocg = graph.busiestOcg();
  if (ocg)
    return yield* whole('ocg', graph.around(ocg, Math.min(limit, OPENING_SIZE), OPENING_HOPS), ocg);
  const busiest = graph.busiest();
  return yield* whole(
    'best-connected',
    busiest ? graph.around(busiest, Math.min(limit, OPENING_SIZE), OPENING_HOPS) : [],
    busiest,
  );
}

function dress(
  session: Session,
  open: OpenCase,
  found: {
    readonly part: NetworkPart;
    readonly reason: Subgraph['reason'];
    readonly focusId: string | null;
  },
): Subgraph {
  const { ontology } = session;
  const nodes = found.part.entities.map(
    (row): GraphNode => ({
      id: row.id,
      kind: row.kind,
      label: shownLabel(ontology, row),
      isProtected: row.isProtected === 1,
      role: row.isProtected ? null : row.role,
      levers: open.levers.countsIfKnown(row.id),
      hiddenNeighbours: found.part.hiddenNeighbours.get(row.id) ?? 0,
    }),
  );
  const edges = found.part.relations.map((row): GraphEdge => {
    const type = row.type === null ? null : relationTypeOf(ontology, row.type);
    return {
      id: row.relationId,
      source: row.direction === 'out' ? row.nearId : row.otherId,
      target: row.direction === 'out' ? row.otherId : row.nearId,
      type: row.type,
      sourceType: row.sourceType,
      label: type?.label ?? row.sourceType.replaceAll('_', ' ').toLowerCase(),
      family: type?.family ?? 'other',
      isDirected: type?.isDirected ?? true,
      certainty: certaintyOf(row.basis, {
        source: row.gradeSource,
        information: row.gradeInformation,
      }),
    };
  });
  const totals = open.totals();
  return {
    nodes,
    edges,
    reason: found.reason,
    focusId: found.focusId,
    totalEntities: totals.entities,
    totalRelations: totals.relations,
  };
}
