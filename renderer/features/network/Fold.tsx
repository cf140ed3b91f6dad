import type { ReactNode } from 'react';
import styles from './network.module.css';

interface FoldProps {
  readonly title: string;
  readonly count: number;
  readonly mark?: string;
  readonly isOpen?: boolean;
  /** Above the list, such as what can be done with it. */
  readonly lead?: ReactNode;
  /** The items of a list. */
  readonly children: ReactNode;
}

/** A list that opens and closes below its name; nothing where it is empty. */
export function Fold({ title, count, mark, isOpen = false, lead, children }: FoldProps) {
  if (count === 0) return null;
  return (
    <details className={styles.fold} open={isOpen}>
      <summary>
        {mark && (
          <span className={styles.sign} aria-hidden="true">
            {mark}
          </span>
        )}
        {title} <span>{count.toLocaleString('en-GB')}</span>
      </summary>
      {lead}
      <ul aria-label={title}>{children}</ul>
    </details>
  );
}
