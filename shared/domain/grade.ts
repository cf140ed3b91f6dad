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

export const UNGRADED: Grade = {
  source: null,
  information: null,
  handling: null,
  conditions: null,
};

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
  if ((grade.information === 'A' || grade.information === 'B') && grade.source !== 3)
    return 'confirmed';
  return 'reported';
}

/** True when both halves of the grade are known. */
export function isGraded(grade: Pick<Grade, 'source' | 'information'>): boolean {
  return grade.source !== null && grade.information !== null;
}

const SOURCE_CREDIBILITY = { 1: 1, 2: 0.8, 3: 0.5 } as const;
const INFORMATION_CREDIBILITY = { A: 0.95, B: 0.85, C: 0.65, D: 0.45, E: 0.05 } as const;

/**
 * How far a claim is to be believed, from 0 to 1; null where it is ungraded. Register rows are fact: 1.
 * A default of policy that orders grades (1A above 2B above 3D), not an official reading of 3x5x2.
 */
export function credibilityOf(
  basis: Basis,
  grade: Pick<Grade, 'source' | 'information'>,
): number | null {
  if (grade.information === 'E')
    return SOURCE_CREDIBILITY[grade.source ?? 3] * INFORMATION_CREDIBILITY.E;
  if (basis === 'fact') return 1;
  if (grade.source === null || grade.information === null) return null;
  return SOURCE_CREDIBILITY[grade.source] * INFORMATION_CREDIBILITY[grade.information];
}

/** What each source reliability means. */
export const SOURCE_WORDS: Readonly<Record<SourceGrade, string>> = {
  1: 'source reliable',
  2: 'source untested',
  3: 'source not reliable',
};

/** What each information grade means. */
export const INFORMATION_WORDS: Readonly<Record<InformationGrade, string>> = {
  A: 'known directly to the source',
  B: 'known indirectly but corroborated',
  C: 'known indirectly',
  D: 'not known how the source knows',
  E: 'suspected to be false',
};

/** What each handling code means. */
export const HANDLING_WORDS: Readonly<Record<HandlingCode, string>> = {
  P: 'lawful sharing permitted',
  C: 'sharing permitted with conditions',
};

/** A grade spelled out: *2B P: source untested; known indirectly but corroborated; lawful sharing permitted.* */
export function gradeWords(grade: Grade): string {
  const parts = [
    grade.source && SOURCE_WORDS[grade.source],
    grade.information && INFORMATION_WORDS[grade.information],
    grade.handling && HANDLING_WORDS[grade.handling],
    grade.conditions && `conditions: ${grade.conditions}`,
  ].filter(Boolean);
  if (!isGraded(grade)) parts.unshift('not graded yet');
  const code = [grade.source ?? '–', grade.information ?? '–', grade.handling ?? '–'].join('');
  return `Grade ${code}: ${parts.join('; ')}`;
}
