import { CircleX, Pencil, TriangleAlert } from 'lucide-react';
import type { RefObject } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FileReport, PreviewFault, PreviewRow } from '../../../shared/api/import.ts';
import { useStore } from '../../store/store.ts';
import { ChoiceField } from '../../ui/Field.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { FixDialog } from './FixDialog.tsx';
import styles from './PreviewGrid.module.css';
import type { Import } from './use-import.ts';
import { type PreviewState, usePreviewRows } from './use-preview.ts';

/** A fault to be gone to; its number tells two alike apart. */
export interface Jump {
  readonly fault: PreviewFault;
  readonly number: number;
}

interface GridProps {
  readonly file: FileReport;
  readonly work: Import;
  readonly preview: PreviewState;
  readonly jump: Jump | null;
}

type Ready = Extract<PreviewState, { status: 'ready' }>['value'];

const ROW_PX = 32;
const ROW_NUMBER_PX = 64;
const COLUMN_PX = 150;

function keyOf(at: number, column: string | null): string {
  return `${at} ${column ?? ''}`;
}

/** What is being corrected. */
interface Editing {
  readonly row: PreviewRow;
  readonly column: string;
  readonly value: string;
  readonly reason: string | null;
}

interface CellProps {
  readonly column: string;
  readonly text: string;
  readonly fault: PreviewFault | undefined;
  readonly received: string | undefined;
  readonly isCurrent: boolean;
  readonly onEdit: () => void;
}

function GridCell({ column, text, fault, received, isCurrent, onEdit }: CellProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) button.current?.focus();
  }, [isCurrent]);
  const isWarning = fault?.severity === 'warning';
  const look = fault ? (isWarning ? styles.doubtful : styles.faulty) : undefined;
  const Icon = isWarning ? TriangleAlert : CircleX;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a virtual list cannot be those of a table.
    <div role="cell" className={`${styles.cell} ${look ?? ''}`}>
      <button
        ref={button}
        type="button"
        tabIndex={fault ? 0 : -1}
        title={fault?.reason ?? text}
        aria-label={`${column}: ${text === '' ? 'empty' : text}${fault ? `. ${fault.reason}` : ''}${received === undefined ? '' : `. Corrected, received as ${received || 'empty'}`}`}
        onClick={onEdit}
      >
        {fault && <Icon size={13} aria-hidden="true" />}
        {!fault && received !== undefined && <Pencil size={12} aria-hidden="true" />}
        <span className={text === '' ? styles.blank : undefined}>
          {text === '' ? 'Empty' : text}
        </span>
      </button>
    </div>
  );
}

/** Steps through the faults by key, round and round. */
function useFaultSteps(faults: readonly PreviewFault[], jump: Jump | null) {
  const [current, setCurrent] = useState<PreviewFault | null>(jump?.fault ?? null);
  const request = useStore((state) => state.importRequest);
  const answered = useRef(request?.number ?? 0);
  const jumped = useRef(jump?.number ?? 0);
  useEffect(() => {
    if (jump && jump.number !== jumped.current) {
      jumped.current = jump.number;
      setCurrent(jump.fault);
    }
  }, [jump]);
  useEffect(() => {
    if (!request || request.number === answered.current || faults.length === 0) return;
    if (request.act !== 'next-fault' && request.act !== 'previous-fault') return;
    answered.current = request.number;
    const step = request.act === 'next-fault' ? 1 : -1;
    const at = faults.findIndex(
      (fault) => current && fault.at === current.at && fault.column === current.column,
    );
    const next = at === -1 && step === -1 ? faults.length - 1 : at + step;
    setCurrent(faults[(next + faults.length) % faults.length] ?? null);
  }, [request, faults, current]);
  return current;
}

/** Rows above and below those in sight that are drawn too. */
const SPARE_ROWS = 8;

/** Places in the list that are in sight, as rows are all of one height. */
function useRowsInSight(scroll: RefObject<HTMLDivElement | null>, count: number): number[] {
  const [span, setSpan] = useState({ first: 0, last: 30 });
  useEffect(() => {
    const element = scroll.current;
    if (!element) return;
    const measure = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / ROW_PX) - SPARE_ROWS);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / ROW_PX) + SPARE_ROWS;
      setSpan((before) =>
        before.first === first && before.last === last ? before : { first, last },
      );
    };
    measure();
    const resize = new ResizeObserver(measure);
    resize.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      resize.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroll]);
  const last = Math.min(count, span.last);
  return Array.from({ length: Math.max(0, last - span.first) }, (_, index) => span.first + index);
}

type Shown = 'all' | 'quarantine' | 'warning';

