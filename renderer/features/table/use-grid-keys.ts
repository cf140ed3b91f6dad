import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import type { EntityGroup } from '../../../shared/api/entity.ts';
import { COMMAND_IDS } from '../../../shared/commands.ts';
import { foldText } from '../../../shared/domain/search-text.ts';
import { areasOf, shortcutFor } from '../../../shared/shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { copyRows } from './copy-rows.ts';
import type { ActiveCell, ShownColumn } from './shown-column.ts';
import type { ColumnActs } from './use-columns.ts';
import type { GridSelection } from './use-grid-selection.ts';
import type { Rows } from './use-rows.ts';

interface GridKeys {
  readonly rows: Rows;
  readonly total: number;
  readonly columns: readonly ShownColumn[];
  readonly acts: ColumnActs;
  readonly active: ActiveCell;
  readonly goTo: (cell: ActiveCell) => void;
  readonly selection: GridSelection;
  /** Rows that Page Up and Page Down step over. */
  readonly pageRows: number;
  /** The group whose head stands on a line; null: none does. */
  readonly groupAt: (
    line: number,
  ) => { readonly group: EntityGroup; readonly isOpen: boolean } | null;
  readonly onToggleGroup: (group: EntityGroup) => void;
  readonly onOpenMenu: (cell: ActiveCell) => void;
}

const RESIZE_STEP_PX = 16;
const TYPING_MS = 700;

/**
 * Keys of the table. Rows: arrows, Home, End, Page Up, Page Down; Space ticks, Shift with arrows takes a stretch,
 * Ctrl+A all; typing goes to the next row that begins so. Head: Enter orders, Shift with arrows widens, Ctrl with
 * arrows moves the column. Head of a group: Enter, Left and Right close and open it.
 */
export function useGridKeys(grid: GridKeys): (event: KeyboardEvent) => void {
  const { rows, total, columns, acts, active, goTo, selection } = grid;
  const typed = useRef({ text: '', at: 0 });

  function step(row: number, column: number, isStretch: boolean): void {
    const next = {
      row: Math.max(-1, Math.min(total - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    };
    goTo(next);
    const at = next.row < 0 ? null : rows.rowAt(next.row);
    if (isStretch && at)
      selection.choose(next.row, at.id, { ctrlKey: false, metaKey: false, shiftKey: true });
  }

  function move(event: KeyboardEvent): boolean {
    const { row, column } = active;
    const { shiftKey, ctrlKey, metaKey } = event;
    const isFar = ctrlKey || metaKey;
    switch (event.key) {
      case 'ArrowDown':
        step(row + 1, column, shiftKey);
        return true;
      case 'ArrowUp':
        step(row - 1, column, shiftKey);
        return true;
      case 'ArrowLeft':
        step(row, column - 1, false);
        return true;
      case 'ArrowRight':
        step(row, column + 1, false);
        return true;
      case 'Home':
        step(isFar || shiftKey ? 0 : row, isFar ? column : 0, shiftKey);
        return true;
      case 'End':
        step(isFar || shiftKey ? total - 1 : row, isFar ? column : columns.length - 1, shiftKey);
        return true;
      case 'PageDown':
        step(row + grid.pageRows, column, shiftKey);
        return true;
      case 'PageUp':
        step(Math.max(0, row - grid.pageRows), column, shiftKey);
        return true;
      default:
        return false;
    }
  }

  function onHead(event: KeyboardEvent): boolean {
    const column = columns[active.column];
    if (!column || active.row !== -1) return false;
    const { id } = column.definition;
    const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'Enter' || event.key === ' ') acts.sort(column.definition, event.shiftKey);
    else if (side !== 0 && event.shiftKey)
      acts.resize(id, column.choice.widthPx + side * RESIZE_STEP_PX);
    else if (side !== 0 && (event.ctrlKey || event.metaKey)) acts.move(id, side);
    else return false;
    return true;
  }

  /** On the head of a group: opens and closes it. */
  function onGroup({ key }: KeyboardEvent): boolean {
    const at = grid.groupAt(active.row);
    if (!at) return false;
    const isWanted =
      key === 'Enter' || key === ' ' || key === (at.isOpen ? 'ArrowLeft' : 'ArrowRight');
    if (isWanted) grid.onToggleGroup(at.group);
    return isWanted;
  }

  function typeAhead(event: KeyboardEvent): boolean {
    const isLetter =
      [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isGoingOn = event.timeStamp - typed.current.at < TYPING_MS;
    // A letter that is a command of the table begins a name with Shift alone.
    if (!isLetter || (!isGoingOn && !event.shiftKey && isCommandHere(event.key))) return false;
    typed.current = {
      text: (isGoingOn ? typed.current.text : '') + foldText(event.key),
      at: event.timeStamp,
    };
    // Only among rows that were read: the list need not be in order of names.
    for (let count = isGoingOn ? 0 : 1; count <= Math.min(total, 2000); count++) {
      const index = (Math.max(0, active.row) + count) % total;
      const row = rows.rowAt(index);
      if (row && foldText(row.label).startsWith(typed.current.text)) {
        goTo({ row: index, column: active.column });
        break;
      }
    }
    return true;
  }

  function act(event: KeyboardEvent): boolean {
    const row = active.row < 0 ? null : rows.rowAt(active.row);
    const isCtrl = event.ctrlKey || event.metaKey;
    if (isCtrl && event.key.toLowerCase() === 'a') void selection.all();
    else if (isCtrl && event.key.toLowerCase() === 'c') {
      const { selectedIds } = useStore.getState();
      const ids = selectedIds.length > 0 ? selectedIds : row ? [row.id] : [];
      void copyRows(
        ids,
        columns.map(({ definition }) => definition),
      );
    } else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      if (row) grid.onOpenMenu(active);
    } else if (!row) return false;
    else if (event.key === ' ')
      selection.choose(active.row, row.id, { ctrlKey: true, metaKey: false, shiftKey: false });
    else if (event.key === 'Enter') {
      selection.choose(active.row, row.id, { ctrlKey: false, metaKey: false, shiftKey: false });
      useStore.getState().setPanels({ isInspectorOpen: true });
    } else return false;
    return true;
  }

  return (event) => {
    if (
      onHead(event) ||
      onGroup(event) ||
      act(event) ||
      (!event.altKey && move(event)) ||
      typeAhead(event)
    ) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

/** Whether a key alone is a command of the table, as this person has the keys. */
function isCommandHere(key: string): boolean {
  const { settings } = useStore.getState();
  return COMMAND_IDS.some(
    (id) =>
      areasOf(id).includes('table') &&
      shortcutFor(id, settings)?.toLowerCase() === key.toLowerCase(),
  );
}
