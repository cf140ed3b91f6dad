import type { InputHTMLAttributes, ReactNode } from 'react';
import styles from './Switch.module.css';

interface SwitchProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'role' | 'checked'> {
  readonly label: ReactNode;
  readonly checked: boolean;
}

/** Something that is on or off, and takes effect at once. */
export function Switch({ label, checked, ...rest }: SwitchProps) {
  return (
    <label className={styles.switch}>
      <input {...rest} type="checkbox" role="switch" checked={checked} aria-checked={checked} />
      <span>{label}</span>
    </label>
  );
}
