import { z } from 'zod';

/** Source reliability of the 3x5x2 system: 1 reliable, 2 untested, 3 not reliable. */
export const SourceGrade = z.literal([1, 2, 3]);
export type SourceGrade = z.infer<typeof SourceGrade>;

/** Information grade: A known directly, B indirectly but corroborated, C indirectly, D not known, E suspected false. */
export const InformationGrade = z.enum(['A', 'B', 'C', 'D', 'E']);
export type InformationGrade = z.infer<typeof InformationGrade>;

/** Handling code: P lawful sharing permitted; C permitted with conditions. */
export const HandlingCode = z.enum(['P', 'C']);
export type HandlingCode = z.infer<typeof HandlingCode>;

/** A 3x5x2 grade. Both halves are null on ungraded information, which stays visible as ungraded. */
export const Grade = z.strictObject({
  source: SourceGrade.nullable(),
  information: InformationGrade.nullable(),
  handling: HandlingCode.nullable(),
  /** Conditions of handling code C: who, what action, sanitise, consult originator. */
  conditions: z.string().max(2000).nullable(),
});
export type Grade = z.infer<typeof Grade>;

export const UNGRADED: Grade = { source: null, information: null, handling: null, conditions: null };

/** Fact: from a register or record of fact. Intelligence: graded or awaiting a grade. Assessment: an analyst's own opinion. */
export const Basis = z.enum(['fact', 'intelligence', 'assessment']);
export type Basis = z.infer<typeof Basis>;

/** How sure a link or value is. Shown as a solid, dashed or dotted line. */
export const Certainty = z.enum(['confirmed', 'reported', 'tentative']);
export type Certainty = z.infer<typeof Certainty>;

/**
 * How sure a claim is, from its basis and grade. Register rows are fact, and so confirmed;
 * otherwise A and B are confirmed unless the source is not reliable, D and E are tentative,
 * and the rest, ungraded included, are reported.
 */
export function certaintyOf(basis: Basis, grade: Pick<Grade, 'source' | 'information'>): Certainty {
  if (basis === 'fact') return 'confirmed';
  if (grade.information === 'D' || grade.information === 'E') return 'tentative';
  if ((grade.information === 'A' || grade.information === 'B') && grade.source !== 3) return 'confirmed';
  return 'reported';
}

/** True when both halves of the grade are known. */
export function isGraded(grade: Pick<Grade, 'source' | 'information'>): boolean {
  return grade.source !== null && grade.information !== null;
}
