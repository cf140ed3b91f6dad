import { ArrowDown, ArrowUp } from 'lucide-react';
import type { PointerEvent } from 'react';
import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './RecordGrid.module.css';
import { type ShownColumn, withText } from './shown-column.ts';
import type { ColumnActs } from './use-columns.ts';

interface ColumnHeadProps {
  readonly id: string;
  readonly index: number;
  readonly column: ShownColumn;
  readonly acts: ColumnActs;
  readonly isActive: boolean;
  readonly onReach: () => void;
}

/** The head of a column: choosing it orders the list, its edge widens it. */
export function ColumnHead({ id, index, column, acts, isActive, onReach }: ColumnHeadProps) {
  const { definition, choice, leftPx } = column;
  const recordSort = useStore((state) => state.recordSort);
  const at = recordSort.findIndex(({ by }) => by === definition.sort);
  const direction =
    column.order === undefined
      ? definition.sort === null
        ? undefined
        : recordSort[at]?.direction
      : (column.order ?? undefined);
  const canSort = definition.sort !== null || column.order !== undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard: Enter orders.
    // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say.
    <div
      id={id}
      role="columnheader"
      tabIndex={-1}
      aria-colindex={index + 1}
      aria-sort={canSort ? (direction ?? 'none') : undefined}
      data-column={definition.id}
      title={
        !canSort
          ? definition.label
          : definition.sort === null
            ? `${definition.label}: choose to order by it`
            : `${definition.label}: choose to order by it, with Shift to order by it as well`
      }
      className={classNames(
        styles.heading,
        definition.isNumber && styles.number,
        leftPx !== null && styles.pinned,
        isActive && styles.active,
        canSort && styles.canSort,
      )}
      style={{
        width: withText(choice.widthPx),
        ...(leftPx === null ? {} : { left: withText(leftPx) }),
      }}
      onPointerDown={onReach}
      onClick={(event) => acts.sort(definition, event.shiftKey)}
    >
      <span>{definition.label}</span>
      {direction === 'ascending' && <ArrowUp size={12} aria-hidden="true" />}
      {direction === 'descending' && <ArrowDown size={12} aria-hidden="true" />}
      {recordSort.length > 1 && at >= 0 && <sup aria-hidden="true">{at + 1}</sup>}
      <Edge column={column} acts={acts} />
    </div>
  );
}

function Edge({ column, acts }: Pick<ColumnHeadProps, 'column' | 'acts'>) {
  const { definition, choice } = column;
  const [grip, setGrip] = useState<{ x: number; widthPx: number; scale: number } | null>(null);

  function take(event: PointerEvent<HTMLElement>): void {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const drawnPx = event.currentTarget.parentElement?.offsetWidth ?? choice.widthPx;
    setGrip({ x: event.clientX, widthPx: choice.widthPx, scale: drawnPx / choice.widthPx });
  }

  return (
    // Shift with the arrow keys does the same.
    <span
      className={styles.edge}
      aria-hidden="true"
      onPointerDown={take}
      onPointerMove={(event) =>
        grip && acts.resize(definition.id, grip.widthPx + (event.clientX - grip.x) / grip.scale)
      }
      onPointerUp={() => setGrip(null)}
      onPointerCancel={() => setGrip(null)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
