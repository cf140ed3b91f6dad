import { z } from 'zod';

/** Data-subject category of a person in a case (Data Protection Act 2018 s.38). */
export const SubjectCategory = z.enum(['suspect', 'convicted', 'victim', 'witness', 'unassessed']);
export type SubjectCategory = z.infer<typeof SubjectCategory>;

/** Roles of people who are never shown as suspects. Source: levers.README.md, Roles marked PROTECTED. */
export const PROTECTED_ROLES: ReadonlySet<string> = new Set([
  'cuckooed-occupant',
  'exploited-child',
  'exploited-worker',
  'trafficking-victim',
  'coerced-associate',
  'victim',
  'witness',
  'family-uninvolved',
]);

/** Below this age a person is a child (Children Act 1989 s.105). */
export const ADULT_AGE = 18;

/**
 * Whether a person is protected: a victim, witness, protected role, child or adult at risk.
 * Any one sign on any record is enough; not known is not a sign.
 */
export function isProtectedPerson(person: {
  readonly categories: readonly (SubjectCategory | null)[];
  readonly roles: readonly string[];
  readonly age: number | null;
  readonly isVulnerable: boolean | null;
  /** Those of the case's ontology; where they are not given, the shipped ones. */
  readonly protectedRoles?: ReadonlySet<string> | undefined;
}): boolean {
  const { protectedRoles = PROTECTED_ROLES } = person;
  return (
    person.categories.some((category) => category === 'victim' || category === 'witness') ||
    person.roles.some((role) => protectedRoles.has(role)) ||
    (person.age !== null && person.age < ADULT_AGE) ||
    person.isVulnerable === true
  );
}
