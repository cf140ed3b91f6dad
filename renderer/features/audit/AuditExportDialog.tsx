import { useState } from 'react';
import type { AuditFilter } from '../../../shared/api/audit.ts';
import { Marking } from '../../../shared/domain/marking.ts';
import { api } from '../../api/api.ts';
import { useExport } from '../../api/use-export.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { Note } from '../../ui/Note.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import styles from './AuditScreen.module.css';

interface AuditExportDialogProps {
  readonly filter: AuditFilter;
  readonly count: number;
  readonly onClose: () => void;
}

/** Takes entries of the log out of the case: says what becomes of it, and asks why. */
export function AuditExportDialog({ filter, count, onClose }: AuditExportDialogProps) {
  const [marking, setMarking] = useState<Marking>(
    () => useStore.getState().caseState?.markingDefaults?.exports ?? 'OFFICIAL-SENSITIVE',
  );
  const say = useStore((state) => state.say);
  const { reason, isBusy, failure, run } = useExport(say, onClose);

  return (
    <Dialog
      title="Export the audit log"
      onClose={onClose}
      actions={
        <>
          <Button
            look="primary"
            aria-disabled={isBusy}
            onClick={() =>
              void run((given) => api.audit.export({ filter, marking, reason: given }))
            }
          >
            Export
          </Button>
          <Button onClick={onClose}>Keep it here</Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>
          {`${count === 1 ? '1 entry' : `${count.toLocaleString('en-GB')} entries`} as CSV, with references of records and the seal of each entry, and the reasons as they were typed.`}
        </p>
        <Note tone="warning">
          An export leaves the case and cannot be undone. It is recorded with your reason.
        </Note>
        <SelectField
          label="Marking of the file"
          value={marking}
          onChange={(event) => setMarking(Marking.parse(event.target.value))}
        >
          {Marking.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </SelectField>
        <ReasonField {...reason} />
        <FormFailure message={failure} />
      </div>
    </Dialog>
  );
}
