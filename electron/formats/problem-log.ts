import type { ImportProblem } from '../../shared/api/import.ts';
import { displayCount } from './limits.ts';

/** Problems that one file's report lists; beyond it they are counted. */
export const LISTED_PROBLEMS = 1000;

/** Collects what is wrong with one file. */
export interface ProblemLog {
  add(problem: ImportProblem): void;
  /** Notes a doubt: one line per column and reason, with its first row and how many more. */
  warn(problem: Omit<ImportProblem, 'severity'>): void;
  problems(): ImportProblem[];
  more(): number;
}

export function createProblemLog(): ProblemLog {
  const listed: ImportProblem[] = [];
  const warnings = new Map<
    string,
    { readonly first: Omit<ImportProblem, 'severity'>; count: number }
  >();
  let more = 0;
  return {
    add(problem) {
      if (listed.length < LISTED_PROBLEMS) listed.push(problem);
      else more++;
    },
    warn(problem) {
      const key = `${problem.column ?? ''}\u001f${problem.reason}`;
      const known = warnings.get(key);
      if (known) known.count++;
      else warnings.set(key, { first: problem, count: 1 });
    },
    problems() {
      const warned = [...warnings.values()].map(
        ({ first, count }): ImportProblem => ({
          ...first,
          reason:
            count === 1
              ? first.reason
              : `${first.reason} (and ${displayCount(count - 1)} more ${count === 2 ? 'row' : 'rows'})`,
          severity: 'warning',
        }),
      );
      return [...listed, ...warned];
    },
    more: () => more,
  };
}
