import styles from './analysis.module.css';

interface ValueBarProps {
  readonly value: number;
  /** Where the value lies if some links are missing; null: not reckoned yet. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** What fills the whole bar. */
  readonly most: number;
}

function shareOf(value: number, most: number): number {
  return most > 0 ? Math.min(1, Math.max(0, value / most)) : 0;
}

/** A value as a bar, with the stretch in which it lies drawn on it. The number stands beside it. */
export function ValueBar({ value, interval, most }: ValueBarProps) {
  const [low, high] = interval
    ? [shareOf(interval.low, most), shareOf(interval.high, most)]
    : [null, null];
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.barFill} style={{ width: `${100 * shareOf(value, most)}%` }} />
      {low !== null && high !== null && (
        <span
          className={styles.barInterval}
          style={{ left: `${100 * low}%`, width: `${100 * Math.max(0, high - low)}%` }}
        />
      )}
    </span>
  );
}
