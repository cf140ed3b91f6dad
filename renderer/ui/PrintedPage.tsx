import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './PrintedPage.module.css';

/** A page for the printer; the screen shows nothing of it. A table, so that its head and foot are on every sheet. */
export function PrintedPage({
  marking,
  foot = null,
  children,
}: {
  readonly marking: string;
  /** What else stands at the foot of every sheet. */
  readonly foot?: string | null;
  readonly children: ReactNode;
}) {
  // Beside the window, not in it: what scrolls there would be cut off at the first page.
  return createPortal(
    <table className={styles.page} role="presentation">
      <thead>
        <tr>
          <td className={styles.marking}>{marking}</td>
        </tr>
      </thead>
      <tfoot>
        <tr>
          <td className={styles.marking}>
            {marking}
            {foot !== null && <span className={styles.foot}>{foot}</span>}
          </td>
        </tr>
      </tfoot>
      <tbody>
        <tr>
          <td>
            <article className={styles.content}>{children}</article>
          </td>
        </tr>
      </tbody>
    </table>,
    document.body,
  );
}
