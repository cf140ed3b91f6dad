import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { AuditEntry } from '../../../shared/api/audit.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Note } from '../../ui/Note.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import styles from './AuditScreen.module.css';

const LIMIT = 500;

type Check =
  | { readonly status: 'none' | 'running' }
  | { readonly status: 'whole'; readonly rows: number; readonly seal: string }
  | { readonly status: 'broken'; readonly brokenAt: number | null }
  | { readonly status: 'failed'; readonly message: string };

async function checkSeal(): Promise<Check> {
  try {
    const { isWhole, rows, brokenAt, seal } = await api.audit.verify();
    return isWhole ? { status: 'whole', rows, seal } : { status: 'broken', brokenAt };
  } catch (error) {
    return { status: 'failed', message: toAppError(error).message };
  }
}

function CheckResult({ check }: { readonly check: Check }) {
  switch (check.status) {
    case 'none':
      return null;
    case 'running':
      return <LoadingState>Replaying the log</LoadingState>;
    case 'whole':
      return (
        <Note tone="success">
          The log is whole: {check.rows.toLocaleString('en-GB')} entries. Seal for the supervisor’s
          book: <code>{check.seal}</code>
        </Note>
      );
    case 'broken':
      return (
        <Note tone="danger">
          {check.brokenAt === null
            ? 'The audit log does not end where it should.'
            : `The audit log has a gap at entry ${check.brokenAt.toLocaleString('en-GB')}.`}{' '}
          Tell your security lead.
        </Note>
      );
    case 'failed':
      return <Note tone="danger">{check.message}</Note>;
  }
}

function when(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

function EntryRow({ entry }: { readonly entry: AuditEntry }) {
  return (
    <tr>
      <td className={cell.number}>{entry.number.toLocaleString('en-GB')}</td>
      <td className={styles.when}>{when(entry.at)}</td>
      <td className={entry.people.length > 0 ? cell.wrap : undefined}>
        {entry.author}
        {entry.people.length > 0 && ` (code typed by ${entry.people.join(' and ')})`}
      </td>
      <td>
        <Chip tone="outline">{entry.category}</Chip>
      </td>
      <td className={styles.method}>{entry.method}</td>
      <td className={cell.number}>{entry.recordCount.toLocaleString('en-GB')}</td>
      <td className={cell.wrap}>{entry.reason}</td>
    </tr>
  );
}

function Entries({ entries }: { readonly entries: readonly AuditEntry[] }) {
  if (entries.length === 0) return <EmptyState title="Nothing has been recorded yet" />;
  return (
    <Table label="Audit log, latest first">
      <thead>
        <tr>
          <th scope="col" className={cell.number}>
            Entry
          </th>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What it was</th>
          <th scope="col">Call</th>
          <th scope="col" className={cell.number}>
            Records
          </th>
          <th scope="col">Reason</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.number} entry={entry} />
        ))}
      </tbody>
    </Table>
  );
}

/** Who did what to which records, when and why. Read only. */
export function AuditScreen() {
  const revision = useStore((state) => state.revision);
  const log = useApi(() => api.audit.list({ limit: LIMIT }), [revision]);
  const [check, setCheck] = useState<Check>({ status: 'none' });
  return (
    <>
      <Toolbar label="Audit">
        <h2 className={styles.title}>Audit log</h2>
        <span className={styles.note}>
          {log.status === 'ready' &&
            `Latest ${log.value.length.toLocaleString('en-GB')} entries. Ids, never content.`}
        </span>
        <Button
          icon={<ShieldCheck size={15} aria-hidden="true" />}
          aria-disabled={check.status === 'running'}
          onClick={async () => {
            setCheck({ status: 'running' });
            setCheck(await checkSeal());
          }}
        >
          Check the seal
        </Button>
      </Toolbar>
      <div className={styles.check} role="status">
        <CheckResult check={check} />
      </div>
      <div className={styles.body}>
        {log.status === 'loading' && <LoadingState>Reading the log</LoadingState>}
        {log.status === 'failed' && <FailedState message={log.error.message} />}
        {log.status === 'ready' && <Entries entries={log.value} />}
      </div>
    </>
  );
}
