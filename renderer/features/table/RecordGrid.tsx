import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { useRowHeight } from '../../ui/use-row-height.ts';
import { useVisibleRows } from '../../ui/use-visible-rows.ts';
import type { CellPlace } from './CellMenu.tsx';
import { CellMenu } from './CellMenu.tsx';
import { ColumnHead } from './ColumnHead.tsx';
import { cellId, GridRow, placeIn } from './GridRow.tsx';
import { GroupLine } from './GroupLine.tsx';
import { type GridLines, rowsOnLines } from './grid-lines.ts';
import styles from './RecordGrid.module.css';
import { type ActiveCell, type ShownColumn, TICK_PX, withText } from './shown-column.ts';
import type { ColumnActs } from './use-columns.ts';
import { useGridKeys } from './use-grid-keys.ts';
import type { GridSelection } from './use-grid-selection.ts';
import { useGridSelection } from './use-grid-selection.ts';
import type { Groups } from './use-groups.ts';
import type { Rows } from './use-rows.ts';

interface RecordGridProps {
  readonly label: string;
  readonly ontology: Ontology;
  readonly rows: Rows;
  /** Where each row stands, with heads of groups between them. */
  readonly lines: GridLines;
  readonly groups: Groups;
  /** How many rows there are, those of closed groups too. */
  readonly total: number;
  readonly columns: readonly ShownColumn[];
  readonly acts: ColumnActs;
  /** Changes where the list is another one: it is looked at from the top then. */
  readonly listKey: string;
  readonly onShow: (ids: readonly string[]) => void;
}

/** The head is a little higher than a row. */
const HEAD_EXTRA_PX = 4;

