import { ChevronDown, ChevronRight } from 'lucide-react';
import type { EntityGroup } from '../../../shared/api/entity.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './RecordGrid.module.css';

interface GroupLineProps {
  readonly id: string;
  readonly line: number;
  readonly topPx: number;
  readonly group: EntityGroup;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly columnCount: number;
  readonly onToggle: () => void;
  readonly onReach: () => void;
}

/** The head of a group: what its rows have in common, how many there are, and whether they are shown. */
export function GroupLine(props: GroupLineProps) {
  const { id, line, topPx, group, isOpen, isActive, columnCount, onToggle, onReach } = props;
  const count = `${group.count.toLocaleString('en-GB')} ${group.count === 1 ? 'record' : 'records'}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say.
    <div
      role="row"
      className={classNames(styles.row, styles.group)}
      style={{ transform: `translateY(${topPx}px)` }}
      aria-rowindex={line + 2}
      tabIndex={-1}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say. */}
      <div
        role="gridcell"
        tabIndex={-1}
        aria-colindex={1}
        aria-colspan={columnCount}
        className={classNames(styles.groupCell, isActive && styles.active)}
      >
        {/* The grid has the keyboard: Enter, Left and Right do the same. */}
        <button
          id={id}
          type="button"
          tabIndex={-1}
          aria-expanded={isOpen}
          onPointerDown={onReach}
          onClick={onToggle}
        >
          {isOpen ? (
            <ChevronDown size={14} aria-hidden="true" />
          ) : (
            <ChevronRight size={14} aria-hidden="true" />
          )}
          <b>{group.label}</b> <span>{count}</span>
        </button>
      </div>
    </div>
  );
}
