import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './State.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
  /** The main way on, and at most one other. */
  readonly actions?: ReactNode;
}

/** What goes here, why it is empty, and what to do. */
export function EmptyState({ title, icon, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      {icon && <div className={styles.icon}>{icon}</div>}
      <h2>{title}</h2>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

interface FailedStateProps {
  readonly message: string;
  /** What is still safe, or what to do next: nothing was changed, where nothing else is said. */
  readonly children?: ReactNode;
  /** Reads it again, where that may help. */
  readonly retry?: (() => void) | undefined;
  readonly actions?: ReactNode;
}

/** Something could not be read or shown. */
export function FailedState({
  message,
  children = 'Nothing was changed.',
  retry,
  actions,
}: FailedStateProps) {
  return (
    <div className={styles.state}>
      <div className={styles.problem} role="alert">
        <h2>There is a problem</h2>
        <p>{message}</p>
      </div>
      <div className={styles.words}>{children}</div>
      {(retry || actions) && (
        <div className={styles.actions}>
          {retry && (
            <Button look="primary" onClick={retry}>
              Try again
            </Button>
          )}
          {actions}
        </div>
      )}
    </div>
  );
}

const QUIET_MS = 500;

/** True once `delayMs` have passed: short waits show nothing. */
export function useDelay(delayMs: number): boolean {
  const [isPast, setIsPast] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsPast(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return isPast;
}

/** Nothing for half a second, then what is being waited for. */
export function LoadingState({ children }: { readonly children: ReactNode }) {
  const isShown = useDelay(QUIET_MS);
  return (
    <div className={styles.state} role="status">
      {isShown && (
        <p className={styles.loading}>
          <span className={styles.spinner} aria-hidden="true" />
          {children}
        </p>
      )}
    </div>
  );
}

interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1; null while it is not known how much there is. */
  readonly fraction: number | null;
}

/** How far something has come. */
export function ProgressBar({ label, fraction }: ProgressBarProps) {
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
    >
      <div
        className={fraction === null ? styles.fillUnknown : styles.fill}
        style={fraction === null ? undefined : { width: `${fraction * 100}%` }}
      />
    </div>
  );
}
