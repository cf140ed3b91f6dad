import { credibilityOf } from '../domain/grade.ts';
import { type Closeness, countsAsEvidence, type EntityFacts, type LinkFact } from './facts.ts';
import { COMMUNITY_SITES, KINSHIP_AND_CARE, PRESENCE } from './guard.ts';

/** No lever asks about a group further away than this. */
const FARTHEST_LINKS = 4;

function isCommunitySite(entity: EntityFacts): boolean {
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

/** The same link seen from its other end: the walk goes outwards from groups, the answer inwards. */
export function backFrom(link: LinkFact, at: EntityFacts): LinkFact {
  return { ...link, direction: link.direction === 'out' ? 'in' : 'out', other: at };
}

/**
 * The shortest way from each entity to a group; of equal ways, the one whose weakest link is best.
 * Ungraded and suspected-false links are no way. Complexity: O(entities + links).
 */
export function closenessToGroups(
  entities: Iterable<EntityFacts>,
  through: 'any-link' | 'conduct',
): Map<EntityFacts, Closeness> {
  const closeness = new Map<EntityFacts, Closeness>();
  let layer: EntityFacts[] = [];
  for (const entity of entities) {
    if (entity.kind !== 'ocg') continue;
    closeness.set(entity, { links: 0, via: null, credibility: 1 });
    layer.push(entity);
  }
  for (let links = 1; links <= FARTHEST_LINKS && layer.length > 0; links++) {
    const next: EntityFacts[] = [];
    for (const at of layer) {
      const soFar = closeness.get(at)?.credibility ?? 0;
      for (const link of at.links) {
        if (!countsAsEvidence(link.grade)) continue;
        if (through === 'conduct' && !carriesConduct(at, link)) continue;
        const known = closeness.get(link.other);
        if (known && known.links < links) continue;
        const credibility = Math.min(soFar, credibilityOf(link.grade.basis, link.grade) ?? 0);
        if (known && known.credibility >= credibility) continue;
        if (!known) next.push(link.other);
        closeness.set(link.other, { links, via: backFrom(link, at), credibility });
      }
    }
    layer = next;
  }
  return closeness;
}
