import { Undo2 } from 'lucide-react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { EntityEvent, HistoryChange } from '../../../shared/api/entity-edit.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import styles from './HistoryTab.module.css';
import inspector from './Inspector.module.css';

import sources from './Sources.module.css';

const WHAT_WORDS: Readonly<Record<EntityEvent['what'], string>> = {
  imported: 'Imported',
  made: 'Made by hand',
  corrected: 'Edited',
  stated: 'Added by another source',
  withdrawn: 'Record taken back',
  'link-added': 'Link added',
  'link-changed': 'Link changed',
  'link-withdrawn': 'Link deleted',
  attached: 'File attached',
  'attachment-removed': 'File removed',
};

interface HistoryTabProps {
  readonly detail: EntityDetail;
  readonly revealReason: string | null;
}

/** Everything that happened to the record, newest first: who, when, why, and each field before and after. */
export function HistoryTab({ detail, revealReason }: HistoryTabProps) {
  const revision = useStore((state) => state.revision);
  const { id } = detail.summary;
  const history = useApi(
    () => api.entity.history({ id, reason: revealReason }),
    [id, revision, revealReason],
  );
  if (history.status === 'loading') return <LoadingState>Reading the history</LoadingState>;
  if (history.status === 'failed')
    return <FailedState message={history.error.message} retry={history.retry} />;
  if (history.value.isWithheld)
    return <p className={sources.nothing}>Withheld. Reveal the record with a reason first.</p>;
  return (
    <ol className={sources.list} aria-label="History">
      {history.value.events.map((event) => (
        <li key={event.id} className={styles.event}>
          <h3>
            {WHAT_WORDS[event.what]} <span>{event.subject}</span>
          </h3>
          <p className={inspector.origin}>
            {`${dateWords(event.at)}, ${event.at.slice(11, 16)} UTC. ${event.author ?? 'Not known by whom'}`}
          </p>
          {event.reason && <p className={inspector.origin}>{`Reason: ${event.reason}`}</p>}
          {event.changes.length > 0 && (
            <dl className={styles.changes}>
              {event.changes.map((change) => (
                <Change key={change.field} id={id} change={change} revealReason={revealReason} />
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}

function Change(props: {
  readonly id: string;
  readonly change: HistoryChange;
  readonly revealReason: string | null;
}) {
  const { id, change, revealReason } = props;
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const { field, label, before, beforeWords, afterWords } = change;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {before !== null && (
          <>
            <del>{beforeWords}</del>{' '}
          </>
        )}
        <ins>{afterWords}</ins>
        {before !== null && !isReadOnly && (
          <Button
            look="quiet"
            icon={<Undo2 size={13} aria-hidden="true" />}
            aria-label={`Put back ${label.toLowerCase()}: ${beforeWords}`}
            onClick={() =>
              openForm({
                type: 'correct-field',
                id,
                field,
                value: Array.isArray(before) ? before.join('\n') : String(before),
                revealReason,
              })
            }
          >
            Put back
          </Button>
        )}
      </dd>
    </div>
  );
}
