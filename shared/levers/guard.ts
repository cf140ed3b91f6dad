import type { Lever, LeverEvaluation, LeverGuards } from '../domain/lever.ts';
import { ADULT_AGE, isProtectedPerson, type SubjectCategory } from '../domain/person.ts';
import type { TestCondition } from './condition.ts';
import { type AgeRange, countsAsEvidence, type EntityFacts, type Protection } from './facts.ts';

/** Said with every suggestion. */
const DECONFLICT = 'Deconflict with the LRO before acting.';
const NOT_EVIDENCE =
  'This is a suggestion, not evidence: check the facts and record the reasons before acting.';

/** What answers for whoever lives in a home that was taken over. */
export const CUCKOOED_TENANT_LEVER = 'cuckooed-tenant-protective-response';
const DECISION_MAKER_INTRUSIVENESS = 4;

/** Relation types that never carry closeness to a group for levers that are not protective. */
export const KINSHIP_AND_CARE: ReadonlySet<string> = new Set([
  'family-of',
  'partner-of',
  'cares-for',
  'exploits',
]);

/** Premises types whose address alone never ties a person to a group. */
export const COMMUNITY_SITES: ReadonlySet<string> = new Set(['traveller-site']);

/** Relation types by which someone lives at an address. */
const OCCUPATION: ReadonlySet<string> = new Set([
  'lives-at',
  'tenant-of',
  'occupies',
  'liable-for-council-tax-at',
  'claims-benefit-at',
]);

/** Relation types that say no more than that someone is at an address. */
export const PRESENCE: ReadonlySet<string> = new Set([
  ...OCCUPATION,
  'guest-at',
  'frequents',
  'seen-at',
]);

/**
 * How far a person is shielded. A victim, witness, protected role or adult at risk sees protective levers alone;
 * a child who is none of these sees them first, the others held. One sign on any record is enough.
 */
export function protectionOf(person: {
  readonly isProtected: boolean;
  readonly categories: readonly (SubjectCategory | null)[];
  readonly roles: readonly string[];
  readonly ages: readonly AgeRange[];
  readonly isVulnerable: boolean;
  /** Roles that protect, where they are not the shipped ones alone. */
  readonly protectedRoles?: ReadonlySet<string> | undefined;
}): Protection {
  const { categories, roles, isVulnerable, protectedRoles } = person;
  if (isProtectedPerson({ categories, roles, age: null, isVulnerable, protectedRoles }))
    return 'full';
  if (person.ages.some((age) => age.least < ADULT_AGE)) return 'child';
  return person.isProtected ? 'full' : 'none';
}

/**
 * Whether a test that is met says no more than what someone is. An age alone suggests no lever but one that
 * protects, and the address of a community site suggests none.
 */
export function isTraitAlone(lever: Lever, condition: TestCondition, entity: EntityFacts): boolean {
  if (!('attr' in condition)) return false;
  if (condition.attr === 'age') return !lever.protectiveForVictims;
  if (condition.attr !== 'premisesType') return false;
  const types = entity.attributes.get('premisesType') ?? [];
  return types
    .filter(({ grade }) => countsAsEvidence(grade))
    .every(({ value }) => COMMUNITY_SITES.has(String(value)));
}

/** Whether a lever may be answered for an entity at all: on a protected person, only when it protects. */
export function mayAnswer(lever: Lever, entity: EntityFacts): boolean {
  return lever.protectiveForVictims || entity.protection !== 'full';
}

/** What the guard rules say about an answer of this lever for this entity. */
export function guardsOf(lever: Lever, entity: EntityFacts): LeverGuards {
  const isNotInForce = lever.legalStatus === 'awaiting-commencement';
  return {
    heldForSafeguarding: entity.protection === 'child' && !lever.protectiveForVictims,
    needsDecisionMaker: lever.intrusiveness >= DECISION_MAKER_INTRUSIVENESS,
    checkTheLaw: lever.confidence === 'low' || isNotInForce,
    notYetUsable: isNotInForce,
    isProtective: lever.protectiveForVictims,
    safeguards: [...new Set([DECONFLICT, NOT_EVIDENCE, ...lever.safeguards])],
  };
}

/** Whether a home may have been taken over, or someone vulnerable lives in it. Any sign is enough, graded or not. */
export function hasOccupantAtRisk(entity: EntityFacts): boolean {
  if (entity.kind !== 'premises') return false;
  return (
    entity.indicators.has('cuckooing') ||
    (entity.attributes.get('vulnerableOccupant') ?? []).some((fact) => fact.value === true) ||
    entity.links.some(
      (link) =>
        link.direction === 'in' && OCCUPATION.has(link.type) && link.other.protection !== 'none',
    )
  );
}

const ANSWER_ORDER = { applies: 0, 'could-apply': 1, 'ruled-out': 2 } as const;
const STRENGTH_ORDER = { strong: 0, indicative: 1 } as const;

function isRuledOut(evaluation: LeverEvaluation): boolean {
  return evaluation.answer === 'ruled-out';
}

/**
 * The order in which an entity's answers are shown: applies first, strong before indicative.
 * For a child protective levers come before all others; for a home with someone at risk in it
 * the response that protects the occupant does.
 */
export function rank(
  entity: EntityFacts,
  evaluations: readonly LeverEvaluation[],
): LeverEvaluation[] {
  const isAtRisk = hasOccupantAtRisk(entity);
  const isFirst = (evaluation: LeverEvaluation): boolean =>
    !isRuledOut(evaluation) &&
    ((entity.protection !== 'none' && evaluation.guards.isProtective) ||
      (isAtRisk && evaluation.leverId === CUCKOOED_TENANT_LEVER));
  return [...evaluations].sort(
    (a, b) =>
      Number(isFirst(b)) - Number(isFirst(a)) ||
      ANSWER_ORDER[a.answer] - ANSWER_ORDER[b.answer] ||
      STRENGTH_ORDER[a.strength ?? 'indicative'] - STRENGTH_ORDER[b.strength ?? 'indicative'] ||
      (a.leverId < b.leverId ? -1 : 1),
  );
}
