import { AppError } from '../../shared/api/errors.ts';
import type { FileReport, ImportProblem } from '../../shared/api/import.ts';
import { displayCount } from '../formats/limits.ts';
import type { ImportPlan } from '../formats/plan.ts';

/** Problems that a refusal carries; the message tells how many there are. */
const CARRIED_PROBLEMS = 1000;

/** A problem with the name of its file. */
export type FileProblem = Omit<ImportProblem, 'severity'> & { readonly file: string };

/** Why a plan cannot be carried out; null: it can. */
export function refusalOf(plan: ImportPlan): AppError | null {
  const refused = plan.files.flatMap(({ name, outcome }): FileProblem[] =>
    outcome.status === 'refused' ? [problemOf(name, outcome.problem)] : [],
  );
  if (refused.length > 0) return refuse(refused);
  const notes = plan.files.flatMap(({ name, outcome }): FileProblem[] =>
    outcome.status === 'left-out' ? [problemOf(name, outcome.problem)] : [],
  );
  if (plan.tables.length === 0) {
    return new AppError(
      'import-refused',
      'Nothing was imported: none of the files is a table. Choose CSV, XLSX, JSON, XML, GraphML or GEXF files, or a folder or zip archive that holds some.',
      { problems: notes },
    );
  }
  if (plan.totalRows === 0) {
    const empty = plan.tables.map(
      ({ name }): FileProblem => ({
        file: name,
        row: null,
        column: null,
        reason: 'the file has a header but no rows',
      }),
    );
    return new AppError('import-refused', 'Nothing was imported: the files hold no rows.', {
      problems: [...empty, ...notes],
    });
  }
  return null;
}

function problemOf(file: string, { row, column, reason }: ImportProblem): FileProblem {
  return { file, row, column, reason };
}

/** The failure of an import whose files cannot be read. */
export function refuse(problems: readonly FileProblem[]): AppError {
  const [first] = problems;
  const more = problems.length > 1 ? ` ${displayCount(problems.length)} files cannot be read.` : '';
  const place = first
    ? `${first.file}${first.row === null ? '' : `, row ${displayCount(first.row)}`}: ${first.reason}.`
    : '';
  return new AppError('import-refused', `Nothing was imported. ${place}${more}`, {
    problems: problems.slice(0, CARRIED_PROBLEMS),
  });
}

/** The failure of an import some rows of which would have to be set aside. */
export function quarantineRefusal(files: readonly FileReport[], quarantined: number): AppError {
  const problems = files.flatMap(({ name, problems }) =>
    problems
      .filter(({ severity }) => severity === 'quarantine')
      .map((problem) => problemOf(name, problem)),
  );
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const listed = Math.min(problems.length, CARRIED_PROBLEMS);
  const all = problems.length + files.reduce((sum, file) => sum + file.moreProblems, 0);
  const more =
    all > listed
      ? ` The first ${displayCount(listed)} of ${displayCount(all)} faults are listed.`
      : '';
  return new AppError(
    'import-has-quarantine',
    `Nothing was imported: ${displayCount(quarantined)} of ${displayCount(rows)} rows have faults. Correct them, or accept that they are set aside.${more}`,
    { problems: problems.slice(0, listed) },
  );
}
