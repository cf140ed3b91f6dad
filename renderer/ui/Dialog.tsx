import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './Dialog.module.css';
import { useFocusReturn } from './use-focus-return.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons, main one first. */
  readonly actions?: ReactNode;
  readonly width?: 'narrow' | 'wide' | 'full';
  /** The page scrolls between its title and its buttons, which stay in sight. */
  readonly isLong?: boolean;
}

/** A question or a page that must be answered or closed before anything else. */
export function Dialog(props: DialogProps) {
  const { title, onClose, children, actions, width = 'narrow', isLong = false } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useFocusReturn();

  useEffect(() => {
    const body = dialog.current?.querySelector<HTMLElement>(`.${styles.body}`);
    dialog.current?.showModal();
    // What scrolls would take the focus, where there is something to fill in.
    const isControl =
      document.activeElement?.matches('input, select, textarea, button, a') ?? false;
    if (!isControl) body?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, []);

  return (
    <dialog
      ref={dialog}
      className={classNames(styles.dialog, styles[width], isLong && styles.long)}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        // Taken here: a browser lets a second Escape close a dialog that would rather stay.
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
      // Where nothing in the dialog has the focus, as after printing.
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <div className={styles.body}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </dialog>
  );
}
