import type { ReactNode } from 'react';
import { createContext, useContext, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './Toolbar.module.css';

const ToolbarTarget = createContext<HTMLElement | null>(null);

interface ToolbarFrameProps {
  /** What lies under the row: the screen, which fills the row through `Toolbar`. */
  readonly children: ReactNode;
}

/** Keeps a row of tools above the screen; the row is absent while the screen puts nothing there. */
export function ToolbarFrame({ children }: ToolbarFrameProps) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  return (
    <ToolbarTarget value={target}>
      <div className={styles.frame}>
        <section
          className={styles.row}
          ref={setTarget}
          aria-label="Tools"
          data-region=""
          tabIndex={-1}
        />
        <div className={styles.body}>{children}</div>
      </div>
    </ToolbarTarget>
  );
}

interface ToolbarProps {
  readonly label: string;
  /** Kept, but not shown: what it holds is in use elsewhere. */
  readonly isHidden?: boolean;
  readonly children: ReactNode;
}

/** The tools of a screen, drawn in the row above everything of it, the inspector included. */
export function Toolbar({ label, isHidden = false, children }: ToolbarProps) {
  const target = useContext(ToolbarTarget);
  if (!target) return null;
  return createPortal(
    <div className={styles.tools} role="toolbar" aria-label={label} hidden={isHidden}>
      {children}
    </div>,
    target,
  );
}
