import styles from './network.module.css';
import { barsOf, STRENGTH_BARS } from './path-words.ts';

interface StrengthBarsProps {
  /** 0 to 1; null: not graded. */
  readonly likelihood: number | null;
  /** What is so strong, such as *Evidence*. */
  readonly label: string;
}

/** A likelihood in five bars, with the words for it. */
export function StrengthBars({ likelihood, label }: StrengthBarsProps) {
  if (likelihood === null) return <span className={styles.ungraded}>Not graded</span>;
  const filled = barsOf(likelihood);
  const words = `${label} ${filled} of ${STRENGTH_BARS}: ${Math.round(likelihood * 100)}% likely that every link is there`;
  return (
    <span className={styles.bars} title={words}>
      {Array.from({ length: STRENGTH_BARS }, (_, at) => at).map((at) => (
        <i key={at} data-is-on={at < filled} aria-hidden="true" />
      ))}
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
