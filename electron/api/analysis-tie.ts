import { HUB_CAPS } from '../../shared/analysis/projection.ts';
import type {
  LinkChoice,
  RoutesBetween,
  SharedSource,
  SharedTie,
  TiesAnswer,
} from '../../shared/api/analysis-path.ts';
import { AppError } from '../../shared/api/errors.ts';
import { baseKindOf } from '../../shared/domain/ontology.ts';
import type { EntityRow } from '../db/entity.ts';
import { createTieTeller, routesBetween } from './analysis-route.ts';
import { dateOf, periodOf, type RouteGraph, routeGraphOf } from './analysis-route-graph.ts';
import { assertStillTold } from './analysis-told.ts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

interface TiesQuestion {
  readonly ids: readonly string[];
  readonly links: LinkChoice;
  readonly mostLinks: number;
}

/** Shared records that are listed of each sort. */
const LISTED = 100;
const ASSET_KINDS: ReadonlySet<string> = new Set([
  'premises',
  'vehicle',
  'phone',
  'account',
  'business',
]);

/** What ties some records together. Protected people take no part, nor do links with them. */
export async function tiesAnswer(
  session: Session,
  asked: TiesQuestion,
  signal: AbortSignal | undefined,
): Promise<TiesAnswer> {
  const open = session.open();
  const rows = [
    ...new Map(asked.ids.map((id) => open.entities.get(id)).map((row) => [row.id, row])).values(),
  ];
  if (rows.length < 2)
    throw new AppError(
      'invalid-value',
      'These are one and the same record. Choose two different ones.',
    );
  // What records share is told of groups too, whether or not ways lead through them.
  const shared = await routeGraphOf(session, { ...asked.links, hasMembership: true }, signal);
  const routes = await routeGraphOf(session, asked.links, signal);
  const answer = await inSlices(
    () => tiesOf(session, { rows, shared, routes, mostLinks: asked.mostLinks }),
    { version: session.revision, signal },
  );
  assertStillTold(session, shared);
  return answer;
}

interface Work {
  readonly rows: readonly EntityRow[];
  /** With groups. */
  readonly shared: RouteGraph;
  /** As the question wants its ways. */
  readonly routes: RouteGraph;
  readonly mostLinks: number;
}

function* tiesOf(session: Session, work: Work): Generator<void, TiesAnswer> {
  const { rows, shared } = work;
  const open = session.open();
  const nodes = rows.map((row) => (row.isProtected ? -1 : shared.nodeOf(row.id)));
  const direct = directTies(session, work, nodes);
  yield;
  const ties = yield* sharedTies(session, work, nodes);
  const baseOf = ({ other }: SharedTie) => baseKindOf(session.ontology, other.kind);
  const routes = yield* missingRoutes(session, work, direct);
  return {
    asOf: shared.asOf,
    records: rows.map((row) => summaryOf(session.ontology, row, open)),
    direct,
    groups: ties.filter((tie) => baseOf(tie) === 'ocg').slice(0, LISTED),
    assets: ties.filter((tie) => ASSET_KINDS.has(baseOf(tie))).slice(0, LISTED),
    neighbours: ties
      .filter((tie) => baseOf(tie) !== 'ocg' && !ASSET_KINDS.has(baseOf(tie)))
      .slice(0, LISTED),
    sources: sharedSources(session, rows),
    routes,
    isWithheld:
      rows.some((row) => row.isProtected === 1) ||
      nodes.some((node) => node >= 0 && knowsProtected(shared, node)),
  };
}

function knowsProtected({ graph, isProtected }: RouteGraph, node: number): boolean {
  const { offsets, targets } = graph.both;
  return targets
    .subarray(offsets[node]!, offsets[node + 1]!)
    .some((target) => isProtected[target] === 1);
}

/** Links of a node by the node at their other end, those with protected people left out. */
function linksFrom({ graph, isProtected }: RouteGraph, node: number): Map<number, number> {
  const links = new Map<number, number>();
  if (node < 0) return links;
  const { offsets, targets, linkOf } = graph.both;
  for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
    if (!isProtected[targets[entry]!]) links.set(targets[entry]!, linkOf[entry]!);
  return links;
}

function directTies(
  session: Session,
  { rows, shared }: Work,
  nodes: readonly number[],
): TiesAnswer['direct'] {
  const teller = createTieTeller(session, shared, session.open());
  return rows.flatMap((from, at) => {
    const links = linksFrom(shared, nodes[at]!);
    return rows.slice(at + 1).flatMap((to, further) => {
      const link = links.get(nodes[at + 1 + further]!);
      if (link === undefined) return [];
      return teller.of(link, from.id).map((tie) => ({ from: from.id, to: to.id, tie }));
    });
  });
}

