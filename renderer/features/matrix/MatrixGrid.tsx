import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useBaseKind } from '../../api/use-ontology.ts';
import { useLensRequests } from '../../store/lens-requests.ts';
import { type PickKeys, pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import { Drawing, type DrawingSize, type DrawingTools } from '../../ui/Drawing.tsx';
import lens from '../../ui/Lens.module.css';
import {
  COLUMN_HEAD_PX,
  drawMatrix,
  type MatrixPlace,
  type MatrixView,
  ROW_HEAD_PX,
} from './draw-matrix.ts';
import styles from './matrix.module.css';
import { cellOf, type MatrixBlock, type MatrixModel } from './matrix-model.ts';
import { cellLines, cellWords, linkCount } from './matrix-words.ts';

interface MatrixGridProps {
  readonly model: MatrixModel;
  /** Places of the records in the order of rows and columns. */
  readonly order: readonly number[];
  /** Communities whose members stand together; empty: not ordered by them. */
  readonly blocks: readonly MatrixBlock[];
  readonly isFaint: (place: number) => boolean;
  readonly isEdgeFaint: (edgeId: string) => boolean;
}

const LEAST_CELL_PX = 2;
const MOST_CELL_PX = 44;
const FITTED_MOST_PX = 24;
const FIRST_CELL_PX = 18;
const MOST_NAMED = 150;
const ZOOM_STEP = 1.25;
const LEAST_DRAG_PX = 4;
const ALONE: PickKeys = { ctrlKey: false, metaKey: false, shiftKey: false };
const BESIDE: PickKeys = { ...ALONE, shiftKey: true };
const PAGE = 10;
const ARROWS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
};

function fitView(frame: DrawingSize, count: number): MatrixView {
  const room = Math.min(frame.widthPx - ROW_HEAD_PX, frame.heightPx - COLUMN_HEAD_PX) - 4;
  const cellPx = Math.min(FITTED_MOST_PX, Math.max(LEAST_CELL_PX, room / Math.max(1, count)));
  return { cellPx, xPx: 0, yPx: 0 };
}

/** What is seen first: a few records with their names, though not all fit; many as a whole. */
function firstView(frame: DrawingSize, count: number): MatrixView {
  const fitted = fitView(frame, count);
  return count > MOST_NAMED
    ? fitted
    : { ...fitted, cellPx: Math.max(fitted.cellPx, FIRST_CELL_PX) };
}

/** Keeps the matrix in its place: no scrolling past its ends. */
function within(view: MatrixView, frame: DrawingSize, count: number): MatrixView {
  const mostX = Math.max(0, count * view.cellPx - (frame.widthPx - ROW_HEAD_PX) + 8);
  const mostY = Math.max(0, count * view.cellPx - (frame.heightPx - COLUMN_HEAD_PX) + 8);
  return {
    cellPx: view.cellPx,
    xPx: Math.min(mostX, Math.max(0, view.xPx)),
    yPx: Math.min(mostY, Math.max(0, view.yPx)),
  };
}

