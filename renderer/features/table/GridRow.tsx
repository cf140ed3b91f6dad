import type { MouseEvent } from 'react';
import { memo } from 'react';
import type { EntityRow } from '../../../shared/api/entity.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { classNames } from '../../ui/class-names.ts';
import { CellContent, hasMarks } from './CellContent.tsx';
import styles from './RecordGrid.module.css';
import { type ShownColumn, withText } from './shown-column.ts';

/** The id of a cell, by which the grid says where the keyboard is. */
export function cellId(grid: string, line: number, column: number): string {
  return `${grid}-${line}-${column}`;
}

/** A place in the grid that the pointer is at. */
interface PointedPlace {
  readonly line: number;
  /** Null: beside the cells. */
  readonly column: number | null;
  /** Whether it is the box that picks the row. */
  readonly isTick: boolean;
}

/** Where in the grid an event of the pointer happened; null: on no row. */
export function placeIn({ target }: Pick<MouseEvent, 'target'>): PointedPlace | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>('[data-line]');
  if (!row) return null;
  const cell = target.closest<HTMLElement>('[data-cell]')?.dataset.cell;
  return {
    line: Number(row.dataset.line),
    column: cell === undefined ? null : Number(cell),
    isTick: target.closest('[data-tick]') !== null,
  };
}

interface GridRowProps {
  readonly gridId: string;
  readonly line: number;
  readonly topPx: number;
  /** Null while it is read. */
  readonly row: EntityRow | null;
  readonly columns: readonly ShownColumn[];
  readonly ontology: Ontology;
  readonly activeColumn: number | null;
  readonly isSelected: boolean;
}

/** One record. It hears no events: the grid does, so that a row is drawn again only where it says something else. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { gridId, line, topPx, row, columns, ontology, activeColumn, isSelected } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say.
    <div
      role="row"
      className={styles.row}
      style={{ transform: `translateY(${topPx}px)` }}
      aria-rowindex={line + 2}
      aria-selected={isSelected}
      aria-label={row?.label}
      aria-busy={row === null}
      data-line={line}
      tabIndex={-1}
    >
      {/* Space does the same. */}
      <span className={styles.tick} aria-hidden="true" data-is-on={isSelected} data-tick="" />
      {row === null ? (
        // Rows that fly past before they are read have one mark, not a cell for each column.
        <i className={styles.waiting} />
      ) : (
        columns.map(({ definition, choice, leftPx }, column) => (
          // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say.
          <div
            key={definition.id}
            id={cellId(gridId, line, column)}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={column + 1}
            data-cell={column}
            className={classNames(
              hasMarks(definition.id) ? styles.marked : styles.cell,
              definition.isNumber && styles.number,
              leftPx !== null && styles.pinned,
              activeColumn === column && styles.active,
            )}
            style={{
              width: withText(choice.widthPx),
              ...(leftPx === null ? {} : { left: withText(leftPx) }),
            }}
          >
            <CellContent row={row} definition={definition} ontology={ontology} />
          </div>
        ))
      )}
    </div>
  );
});
