import type { CatalogueProblem } from '../../../shared/domain/lever-catalogue.ts';
import { Note } from '../../ui/Note.tsx';
import styles from './LeverRules.module.css';

interface RuleFaultsProps {
  readonly lead: string;
  readonly problems: readonly CatalogueProblem[];
}

function placeOf({ file, line, column }: CatalogueProblem): string {
  if (line === null) return file;
  return `${file}, line ${line}${column === null ? '' : `, column ${column}`}`;
}

/** What is wrong with files of lever rules, each where it is written. */
export function RuleFaults({ lead, problems }: RuleFaultsProps) {
  if (problems.length === 0) return null;
  return (
    <Note tone="warning">
      {lead}
      <ul className={styles.faults} aria-label="What is wrong">
        {problems.map((problem) => (
          <li key={`${placeOf(problem)} ${problem.reason}`}>
            <code>{placeOf(problem)}</code>: {problem.reason}.
          </li>
        ))}
      </ul>
    </Note>
  );
}
