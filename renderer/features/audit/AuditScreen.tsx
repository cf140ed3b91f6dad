import { FileDown, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { AuditFilter } from '../../../shared/api/audit.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Note } from '../../ui/Note.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { AuditDetailPanel } from './AuditDetailPanel.tsx';
import { AuditExportDialog } from './AuditExportDialog.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import styles from './AuditScreen.module.css';
import { AuditTable } from './AuditTable.tsx';
import { conditionsOf, hasConditions } from './audit-filter.ts';

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

/** Who did what to which records, when and why: found by filters, each entry with what it changed. Read only. */
export function AuditScreen() {
  const revision = useStore((state) => state.revision);
  const [filter, setFilter] = useState<AuditFilter>(() => AuditFilter.parse({}));
  const [recordLabel, setRecordLabel] = useState<string | null>(null);
  const [number, setNumber] = useState<number | null>(null);
  const [check, setCheck] = useState<Check>({ status: 'none' });
  const [isExporting, setExporting] = useState(false);
  const log = useApi(() => api.audit.find(filter), [filter, revision]);
  const found = log.status === 'ready' ? log.value : null;

  function aboutRecord(recordId: string | null, label: string | null): void {
    setRecordLabel(label);
    setFilter({ ...filter, recordId });
  }

  return (
    <>
      <Toolbar label="Audit">
        <h2 className={styles.title}>Audit log</h2>
        <SealChip check={check} />
        <span className={styles.note} role="status">
          {found &&
            (found.numbers.length === found.total
              ? `${found.total.toLocaleString('en-GB')} entries. The log cannot be edited.`
              : `${found.numbers.length.toLocaleString('en-GB')} of ${found.total.toLocaleString('en-GB')} entries`)}
        </span>
        <Button
          icon={<ShieldCheck size={15} aria-hidden="true" />}
          aria-disabled={check.status === 'running'}
          onClick={async () => {
            if (check.status === 'running') return;
            setCheck({ status: 'running' });
            setCheck(await checkSeal());
          }}
        >
          Check the seal
        </Button>
        <Button
          icon={<FileDown size={15} aria-hidden="true" />}
          aria-disabled={!found || found.numbers.length === 0}
          onClick={() => {
            if (found && found.numbers.length > 0) setExporting(true);
          }}
        >
          Export log
        </Button>
      </Toolbar>
      <div className={styles.check} role="status">
        <CheckResult check={check} />
      </div>
      <div className={styles.body}>
        <AuditFilters
          {...{ filter, recordLabel }}
          found={found}
          onChange={setFilter}
          onRecord={aboutRecord}
          onClear={() => {
            setFilter(AuditFilter.parse({}));
            setRecordLabel(null);
          }}
        />
        <div className={styles.centre}>
          {log.status === 'loading' && <LoadingState>Reading the log</LoadingState>}
          {log.status === 'failed' && <FailedState message={log.error.message} retry={log.retry} />}
          {found && found.numbers.length > 0 && (
            <AuditTable numbers={found.numbers} number={number} onChoose={setNumber} />
          )}
          {found && found.numbers.length === 0 && (
            <EmptyState
              title={hasConditions(filter) ? 'No entry matches' : 'Nothing has been recorded yet'}
              actions={
                hasConditions(filter) && (
                  <Button
                    look="primary"
                    onClick={() => {
                      setFilter(AuditFilter.parse({}));
                      setRecordLabel(null);
                    }}
                  >
                    Clear the filters
                  </Button>
                )
              }
            >
              {hasConditions(filter)
                ? `${found.total.toLocaleString('en-GB')} entries are hidden by: ${conditionsOf(filter, recordLabel).join(', ')}.`
                : 'What is seen and changed in this case is written here.'}
            </EmptyState>
          )}
        </div>
        {number !== null && (
          <AuditDetailPanel
            number={number}
            onAboutRecord={aboutRecord}
            onClose={() => setNumber(null)}
          />
        )}
      </div>
      {isExporting && found && (
        <AuditExportDialog
          filter={filter}
          count={found.numbers.length}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  );
}

function SealChip({ check }: { readonly check: Check }) {
  if (check.status === 'whole')
    return (
      <Chip tone="success" icon={<ShieldCheck size={12} aria-hidden="true" />}>
        Seal checked, no gaps
      </Chip>
    );
  if (check.status === 'broken')
    return (
      <Chip tone="danger" icon={<ShieldAlert size={12} aria-hidden="true" />}>
        Seal broken
      </Chip>
    );
  return null;
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
