import { NO_DAY } from '../../shared/analysis/claim-columns.ts';
import {
  adding,
  arriving,
  bestRoutes,
  type FoundRoute,
  type RouteQuestion,
  type TieTime,
} from '../../shared/analysis/route-search.ts';
import type {
  Route,
  RouteOrder,
  RouteStep,
  RoutesBetween,
  TieEvidence,
} from '../../shared/api/analysis-path.ts';
import { certaintyOf, credibilityOf } from '../../shared/domain/grade.ts';
import type { EntityRow } from '../db/entity.ts';
import { gradeOf } from '../db/record.ts';
import { createTieReader, type TieReader, type TieRow } from '../db/tie.ts';
import { dateOf, lastDayOf, type RouteGraph } from './analysis-route-graph.ts';
import { relationWords } from './entity-detail.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

/** How routes are looked for. */
export interface RouteWish {
  readonly by: RouteOrder;
  readonly mostLinks: number;
  readonly count: number;
  readonly isInTimeOrder: boolean;
  /** Ids that no route may pass. */
  readonly avoid: readonly string[];
}

/** Ties that are listed of a step. */
const LISTED_TIES = 30;
/** What a certain link still costs, so that of certain routes the one of fewer links is best. */
const CERTAIN_LENGTH = 1e-6;

/**
 * The best routes between two records. Those through protected people are looked for, and never given: whether there
 * is any among the best is all that is told of them.
 */
export function* routesBetween(
  session: Session,
  routes: RouteGraph,
  { from, to }: { readonly from: EntityRow; readonly to: EntityRow },
  wish: RouteWish,
): Generator<void, RoutesBetween> {
  const open = session.open();
  const ends = {
    from: summaryOf(session.ontology, from, open),
    to: summaryOf(session.ontology, to, open),
  };
  // Whether there is a way to somebody protected is not told either.
  if (from.isProtected || to.isProtected) return { ...ends, routes: [], isWithheld: true };
  const [start, end] = [routes.nodeOf(from.id), routes.nodeOf(to.id)];
  if (start < 0 || end < 0) return { ...ends, routes: [], isWithheld: false };
  const { isProtected } = routes;
  const avoided = new Set(wish.avoid.map((id) => routes.nodeOf(id)));
  const lengths = lengthsFor(routes, wish);
  const ask = (isClosed: (node: number) => boolean) =>
    bestRoutes(
      routes.graph.both,
      { from: start, to: end, mostLinks: wish.mostLinks, isClosed, ...lengths },
      wish.count,
    );
  // To avoid somebody protected changes nothing: what is withheld would else tell through whom it leads.
  const all = yield* ask((node) => avoided.has(node) && !isProtected[node]);
  const isWithheld = all.some(({ nodes }) => nodes.some((node) => isProtected[node]));
  const found = isWithheld
    ? yield* ask((node) => avoided.has(node) || isProtected[node] === 1)
    : all;
  const teller = createRouteTeller(session, routes, wish);
  const told = found.map(teller.route);
  return { ...ends, routes: told.sort(bySurest), isWithheld };
}

function bySurest(one: Route, other: Route): number {
  return (other.likelihood ?? -1) - (one.likelihood ?? -1) || one.steps.length - other.steps.length;
}

function lengthsFor(
  routes: RouteGraph,
  { by, isInTimeOrder }: RouteWish,
): Pick<RouteQuestion, 'start' | 'advance'> {
  if (isInTimeOrder) return arriving((link) => timesOf(routes, link));
  const { likelihood, strength } = routes;
  if (by === 'links') return adding(null);
  // Without a grade there is nothing to weigh: such links are left out, and counted.
  return adding(
    by === 'evidence'
      ? likelihood.map((value) =>
          value > 0 ? Math.max(CERTAIN_LENGTH, -Math.log(value)) : Number.POSITIVE_INFINITY,
        )
      : strength.map((value) => (value > 0 ? 1 / value : Number.POSITIVE_INFINITY)),
  );
}

/** Ties that happen on a day, and are over with it. */
const MOMENTS: ReadonlySet<string> = new Set([
  'calls',
  'pays',
  'transfers-to',
  'seen-at',
  'guest-at',
  'attends',
]);
/** Ties that lead one way alone. */
const ONE_WAY: ReadonlySet<string> = new Set(['pays', 'transfers-to']);
/** Half-lives after which what was last seen then is taken to have ended. Source: analytics.md 1.20. */
const LASTING_HALF_LIVES = 2;

/** When each claim about a link can have been followed; what is not dated is left out. */
export function timesOf({ claims, claimsOf, nodeAt }: RouteGraph, link: number): TieTime[] {
  return Array.from(claimsOf(link)).flatMap((claim): TieTime[] => {
    const [first, last] = [claims.firstDay[claim]!, claims.lastDay[claim]!];
    if (first === NO_DAY || last === NO_DAY) return [];
    const { id, halfLifeDays } = claims.types[claims.typeCode[claim]!]!;
    const isMoment = id !== null && MOMENTS.has(id);
    const isOpen = claims.isStanding[claim] === 1 || halfLifeDays === null;
    return [
      {
        first,
        last:
          isMoment || claims.isEnded[claim]
            ? last
            : isOpen
              ? Number.POSITIVE_INFINITY
              : last + LASTING_HALF_LIVES * halfLifeDays,
        fromNode: id !== null && ONE_WAY.has(id) ? nodeAt(claims.from[claim]!) : null,
      },
    ];
  });
}