function* sharedTies(
  session: Session,
  { rows, shared }: Work,
  nodes: readonly number[],
): Generator<void, SharedTie[]> {
  const open = session.open();
  const teller = createTieTeller(session, shared, open);
  const links = nodes.map((node) => linksFrom(shared, node));
  const counts = new Map<number, number>();
  for (const of of links)
    for (const other of of.keys()) counts.set(other, (counts.get(other) ?? 0) + 1);
  const own = new Set(nodes);
  const all = [...counts]
    .filter(([other, count]) => count > 1 && !own.has(other))
    .map(([other, count]) => {
      const used = links.flatMap((of) => of.get(other) ?? []);
      const graded = used.map((link) => shared.likelihood[link]!);
      return {
        other,
        count,
        used,
        likelihood: graded.some((value) => value === 0)
          ? null
          : graded.reduce((product, value) => product * value, 1),
        isHub: isHub(session, shared, other),
      };
    })
    .sort(
      (a, b) =>
        Number(a.isHub) - Number(b.isHub) ||
        b.count - a.count ||
        (b.likelihood ?? -1) - (a.likelihood ?? -1) ||
        a.other - b.other,
    );
  const told: SharedTie[] = [];
  for (const { other, used, likelihood, isHub: isHubNode } of all.slice(0, 3 * LISTED)) {
    const periods = used.map((link) => periodOf(shared, link));
    told.push({
      other: summaryOf(session.ontology, open.entities.get(shared.ids[other]!), open),
      cells: rows.map((row, at) => {
        const link = links[at]!.get(other);
        return link === undefined ? [] : teller.of(link, row.id);
      }),
      likelihood,
      overlap: overlapOf(periods),
      isDated: periods.every((period) => period !== null),
      isHub: isHubNode,
    });
    yield;
  }
  return told;
}

/** Whether so many have to do with an asset that sharing it says little. Those withheld are not counted. */
function isHub(session: Session, shared: RouteGraph, node: number): boolean {
  const cap = HUB_CAPS.get(baseKindOf(session.ontology, shared.kinds[node]!));
  return cap !== undefined && linksFrom(shared, node).size > cap;
}

/** The days that all periods have in common; open where all go on. */
function overlapOf(periods: readonly ReturnType<typeof periodOf>[]): SharedTie['overlap'] {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const period of periods) {
    if (!period) return null;
    from = Math.max(from, period.first);
    to = Math.min(to, period.last);
  }
  if (from > to) return null;
  return { from: dateOf(from), to: to === Number.POSITIVE_INFINITY ? null : dateOf(to) };
}

/** Reports and lists in which several of the records stand, reports first. */
function sharedSources(session: Session, rows: readonly EntityRow[]): SharedSource[] {
  const open = session.open();
  const found = new Map<string, SharedSource & { records: string[] }>();
  for (const row of rows) {
    if (row.isProtected) continue;
    for (const record of open.entities.records(row.id)) {
      const key = `${record.sourceId} ${record.reportId ?? ''}`;
      const known = found.get(key) ?? {
        sourceId: record.sourceId,
        sourceName: record.sourceName,
        reportId: record.reportId,
        reportReference: record.reportReference,
        records: [],
        observedOn: null,
      };
      if (!known.records.includes(row.id)) known.records.push(row.id);
      const isLater = record.observedOn !== null && record.observedOn > (known.observedOn ?? '');
      found.set(key, isLater ? { ...known, observedOn: record.observedOn } : known);
    }
  }
  return [...found.values()]
    .filter(({ records }) => records.length > 1)
    .sort(
      (a, b) =>
        Number(a.reportId === null) - Number(b.reportId === null) ||
        b.records.length - a.records.length ||
        (a.sourceName < b.sourceName ? -1 : 1),
    );
}

/** The best route of each pair that is not tied directly. */
function* missingRoutes(
  session: Session,
  { rows, routes, mostLinks }: Work,
  direct: TiesAnswer['direct'],
): Generator<void, RoutesBetween[]> {
  const found: RoutesBetween[] = [];
  const wish = { by: 'evidence', mostLinks, count: 1, isInTimeOrder: false, avoid: [] } as const;
  for (const [at, from] of rows.entries()) {
    for (const to of rows.slice(at + 1)) {
      if (direct.some((tie) => tie.from === from.id && tie.to === to.id)) continue;
      found.push(yield* routesBetween(session, routes, { from, to }, wish));
    }
  }
  return found;
}
