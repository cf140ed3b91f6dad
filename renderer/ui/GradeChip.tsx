import { classNames } from './class-names.ts';
import styles from './GradeChip.module.css';

interface GradeChipProps {
  readonly source: number | null;
  readonly information: string | null;
  /** Left out where it is of no concern: handling is told of a record, not of a test. */
  readonly handling?: string | null;
  /** The grade spelled out: shown on hover and focus, read aloud always. */
  readonly words: string;
  /** The side of the chip that its words start from, where the other has no room; none in cells of a grid, which has the keyboard. */
  readonly tip?: 'left' | 'right' | 'none';
}

const SOURCE_TONES = [styles.good, styles.fair, styles.poor];
const INFORMATION_TONES: Readonly<Record<string, string | undefined>> = {
  A: styles.good,
  B: styles.good,
  C: styles.fair,
  D: styles.fair,
  E: styles.poor,
};

/** A 3x5x2 grade as three letters; a dash stands for what is not graded. */
export function GradeChip(props: GradeChipProps) {
  const { source, information, handling, words, tip = 'right' } = props;
  const isUngraded = source === null && information === null && (handling ?? null) === null;
  return (
    // The words behind the letters must be reachable by keyboard too.
    <span
      className={styles.grade}
      role="img"
      aria-label={words}
      tabIndex={tip === 'none' ? undefined : 0}
      title={tip === 'none' ? words : undefined}
    >
      {isUngraded ? (
        <span className={styles.ungraded}>Ungraded</span>
      ) : (
        <>
          <b className={classNames(source !== null && SOURCE_TONES[source - 1])}>{source ?? '–'}</b>
          <b className={classNames(information !== null && INFORMATION_TONES[information])}>
            {information ?? '–'}
          </b>
          {handling !== undefined && (
            <b className={classNames(handling === 'C' && styles.conditions)}>{handling ?? '–'}</b>
          )}
        </>
      )}
      {tip !== 'none' && (
        <span className={classNames(styles.tip, styles[tip])} aria-hidden="true">
          {words}
        </span>
      )}
    </span>
  );
}
