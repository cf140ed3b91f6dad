import { dependentWeights, type Walk } from '../analysis/dominator.ts';
import { credibilityOf } from '../domain/grade.ts';
import type { EvidenceGrade } from '../domain/lever.ts';
import { backFrom, carriesConduct } from './closeness.ts';
import { countsAsEvidence, type EntityFacts, type LinkFact } from './facts.ts';

/** How a record is tied to a group: the shortest way there, and of equal ways the best evidenced. */
export interface Way {
  /** 0: it is the group. */
  readonly links: number;
  /** The next link towards the group; null on the group itself. */
  readonly via: LinkFact | null;
  /** Credibility of the weakest link on the way. */
  readonly credibility: number;
  readonly weakestGrade: EvidenceGrade | null;
  /** The way leads through a protected person: it counts, and is not told. */
  readonly isWithheld: boolean;
}

/** Everything within so many links of a group, or of any group. */
export interface GroupNetwork {
  readonly maxLinks: number;
  readonly ways: ReadonlyMap<EntityFacts, Way>;
  /** Records of it that are counted: neither groups, nor protected people, nor what no map draws. */
  readonly records: number;
  /**
   * How many records of the network would no longer be joined to a group without this one, counting neither it, nor
   * groups, nor protected people; null for what is not in it and for groups themselves.
   */
  cutOff(entity: EntityFacts): number | null;
}

/** Records walked between two pauses. */
const WALKED_PER_PAUSE = 400;

/**
 * What lies around groups within `maxLinks`, and what would fall away with each record of it. Ungraded and
 * suspected-false links are no way; with `conduct` kinship, care and exploitation are none either. Paths go through
 * protected people, who are themselves never counted.
 * Complexity: O(records + links).
 */
export function* groupNetwork(
  groups: Iterable<EntityFacts>,
  options: {
    readonly maxLinks: number;
    readonly through: 'conduct' | 'any-link';
    /** Kinds that are counted: what the map draws. */
    readonly countedKinds: ReadonlySet<string>;
  },
): Generator<void, GroupNetwork> {
  const { maxLinks, through } = options;
  const carries = (at: EntityFacts, link: LinkFact): boolean =>
    countsAsEvidence(link.grade) && (through === 'any-link' || carriesConduct(at, link));
  const ways = yield* waysFrom(groups, maxLinks, carries);
  const isCounted = (entity: EntityFacts): boolean =>
    entity.kind !== 'ocg' && entity.protection === 'none' && options.countedKinds.has(entity.kind);
  const dependents = yield* dependentsOf(ways, carries, isCounted);
  let records = 0;
  for (const entity of ways.keys()) if (isCounted(entity)) records++;
  return { maxLinks, ways, records, cutOff: (entity) => dependents.get(entity) ?? null };
}

type Carries = (at: EntityFacts, link: LinkFact) => boolean;

function* waysFrom(
  groups: Iterable<EntityFacts>,
  maxLinks: number,
  carries: Carries,
): Generator<void, Map<EntityFacts, Way>> {
  const ways = new Map<EntityFacts, Way>();
  let layer: EntityFacts[] = [];
  for (const group of groups) {
    ways.set(group, { links: 0, via: null, credibility: 1, weakestGrade: null, isWithheld: false });
    layer.push(group);
  }
  let walked = 0;
  for (let links = 1; links <= maxLinks && layer.length > 0; links++) {
    const next: EntityFacts[] = [];
    for (const at of layer) {
      if (++walked % WALKED_PER_PAUSE === 0) yield;
      const soFar = ways.get(at);
      if (!soFar) continue;
      for (const link of at.links) {
        if (!carries(at, link)) continue;
        const known = ways.get(link.other);
        if (known && known.links < links) continue;
        const way = onward(soFar, at, link);
        if (known && !isBetter(way, known)) continue;
        if (!known) next.push(link.other);
        ways.set(link.other, way);
      }
    }
    layer = next;
  }
  return ways;
}

function onward(soFar: Way, at: EntityFacts, link: LinkFact): Way {
  const credibility = credibilityOf(link.grade.basis, link.grade) ?? 0;
  const isWeakest = soFar.weakestGrade === null || credibility < soFar.credibility;
  return {
    links: soFar.links + 1,
    via: backFrom(link, at),
    credibility: Math.min(soFar.credibility, credibility),
    weakestGrade: isWeakest ? link.grade : soFar.weakestGrade,
    isWithheld: soFar.isWithheld || at.protection !== 'none',
  };
}

/** A way that can be told goes before one that cannot; then the better evidenced. */
function isBetter(way: Way, known: Way): boolean {
  if (way.isWithheld !== known.isWithheld) return known.isWithheld;
  return way.credibility > known.credibility;
}

function* dependentsOf(
  ways: ReadonlyMap<EntityFacts, Way>,
  carries: Carries,
  isCounted: (entity: EntityFacts) => boolean,
): Generator<void, ReadonlyMap<EntityFacts, number>> {
  const members = [...ways.keys()];
  const places = new Map(members.map((entity, place) => [entity, place]));
  // Above all groups stands a root, so that only what hangs on no group any more falls away.
  const root = members.length;
  const weights = new Int32Array(members.length + 1);
  const starts = new Int32Array(members.length + 2);
  const targets: number[] = [];
  for (const [place, entity] of members.entries()) {
    if (place % WALKED_PER_PAUSE === WALKED_PER_PAUSE - 1) yield;
    weights[place] = isCounted(entity) ? 1 : 0;
    for (const link of entity.links) {
      const other = places.get(link.other);
      if (other !== undefined && carries(entity, link)) targets.push(other);
    }
    starts[place + 1] = targets.length;
  }
  for (const [place, entity] of members.entries())
    if (ways.get(entity)?.links === 0) targets.push(place);
  starts[root + 1] = targets.length;
  const walk: Walk = { starts, targets: Int32Array.from(targets) };
  const dependent = yield* dependentWeights(walk, root, weights);
  const found = new Map<EntityFacts, number>();
  for (const [place, entity] of members.entries()) {
    if (entity.kind === 'ocg' || entity.protection !== 'none') continue;
    found.set(entity, dependent[place] ?? 0);
  }
  return found;
}