/** Who is linked to whom, as rows and columns. */
export function MatrixGrid({ model, order, blocks, isFaint, isEdgeFaint }: MatrixGridProps) {
  const cellId = useId();
  const helpId = useId();
  const plot = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<DrawingSize>({ widthPx: 0, heightPx: 0 });
  const [chosen, setChosen] = useState<MatrixView | null>(null);
  const [focused, setFocused] = useState<MatrixPlace>({ row: 0, column: 0 });
  const [hasFocus, setHasFocus] = useState(false);
  const [hovered, setHovered] = useState<MatrixPlace | null>(null);
  const drag = useRef<{ x: number; y: number; view: MatrixView; hasMoved: boolean } | null>(null);
  const selectedIds = useStore((state) => state.selectedIds);
  const count = order.length;
  const view = useMemo(
    () => within(chosen ?? firstView(frame, count), frame, count),
    [chosen, frame, count],
  );
  const cursor = useMemo(
    () => ({ row: Math.min(focused.row, count - 1), column: Math.min(focused.column, count - 1) }),
    [focused, count],
  );

  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const isSelected = useCallback(
    (place: number) => selected.has(model.nodes[place]?.id ?? ''),
    [selected, model],
  );
  const baseOf = useBaseKind();
  const draw = useCallback(
    (tools: DrawingTools) =>
      drawMatrix(tools, {
        model,
        order,
        blocks,
        view,
        baseOf,
        isSelected,
        isFaint,
        isEdgeFaint,
        focused: hasFocus ? cursor : null,
        hovered,
      }),
    [
      model,
      order,
      blocks,
      view,
      baseOf,
      isSelected,
      isFaint,
      isEdgeFaint,
      hasFocus,
      cursor,
      hovered,
    ],
  );

  const live = useRef({ view, frame, count });
  live.current = { view, frame, count };
  useEffect(() => {
    const element = plot.current;
    if (!element) return;
    function turn(event: WheelEvent): void {
      event.preventDefault();
      const now = live.current;
      const box = element!.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey)
        setChosen(
          zoomed(
            now.view,
            1.002 ** -event.deltaY,
            event.clientX - box.left,
            event.clientY - box.top,
          ),
        );
      else
        setChosen(
          within(
            {
              ...now.view,
              xPx: now.view.xPx + (event.shiftKey ? event.deltaY : event.deltaX),
              yPx: now.view.yPx + (event.shiftKey ? 0 : event.deltaY),
            },
            now.frame,
            now.count,
          ),
        );
    }
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, []);

  /** Row and column at a place of the screen; -1 where that is among the names. */
  function placeAt(event: MouseEvent): MatrixPlace | null {
    const box = plot.current?.getBoundingClientRect();
    const x = event.clientX - (box?.left ?? 0);
    const y = event.clientY - (box?.top ?? 0);
    const column = x < ROW_HEAD_PX ? -1 : Math.floor((x - ROW_HEAD_PX + view.xPx) / view.cellPx);
    const row = y < COLUMN_HEAD_PX ? -1 : Math.floor((y - COLUMN_HEAD_PX + view.yPx) / view.cellPx);
    return column >= count || row >= count || (row === -1 && column === -1)
      ? null
      : { row, column };
  }

  function idAt(index: number): string[] {
    const place = order[index];
    const node = place === undefined ? undefined : model.nodes[place];
    return node ? [node.id] : [];
  }

  function pick(place: MatrixPlace | null, keys: PickKeys): void {
    if (!place) return;
    const ids = [...idAt(place.row), ...idAt(place.column)];
    if (place.row !== -1 && place.column !== -1) {
      setFocused(place);
      const cell = cellOf(model, order[place.row]!, order[place.column]!);
      // An empty cell says nothing of its ends.
      if (!cell && place.row !== place.column) return;
    }
    pickRecords([...new Set(ids)], keys);
  }

  function go(next: MatrixPlace): void {
    const place = {
      row: Math.min(count - 1, Math.max(0, next.row)),
      column: Math.min(count - 1, Math.max(0, next.column)),
    };
    setFocused(place);
    const x = place.column * view.cellPx;
    const y = place.row * view.cellPx;
    const roomX = frame.widthPx - ROW_HEAD_PX - view.cellPx;
    const roomY = frame.heightPx - COLUMN_HEAD_PX - view.cellPx;
    const moved = {
      ...view,
      xPx: x < view.xPx ? x : x > view.xPx + roomX ? x - roomX : view.xPx,
      yPx: y < view.yPx ? y : y > view.yPx + roomY ? y - roomY : view.yPx,
    };
    if (moved.xPx !== view.xPx || moved.yPx !== view.yPx) setChosen(within(moved, frame, count));
  }

  /** The next cell in a direction that holds a link. */
  function jump([rows, columns]: readonly [number, number]): MatrixPlace {
    let { row, column } = cursor;
    for (;;) {
      row += Math.sign(rows);
      column += Math.sign(columns);
      if (row < 0 || column < 0 || row >= count || column >= count) return cursor;
      if (cellOf(model, order[row]!, order[column]!)) return { row, column };
    }
  }

  function act(event: KeyboardEvent): boolean {
    if (event.altKey) return false;
    const arrow = ARROWS[event.key];
    if (arrow) {
      go(
        event.ctrlKey || event.metaKey
          ? jump(arrow)
          : { row: cursor.row + arrow[0], column: cursor.column + arrow[1] },
      );
      return true;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      pick(cursor, event.key === ' ' ? { ctrlKey: true, metaKey: false, shiftKey: false } : event);
      return true;
    }
    if (event.ctrlKey || event.metaKey) return false;
    switch (event.key) {
      case 'Home':
        go({ ...cursor, column: 0 });
        return true;
      case 'End':
        go({ ...cursor, column: count - 1 });
        return true;
      default:
        return false;
    }
  }

  function zoom(factor: number): void {
    const x = ROW_HEAD_PX + cursor.column * view.cellPx - view.xPx;
    const y = COLUMN_HEAD_PX + cursor.row * view.cellPx - view.yPx;
    setChosen(within(zoomed(view, factor, x, y), frame, count));
  }
  useLensRequests({
    'zoom-in': () => zoom(ZOOM_STEP),
    'zoom-out': () => zoom(1 / ZOOM_STEP),
    fit: () => setChosen(fitView(frame, count)),
    row: () => pickRecords(idAt(cursor.row), ALONE),
    column: () => pickRecords(idAt(cursor.column), ALONE),
    'add-row': () => pickRecords(idAt(cursor.row), BESIDE),
    'add-column': () => pickRecords(idAt(cursor.column), BESIDE),
  });

  const row = model.nodes[order[cursor.row] ?? -1];
  const column = model.nodes[order[cursor.column] ?? -1];
  const said =
    row && column
      ? cellWords(cellOf(model, order[cursor.row]!, order[cursor.column]!), row, column)
      : '';
  const tipAt = hovered ?? (hasFocus ? cursor : null);
  return (
    <div className={styles.gridFrame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a million cells are drawn; the one at the cursor is told. */}
      <div
        ref={plot}
        className={`${lens.drawn} ${styles.grid}`}
        role="grid"
        tabIndex={0}
        aria-label="Matrix of links"
        aria-describedby={helpId}
        aria-rowcount={count}
        aria-colcount={count}
        aria-activedescendant={cellId}
        data-keys="matrix"
        data-region=""
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        onKeyDown={(event) => {
          if (act(event)) event.preventDefault();
        }}
        onPointerDown={(event: PointerEvent) => {
          if (event.button === 0)
            drag.current = { x: event.clientX, y: event.clientY, view, hasMoved: false };
        }}
        onPointerMove={(event) => {
          const now = drag.current;
          if (!now) {
            setHovered(placeAt(event));
            return;
          }
          const dx = event.clientX - now.x;
          const dy = event.clientY - now.y;
          if (Math.hypot(dx, dy) >= LEAST_DRAG_PX) now.hasMoved = true;
          if (now.hasMoved)
            setChosen(
              within({ ...now.view, xPx: now.view.xPx - dx, yPx: now.view.yPx - dy }, frame, count),
            );
        }}
        onPointerUp={(event) => {
          const wasMoved = drag.current?.hasMoved ?? true;
          drag.current = null;
          if (!wasMoved) pick(placeAt(event), event);
        }}
        onPointerLeave={() => {
          setHovered(null);
          drag.current = null;
        }}
      >
        <Drawing draw={draw} onSize={setFrame} aria-hidden="true" />
        {/* biome-ignore lint/a11y/useSemanticElements: a row of the grid above. */}
        <div role="row" tabIndex={-1} aria-rowindex={cursor.row + 1} className="visually-hidden">
          {/* biome-ignore lint/a11y/useSemanticElements: a cell of the grid above. */}
          <div
            id={cellId}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={cursor.column + 1}
            aria-selected={
              row !== undefined &&
              column !== undefined &&
              selected.has(row.id) &&
              selected.has(column.id)
            }
          >
            {said}
          </div>
        </div>
        {tipAt && tipAt.row >= 0 && tipAt.column >= 0 && (
          <CellTip model={model} order={order} place={tipAt} view={view} frame={frame} />
        )}
      </div>
      <p id={helpId} className="visually-hidden">
        Arrow keys go from cell to cell, with Control to the next link. Enter selects both ends. F1
        lists the keys that select one end and zoom.
      </p>
    </div>
  );
}

