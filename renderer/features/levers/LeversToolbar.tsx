import { Printer, RefreshCw } from 'lucide-react';
import { dateWords } from '../../../shared/domain/date-words.ts';
import type { Catalogue } from '../../api/use-catalogue.ts';
import { useKeys } from '../../store/keys.ts';
import type { LeverQuestion } from '../../store/levers.ts';
import { WHOLE_CASE } from '../../store/levers.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { Toolbar } from '../../ui/Toolbar.tsx';
import styles from './levers.module.css';
import type { useGroups } from './use-openings.ts';

const QUESTIONS: readonly {
  readonly id: LeverQuestion;
  readonly label: string;
  readonly title: string;
}[] = [
  { id: 'group', label: 'By group', title: 'What can be done about this group' },
  { id: 'service', label: 'By service', title: 'What can this service do' },
  { id: 'to-find-out', label: 'To find out', title: 'What should be found out first' },
  { id: 'library', label: 'Library', title: 'Every lever there is' },
];

interface LeversToolbarProps {
  readonly catalogue: Catalogue;
  readonly groups: ReturnType<typeof useGroups>;
  readonly groupId: string | null;
}

/** The question that the screen answers, and of which group. */
export function LeversToolbar({ catalogue, groups, groupId }: LeversToolbarProps) {
  const question = useStore((state) => state.leverQuestion);
  const ask = useStore((state) => state.askOfLevers);
  const checkAgain = useStore((state) => state.checkLeversAgain);
  const setLetOut = useStore((state) => state.setLetOut);
  const keys = useKeys('levers.check');
  return (
    <Toolbar label="Levers">
      <h2 className={styles.title}>Levers</h2>
      <fieldset className={lens.segments} aria-label="Question">
        {QUESTIONS.map(({ id, label, title }) => (
          <button
            key={id}
            type="button"
            title={title}
            aria-pressed={question === id}
            onClick={() => ask(id)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      {question === 'library' ? (
        <span className={styles.quiet}>
          {`${catalogue.levers.length} levers`}
          {catalogue.asAt !== '' && `, law followed to ${dateWords(catalogue.asAt)} or later`}
        </span>
      ) : (
        <GroupChoice groups={groups} groupId={groupId} />
      )}
      <span className={styles.gap} />
      {question !== 'library' && (
        <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => setLetOut('asked')}>
          Let out
        </Button>
      )}
      <Button icon={<RefreshCw size={14} aria-hidden="true" />} keys={keys} onClick={checkAgain}>
        Check again
      </Button>
    </Toolbar>
  );
}

function GroupChoice({ groups, groupId }: Omit<LeversToolbarProps, 'catalogue'>) {
  const setGroup = useStore((state) => state.setLeverGroup);
  const links = useStore((state) => state.leverLinks);
  const setLinks = useStore((state) => state.setLeverLinks);
  const all = groups.status === 'ready' ? groups.value : [];
  return (
    <>
      <label className={`${lens.choose} ${styles.group}`}>
        <span>Group</span>
        <select value={groupId ?? WHOLE_CASE} onChange={({ target }) => setGroup(target.value)}>
          <option value={WHOLE_CASE}>Whole case</option>
          {all.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className={lens.choose}>
        <span>Within</span>
        <select value={links} onChange={({ target }) => setLinks(Number(target.value))}>
          {[1, 2, 3, 4].map((count) => (
            <option key={count} value={count}>
              {count === 1 ? '1 link' : `${count} links`}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
