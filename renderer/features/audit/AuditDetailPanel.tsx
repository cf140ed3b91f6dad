import { Crosshair, Filter, X } from 'lucide-react';
import type { AuditChange, AuditDetail, AuditRecord } from '../../../shared/api/audit.ts';
import { auditWords, CATEGORY_WORDS } from '../../../shared/audit-words.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import styles from './AuditDetailPanel.module.css';
import { whenWords } from './AuditTable.tsx';

interface AuditDetailPanelProps {
  readonly number: number;
  /** Shows the entries about one record alone. */
  readonly onAboutRecord: (id: string, label: string) => void;
  readonly onClose: () => void;
}

/** Everything that one entry tells: what changed, who did it and why, what it touched, and its seal. */
export function AuditDetailPanel({ number, onAboutRecord, onClose }: AuditDetailPanelProps) {
  const revision = useStore((state) => state.revision);
  const detail = useApi(() => api.audit.get({ number }), [number, revision]);
  return (
    <aside className={styles.panel} aria-label="Entry" data-region="" tabIndex={-1}>
      {detail.status === 'loading' && <LoadingState>Reading the entry</LoadingState>}
      {detail.status === 'failed' && (
        <FailedState message={detail.error.message} retry={detail.retry} />
      )}
      {detail.status === 'ready' && (
        <Detail detail={detail.value} onAboutRecord={onAboutRecord} onClose={onClose} />
      )}
    </aside>
  );
}

function Detail(props: { readonly detail: AuditDetail } & Omit<AuditDetailPanelProps, 'number'>) {
  const { detail, onAboutRecord, onClose } = props;
  const { row, seal, changes } = detail;
  const { where, what } = auditWords(row.method);
  return (
    <>
      <header className={styles.head}>
        <p>{`${whenWords(row.at)}, entry ${row.number.toLocaleString('en-GB')}`}</p>
        <IconButton
          label="Close the entry"
          tip="below-left"
          icon={<X size={15} aria-hidden="true" />}
          onClick={onClose}
        />
        <h3>{`${where}: ${what.toLowerCase()}`}</h3>
        {row.record && <p className={styles.about}>{row.record.label}</p>}
      </header>
      {changes.length > 0 && (
        <section className={styles.section} aria-label="Change">
          <h4>Change</h4>
          {changes.map((change) => (
            <Change key={change.id} change={change} hasSeveral={detail.records.length > 1} />
          ))}
        </section>
      )}
      <section className={styles.section} aria-label="Who and why">
        <dl className={styles.facts}>
          <Fact name="Who" value={`${row.author}, ${row.role}`} />
          {row.people.length > 0 && <Fact name="Code typed by" value={row.people.join(' and ')} />}
          <Fact name="Reason" value={row.reason ?? 'Not given'} />
          <Fact name="Category" value={CATEGORY_WORDS[row.category] ?? row.category} />
          <Fact name="Call" value={row.method} />
        </dl>
      </section>
      <Records {...{ detail, onAboutRecord }} />
      <section className={styles.section} aria-label="Seal">
        <h4>Seal</h4>
        {seal !== null && <code className={styles.seal}>{seal}</code>}
        <p className={styles.note}>
          {seal === null
            ? 'This entry lies in the log beside a damaged case. Each of its lines is sealed to the one before it.'
            : 'Each entry is sealed to the one before it. If someone changes or removes an entry, the seal breaks.'}
        </p>
      </section>
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const STATE_WORDS = {
  done: null,
  undone: 'This was undone since.',
  overtaken: 'This was undone, and other work took its place.',
} as const;

function Change({
  change,
  hasSeveral,
}: {
  readonly change: AuditChange;
  readonly hasSeveral: boolean;
}) {
  const { name, kind, state, lines, isWithheld } = change;
  const act = { do: '', undo: 'Undid: ', redo: 'Did again: ' }[kind];
  const note = kind === 'do' ? STATE_WORDS[state] : null;
  return (
    <div className={styles.change}>
      <p>{`${act}${name}`}</p>
      {lines.length > 0 && (
        <ul>
          {lines.map(({ record, label, before, after }) => (
            <li key={`${record?.id} ${label} ${before} ${after}`}>
              {hasSeveral && record && <p className={styles.note}>{record.label}</p>}
              {before !== null && (
                <p className={styles.before}>
                  <span aria-hidden="true">−</span>
                  <span className="visually-hidden">Before: </span>
                  {`${label}: ${before}`}
                </p>
              )}
              <p className={styles.after}>
                <span aria-hidden="true">+</span>
                <span className="visually-hidden">After: </span>
                {`${label}: ${after ?? 'Not known'}`}
              </p>
            </li>
          ))}
        </ul>
      )}
      {note !== null && <p className={styles.note}>{note}</p>}
      {isWithheld && (
        <p className={styles.note}>What was changed of protected people is withheld.</p>
      )}
    </div>
  );
}

function Records({
  detail: { records, moreRecords },
  onAboutRecord,
}: {
  readonly detail: AuditDetail;
  readonly onAboutRecord: AuditDetailPanelProps['onAboutRecord'];
}) {
  if (records.length === 0 && moreRecords === 0) return null;
  return (
    <section className={styles.section} aria-label="Records touched">
      <h4>Records touched</h4>
      <ul className={styles.records}>
        {records.map((record) => (
          <li key={record.id}>
            <span title={record.label}>{record.label}</span>
            <small>{record.reference}</small>
            <IconButton
              label={`Entries about ${record.label}`}
              tip="below-left"
              icon={<Filter size={13} aria-hidden="true" />}
              onClick={() => onAboutRecord(record.id, record.label)}
            />
            <IconButton
              label={`Show ${record.label} on the map`}
              tip="below-left"
              icon={<Crosshair size={13} aria-hidden="true" />}
              onClick={() => show(record)}
            />
          </li>
        ))}
      </ul>
      {moreRecords > 0 && (
        <p className={styles.note}>
          {`${moreRecords.toLocaleString('en-GB')} more are not listed, or are no longer there.`}
        </p>
      )}
      {records.length > 1 && (
        <Button
          look="quiet"
          onClick={() => {
            const { select, goTo } = useStore.getState();
            select(records.map(({ id }) => id));
            goTo('records');
          }}
        >
          Select them
        </Button>
      )}
    </section>
  );
}

function show({ id }: AuditRecord): void {
  const { select, goTo, requestMap, setPanels } = useStore.getState();
  select([id]);
  setPanels({ isInspectorOpen: true });
  goTo('map');
  requestMap({ type: 'show', ids: [id] });
}
