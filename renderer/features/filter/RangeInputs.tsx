import { useEffect, useState } from 'react';
import styles from './FilterPanel.module.css';

interface RangeInputsProps {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly hint: string;
  /** Whether a text can stand at an end; an empty one always can. */
  readonly isValid: (text: string) => boolean;
  readonly onChange: (range: { readonly from: string; readonly to: string }) => void;
}

/** The ends of a range, typed. What cannot be read stays, is marked, and changes nothing. */
export function RangeInputs({ label, from, to, hint, isValid, onChange }: RangeInputsProps) {
  const [typed, setTyped] = useState({ from, to });
  useEffect(() => setTyped({ from, to }), [from, to]);

  function apply(): void {
    if ((typed.from !== from || typed.to !== to) && isValid(typed.from) && isValid(typed.to))
      onChange(typed);
  }

  return (
    <div className={styles.range}>
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>
          <span>{end === 'from' ? 'From' : 'To'}</span>
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            aria-label={`${label}, typed, ${end}`}
            placeholder={hint}
            value={typed[end]}
            aria-invalid={isValid(typed[end]) ? undefined : true}
            onChange={({ target }) => setTyped({ ...typed, [end]: target.value.trim() })}
            onBlur={apply}
            onKeyDown={(event) => {
              if (event.key === 'Enter') apply();
            }}
          />
        </label>
      ))}
    </div>
  );
}
