import type { EgoAnswer, EgoRing, LinkChoice } from '../../shared/api/analysis-path.ts';
import { type RouteGraph, routeGraphOf } from './analysis-route-graph.ts';
import { assertStillTold } from './analysis-told.ts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

interface EgoQuestion {
  readonly id: string;
  readonly hops: number;
  readonly filter: string;
  readonly limit: number;
  readonly links: LinkChoice;
}

/** Nodes gone through between two pauses. */
const PER_PAUSE = 2000;

/** Records around one. Ways through protected people are not followed: who lies beyond would tell of them. */
export async function egoAnswer(
  session: Session,
  asked: EgoQuestion,
  signal: AbortSignal | undefined,
): Promise<EgoAnswer> {
  const row = session.open().entities.get(asked.id);
  const centre = summaryOf(session.ontology, row, session.open());
  if (row.isProtected) return { centre, rings: [], more: 0, isWithheld: true };
  if (/lever/i.test(asked.filter)) await session.open().levers.ready('counts');
  const routes = await routeGraphOf(session, asked.links, signal);
  const answer = await inSlices(() => around(session, routes, { ...asked, id: row.id, centre }), {
    version: session.revision,
    signal,
  });
  assertStillTold(session, routes);
  return answer;
}

function* around(
  session: Session,
  routes: RouteGraph,
  asked: EgoQuestion & Pick<EgoAnswer, 'centre'>,
): Generator<void, EgoAnswer> {
  const answer = asked.filter === '' ? null : yield* session.open().queries.asking(asked.filter);
  const start = routes.nodeOf(asked.id);
  const rings: EgoRing[] = [];
  let [left, more, isWithheld] = [asked.limit, 0, false];
  let ring = start < 0 ? [] : [start];
  const seen = new Set(ring);
  const { offsets, targets } = routes.graph.both;
  for (let hops = 1; hops <= asked.hops && ring.length > 0; hops++) {
    const next: number[] = [];
    for (const [done, node] of ring.entries()) {
      if (done % PER_PAUSE === 0) yield;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const target = targets[entry]!;
        if (routes.isProtected[target]) isWithheld = true;
        else if (!seen.has(target)) {
          seen.add(target);
          next.push(target);
        }
      }
    }
    const wanted = next
      .filter((node) => answer === null || answer.holds(routes.ids[node]!))
      .sort((a, b) => degreeOf(routes, b) - degreeOf(routes, a) || a - b);
    const listed = wanted.slice(0, left);
    left -= listed.length;
    more += wanted.length - listed.length;
    rings.push(ringOf(routes, hops, listed));
    ring = next;
  }
  return { centre: asked.centre, rings, more, isWithheld };
}

/** Neighbours that may be told of: the others must not show in who is listed first. */
function degreeOf({ graph, isProtected }: RouteGraph, node: number): number {
  const { offsets, targets } = graph.both;
  let count = 0;
  for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
    if (!isProtected[targets[entry]!]) count++;
  return count;
}

function ringOf(routes: RouteGraph, hops: number, nodes: readonly number[]): EgoRing {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const kind = routes.kinds[node]!;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return {
    hops,
    ids: nodes.map((node) => routes.ids[node]!),
    kinds: [...counts]
      .map(([kind, count]) => ({ kind, count }))
      .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
  };
}
