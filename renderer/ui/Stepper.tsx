import { Minus, Plus } from 'lucide-react';
import { useId } from 'react';
import styles from './Stepper.module.css';

interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What the two buttons do, such as *Fewer links*. */
  readonly less: string;
  readonly more: string;
  readonly onChange: (value: number) => void;
}

/** A small whole number, by buttons, by the arrow keys or typed. */
export function Stepper({ label, value, min, max, less, more, onChange }: StepperProps) {
  const id = useId();
  const change = (next: number) => {
    if (Number.isInteger(next) && next >= min && next <= max && next !== value) onChange(next);
  };
  return (
    <div className={styles.stepper}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.box}>
        <button
          type="button"
          aria-label={less}
          disabled={value <= min}
          onClick={() => change(value - 1)}
        >
          <Minus size={13} aria-hidden="true" />
        </button>
        <input
          id={id}
          type="number"
          min={min}
          max={max}
          value={value}
          onChange={({ target }) => change(target.valueAsNumber)}
        />
        <button
          type="button"
          aria-label={more}
          disabled={value >= max}
          onClick={() => change(value + 1)}
        >
          <Plus size={13} aria-hidden="true" />
        </button>
      </span>
    </div>
  );
}
