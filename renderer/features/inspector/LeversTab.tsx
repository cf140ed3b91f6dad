import { ChevronRight, Gavel, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { Lever, LeverEvaluation } from '../../../shared/domain/lever.ts';
import type { Loaded } from '../../api/use-api.ts';
import { useCatalogue } from '../../api/use-catalogue.ts';
import { Chip } from '../../ui/Chip.tsx';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import inspector from './Inspector.module.css';
import { LeverCard } from './LeverCard.tsx';
import styles from './Levers.module.css';

const GROUPS = [
  {
    answer: 'applies',
    title: 'Applies',
    empty: 'No levers flagged. This does not mean none exist. See what is missing.',
  },
  { answer: 'could-apply', title: 'Could apply', empty: null },
  { answer: 'ruled-out', title: 'Ruled out', empty: null },
] as const;

/** What each lever answers for the record, and why: what applies first, then what is missing, then what speaks against. */
export function LeversTab({ levers }: { readonly levers: Loaded<readonly LeverEvaluation[]> }) {
  const catalogue = useCatalogue();
  const [open, setOpen] = useState<string | null>(null);
  if (levers.status === 'loading') return <LoadingState>Testing levers</LoadingState>;
  if (levers.status === 'failed') return <FailedState message={levers.error.message} />;
  const first = levers.value.find((entry) => entry.answer === 'applies');
  const shown = open ?? first?.leverId ?? null;
  return (
    <div className={styles.levers}>
      {GROUPS.map((group) => {
        const entries = levers.value.filter((entry) => entry.answer === group.answer);
        if (entries.length === 0 && group.empty === null) return null;
        return (
          <section key={group.answer} aria-label={group.title}>
            <h3 className={styles.group}>
              {group.title} <span>{entries.length}</span>
            </h3>
            {entries.length === 0 && <p className={inspector.nothing}>{group.empty}</p>}
            <ul className={styles.list}>
              {entries.map((entry) => {
                const lever = catalogue.get(entry.leverId);
                return lever ? (
                  <LeverItem
                    key={entry.leverId}
                    evaluation={entry}
                    lever={lever}
                    isOpen={shown === entry.leverId}
                    onToggle={() => setOpen(shown === entry.leverId ? '' : entry.leverId)}
                  />
                ) : null;
              })}
            </ul>
          </section>
        );
      })}
      <p className={styles.legal}>A flag is a prompt for a decision, not legal advice.</p>
    </div>
  );
}

function LeverItem(props: {
  readonly evaluation: LeverEvaluation;
  readonly lever: Lever;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { evaluation, lever, isOpen, onToggle } = props;
  const [basis] = lever.legalBasis;
  return (
    <li className={styles.lever}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={onToggle}>
        <span className={styles.mark} data-answer={evaluation.answer}>
          {evaluation.guards.isProtective ? (
            <ShieldCheck size={14} aria-hidden="true" />
          ) : (
            <Gavel size={14} aria-hidden="true" />
          )}
        </span>
        <span className={styles.title}>
          <b>{lever.title}</b>
          <span>
            {isOpen && basis ? `${basis.act} ${basis.year}, ${basis.provision}` : lever.service}
          </span>
        </span>
        <AnswerChip evaluation={evaluation} />
        {!isOpen && <ChevronRight className={styles.chevron} size={15} aria-hidden="true" />}
      </button>
      {isOpen && <LeverCard evaluation={evaluation} lever={lever} />}
    </li>
  );
}

function AnswerChip({ evaluation }: { readonly evaluation: LeverEvaluation }) {
  if (evaluation.guards.heldForSafeguarding) return <Chip tone="warning">Held</Chip>;
  switch (evaluation.answer) {
    case 'applies':
      return evaluation.strength === 'strong' ? (
        <Chip tone="success">Strong case</Chip>
      ) : (
        <Chip tone="info">Indicative</Chip>
      );
    case 'could-apply':
      return <Chip tone="warning">Needs evidence</Chip>;
    case 'ruled-out':
      return <Chip>Ruled out</Chip>;
  }
}
