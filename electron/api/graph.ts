import type { GraphEdge, GraphNode, Subgraph } from '../../shared/api/graph.ts';
import { certaintyOf } from '../../shared/domain/grade.ts';
import { relationTypeOf } from '../../shared/domain/ontology.ts';
import type { NetworkPart } from '../db/graph.ts';
import { graphOverviewHandlers } from './graph-overview.ts';
import { attributesOf, linkDetailOf } from './graph-style.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { shownLabel } from './summary.ts';

/** Rings of neighbours around the entity a map opens on. */
const OPENING_HOPS = 3;
/** Entities that can be read at once when a big case opens. */
const OPENING_SIZE = 60;

/** Handlers of `graph`. */
export const graphHandlers = {
  attributes: os.graph.attributes.handler(({ input, context }) => {
    const { session } = context;
    context.touch(input.ids);
    return attributesOf(session, session.open(), input);
  }),
  linkDetails: os.graph.linkDetails.handler(({ input, context }) => {
    context.touch(input.ids);
    return context.session.open().relations.details(input.ids).map(linkDetailOf);
  }),

  ...graphOverviewHandlers,

  open: os.graph.open.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    await open.countTotals();
    const answer = openingPart(session, open, input.focusId, input.limit);
    context.touch(answer.nodes.map((node) => node.id));
    return answer;
  }),

  expand: os.graph.expand.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    await open.countTotals();
    const { id } = open.entities.get(input.id);
    const shown = new Set(input.shownIds);
    const added = open.graph.newNeighbours(id, shown, input.limit);
    // Shown nodes that gained a neighbour come along, so that their count of hidden ones stays true.
    const affected = new Set([id]);
    for (const other of added) {
      for (const end of open.relations.otherEnds(other))
        if (shown.has(end.otherId)) affected.add(end.otherId);
    }
    const all = new Set([...shown, ...added]);
    const part = open.graph.part([...added, ...affected], all);
    context.touch(added);
    const fresh = new Set(added);
    return dress(session, open, {
      part: {
        ...part,
        relations: part.relations.filter((row) => fresh.has(row.nearId) || fresh.has(row.otherId)),
      },
      reason: 'expanded',
      focusId: id,
    });
  }),

  among: os.graph.among.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    await open.countTotals();
    const ids = [...new Set(input.ids.map((id) => open.entities.find(id)?.id ?? id))];
    context.touch(ids);
    return dress(session, open, {
      part: open.graph.part(ids, new Set()),
      reason: 'chosen',
      focusId: null,
    });
  }),
};

function openingPart(
  session: Session,
  open: OpenCase,
  focusId: string | null,
  limit: number,
): Subgraph {
  const { graph } = open;
  const whole = (reason: Subgraph['reason'], ids: readonly string[], focus: string | null) =>
    dress(session, open, { part: graph.part(ids, new Set()), reason, focusId: focus });
  if (focusId !== null) {
    const { id } = open.entities.get(focusId);
    return whole('focus', graph.around(id, limit, 1), id);
  }
  const count = graph.countOnMap();
  if (count === 0) return whole('empty', [], null);
  if (count <= limit) return whole('whole', graph.allOnMap(limit), null);
  const ocg = graph.busiestOcg();
  if (ocg) return whole('ocg', graph.around(ocg, Math.min(limit, OPENING_SIZE), OPENING_HOPS), ocg);
  const busiest = graph.busiest();
  return whole(
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
