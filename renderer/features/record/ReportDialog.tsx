import { Eye, Pencil, Printer } from 'lucide-react';
import { useState } from 'react';
import type { ReportDetail, ReportItem, ReportSummary } from '../../../shared/api/report.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { gradeWords } from '../../../shared/domain/grade.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { GradeChip } from '../../ui/GradeChip.tsx';
import { Note } from '../../ui/Note.tsx';
import { LoadingState } from '../../ui/State.tsx';
import { ReasonField } from './OriginFields.tsx';
import { ReportHistory } from './ReportHistory.tsx';
import { reasonFault } from './reason-fault.ts';
import styles from './report.module.css';
import { counted } from './words.ts';

/** The reports of the case, each to be read again. */
export function ReportsDialog({ onClose }: { readonly onClose: () => void }) {
  const openForm = useStore((state) => state.openForm);
  const revision = useStore((state) => state.revision);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const reports = useApi(() => api.report.list(), [revision]);
  return (
    <Dialog
      title="Intelligence reports"
      width="wide"
      isLong
      onClose={onClose}
      actions={
        <>
          {!isReadOnly && (
            <Button look="primary" onClick={() => openForm({ type: 'new-report' })}>
              New report
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {reports.status === 'failed' && <Note tone="danger">{reports.error.message}</Note>}
      {reports.status === 'loading' && <LoadingState>Reading the reports</LoadingState>}
      {reports.status === 'ready' &&
        (reports.value.length === 0 ? (
          <p>No report was entered yet. A report holds several items, each with its own grade.</p>
        ) : (
          <ul className={styles.reports} aria-label="Reports">
            {reports.value.map((report) => (
              <li key={report.id}>
                <button type="button" onClick={() => openForm({ type: 'report', id: report.id })}>
                  {report.reference}
                </button>
                <span>{summaryWords(report)}</span>
              </li>
            ))}
          </ul>
        ))}
    </Dialog>
  );
}

function summaryWords(report: ReportSummary): string {
  return [
    counted(report.items, 'item'),
    report.reportedOn ? dateWords(report.reportedOn) : 'undated',
    report.ownerAgency,
    report.marking,
    report.reviewOn && `review on ${dateWords(report.reviewOn)}`,
  ]
    .filter(Boolean)
    .join('. ');
}

/** One report to read; what speaks of protected people only after a deliberate, recorded reveal. */
export function ReportDialog({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}) {
  const openForm = useStore((state) => state.openForm);
  const revision = useStore((state) => state.revision);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const [revealReason, setRevealReason] = useState<string | null>(null);
  const loaded = useApi(() => api.report.get({ id, revealReason }), [id, revision, revealReason]);
  // What is withheld must be revealed first: nobody writes over what they cannot read.
  const canEdit = loaded.status === 'ready' && !loaded.value.isWithheld;
  const title =
    loaded.status === 'ready' ? `Report ${loaded.value.summary.reference}` : 'Intelligence report';
  return (
    <Dialog
      title={title}
      width="wide"
      isLong
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onClick={onClose}>
            Close
          </Button>
          <Button onClick={() => openForm({ type: 'reports' })}>All reports</Button>
          {!isReadOnly && canEdit && (
            <Button
              icon={<Pencil size={14} aria-hidden="true" />}
              onClick={() => openForm({ type: 'edit-report', id, revealReason })}
            >
              Edit
            </Button>
          )}
          <Button
            icon={<Printer size={14} aria-hidden="true" />}
            onClick={() => openForm({ type: 'print-report', id })}
          >
            Print
          </Button>
          {!isReadOnly && (
            <Button onClick={() => openForm({ type: 'delete-report', id })}>Delete</Button>
          )}
        </>
      }
    >
      {loaded.status === 'failed' && <Note tone="danger">{loaded.error.message}</Note>}
      {loaded.status === 'loading' && <LoadingState>Reading the report</LoadingState>}
      {loaded.status === 'ready' && (
        <ReportText detail={loaded.value} onReveal={setRevealReason} onClose={onClose} />
      )}
    </Dialog>
  );
}

function ReportText(props: {
  readonly detail: ReportDetail;
  readonly onReveal: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const { detail, onReveal, onClose } = props;
  const { summary } = detail;
  return (
    <div className={styles.report}>
      <p>
        {[
          summary.reportedOn ? `Reported ${dateWords(summary.reportedOn)}` : 'Undated',
          summary.ownerAgency,
          summary.sourceName,
          summary.marking,
          summary.reviewOn && `Review on ${dateWords(summary.reviewOn)}`,
          `Entered by ${summary.createdBy} on ${dateWords(summary.createdAt)}`,
        ]
          .filter(Boolean)
          .join('. ')}
        .
      </p>
      {detail.isWithheld && <Reveal onReveal={onReveal} />}
      {detail.items.map((item, index) => (
        <ItemText key={item.id} item={item} number={index + 1} onClose={onClose} />
      ))}
      {detail.edits.length > 0 && <ReportHistory edits={detail.edits} />}
    </div>
  );
}

function Reveal({ onReveal }: { readonly onReveal: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      className={styles.reveal}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') setError('Say why you need to see this.');
        else onReveal(reason);
      }}
    >
      <TextField
        label="Reason to reveal what is withheld"
        hint="Your name, the time and the reason go into the audit log."
        maxLength={300}
        value={reason}
        error={error}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" icon={<Eye size={14} aria-hidden="true" />}>
        Reveal and record
      </Button>
    </form>
  );
}

function ItemText(props: {
  readonly item: ReportItem;
  readonly number: number;
  readonly onClose: () => void;
}) {
  const { item, number, onClose } = props;
  const select = useStore((state) => state.select);
  const { observedFrom, observedTo } = item;
  return (
    <section className={styles.item} aria-label={`Item ${number}`}>
      <h3>
        {`Item ${number}`}
        <GradeChip {...item.grade} words={gradeWords(item.grade)} />
      </h3>
      {item.grade.handling === 'C' && (
        <p className={styles.conditions}>
          {`Coded C. Ask its owner before you share it. ${item.grade.conditions ?? ''}`}
        </p>
      )}
      {item.text === null ? (
        <p className={styles.withheld}>Withheld: this item speaks of a protected person.</p>
      ) : (
        <blockquote>{item.text}</blockquote>
      )}
      {(observedFrom || observedTo) && (
        <p className={styles.dates}>
          {`Seen ${[observedFrom, observedTo]
            .filter((date) => date !== null)
            .map(dateWords)
            .join(' to ')}`}
        </p>
      )}
      {item.mentions.length > 0 && (
        <ul>
          {item.mentions.map(({ entity, says }) => (
            <li key={entity.id}>
              <button
                type="button"
                onClick={() => {
                  select([entity.id]);
                  onClose();
                }}
              >
                {entity.label}
              </button>
              {says.length > 0 && (
                <span>{says.map(({ label, words }) => `${label}: ${words}`).join('. ')}</span>
              )}
            </li>
          ))}
          {item.links.map(({ id, words }) => (
            <li key={id}>{words}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Takes a report back, with everything that it alone says. */
export function DeleteReportDialog({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}) {
  const say = useStore((state) => state.say);
  const form = useForm({
    start: { reason: '' },
    check: ({ reason }) => reasonFault(reason),
    async send({ reason }) {
      await api.report.remove({ id, reason });
      say('Deleted the report', { canUndo: true });
      onClose();
    },
  });
  return (
    <FormDialog
      title="Delete this report?"
      action="Delete the report"
      look="danger"
      form={form}
      onClose={onClose}
    >
      <p>
        Everything that it alone says no longer counts: values, indicators, links and records. Its
        text is kept. You can undo this.
      </p>
      <ReasonField
        value={form.draft.reason}
        error={form.faultOf('reason')}
        onChange={(reason) => form.set({ reason })}
      />
    </FormDialog>
  );
}