/** Records as rows: any number of them, as only those in sight are read and drawn. One selection with the map. */
export function RecordGrid(props: RecordGridProps) {
  const { label, ontology, lines, groups, total, columns, acts, listKey, onShow } = props;
  // From here on rows are known by the lines that they stand on.
  const rows = useMemo(() => rowsOnLines(props.rows, lines), [props.rows, lines]);
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const [rowPx, probe] = useRowHeight();
  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0 });
  const [menu, setMenu] = useState<CellPlace | null>(null);
  const sight = useVisibleRows(scroll, {
    count: lines.count,
    rowPx,
    headPx: rowPx + HEAD_EXTRA_PX,
  });
  const { first, last, slots, isMoving } = sight;
  const selection = useGridSelection(rows, lines.count);

  useEffect(() => rows.look(first, last), [rows, first, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top.
  useEffect(() => {
    scroll.current?.scrollTo({ top: 0 });
    // Who orders by a head stays on it.
    setActive(({ row, column }) => ({ row: Math.min(row, 0), column }));
  }, [listKey]);

  function goTo(next: ActiveCell): void {
    setActive(next);
    if (next.row >= 0) sight.scrollTo(next.row);
    bringColumnIntoView(scroll.current, columns[next.column]);
  }

  const keys = useGridKeys({
    rows,
    total: lines.count,
    columns,
    acts,
    active,
    groupAt(line) {
      const at = line < lines.count && line >= 0 ? lines.at(line) : null;
      return at?.type === 'group' ? at : null;
    },
    onToggleGroup: groups.toggle,
    goTo,
    selection,
    pageRows: Math.max(1, Math.floor((scroll.current?.clientHeight ?? 400) / rowPx) - 2),
    onOpenMenu(place) {
      const cell = document.getElementById(cellId(id, place.row, place.column));
      const box = cell?.getBoundingClientRect();
      if (box) setMenu({ ...place, x: box.left + 12, y: box.bottom });
    },
  });

  function isSelected(line: number): boolean {
    const row = rows.rowAt(line);
    return row !== null && selection.has(row.id);
  }

  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  // A row that went out of sight goes on as one that came in, and stays where it is in the page while many do: to make
  // and to move elements takes longer than to say something else in them. At rest they stand as they are read.
  if (isMoving) indexes.sort((a, b) => (a % slots) - (b % slots));
  const widthPx = TICK_PX + columns.reduce((sum, { choice }) => sum + choice.widthPx, 0);
  return (
    <div className={styles.frame}>
      <div ref={probe} className={styles.probe} aria-hidden="true" />
      {/* biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say. */}
      <div
        ref={scroll}
        className={styles.grid}
        role="grid"
        aria-label={label}
        aria-rowcount={lines.count + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-busy={rows.isStale}
        aria-activedescendant={cellId(id, active.row, active.column)}
        data-keys="table"
        data-region=""
        tabIndex={0}
        onKeyDown={keys}
        onScroll={({ currentTarget }) =>
          currentTarget.toggleAttribute('data-is-slid', currentTarget.scrollLeft > 0)
        }
      >
        {/* biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say. */}
        <div
          className={styles.head}
          role="row"
          aria-rowindex={1}
          tabIndex={-1}
          style={{ width: withText(widthPx) }}
        >
          <Tick selection={selection} total={total} />
          {columns.map((column, index) => (
            <ColumnHead
              key={column.definition.id}
              id={cellId(id, -1, index)}
              index={index}
              column={column}
              acts={acts}
              isActive={active.row === -1 && active.column === index}
              onReach={() => setActive({ row: -1, column: index })}
            />
          ))}
        </div>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard. */}
        {/* biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say. */}
        <div
          role="rowgroup"
          className={styles.body}
          onPointerDown={(event) => {
            const at = placeIn(event);
            if (at && at.column !== null) setActive({ row: at.line, column: at.column });
          }}
          onClick={(event) => {
            const at = placeIn(event);
            const row = at && rows.rowAt(at.line);
            // The box at its left picks a row as Space does.
            if (row) selection.choose(at.line, row.id, at.isTick ? ONE_MORE : event);
          }}
          onPointerOver={({ target }) => {
            // What is cut off is told where the pointer is, instead of with every cell.
            const cell = target instanceof Element && target.closest<HTMLElement>('[data-cell]');
            if (cell) cell.title = cell.textContent;
          }}
          onDoubleClick={(event) => {
            const at = placeIn(event);
            const row = at && !at.isTick && rows.rowAt(at.line);
            if (row) onShow([row.id]);
          }}
          onContextMenu={(event) => {
            const at = placeIn(event);
            const row = at && rows.rowAt(at.line);
            if (!row || at.column === null) return;
            event.preventDefault();
            if (!selection.has(row.id)) selection.choose(at.line, row.id, PLAIN);
            setMenu({ row: at.line, column: at.column, x: event.clientX, y: event.clientY });
          }}
          style={{ height: lines.count * rowPx, width: withText(widthPx) }}
        >
          {indexes.map((index) => {
            const line = lines.at(index);
            const isActive = active.row === index;
            return line.type === 'group' ? (
              <GroupLine
                key={index % slots}
                id={cellId(id, index, isActive ? active.column : 0)}
                line={index}
                topPx={index * rowPx}
                group={line.group}
                isOpen={line.isOpen}
                isActive={isActive}
                columnCount={columns.length}
                onToggle={() => groups.toggle(line.group)}
                onReach={() => setActive({ row: index, column: active.column })}
              />
            ) : (
              <GridRow
                key={index % slots}
                gridId={id}
                line={index}
                topPx={index * rowPx}
                row={rows.rowAt(index)}
                columns={columns}
                ontology={ontology}
                activeColumn={isActive ? active.column : null}
                isSelected={isSelected(index)}
              />
            );
          })}
        </div>
      </div>
      {menu && (
        <CellMenu
          place={menu}
          row={rows.rowAt(menu.row)}
          column={columns[menu.column] ?? null}
          columns={columns}
          onShow={onShow}
          onClose={() => {
            setMenu(null);
            scroll.current?.focus();
          }}
        />
      )}
    </div>
  );
}

function bringColumnIntoView(scroll: HTMLElement | null, column: ShownColumn | undefined): void {
  if (!scroll || !column || column.leftPx !== null) return;
  const cell = scroll.querySelector<HTMLElement>(`[data-column="${column.definition.id}"]`);
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** The box in the head that picks everything listed, or nothing. */
function Tick({ selection, total }: { readonly selection: GridSelection; readonly total: number }) {
  const isSome = selection.selectedCount > 0;
  return (
    // Ctrl+A does the same.
    <span
      className={styles.tick}
      title="Select everything listed (Ctrl+A)"
      aria-hidden="true"
      data-is-on={isSome && selection.selectedCount >= total}
      data-is-some={isSome}
      onClick={() => (isSome ? selection.clear() : void selection.all())}
    />
  );
}

const PLAIN = { ctrlKey: false, metaKey: false, shiftKey: false };
const ONE_MORE = { ...PLAIN, ctrlKey: true };
