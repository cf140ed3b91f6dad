import type { FileReport, ImportProblem, ImportReport } from '../../../shared/api/import.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { kindOf, relationTypeOf } from '../../../shared/domain/ontology.ts';

/** Faults of one kind in a file, to be told in one line. */
export interface ProblemGroup {
  readonly severity: ImportProblem['severity'];
  readonly column: string | null;
  readonly reason: string;
  readonly rows: readonly number[];
}

/** The same fault with its particulars left out: quoted values and numbers differ from row to row. */
function patternOf({ severity, column, reason }: ImportProblem): string {
  return JSON.stringify([severity, column, reason.replace(/[“"‘'][^”"’']*[”"’']|\d+/g, '#')]);
}

/** Problems by kind, the gravest and most frequent first. */
export function groupProblems(problems: readonly ImportProblem[]): readonly ProblemGroup[] {
  const groups = new Map<string, ProblemGroup & { rows: number[] }>();
  for (const problem of problems) {
    const key = patternOf(problem);
    const { severity, column, reason } = problem;
    const group = groups.get(key) ?? { severity, column, reason, rows: [] };
    if (problem.row !== null) group.rows.push(problem.row);
    groups.set(key, group);
  }
  const order = { refuse: 0, quarantine: 1, warning: 2 };
  return [...groups.values()].sort(
    (one, other) =>
      order[one.severity] - order[other.severity] || other.rows.length - one.rows.length,
  );
}

/** A reason as a sentence begins. */
export function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}

/** Files that cannot be read: while one is among the chosen, nothing can be imported. */
export function unreadable(report: ImportReport): readonly FileReport[] {
  return report.files.filter((file) =>
    file.problems.some((problem) => problem.severity === 'refuse'),
  );
}

/** Whether the case can take what was checked. */
export function isCommittable(report: ImportReport): boolean {
  return report.totals.kept > 0 && unreadable(report).length === 0;
}

/** Which rows a group is about: `Row 1203 and 8 more`. */
export function rowsInWords({ rows }: ProblemGroup): string {
  const [first] = rows;
  if (first === undefined) return 'The whole file';
  const row = `Row ${first.toLocaleString('en-GB')}`;
  return rows.length === 1 ? row : `${row} and ${(rows.length - 1).toLocaleString('en-GB')} more`;
}

const SEPARATOR_NAMES: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  ' ': 'spaces',
};

/** How a file was read: `Person table, UTF-8, commas`. */
export function readingInWords({ profile, encoding, separator }: FileReport): string {
  if (profile === null) return 'Not read: it is not a table';
  const between = separator === null ? null : (SEPARATOR_NAMES[separator] ?? separator);
  return [sentence(profile).replaceAll('-', ' '), encoding?.toUpperCase(), between]
    .filter(Boolean)
    .join(', ');
}

/** Counts by kind or type with the words of the ontology, largest first. */
export function countsInWords(
  counts: ImportReport['entities'],
  nameOf: (id: string) => string,
): readonly { readonly id: string; readonly name: string; readonly count: number }[] {
  return Object.entries(counts)
    .map(([id, count]) => ({ id, name: nameOf(id), count }))
    .sort((one, other) => other.count - one.count);
}

/** Plural name of a kind, for a count of it. */
export function kindName(ontology: Ontology | null, id: string): string {
  return (ontology && kindOf(ontology, id)?.plural) ?? id;
}

/** Words of a relation type; one as received is shown as it came. */
export function relationName(ontology: Ontology | null, id: string): string {
  return (ontology && relationTypeOf(ontology, id)?.label) ?? id;
}