function zoomed(view: MatrixView, factor: number, x: number, y: number): MatrixView {
  const cellPx = Math.min(MOST_CELL_PX, Math.max(LEAST_CELL_PX, view.cellPx * factor));
  const share = cellPx / view.cellPx;
  return {
    cellPx,
    xPx: (view.xPx + x - ROW_HEAD_PX) * share - (x - ROW_HEAD_PX),
    yPx: (view.yPx + y - COLUMN_HEAD_PX) * share - (y - COLUMN_HEAD_PX),
  };
}

interface CellTipProps {
  readonly model: MatrixModel;
  readonly order: readonly number[];
  readonly place: MatrixPlace;
  readonly view: MatrixView;
  readonly frame: DrawingSize;
}

function CellTip({ model, order, place, view, frame }: CellTipProps) {
  const a = order[place.row];
  const b = order[place.column];
  const row = a === undefined ? undefined : model.nodes[a];
  const column = b === undefined ? undefined : model.nodes[b];
  const cell = a === undefined || b === undefined ? null : cellOf(model, a, b);
  if (!row || !column || !cell) return null;
  const x = ROW_HEAD_PX + (place.column + 1) * view.cellPx - view.xPx;
  const y = COLUMN_HEAD_PX + (place.row + 1) * view.cellPx - view.yPx;
  return (
    <div
      className={lens.tip}
      aria-hidden="true"
      style={{
        left: Math.min(x + 10, frame.widthPx - 330),
        top: Math.min(y + 8, frame.heightPx - 60 - 18 * cell.edges.length),
      }}
    >
      <b>{linkCount(cell.edges.length)}</b>
      {cellLines(cell, row, column).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