/** Claims that a question in the order of time leaves out; those about protected people are not counted. */
export function countUndated({ graph, claims, claimsOf, isProtected }: RouteGraph): number {
  let count = 0;
  for (let link = 0; link < graph.linkCount; link++) {
    if (isProtected[graph.sources[link]!] || isProtected[graph.targets[link]!]) continue;
    for (const claim of claimsOf(link)) if (claims.firstDay[claim] === NO_DAY) count++;
  }
  return count;
}

/** Puts what was found into words; nothing that it is asked about may be protected. */
export function createRouteTeller(
  session: Session,
  routes: RouteGraph,
  wish: Pick<RouteWish, 'isInTimeOrder'>,
) {
  const open = session.open();
  const ties = createTieTeller(session, routes, open);

  function step(found: FoundRoute, at: number, takenOn: number | null): RouteStep {
    const [from, to] = [found.nodes[at]!, found.nodes[at + 1]!];
    const link = found.links[at]!;
    const told = ties.of(link, routes.ids[from]!);
    const graded = routes.likelihood[link]!;
    return {
      from: routes.ids[from]!,
      to: routes.ids[to]!,
      likelihood: graded > 0 ? graded : null,
      strength: routes.strength[link]!,
      lastSeenOn: latestOf(told),
      ties: told.slice(0, LISTED_TIES),
      moreTies: Math.max(0, told.length - LISTED_TIES),
      takenOn: takenOn === null ? null : dateOf(takenOn),
    };
  }

  return {
    route(found: FoundRoute): Route {
      const days = wish.isInTimeOrder ? arrivals(routes, found) : null;
      const steps = found.links.map((_, at) => step(found, at, days?.[at] ?? null));
      const weakest = weakestOf(steps);
      const lastDay = weakest === null ? null : lastDayOf(routes, found.links[weakest]!);
      return {
        records: found.nodes.map((node) =>
          summaryOf(session.ontology, open.entities.get(routes.ids[node]!), open),
        ),
        steps,
        likelihood: steps.some(({ likelihood }) => likelihood === null)
          ? null
          : steps.reduce((product, { likelihood }) => product * (likelihood ?? 0), 1),
        weakest:
          weakest === null
            ? null
            : {
                step: weakest,
                daysAgo: lastDay === null ? null : Math.max(0, routes.asOfDay - lastDay),
              },
      };
    },
  };
}

/** The day on which each step of a route can have been taken first. */
function arrivals(routes: RouteGraph, { nodes, links }: FoundRoute): number[] {
  const { start, advance } = arriving((link) => timesOf(routes, link));
  let day = start;
  return links.map((link, at) => {
    day = advance(day, link, nodes[at]!);
    return day;
  });
}

/** The step that is believed least; one that nobody graded before all others. */
function weakestOf(steps: readonly RouteStep[]): number | null {
  return steps.reduce<number | null>(
    (weakest, { likelihood }, at) =>
      weakest === null || (likelihood ?? -1) < (steps[weakest]!.likelihood ?? -1) ? at : weakest,
    null,
  );
}

function latestOf(ties: readonly TieEvidence[]): string | null {
  let latest: string | null = null;
  for (const { startedOn, endedOn, observedOn } of ties)
    for (const date of endedOn === null ? [startedOn, observedOn] : [endedOn])
      if (date !== null && (latest === null || date > latest)) latest = date;
  return latest;
}

/** Tells the claims behind links, the surest first. */
export function createTieTeller(session: Session, routes: RouteGraph, open: OpenCase) {
  const reader: TieReader = createTieReader(open.connection.db);
  return {
    /** In words from the side of one of its ends. */
    of(link: number, nearId: string): TieEvidence[] {
      const numbers = Array.from(routes.claimsOf(link), (claim) => routes.claims.number[claim]!);
      return reader
        .byNumbers(numbers)
        .map((row) => tieEvidence(session, row, nearId))
        .sort((a, b) => beliefOf(b) - beliefOf(a) || (a.id < b.id ? -1 : 1));
    },
  };
}

function beliefOf({ basis, grade }: TieEvidence): number {
  return credibilityOf(basis, grade) ?? -1;
}

/** A relation in words from the side of one of its ends. */
export function tieEvidence({ ontology }: Session, row: TieRow, nearId: string): TieEvidence {
  const direction = row.fromId === nearId ? 'out' : 'in';
  const grade = gradeOf(row);
  return {
    id: row.id,
    type: row.type,
    direction,
    words: relationWords(ontology, { ...row, direction }),
    certainty: certaintyOf(row.basis, grade),
    basis: row.basis,
    grade,
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    observedOn: row.observedOn,
    sourceName: row.sourceName,
  };
}
