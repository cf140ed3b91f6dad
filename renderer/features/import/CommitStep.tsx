import { CircleCheck, CircleMinus, Undo2, Waypoints } from 'lucide-react';
import type { ImportReport } from '../../../shared/api/import.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/State.tsx';
import { Refused } from './CheckStep.tsx';
import styles from './CommitStep.module.css';
import { DryRunTotals } from './DryRunTotals.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import type { Import } from './use-import.ts';

function outcome({ totals, sourceName, isUnchanged }: ImportReport, bringsBack: boolean): string {
  if (isUnchanged) return `Every row of “${sourceName}” was in the case already.`;
  const parts = [`${totals.kept.toLocaleString('en-GB')} rows kept`];
  if (totals.unchanged > 0) parts.push(`${totals.unchanged.toLocaleString('en-GB')} unchanged`);
  if (totals.quarantined > 0)
    parts.push(`${totals.quarantined.toLocaleString('en-GB')} in quarantine`);
  if (totals.deleted > 0 && !bringsBack)
    parts.push(`${totals.deleted.toLocaleString('en-GB')} about what stays deleted`);
  return `“${sourceName}”: ${parts.join(', ')}.`;
}

function Result({ work, report }: { readonly work: Import; readonly report: ImportReport }) {
  const { goTo, requestMap, say } = useStore.getState();

  async function undo(batchId: string): Promise<void> {
    try {
      await api.import.withdraw({ id: batchId });
      say(`Took back the import of ${report.sourceName}`, { canUndo: true });
      work.startAgain();
    } catch (error) {
      say(toAppError(error).message, { tone: 'failed' });
    }
  }

  function showOnMap(): void {
    goTo('map');
    requestMap({ type: 'open' });
  }

  return (
    <div className={styles.result} role="status">
      <CircleCheck size={32} strokeWidth={1.5} className={styles.done} aria-hidden="true" />
      <h3>{report.isUnchanged ? 'Nothing new' : 'Imported'}</h3>
      <p>{outcome(report, work.options.bringsBack)}</p>
      <div className={styles.card}>
        <DryRunTotals report={report} />
      </div>
      <div className={styles.buttons}>
        <Button
          look="primary"
          size="large"
          icon={<Waypoints size={16} aria-hidden="true" />}
          onClick={showOnMap}
        >
          Show on map
        </Button>
        <Button size="large" onClick={work.startAgain}>
          Import more
        </Button>
        {report.batchId !== null && (
          <Button
            size="large"
            icon={<Undo2 size={16} aria-hidden="true" />}
            onClick={() => report.batchId !== null && undo(report.batchId)}
          >
            Undo import
          </Button>
        )}
      </div>
    </div>
  );
}

/** Last step: one transaction, all or nothing, and what came of it. */
export function CommitStep({ work }: { readonly work: Import }) {
  const { run } = work;
  switch (run.status) {
    case 'idle':
      return null;
    case 'running':
      return <ImportProgress title="Importing" progress={run.progress} onStop={work.stop} />;
    case 'stopped':
      return (
        <EmptyState
          title="The import was stopped"
          icon={<CircleMinus size={28} strokeWidth={1.5} aria-hidden="true" />}
          actions={
            <Button look="primary" onClick={work.check}>
              Check again
            </Button>
          }
        >
          Nothing has been saved to the case.
        </EmptyState>
      );
    case 'failed':
      return (
        <Refused error={run.error}>
          <Button look="primary" onClick={work.check}>
            Check again
          </Button>
        </Refused>
      );
    case 'done':
      return <Result work={work} report={run.report} />;
  }
}
