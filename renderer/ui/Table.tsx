import type { ReactNode } from 'react';
import styles from './Table.module.css';

/** Class names for the cells of a `Table`. */
export const cell = { number: styles.number, wrap: styles.wrap } as const;

interface TableProps {
  /** What the table holds, for those who do not see it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A dense table that scrolls within its place; the heading row stays in sight. */
export function Table({ label, children }: TableProps) {
  return (
    // A scrolling region must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it.
    <section className={styles.scroll} tabIndex={0} aria-label={label}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        {children}
      </table>
    </section>
  );
}
