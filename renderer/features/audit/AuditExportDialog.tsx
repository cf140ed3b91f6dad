import { useState } from 'react';
import type { AuditFilter } from '../../../shared/api/audit.ts';
import { Marking } from '../../../shared/domain/marking.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextAreaField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import styles from './AuditScreen.module.css';

interface AuditExportDialogProps {
  readonly filter: AuditFilter;
  readonly count: number;
  readonly onClose: () => void;
}

/** Takes entries of the log out of the case: says what becomes of it, and asks why. */
export function AuditExportDialog({ filter, count, onClose }: AuditExportDialogProps) {
  const say = useStore((state) => state.say);
  const [marking, setMarking] = useState<Marking>(
    () => useStore.getState().caseState?.markingDefaults?.exports ?? 'OFFICIAL-SENSITIVE',
  );
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function run(): Promise<void> {
    setTried(true);
    if (reason.trim() === '' || isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      const file = await api.audit.export({ filter, marking, reason: reason.trim() });
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (await shell.saveFile(file.name, bytes)) say(`Exported to ${file.name}.`);
      onClose();
    } catch (error) {
      setFailure(toAppError(error).message);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title="Export the audit log"
      onClose={onClose}
      actions={
        <>
          <Button look="primary" aria-disabled={isBusy} onClick={() => void run()}>
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
        <TextAreaField
          label="Reason"
          hint="Who it is for, and why they need it."
          value={reason}
          maxLength={500}
          error={isTried && reason.trim() === '' ? 'Say who it is for, and why.' : null}
          onChange={(event) => setReason(event.target.value)}
        />
        {failure !== null && <p role="alert">{failure}</p>}
      </div>
    </Dialog>
  );
}
