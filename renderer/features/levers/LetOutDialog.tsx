import { useEffect, useState } from 'react';
import type { LeverSheet } from '../../../shared/api/lever-disclosure.ts';
import { Marking } from '../../../shared/domain/marking.ts';
import { api } from '../../api/api.ts';
import { useExport } from '../../api/use-export.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, ChoiceField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { MarkingField } from '../../ui/MarkingField.tsx';
import { Note } from '../../ui/Note.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
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
  const letOut = useExport(say, onClose);
  const { reason, isBusy, failure } = letOut;
  const [sheet, setSheet] = useState<LeverSheet | null>(null);

  useEffect(() => {
    if (!sheet) return;
    // On the page by now: the printer's own dialog holds the window until it is answered.
    window.print();
    say('Printed. It is outside the case now: this cannot be undone.');
    onClose();
  }, [sheet, say, onClose]);

  function run(): void {
    void letOut.run(async (given) => {
      const asked = { subject, leavesOutC, marking, reason: given };
      if (format === 'csv') return api.lever.export(asked);
      setSheet(await api.lever.print(asked));
      return null;
    });
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" aria-disabled={isBusy} onClick={run}>
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
        <MarkingField
          label="Marking"
          markings={Marking.options}
          value={marking}
          onChange={setMarking}
        />
        <CheckField
          label="Leave out what rests on information coded C"
          checked={leavesOutC}
          onChange={(event) => setLeavesOutC(event.target.checked)}
        />
        <ReasonField {...reason} />
        {isBusy && failure === null && <p role="status">Looking over what may leave…</p>}
        <FormFailure message={failure} />
      </div>
      {sheet && <LeverSheetPage sheet={sheet} />}
    </Dialog>
  );
}
