import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import styles from './PanelHead.module.css';

interface PanelHeadProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Small tools beside the title. */
  readonly children?: ReactNode;
}

/** The head of a side panel: its name, its tools and the button that closes it. */
export function PanelHead({ title, onClose, children }: PanelHeadProps) {
  return (
    <header className={styles.head}>
      <h2>{title}</h2>
      <span className={styles.gap} />
      {children}
      <IconButton
        label={`Close ${title.toLowerCase()}`}
        tip="below-left"
        icon={<X size={15} aria-hidden="true" />}
        onClick={onClose}
      />
    </header>
  );
}
