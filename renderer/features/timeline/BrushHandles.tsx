import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';
import { dateWords, type Span } from '../../../shared/timeline/span.ts';
import { useStore } from '../../store/store.ts';
import { dayAt, xOf } from './lane-layout.ts';
import styles from './timeline.module.css';
import { spanDates } from './timeline-model.ts';
import { spanWords } from './timeline-words.ts';
import type { TimelineView } from './use-view.ts';

interface BrushHandlesProps {
  readonly view: TimelineView;
  readonly whole: Span;
  readonly widthPx: number;
}

const BIG_STEP = 10;
const LEAST_DRAG_PX = 3;
const EDGES = [
  { edge: 'from', label: 'Beginning of the span' },
  { edge: 'to', label: 'End of the span' },
] as const;

function ordered(a: number, b: number): Span {
  const from = Math.floor(Math.min(a, b));
  return { from, to: Math.max(from + 1, Math.ceil(Math.max(a, b))) };
}

/** The stretch of time on the axis: drawn by dragging, moved by its middle, changed by its handles or their keys. */
export function BrushHandles({ view, whole, widthPx }: BrushHandlesProps) {
  const brush = useStore((state) => state.timeBrush);
  const setTimeBrush = useStore((state) => state.setTimeBrush);
  const drag = useRef<{ startPx: number; day: number; brush: Span | null; what: string } | null>(
    null,
  );
  const scale = { span: view.span, widthPx };

  function begin(event: PointerEvent<HTMLElement>, what: string): void {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const area = event.currentTarget.closest<HTMLElement>('[data-axis]') ?? event.currentTarget;
    const xPx = event.clientX - area.getBoundingClientRect().left;
    drag.current = { startPx: xPx, day: dayAt(scale, xPx), brush, what };
  }

  function move(event: PointerEvent<HTMLElement>): void {
    const now = drag.current;
    if (!now) return;
    const area = event.currentTarget.closest<HTMLElement>('[data-axis]') ?? event.currentTarget;
    const xPx = event.clientX - area.getBoundingClientRect().left;
    if (Math.abs(xPx - now.startPx) < LEAST_DRAG_PX) return;
    const day = dayAt(scale, xPx);
    const { brush: before } = now;
    if (now.what === 'new') setTimeBrush(ordered(now.day, day));
    else if (!before) return;
    else if (now.what === 'from') setTimeBrush(ordered(day, before.to));
    else if (now.what === 'to') setTimeBrush(ordered(before.from, day));
    else {
      const days = Math.round(day - now.day);
      setTimeBrush({ from: before.from + days, to: before.to + days });
    }
  }

  function moveByKey(event: KeyboardEvent, what: 'from' | 'to' | 'both'): void {
    if (!brush) return;
    const days = event.shiftKey ? BIG_STEP : 1;
    const towards = { ArrowLeft: -days, ArrowDown: -days, ArrowRight: days, ArrowUp: days }[
      event.key
    ];
    if (event.key === 'Delete') setTimeBrush(null);
    else if (event.key === 'Home' && what !== 'both')
      setTimeBrush(
        what === 'from'
          ? { ...brush, from: Math.floor(whole.from) }
          : { ...brush, to: brush.from + 1 },
      );
    else if (event.key === 'End' && what !== 'both')
      setTimeBrush(
        what === 'to' ? { ...brush, to: Math.ceil(whole.to) } : { ...brush, from: brush.to - 1 },
      );
    else if (towards === undefined) return;
    else {
      const from = brush.from + (what === 'to' ? 0 : towards);
      const to = brush.to + (what === 'from' ? 0 : towards);
      if (from < to) setTimeBrush({ from, to });
    }
    event.preventDefault();
  }

  const drop = () => {
    drag.current = null;
  };
  const left = brush ? Math.max(-2, xOf(scale, brush.from)) : 0;
  const right = brush ? Math.min(widthPx + 2, xOf(scale, brush.to)) : 0;
  const dates = brush && spanDates(brush);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the fields of dates and the handles do the same by key.
    <div
      className={styles.brushArea}
      title={brush ? undefined : 'Drag to choose a span of time'}
      onPointerDown={(event) => begin(event, 'new')}
      onPointerMove={move}
      onPointerUp={drop}
      onDoubleClick={() => setTimeBrush(null)}
    >
      {brush && dates && right > left && (
        <>
          <div
            className={styles.brush}
            role="slider"
            tabIndex={0}
            aria-label="The span of time"
            aria-valuenow={brush.from}
            aria-valuemin={Math.floor(Math.min(whole.from, brush.from))}
            aria-valuemax={Math.ceil(Math.max(whole.to, brush.to))}
            aria-valuetext={spanWords(brush)}
            style={{ left, width: Math.max(2, right - left) }}
            onPointerDown={(event) => begin(event, 'both')}
            onPointerMove={move}
            onPointerUp={drop}
            onKeyDown={(event) => moveByKey(event, 'both')}
          />
          {EDGES.map(({ edge, label }) => (
            <div
              key={edge}
              className={styles.handle}
              data-edge={edge}
              role="slider"
              tabIndex={0}
              aria-label={label}
              aria-valuenow={Math.floor(brush[edge])}
              aria-valuemin={Math.floor(Math.min(whole.from, brush.from))}
              aria-valuemax={Math.ceil(Math.max(whole.to, brush.to))}
              aria-valuetext={dateWords(edge === 'from' ? dates.first : dates.last)}
              style={{ left: edge === 'from' ? left : right }}
              onPointerDown={(event) => begin(event, edge)}
              onPointerMove={move}
              onPointerUp={drop}
              onKeyDown={(event) => moveByKey(event, edge)}
            />
          ))}
        </>
      )}
    </div>
  );
}
