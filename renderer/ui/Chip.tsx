import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { classNames } from './class-names.ts';

interface ChipProps {
  readonly tone?: 'plain' | 'outline' | 'success' | 'warning' | 'danger' | 'info' | 'accent';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A short word or two about something. */
export function Chip({ tone = 'plain', icon, children }: ChipProps) {
  return (
    <span className={classNames(styles.chip, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}

interface LeverChipProps {
  readonly count: number;
  /** What is counted, in a sentence. */
  readonly meaning: string;
  readonly icon?: ReactNode;
  /** Quiet in dense tables; full yellow elsewhere. */
  readonly isQuiet?: boolean;
}

/** How many levers are flagged: the one yellow mark. */
export function LeverChip({ count, meaning, icon, isQuiet = false }: LeverChipProps) {
  const words = count === 1 ? '1 lever flagged' : `${count} levers flagged`;
  return (
    <span
      className={classNames(styles.lever, isQuiet && styles.leverQuiet)}
      title={`${words}. ${meaning}`}
    >
      {icon}
      <span aria-hidden="true">{count}</span>
      <span className={styles.hidden}>{words}</span>
    </span>
  );
}
