import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { AuditRow } from '../../../shared/api/audit.ts';
import { auditWords } from '../../../shared/audit-words.ts';
import { classNames } from '../../ui/class-names.ts';
import { useRowHeight } from '../../ui/use-row-height.ts';
import { useVisibleRows } from '../../ui/use-visible-rows.ts';
import styles from './AuditScreen.module.css';
import { useAuditRows } from './use-audit-rows.ts';

const COLUMNS = ['Time', 'Who', 'Where', 'What', 'Record', 'Reason'] as const;
const HEAD_EXTRA_PX = 4;
/** Rows that a page key steps over. */
const PAGE = 12;

interface AuditTableProps {
  /** Numbers of the entries, latest first. */
  readonly numbers: readonly number[];
  /** The entry whose detail is shown. */
  readonly number: number | null;
  readonly onChoose: (number: number) => void;
}

/** The entries, however many: those in sight are read and drawn. Arrow keys move among them, Enter opens one. */
export function AuditTable({ numbers, number, onChoose }: AuditTableProps) {
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const [rowPx, probe] = useRowHeight();
  const [active, setActive] = useState(0);
  const sight = useVisibleRows(scroll, {
    count: numbers.length,
    rowPx,
    headPx: rowPx + HEAD_EXTRA_PX,
  });
  const { rowAt, failure } = useAuditRows(numbers, sight);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top.
  useEffect(() => {
    scroll.current?.scrollTo({ top: 0 });
    setActive(0);
  }, [numbers]);

  function moveByKey(event: KeyboardEvent): void {
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + PAGE,
      PageUp: active - PAGE,
      Home: 0,
      End: numbers.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      const next = Math.min(numbers.length - 1, Math.max(0, target));
      setActive(next);
      sight.scrollTo(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      const chosen = numbers[active];
      if (chosen !== undefined) onChoose(chosen);
    } else return;
    event.preventDefault();
  }

  const shown = Array.from(
    { length: Math.max(0, sight.last - sight.first + 1) },
    (_, index) => sight.first + index,
  );
  return (
    <div className={styles.frame}>
      <div ref={probe} className={styles.probe} />
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: rows are drawn as they come into sight. */}
      <div
        ref={scroll}
        className={styles.grid}
        role="grid"
        aria-label="Audit log, latest first"
        aria-rowcount={numbers.length + 1}
        aria-activedescendant={`${id}-${active}`}
        tabIndex={0}
        onKeyDown={moveByKey}
      >
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus. */}
        {/* biome-ignore lint/a11y/useSemanticElements: a row of the grid. */}
        <div className={styles.head} role="row" aria-rowindex={1}>
          {COLUMNS.map((column) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus.
            // biome-ignore lint/a11y/useSemanticElements: a head of the grid.
            <span key={column} role="columnheader">
              {column}
            </span>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: rows of the grid. */}
        <div role="rowgroup" className={styles.rows} style={{ height: numbers.length * rowPx }}>
          {shown.map((index) => (
            <Row
              key={index}
              id={`${id}-${index}`}
              row={rowAt(index)}
              index={index}
              topPx={index * rowPx}
              isActive={index === active}
              isChosen={number !== null && numbers[index] === number}
              onChoose={() => {
                setActive(index);
                const chosen = numbers[index];
                if (chosen !== undefined) onChoose(chosen);
              }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The day and the second of an instant, as the log shows it. */
export function whenWords(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

function Row(props: {
  readonly id: string;
  readonly row: AuditRow | null;
  readonly index: number;
  readonly topPx: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { id, row, index, topPx, isActive, isChosen, onChoose } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus.
    // biome-ignore lint/a11y/useSemanticElements: a row of the grid.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys.
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={classNames(styles.row, isActive && styles.active)}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={onChoose}
    >
      {row ? (
        cellsOf(row).map(({ column, text, className }) => (
          <Cell key={column} text={text} className={className} />
        ))
      ) : (
        <Cell text="Reading" className={styles.waiting} />
      )}
    </div>
  );
}

interface CellContent {
  readonly text: string;
  readonly className?: string | undefined;
}

function Cell({ text, className }: CellContent) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus.
    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid.
    <span role="gridcell" className={className} title={text}>
      {text}
    </span>
  );
}

function cellsOf(
  row: AuditRow,
): readonly (CellContent & { readonly column: (typeof COLUMNS)[number] })[] {
  const { where, what } = auditWords(row.method);
  const isFailure = what === 'Failed unlock';
  return [
    { column: 'Time', text: whenWords(row.at), className: styles.when },
    { column: 'Who', text: row.author },
    { column: 'Where', text: where },
    { column: 'What', text: what, className: classNames(styles.what, isFailure && styles.failed) },
    { column: 'Record', text: recordWords(row) },
    { column: 'Reason', text: row.reason ?? '' },
  ];
}

/** The record that an entry touched, and how many more. */
function recordWords({ record, recordCount }: AuditRow): string {
  if (recordCount === 0) return '';
  if (!record)
    return recordCount === 1 ? '1 record' : `${recordCount.toLocaleString('en-GB')} records`;
  return recordCount === 1
    ? record.label
    : `${record.label} and ${(recordCount - 1).toLocaleString('en-GB')} more`;
}
