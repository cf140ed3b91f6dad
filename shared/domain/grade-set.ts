import type { Basis, Grade, InformationGrade, SourceGrade } from './grade.ts';

/**
 * The grades of several records as one number, one bit each: 1A to 3E, then fact, then not graded yet.
 * A set of them is compared with what a filter wants by a single *and*.
 */
export type GradeSet = number;

const INFORMATION: readonly InformationGrade[] = ['A', 'B', 'C', 'D', 'E'];
const SOURCES: readonly SourceGrade[] = [1, 2, 3];

export const FACT_BIT: GradeSet = 1 << 15;
export const UNGRADED_BIT: GradeSet = 1 << 16;

function bitOf(source: SourceGrade, information: InformationGrade): GradeSet {
  return 1 << ((source - 1) * INFORMATION.length + INFORMATION.indexOf(information));
}

/** The grade of one record as a set. */
export function gradeSetOf(
  basis: Basis,
  { source, information }: Pick<Grade, 'source' | 'information'>,
): GradeSet {
  const grade = source !== null && information !== null ? bitOf(source, information) : 0;
  if (basis === 'fact') return grade | FACT_BIT;
  return grade || UNGRADED_BIT;
}

/** Every grade between two, both ends in: 1A to 2B is 1A, 1B, 2A and 2B. */
export function gradesBetween(
  from: { readonly source: SourceGrade; readonly information: InformationGrade },
  to: { readonly source: SourceGrade; readonly information: InformationGrade },
): GradeSet {
  let set: GradeSet = 0;
  for (const source of SOURCES) {
    if (source < from.source || source > to.source) continue;
    for (const information of INFORMATION)
      if (information >= from.information && information <= to.information)
        set |= bitOf(source, information);
  }
  return set;
}
