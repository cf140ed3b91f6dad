import type { KeyboardEvent } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { EntityRow } from '../../../shared/api/entity.ts';
import { RECORD_COLUMN } from '../../../shared/records/column.ts';
import type { RecordForm } from '../../store/form.ts';
import { whyNotCompared } from '../../store/records.ts';
import { useStore } from '../../store/store.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { copyRows, copyText } from './copy-rows.ts';
import styles from './RecordGrid.module.css';
import type { ShownColumn } from './shown-column.ts';

/** A cell, and where its menu opens, in pixels from the window's corner. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

interface CellMenuProps {
  readonly place: CellPlace;
  readonly row: EntityRow | null;
  readonly column: ShownColumn | null;
  /** Every column that is shown: rows are copied whole. */
  readonly columns: readonly ShownColumn[];
  readonly onShow: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}

interface Item {
  readonly label: string;
  readonly keys?: readonly string[];
  /** Why it cannot be done now: it is told in place of being done. */
  readonly refusal?: string | null;
  readonly run: () => void;
}

const EDGE_PX = 8;

function addCondition(condition: string): void {
  const { filterText, setFilterText } = useStore.getState();
  setFilterText([filterText, condition].filter(Boolean).join(' '));
}

function itemsOf(
  row: EntityRow,
  { definition }: ShownColumn,
  { columns, onShow }: Pick<CellMenuProps, 'columns' | 'onShow'>,
): Item[] {
  const condition = definition.filterOf(row);
  const text = definition.textOf(row);
  const {
    selectedIds,
    openForm,
    select,
    setPanels,
    askForTab,
    setRecordGroup,
    compareRecords,
    caseState,
  } = useStore.getState();
  const ids = selectedIds.includes(row.id) ? selectedIds : [row.id];
  const own: Item[] = [];
  if (condition !== null) {
    own.push(
      { label: 'Filter to this', run: () => addCondition(condition) },
      { label: 'Leave this out', run: () => addCondition(`-${condition}`) },
    );
  }
  const { sort, beginsDescending } = definition;
  if (sort !== null && definition.id !== RECORD_COLUMN)
    own.push({
      label: `Group by ${definition.label.toLowerCase()}`,
      run: () =>
        setRecordGroup({ by: sort, direction: beginsDescending ? 'descending' : 'ascending' }),
    });
  if (text !== '') own.push({ label: 'Copy', run: () => copyText(text) });
  return [
    ...own,
    {
      label: ids.length === 1 ? 'Copy the row' : `Copy ${ids.length.toLocaleString('en-GB')} rows`,
      keys: ['Ctrl', 'C'],
      run: () =>
        void copyRows(
          ids,
          columns.map((one) => one.definition),
        ),
    },
    {
      label: 'Show source',
      run() {
        select([row.id]);
        setPanels({ isInspectorOpen: true });
        askForTab('sources');
      },
    },
    { label: 'Show on the map', keys: ['M'], run: () => onShow(ids) },
    ...(ids.length > 1
      ? [
          {
            label: 'Compare',
            keys: ['Ctrl', 'D'],
            refusal: whyNotCompared(ids.length),
            run: () => compareRecords(ids),
          },
        ]
      : []),
    ...(caseState?.isReadOnly ? [] : writingItems(row, ids, openForm)),
  ];
}

/** What changes the records themselves. */
function writingItems(
  row: EntityRow,
  ids: readonly string[],
  openForm: (form: RecordForm) => void,
): Item[] {
  return [
    ...(ids.length > 1
      ? [
          {
            label: `Edit ${ids.length.toLocaleString('en-GB')} records together`,
            keys: ['E'],
            run: () => openForm({ type: 'edit-together' }),
          },
        ]
      : []),
    { label: 'Edit', run: () => openForm({ type: 'edit-record', id: row.id }) },
    {
      label: ids.length === 1 ? 'Delete' : `Delete ${ids.length.toLocaleString('en-GB')} records`,
      run: () => openForm({ type: 'delete-records', ids }),
    },
  ];
}

/** What can be done with a cell and its row. */
export function CellMenu(props: CellMenuProps) {
  const { place, row, column, columns, onShow, onClose } = props;
  const menu = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ left: place.x, top: place.y });

  useLayoutEffect(() => {
    const { offsetWidth = 0, offsetHeight = 0 } = menu.current ?? {};
    setAt({
      left: Math.max(EDGE_PX, Math.min(place.x, window.innerWidth - offsetWidth - EDGE_PX)),
      top: Math.max(EDGE_PX, Math.min(place.y, window.innerHeight - offsetHeight - EDGE_PX)),
    });
    menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [place]);
  useEffect(() => {
    function closeOutside(event: PointerEvent): void {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) onClose();
    }
    window.addEventListener('pointerdown', closeOutside, { capture: true });
    return () => window.removeEventListener('pointerdown', closeOutside, { capture: true });
  }, [onClose]);

  function moveByKey(event: KeyboardEvent): void {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const index = items.indexOf(document.activeElement as HTMLElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (index + 1) % items.length,
      ArrowUp: (index - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) items[target]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (!row || !column) return null;
  return (
    <div
      ref={menu}
      className={styles.menu}
      role="menu"
      aria-label={`${column.definition.label} of ${row.label}`}
      tabIndex={-1}
      style={at}
      onKeyDown={moveByKey}
    >
      {itemsOf(row, column, { columns, onShow }).map(({ label, keys, refusal, run }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          {...(refusal && { 'aria-disabled': true, 'aria-description': refusal, title: refusal })}
          onClick={() => {
            onClose();
            run();
          }}
        >
          {label}
          {keys && <Kbd keys={keys} />}
        </button>
      ))}
    </div>
  );
}
