import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './FilterPanel.module.css';

interface FacetFrameProps {
  readonly label: string;
  /** Whether the filter says something of it, which can be cleared. */
  readonly isOn: boolean;
  readonly onClear: () => void;
  readonly isOpenAtFirst?: boolean;
  readonly children: ReactNode;
}

/** One facet of the panel under its head, which folds it away. */
export function FacetFrame(props: FacetFrameProps) {
  const { label, isOn, onClear, isOpenAtFirst = true, children } = props;
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const id = useId();
  const Fold = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={styles.facet} aria-labelledby={id}>
      <h3 id={id}>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Fold size={14} aria-hidden="true" />
          {label}
        </button>
        {isOn && (
          <button
            type="button"
            className={styles.clear}
            aria-label={`Clear ${label.toLowerCase()}`}
            onClick={onClear}
          >
            Clear
          </button>
        )}
      </h3>
      {isOpen && children}
    </section>
  );
}
