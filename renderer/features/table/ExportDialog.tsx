import { useState } from 'react';
import { Marking } from '../../../shared/domain/marking.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { type RecordExtent, recordsIn } from '../../store/record-extent.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, ChoiceField, SelectField, TextAreaField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import styles from './table.module.css';
import { useColumns } from './use-columns.ts';

type Format = 'csv' | 'xlsx';

const FIRST_SORT = { by: 'best', direction: 'ascending' } as const;

/** Takes records out of the case as a table: says what becomes of it, and asks why. */
export function ExportDialog({ ontology }: { readonly ontology: Ontology }) {
  const setTableDialog = useStore((state) => state.setTableDialog);
  const say = useStore((state) => state.say);
  const selectedCount = useStore((state) => state.selectedIds.length);
  const [sort = FIRST_SORT, ...thenBy] = useStore((state) => state.recordSort);
  const { shown } = useColumns(ontology);
  const [format, setFormat] = useState<Format>('xlsx');
  const [extent, setExtent] = useState<RecordExtent>(selectedCount > 0 ? 'selected' : 'listed');
  const [reason, setReason] = useState('');
  const [leavesOutC, setLeavesOutC] = useState(false);
  const [marking, setMarking] = useState<Marking>(
    () => useStore.getState().caseState?.markingDefaults?.exports ?? 'OFFICIAL-SENSITIVE',
  );
  const [isBusy, setBusy] = useState(false);
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const close = () => setTableDialog(null);

  async function run(): Promise<void> {
    setTried(true);
    if (reason.trim() === '' || isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      const file = await api.entity.export({
        format,
        ...recordsIn(extent),
        sort,
        thenBy,
        columns: shown.map(({ definition }) => definition.id),
        leavesOutC,
        marking,
        reason: reason.trim(),
      });
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (await shell.saveFile(file.name, bytes)) say(`Exported to ${file.name}.`);
      close();
    } catch (error) {
      setFailure(toAppError(error).message);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title="Export records"
      onClose={close}
      actions={
        <>
          <Button look="primary" aria-disabled={isBusy} onClick={() => void run()}>
            Export
          </Button>
          <Button onClick={close}>Keep them here</Button>
        </>
      }
    >
      <div className={styles.form}>
        <Note tone="warning">
          An export leaves the case and cannot be undone. It is recorded with your reason.
        </Note>
        {selectedCount > 0 && (
          <ChoiceField
            label="Which records"
            value={extent}
            onChange={setExtent}
            options={[
              { value: 'selected', label: `${selectedCount.toLocaleString('en-GB')} selected` },
              { value: 'listed', label: 'All listed' },
            ]}
          />
        )}
        <ChoiceField
          label="Format"
          value={format}
          onChange={setFormat}
          options={[
            { value: 'xlsx', label: 'Excel workbook' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
        <SelectField
          label="Marking of the file"
          hint="Raised to the highest marking of what is in it."
          value={marking}
          onChange={(event) => setMarking(Marking.parse(event.target.value))}
        >
          {Marking.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </SelectField>
        <CheckField
          label="Leave out records that rest on information coded C"
          checked={leavesOutC}
          onChange={(event) => setLeavesOutC(event.target.checked)}
        />
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
