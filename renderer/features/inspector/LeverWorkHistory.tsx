import { useState } from 'react';
import type { AssessmentEvent } from '../../../shared/api/assessment.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import styles from './LeverWork.module.css';

interface LeverWorkHistoryProps {
  readonly entityId: string;
  readonly leverId: string;
  readonly revealReason: string | null;
}

/** Who changed what of an assessment, newest first; read once somebody opens it. */
export function LeverWorkHistory(props: LeverWorkHistoryProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles.history} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>History of the assessment</summary>
      {isOpen && <Events {...props} />}
    </details>
  );
}

const WHAT_WORDS: Readonly<Record<AssessmentEvent['what'], string>> = {
  begun: 'Begun',
  changed: 'Changed',
  removed: 'Removed',
};

function Events({ entityId, leverId, revealReason }: LeverWorkHistoryProps) {
  const viewRevision = useStore((state) => state.viewRevision);
  const events = useApi(
    () => api.assessment.history({ entityId, leverId, revealReason }),
    [entityId, leverId, revealReason, viewRevision],
  );
  if (events.status === 'loading') return <p role="status">Reading the history…</p>;
  if (events.status === 'failed') return <p role="alert">{events.error.message}</p>;
  return (
    <ol className={styles.events} aria-label="History of the assessment">
      {events.value.map((event) => (
        <li key={event.id}>
          <p>
            <b>{WHAT_WORDS[event.what]}</b> by {event.author},{' '}
            <span>{`${dateWords(event.at)}, ${event.at.slice(11, 16)} UTC`}</span>
          </p>
          <dl>
            {event.changes.map(({ label, before, after }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {before !== null && (
                    <>
                      <span className="visually-hidden">was </span>
                      <del>{before}</del> <span className="visually-hidden">, now </span>
                    </>
                  )}
                  <ins>{after ?? 'not said'}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}
