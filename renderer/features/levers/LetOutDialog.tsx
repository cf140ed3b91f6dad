import { useEffect, useState } from 'react';
import type { LeverSheet } from '../../../shared/api/lever-disclosure.ts';
import { Marking } from '../../../shared/domain/marking.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, ChoiceField, SelectField, TextAreaField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { Note } from '../../ui/Note.tsx';
import styles from './LetOutDialog.module.css';
import { LeverSheetPage } from './LeverSheetPage.tsx';

type Format = 'pages' | 'csv';
type Subject = Parameters<typeof api.lever.print>[0]['subject'];

/** Lets levers out of the case on paper or as values: says what becomes of them, and asks why. */
export function LetOutDialog({
  title,
  subject,
  onClose,
}: {
  readonly title: string;
  readonly subject: Subject;
  readonly onClose: () => void;
}) {
  const say = useStore((state) => state.say);
  const [format, setFormat] = useState<Format>('pages');
  const [marking, setMarking] = useState<Marking>(
    () => useStore.getState().caseState?.markingDefaults?.exports ?? 'OFFICIAL-SENSITIVE',
  );
  const [leavesOutC, setLeavesOutC] = useState(false);
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [sheet, setSheet] = useState<LeverSheet | null>(null);

  useEffect(() => {
    if (!sheet) return;
    // On the page by now: the printer's own dialog holds the window until it is answered.
    window.print();
    say('Printed. It is outside the case now: this cannot be undone.');
    onClose();
  }, [sheet, say, onClose]);

  async function run(): Promise<void> {
    setTried(true);
    if (reason.trim() === '' || isBusy) return;
    setBusy(true);
    setFailure(null);
    const asked = { subject, leavesOutC, marking, reason: reason.trim() };
    try {
      if (format === 'pages') {
        setSheet(await api.lever.print(asked));
        return;
      }
      const file = await api.lever.export(asked);
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
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" aria-disabled={isBusy} onClick={() => void run()}>
            {format === 'pages' ? 'Print and record' : 'Export and record'}
          </Button>
          <Button onClick={onClose}>Keep it here</Button>
        </>
      }
    >
      <div className={styles.form}>
        <Note tone="warning">
          What leaves the case cannot be undone. It is recorded with your reason. A suggestion is
          not evidence, and leaves as a suggestion. Protected people leave as references.
        </Note>
        <ChoiceField
          label="Format"
          value={format}
          onChange={setFormat}
          options={[
            { value: 'pages', label: 'Printed pages' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
        <SelectField
          label="Marking"
          hint="Raised to the highest marking of what is in it."
          value={marking}
          onChange={(event) => setMarking(Marking.parse(event.target.value))}
        >
          {Marking.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </SelectField>
        <CheckField
          label="Leave out what rests on information coded C"
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
        {isBusy && failure === null && <p role="status">Looking over what may leave…</p>}
        <FormFailure message={failure} />
      </div>
      {sheet && <LeverSheetPage sheet={sheet} />}
    </Dialog>
  );
}
