import { Check, History, RotateCcw, Undo2, UserRound } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { HistoryLine } from '../../../shared/api/history.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { saveWaiting } from '../../api/waiting-saves.ts';
import { useStore } from '../../store/store.ts';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { useVisibleRows } from '../../ui/use-visible-rows.ts';
import styles from './HistoryPanel.module.css';
import { canStepTo, type HistoryRow, rowsOf, touchedInWords } from './history-rows.ts';

const PAGE = 500;
/** At 100% text; every row has it, days too. */
const ROW_PX = 48;

async function read(pages: number): Promise<{ lines: HistoryLine[]; hasMore: boolean }> {
  const lines: HistoryLine[] = [];
  for (let page = 0; page < pages; page++) {
    const more = await api.history.list({ limit: PAGE, before: lines.at(-1)?.time ?? null });
    lines.push(...more);
    if (more.length < PAGE) return { lines, hasMore: false };
  }
  return { lines, hasMore: true };
}

async function stepTo(id: string | null): Promise<void> {
  const { say } = useStore.getState();
  const steps = (count: number) => `${count} ${count === 1 ? 'change' : 'changes'}`;
  try {
    await saveWaiting();
    const { undone, redone } = await api.history.stepTo({ id });
    if (undone > 0) say(`Undone: ${steps(undone)}`);
    else if (redone > 0) say(`Done again: ${steps(redone)}`);
  } catch (error) {
    say(toAppError(error).message, { tone: 'failed' });
  }
}

function timeOf(instant: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

function actOf(line: HistoryLine, isHere: boolean): string {
  if (isHere) return 'You are here';
  if (!line.isYours) return `By ${line.author}`;
  if (line.state === 'overtaken') return 'Undone, then other work was done';
  return line.state === 'undone' ? 'Undone. Go forward to here' : 'Go back to here';
}

function Icon({ row }: { readonly row: Exclude<HistoryRow, { type: 'day' }> }) {
  if (row.isHere) return <Check size={15} aria-hidden="true" />;
  if (row.type === 'beginning') return <RotateCcw size={15} aria-hidden="true" />;
  if (!row.line.isYours) return <UserRound size={15} aria-hidden="true" />;
  return row.line.state === 'done' ? (
    <History size={15} aria-hidden="true" />
  ) : (
    <Undo2 size={15} aria-hidden="true" />
  );
}

interface RowProps {
  readonly row: Exclude<HistoryRow, { type: 'day' }>;
  readonly isFocusable: boolean;
}

function ChangeRow({ row, isFocusable }: RowProps) {
  const isStep = row.type === 'beginning' || canStepTo(row.line);
  const name = row.type === 'beginning' ? 'Before your first change' : row.line.name;
  const act =
    row.type === 'beginning'
      ? row.isHere
        ? 'You are here'
        : 'Undo all of yours'
      : actOf(row.line, row.isHere);
  return (
    <button
      type="button"
      className={styles.change}
      data-state={row.type === 'beginning' ? 'done' : row.line.state}
      aria-current={row.isHere ? 'step' : undefined}
      aria-disabled={!isStep || row.isHere}
      tabIndex={isFocusable ? 0 : -1}
      title={name}
      onClick={() => {
        if (isStep && !row.isHere) void stepTo(row.type === 'beginning' ? null : row.line.id);
      }}
    >
      <Icon row={row} />
      <span className={styles.name}>{name}</span>
      <span className={styles.time}>{row.type === 'change' && timeOf(row.line.at)}</span>
      <span className={styles.note}>
        {[row.type === 'change' ? touchedInWords(row.line.touched) : '', act]
          .filter(Boolean)
          .join('. ')}
      </span>
    </button>
  );
}

interface ListProps {
  readonly rows: readonly HistoryRow[];
  readonly hasMore: boolean;
  readonly onMore: () => void;
}

function HistoryList({ rows, hasMore, onMore }: ListProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const textPercent = useStore((state) => state.settings.textPercent);
  const rowPx = (ROW_PX * textPercent) / 100;
  const { first, last, scrollTo } = useVisibleRows(scroll, { count: rows.length, rowPx });
  const steps = rows.flatMap((row, index) => (row.type === 'day' ? [] : [index]));
  const here = rows.findIndex((row) => row.type !== 'day' && row.isHere);
  // One row takes the focus; arrows move it, so that Tab leaves the list at once.
  const current =
    focused !== null && steps.includes(focused) ? focused : Math.max(here, steps[0] ?? 0);

  useEffect(() => {
    if (hasMore && last >= rows.length - 1) onMore();
  }, [hasMore, last, rows.length, onMore]);

  function focusRow(index: number | undefined): void {
    if (index === undefined) return;
    setFocused(index);
    scrollTo(index);
    requestAnimationFrame(() =>
      scroll.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)?.focus(),
    );
  }

  function move(event: KeyboardEvent): void {
    const at = steps.indexOf(current);
    const target: Readonly<Record<string, number | undefined>> = {
      ArrowDown: steps[at + 1],
      ArrowUp: steps[at - 1],
      PageDown: steps[Math.min(at + 10, steps.length - 1)],
      PageUp: steps[Math.max(at - 10, 0)],
      Home: steps[0],
      End: steps.at(-1),
    };
    if (!(event.key in target) || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    focusRow(target[event.key]);
  }

  return (
    <div ref={scroll} className={styles.scroll}>
      <ul
        className={styles.list}
        aria-label="Changes, latest first"
        style={{ height: rows.length * rowPx }}
        onKeyDown={move}
      >
        {rows.slice(first, last + 1).map((row, offset) => {
          const index = first + offset;
          return (
            <li
              key={index}
              data-index={index}
              aria-setsize={hasMore ? -1 : rows.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${index * rowPx}px)`, height: rowPx }}
            >
              {row.type === 'day' ? (
                <h3>{row.day}</h3>
              ) : (
                <ChangeRow row={row} isFocusable={index === current} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Every change of the case by name: one's own can be stepped back to and forward again, several at once. */
export function HistoryPanel() {
  const close = useStore((state) => state.closeLeftPanel);
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const [pages, setPages] = useState(1);
  const loaded = useApi(() => read(pages), [revision, viewRevision, pages]);
  return (
    <div className={styles.panel}>
      <PanelHead title="History" onClose={close} />
      {loaded.status === 'loading' && <LoadingState>Reading the changes</LoadingState>}
      {loaded.status === 'failed' && (
        <FailedState message={loaded.error.message} retry={loaded.retry} />
      )}
      {loaded.status === 'ready' && loaded.value.lines.length === 0 && (
        <EmptyState title="Nothing was changed yet" icon={<History size={22} aria-hidden="true" />}>
          What you and others change stands here, and what you change can be taken back.
        </EmptyState>
      )}
      {loaded.status === 'ready' && loaded.value.lines.length > 0 && (
        <HistoryList
          rows={rowsOf(loaded.value.lines, { now: new Date(), hasMore: loaded.value.hasMore })}
          hasMore={loaded.value.hasMore && !loaded.isStale}
          onMore={() => setPages(Math.floor(loaded.value.lines.length / PAGE) + 1)}
        />
      )}
    </div>
  );
}
