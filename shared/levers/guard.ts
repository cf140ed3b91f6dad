import type { Condition, Lever, LeverEvaluation, LeverGuards, LeverHold } from '../domain/lever.ts';
import { ADULT_AGE, isProtectedPerson, type SubjectCategory } from '../domain/person.ts';
import type { TestCondition } from './condition.ts';
import {
  type AgeRange,
  countsAsEvidence,
  type EntityFacts,
  type FactValue,
  type Protection,
} from './facts.ts';

/** Said with every suggestion. */
const DECONFLICT = 'Deconflict with the LRO before acting.';
const NOT_EVIDENCE =
  'This is a suggestion, not evidence: check the facts and record the reasons before acting.';

const OCCUPANT_FIRST =
  'Someone at risk may live here: protect them before anything that could cost them their home.';

/** What answers for whoever lives in a home that was taken over. */
export const CUCKOOED_TENANT_LEVER = 'cuckooed-tenant-protective-response';
const DECISION_MAKER_INTRUSIVENESS = 4;
/** From here on a lever that bears on premises may cost whoever lives there their home. */
const HOME_INTRUSIVENESS = 3;

/** Relation types that never carry closeness to a group for levers that are not protective. */
export const KINSHIP_AND_CARE: ReadonlySet<string> = new Set([
  'family-of',
  'partner-of',
  'cares-for',
  'exploits',
]);

/** Premises types whose address alone never ties a person to a group. */
export const COMMUNITY_SITES: ReadonlySet<string> = new Set(['traveller-site']);

/** Names of what nobody is ever scored on, whatever a council or an import calls it. */
const ORIGIN_OR_BELIEF =
  /ethnic|nationality|citizenship|religio|faith|belief|creed|\brace\b|racial|skin-?colou?r|birth-?place|country-?of-?birth|place-?of-?birth|mother-?tongue/i;

/** Whether the name of a fact or indicator tells someone's origin, nationality or belief. */
export function isOriginOrBelief(id: string): boolean {
  return ORIGIN_OR_BELIEF.test(id);
}

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

/** Signs that whoever they are reported of is a child. */
const CHILD_SIGNS: ReadonlySet<string> = new Set([
  'child-criminal-exploitation',
  'child-employment-breach',
  'missing-child',
  'missing-from-education',
  'school-exclusion',
]);

/** Signs that are reported of those who suffer a harm as well as of those who do it. */
const VICTIM_SIGNS: ReadonlySet<string> = new Set([
  ...CHILD_SIGNS,
  'child-present-at-risk-address',
  'cse-concern',
  'cuckooing',
  'cyber-incident',
  'debt-bondage',
  'domestic-abuse',
  'doorstep-fraud',
  'financial-exploitation',
  'illegal-eviction',
  'illegal-lending',
  'labour-exploitation',
  'modern-slavery-signs',
  'scam-victim',
]);

/** Roles that are often played unknowingly or under coercion: they say nothing of whether someone is a suspect. */
const ROLES_TO_ASSESS: ReadonlySet<string> = new Set([
  'associate-unassessed',
  'driver-transport',
  'landlord-unwitting',
  'money-mule',
  'runner-mule',
  'storer',
]);

/** Whether someone was assessed as a suspect: categorised so, or given a role that is played knowingly. */
export function isAssessedAsSuspect(person: {
  readonly categories: readonly (SubjectCategory | null)[];
  readonly roles: readonly FactValue[];
}): boolean {
  return (
    person.categories.some((category) => category === 'suspect' || category === 'convicted') ||
    person.roles.some(
      ({ value, grade }) => countsAsEvidence(grade) && !ROLES_TO_ASSESS.has(String(value)),
    )
  );
}

function hasSign(entity: EntityFacts, signs: ReadonlySet<string>): boolean {
  for (const id of entity.indicators.keys()) if (signs.has(id)) return true;
  return false;
}

/**
 * Why every lever but a protective one is held for a person until a safeguarding decision allows it; null: none is.
 * Any sign is enough, however weak or old; where the age is not known, a sign of a child is taken at its word. A decision
 * to hold binds too, whatever was assessed since.
 */
