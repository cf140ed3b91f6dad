import { useEffect, useState } from 'react';
import type { PrintedReport } from '../../../shared/api/report.ts';
import { api } from '../../api/api.ts';
import { useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { CheckField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Note } from '../../ui/Note.tsx';
import { ReasonField } from './OriginFields.tsx';
import { PrintedReportPage } from './PrintedReportPage.tsx';
import { reasonFault } from './reason-fault.ts';

/** Prints a report: says what goes on paper, asks why, and hands the page to the printer. */
export function PrintReportDialog({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}) {
  const [printed, setPrinted] = useState<PrintedReport | null>(null);
  const form = useForm({
    start: { reason: '', leavesOutC: false },
    check: ({ reason }) => reasonFault(reason),
    async send(draft) {
      setPrinted(await api.report.print({ id, ...draft }));
    },
  });

  useEffect(() => {
    if (!printed) return;
    // On the page by now: the printer's own dialog holds the window until it is answered.
    window.print();
    useStore.getState().say('Printed. It is outside the case now: this cannot be undone.');
    onClose();
  }, [printed, onClose]);

  return (
    <FormDialog title="Print this report?" action="Print and record" form={form} onClose={onClose}>
      <Note tone="warning">
        A print leaves the case and cannot be undone. It is recorded with your reason.
      </Note>
      <p>
        Protected people are references, and items that speak of them are left out. Each page
        carries the marking at its head and foot.
      </p>
      <CheckField
        label="Leave out items coded C"
        checked={form.draft.leavesOutC}
        onChange={(event) => form.set({ leavesOutC: event.target.checked })}
      />
      <ReasonField
        value={form.draft.reason}
        error={form.faultOf('reason')}
        onChange={(reason) => form.set({ reason })}
      />
      {printed && <PrintedReportPage report={printed} />}
    </FormDialog>
  );
}
