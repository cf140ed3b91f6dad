import { credibilityOf } from '../domain/grade.ts';
import { type Closeness, countsAsEvidence, type EntityFacts, type LinkFact } from './facts.ts';
import { COMMUNITY_SITES, KINSHIP_AND_CARE, PRESENCE } from './guard.ts';

/** No lever asks about a group further away than this. */
const FARTHEST_LINKS = 4;

/** Whether premises are a community site, whose address ties nobody to a group. */
export function isCommunitySite(entity: EntityFacts): boolean {
  return (entity.attributes.get('premisesType') ?? []).some(
    (fact) => typeof fact.value === 'string' && COMMUNITY_SITES.has(fact.value),
  );
}

/** Whether a link seen from `at` leads on to someone or something else for levers that are not protective. */
export function carriesConduct(at: EntityFacts, link: LinkFact): boolean {
  if (KINSHIP_AND_CARE.has(link.type)) return false;
  // An address on a community site is never a way to whoever lives or stays there.
  return !(link.other.kind === 'person' && PRESENCE.has(link.type) && isCommunitySite(at));
}

/** Whether a link leads on from one end to the other. */
function leadsOn(from: EntityFacts, link: LinkFact, through: Through): boolean {
  return countsAsEvidence(link.grade) && (through === 'any-link' || carriesConduct(from, link));
}

/** The same link seen from its other end: the walk goes outwards from groups, the answer inwards. */
export function backFrom(link: LinkFact, at: EntityFacts): LinkFact {
  return { ...link, direction: link.direction === 'out' ? 'in' : 'out', other: at };
}

/** What carries closeness: any link, or only what someone does. */
export type Through = 'any-link' | 'conduct';

/** A group is close to itself. */
export const GROUP_ITSELF: Closeness = { links: 0, via: null, credibility: 1 };

function credibilityAlong(soFar: Closeness, link: LinkFact): number {
  return Math.min(soFar.credibility, credibilityOf(link.grade.basis, link.grade) ?? 0);
}

/** Of two ways to a group, whether the first is to be told: shorter, then surer, then the same whatever the order. */
function isNearer(one: Closeness, other: Closeness): boolean {
  if (one.links !== other.links) return one.links < other.links;
  if (one.credibility !== other.credibility) return one.credibility > other.credibility;
  return (one.via?.recordId ?? '') < (other.via?.recordId ?? '');
}

/**
 * The shortest way from each entity to a group; of equal ways, the one whose weakest link is best.
 * Ungraded and suspected-false links are no way. Complexity: O(entities + links).
 */
export function closenessToGroups(
  entities: Iterable<EntityFacts>,
  through: Through,
): Map<EntityFacts, Closeness> {
  const closeness = new Map<EntityFacts, Closeness>();
  let layer: EntityFacts[] = [];
  for (const entity of entities) {
    if (entity.kind !== 'ocg') continue;
    closeness.set(entity, GROUP_ITSELF);
    layer.push(entity);
  }
  for (let links = 1; links <= FARTHEST_LINKS && layer.length > 0; links++) {
    const next: EntityFacts[] = [];
    for (const at of layer) {
      const soFar = closeness.get(at) ?? GROUP_ITSELF;
      for (const link of at.links) {
        const known = closeness.get(link.other);
        if ((known && known.links < links) || !leadsOn(at, link, through)) continue;
        const credibility = credibilityAlong(soFar, link);
        if (known && known.credibility > credibility) continue;
        const found = { links, via: backFrom(link, at), credibility };
        if (known && !isNearer(found, known)) continue;
        if (!known) next.push(link.other);
        closeness.set(link.other, found);
      }
    }
    layer = next;
  }
  return closeness;
}

/** The shortest way of one entity to a group, from what is known of its neighbours. */
export function closenessFromNeighbours(
  entity: EntityFacts,
  through: Through,
  of: (neighbour: EntityFacts) => Closeness | null,
): Closeness | null {
  if (entity.kind === 'ocg') return GROUP_ITSELF;
  let best: Closeness | null = null;
  for (const link of entity.links) {
    const soFar = of(link.other);
    if (!soFar || soFar.links >= FARTHEST_LINKS || (best && soFar.links + 1 > best.links)) continue;
    if (!leadsOn(link.other, { ...link, other: entity }, through)) continue;
    const found = { links: soFar.links + 1, via: link, credibility: credibilityAlong(soFar, link) };
    if (!best || isNearer(found, best)) best = found;
  }
  return best;
}