export function holdOn(entity: EntityFacts): LeverHold | null {
  if (entity.protection === 'child') return 'under-18';
  if (entity.kind !== 'person' || entity.protection !== 'none') return null;
  if (!isAgeKnown(entity) && hasSign(entity, CHILD_SIGNS)) return 'may-be-child';
  if (!entity.isAssessed && hasSign(entity, VICTIM_SIGNS)) return 'may-be-victim';
  return entity.decision?.decision === 'hold' ? 'decided' : null;
}

function isAgeKnown(entity: EntityFacts): boolean {
  return (entity.attributes.get('age') ?? []).some(({ grade }) => countsAsEvidence(grade));
}

/** What each hold says. */
export const HOLD_WORDS: Readonly<Record<LeverHold, string>> = {
  'under-18':
    'Under 18: use protective levers first. Others need a recorded safeguarding decision.',
  'may-be-child': 'May be a child: find out the age first, or record a safeguarding decision.',
  'may-be-victim': 'May be a victim: assess first, or record a safeguarding decision.',
  decided: 'Protective levers only: a recorded safeguarding decision says so until its review.',
};

/** Whether a condition asks for nothing but a kind of premises, a community site among them. */
function asksForSiteAlone(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(asksForSiteAlone);
  if ('any' in condition) return condition.any.some(asksForSiteAlone);
  return asksForCommunitySite(condition) || 'nodeType' in condition;
}

/** Whether a test names a community site. */
export function asksForCommunitySite(condition: Condition): boolean {
  if (!('attr' in condition) || condition.attr !== 'premisesType') return false;
  const words = 'in' in condition ? condition.in : 'eq' in condition ? [condition.eq] : [];
  return words.some((word) => COMMUNITY_SITES.has(String(word)));
}

/**
 * Whether a test that is met says no more than what someone is. An age alone suggests no lever but one that
 * protects, and the address of a community site suggests none.
 */
export function isTraitAlone(lever: Lever, condition: TestCondition, entity: EntityFacts): boolean {
  if ('link' in condition && condition.to && asksForSiteAlone(condition.to)) return true;
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

/** Whether a lever waits for a safeguarding decision: it does not protect, and nobody has allowed it. */
export function isHeldFor(lever: Lever, entity: EntityFacts): boolean {
  return (
    !lever.protectiveForVictims && holdOn(entity) !== null && entity.decision?.decision !== 'allow'
  );
}

function mayCostAHome(lever: Lever): boolean {
  return (
    !lever.protectiveForVictims &&
    lever.intrusiveness >= HOME_INTRUSIVENESS &&
    lever.disruptionEffect.includes('premises')
  );
}

/** What the guard rules say about an answer of this lever for this entity. */
export function guardsOf(lever: Lever, entity: EntityFacts): LeverGuards {
  const isNotInForce = lever.legalStatus === 'awaiting-commencement';
  const hold = lever.protectiveForVictims ? null : holdOn(entity);
  const isHeld = isHeldFor(lever, entity);
  const comesSecond = mayCostAHome(lever) && hasOccupantAtRisk(entity);
  return {
    heldForSafeguarding: isHeld,
    hold,
    allowedBy:
      hold !== null && !isHeld && entity.decision
        ? {
            name: entity.decision.decidedBy,
            role: entity.decision.decidedByRole,
            decidedOn: entity.decision.decidedOn,
          }
        : null,
    needsDecisionMaker: lever.intrusiveness >= DECISION_MAKER_INTRUSIVENESS,
    checkTheLaw: lever.confidence === 'low' || isNotInForce,
    notYetUsable: isNotInForce,
    isProtective: lever.protectiveForVictims,
    safeguards: [
      ...new Set([
        DECONFLICT,
        NOT_EVIDENCE,
        ...(hold === null ? [] : [HOLD_WORDS[hold]]),
        ...(comesSecond ? [OCCUPANT_FIRST] : []),
        ...lever.safeguards,
      ]),
    ],
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
