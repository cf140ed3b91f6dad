import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { sentence } from './report-words.ts';

interface FixDialogProps {
  readonly column: string;
  readonly value: string;
  /** What the cell said before anyone corrected it. */
  readonly received: string;
  readonly reason: string | null;
  readonly rowNumber: number;
  /** Faulty cells of the column that say the same. */
  readonly alike: number;
  readonly onClose: () => void;
  readonly onFix: (to: string, isForAll: boolean) => void;
}

/** Corrects one cell, or all that say the same. What was received stays beside it. */
export function FixDialog(props: FixDialogProps) {
  const { column, value, received, reason, rowNumber, alike, onClose, onFix } = props;
  const [to, setTo] = useState(value);
  const [reach, setReach] = useState<'row' | 'all'>(alike > 1 ? 'all' : 'row');
  return (
    <Dialog
      title={`Correct ${column} in row ${rowNumber.toLocaleString('en-GB')}`}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onClick={() => onFix(to, reach === 'all')}>
            Correct it
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      {reason !== null && <Note tone="danger">{sentence(reason)}.</Note>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onFix(to, reach === 'all');
        }}
      >
        <TextField
          label="Read it as"
          hint={`Received as “${received}”. That is kept beside the correction, with your name.`}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </form>
      <ChoiceField
        label="Where"
        look="cards"
        value={reach}
        onChange={setReach}
        options={[
          { value: 'row', label: 'In this row only' },
          {
            value: 'all',
            label: 'Wherever the column says the same',
            help:
              alike > 1
                ? `${alike.toLocaleString('en-GB')} faulty rows say it.`
                : 'In every row of this table.',
          },
        ]}
      />
    </Dialog>
  );
}