function Rows({
  work,
  file,
  preview,
  jump,
}: Omit<GridProps, 'preview'> & { readonly preview: Ready }) {
  const scroll = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown>('all');
  const [editing, setEditing] = useState<Editing | null>(null);
  const { faults, columns } = preview;
  const current = useFaultSteps(faults, jump);
  const faultAt = useMemo(() => {
    const found = new Map<string, PreviewFault>();
    for (const fault of faults) {
      const key = keyOf(fault.at, fault.column);
      if (!found.has(key) || fault.severity === 'quarantine') found.set(key, fault);
    }
    return found;
  }, [faults]);
  const places = useMemo(() => {
    if (shown === 'all') return null;
    return [...new Set(faults.filter(({ severity }) => severity === shown).map(({ at }) => at))];
  }, [faults, shown]);
  const count = places ? places.length : preview.rows;
  const placeOf = (index: number) => (places ? (places[index] ?? 0) : index);
  const items = useRowsInSight(scroll, count);
  const rows = usePreviewRows(work, file.name, items.map(placeOf));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a step to another fault scrolls.
  useEffect(() => {
    if (!current) return;
    const index = places ? places.indexOf(current.at) : current.at;
    if (index === -1) setShown('all');
    else if (scroll.current)
      scroll.current.scrollTop = index * ROW_PX - scroll.current.clientHeight / 2;
    const column = columns.indexOf(current.column ?? '');
    if (column !== -1 && scroll.current)
      scroll.current.scrollLeft = Math.max(0, (column - 2) * COLUMN_PX);
  }, [current]);
  const counts = (severity: Shown) =>
    new Set(faults.filter((fault) => fault.severity === severity).map(({ at }) => at)).size;
  const widthPx = ROW_NUMBER_PX + columns.length * COLUMN_PX;
  return (
    <div className={styles.grid}>
      <div className={styles.tools}>
        <ChoiceField
          label="Rows shown"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all', label: 'All rows' },
            { value: 'quarantine', label: `Need fixing ${counts('quarantine')}` },
            { value: 'warning', label: `To check ${counts('warning')}` },
          ]}
        />
        <p>
          {!preview.isWhole &&
            `The first ${preview.rows.toLocaleString('en-GB')} rows are shown; all are checked. `}
          {faults.length > 0 && 'F8 goes to the next fault. Enter corrects it.'}
        </p>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a virtual list cannot be those of a table. */}
      <div
        ref={scroll}
        className={styles.scroll}
        role="table"
        aria-label={`Rows of ${file.name}`}
        aria-rowcount={count}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it.
        tabIndex={0}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: rows are read, not focused. */}
        <div role="row" className={styles.head} style={{ width: widthPx }}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
          <div role="columnheader" className={styles.number}>
            row
          </div>
          {columns.map((column) => (
            // biome-ignore lint/a11y/useSemanticElements: as above.
            // biome-ignore lint/a11y/useFocusableInteractive: as above.
            <div key={column} role="columnheader" className={styles.column} title={column}>
              {column}
            </div>
          ))}
        </div>
        <div
          style={{ height: count * ROW_PX, width: widthPx, position: 'relative' }}
          role="presentation"
        >
          {items.map((index) => {
            const row = rows.get(placeOf(index));
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above.
              // biome-ignore lint/a11y/useFocusableInteractive: as above.
              <div
                key={index}
                role="row"
                aria-rowindex={index + 1}
                className={styles.row}
                style={{ transform: `translateY(${index * ROW_PX}px)`, width: widthPx }}
              >
                {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
                <div role="cell" className={styles.number}>
                  {row?.row.toLocaleString('en-GB') ?? '…'}
                </div>
                {row &&
                  columns.map((column, at) => {
                    const fault = faultAt.get(keyOf(row.at, column));
                    const text = row.cells[at] ?? '';
                    const isCurrent = current?.at === row.at && current.column === column;
                    return (
                      <GridCell
                        key={column}
                        column={column}
                        text={text}
                        fault={fault}
                        received={row.fixed[column]}
                        isCurrent={isCurrent}
                        onEdit={() =>
                          setEditing({ row, column, value: text, reason: fault?.reason ?? null })
                        }
                      />
                    );
                  })}
              </div>
            );
          })}
        </div>
      </div>
      {editing && (
        <FixDialog
          {...editing}
          rowNumber={editing.row.row}
          received={editing.row.fixed[editing.column] ?? editing.value}
          alike={
            faults.filter(
              ({ column, value }) => column === editing.column && value === editing.value,
            ).length
          }
          onClose={() => setEditing(null)}
          onFix={(to, isForAll) => {
            setEditing(null);
            void work.correct({
              table: file.name,
              row: isForAll ? null : editing.row.row,
              column: editing.column,
              from: editing.row.fixed[editing.column] ?? editing.value,
              to,
            });
          }}
        />
      )}
    </div>
  );
}

/** The rows of a table as they are about to be read: each fault at its cell, each cell to be corrected in place. */
export function PreviewGrid(props: GridProps) {
  const { preview } = props;
  if (preview.status === 'loading') return <LoadingState>Reading the rows</LoadingState>;
  if (preview.status === 'failed')
    return <FailedState message={preview.error.message} retry={preview.retry} />;
  if (preview.value.rows === 0) return <EmptyState title="This file has no rows" />;
  return <Rows {...props} preview={preview.value} />;
}
