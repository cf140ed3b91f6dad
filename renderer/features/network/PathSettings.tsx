import { X } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { Switch } from '../../ui/Switch.tsx';
import styles from './network.module.css';
import { RecordField, useRecord } from './RecordField.tsx';

const MOST_LINKS = 12;
/** Whole or partial: `2024`, `2024-03`, `2024-03-09`. */
const PARTIAL_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

function Avoided({ id }: { readonly id: string }) {
  const record = useRecord(id);
  const avoidIds = useStore((state) => state.pathQuestion.avoidIds);
  const askPath = useStore((state) => state.askPath);
  if (!record) return null;
  return (
    <li>
      {record.label}
      <IconButton
        label={`Allow ${record.label} again`}
        tip="below-left"
        icon={<X size={12} aria-hidden="true" />}
        onClick={() => askPath({ avoidIds: avoidIds.filter((each) => each !== id) })}
      />
    </li>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** A whole or partial date, taken once it is one. */
function DayField({ label, value, onChange }: DayFieldProps) {
  const [text, setText] = useState(value ?? '');
  const isWrong = text !== '' && !PARTIAL_DATE.test(text);
  return (
    <TextField
      label={label}
      placeholder="2026-03"
      value={text}
      error={isWrong ? 'Write a date like 2026, 2026-03 or 2026-03-14.' : null}
      onChange={({ target }) => {
        const next = target.value.trim();
        setText(next);
        if (next === '') onChange(null);
        else if (PARTIAL_DATE.test(next)) onChange(next);
      }}
    />
  );
}

/** Which routes count: how long, through which links, past whom and when. */
export function PathSettings() {
  const question = useStore((state) => state.pathQuestion);
  const askPath = useStore((state) => state.askPath);
  const { avoidIds } = question;
  const isNarrowed =
    avoidIds.length > 0 ||
    question.since !== null ||
    question.until !== null ||
    question.isInTimeOrder;
  return (
    <>
      <Stepper
        label="Most links in a route"
        value={question.mostLinks}
        min={1}
        max={MOST_LINKS}
        less="Fewer links"
        more="More links"
        onChange={(mostLinks) => askPath({ mostLinks })}
      />
      <Switch
        label="Use tentative links"
        checked={question.usesTentative}
        onChange={({ target }) => askPath({ usesTentative: target.checked })}
      />
      <Switch
        label="Leave out OCG membership"
        checked={question.leavesOutMembership}
        onChange={({ target }) => askPath({ leavesOutMembership: target.checked })}
      />
      <details className={styles.more} open={isNarrowed}>
        <summary>Records to avoid, and dates</summary>
        {avoidIds.length > 0 && (
          <ul className={styles.chips} aria-label="Left out">
            {avoidIds.map((id) => (
              <Avoided key={id} id={id} />
            ))}
          </ul>
        )}
        <RecordField
          label="Leave out a record"
          id={null}
          onPick={(id) => {
            if (id !== null && !avoidIds.includes(id)) askPath({ avoidIds: [...avoidIds, id] });
          }}
        />
        <div className={styles.pair}>
          <DayField
            label="Seen from"
            value={question.since}
            onChange={(since) => askPath({ since })}
          />
          <DayField label="until" value={question.until} onChange={(until) => askPath({ until })} />
        </div>
        <Switch
          label="Only in the order of time"
          checked={question.isInTimeOrder}
          onChange={({ target }) => askPath({ isInTimeOrder: target.checked })}
        />
      </details>
    </>
  );
}
