import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Span } from '../../../shared/timeline/span.ts';
import { useLensRequests } from '../../store/lens-requests.ts';
import { useStore } from '../../store/store.ts';
import { Drawing, type DrawingTools } from '../../ui/Drawing.tsx';
import lens from '../../ui/Lens.module.css';
import { BrushHandles } from './BrushHandles.tsx';
import { drawAxis, drawLanes } from './draw-timeline.ts';
import { countByTime, dayAt } from './lane-layout.ts';
import { type LaneSizes, type PlacedLane, type Pointed, pointedAt } from './lanes.ts';
import styles from './timeline.module.css';
import { type Entry, type TimelineModel, todayNumber } from './timeline-model.ts';
import { selectEntry, useEntrySelection } from './timeline-selection.ts';
import { countWords, itemWhen, itemWords, LANE_WORD, spanWords } from './timeline-words.ts';
import type { TimelineView } from './use-view.ts';

interface TimelineChartProps {
  readonly model: TimelineModel;
  /** What is not left out by another sieve. */
  readonly entries: readonly Entry[];
  readonly lanes: readonly PlacedLane[];
  readonly sizes: LaneSizes;
  readonly whole: Span;
  readonly view: TimelineView;
  readonly isFaint: (entry: Entry) => boolean;
  readonly onWidth: (widthPx: number) => void;
  readonly widthPx: number;
  readonly onTogglePlay: () => void;
}

const ZOOM_STEP = 1.3;
const LEAST_DRAG_PX = 4;

function markWords(model: TimelineModel, entry: Entry): string {
  const { item } = entry;
  return `${LANE_WORD[item.lane]}: ${itemWords(model, item)}, ${itemWhen(item)}, ${item.certainty}`;
}

/** Lanes of dated things over an axis of time. */
export function TimelineChart(props: TimelineChartProps) {
  const { model, entries, lanes, sizes, whole, view, isFaint, onWidth, widthPx, onTogglePlay } =
    props;
  const brush = useStore((state) => state.timeBrush);
  const helpId = useId();
  const plot = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<{
    readonly at: Pointed;
    readonly xPx: number;
    readonly yPx: number;
  } | null>(null);
  const [focused, setFocused] = useState<Entry | null>(null);
  const drag = useRef<{ readonly xPx: number; readonly span: Span; hasMoved: boolean } | null>(
    null,
  );
  const selection = useEntrySelection(model);
  const { span } = view;
  const heightPx = lanes.reduce((sum, lane) => sum + lane.heightPx, 0);
  const today = todayNumber();

  const bins = useMemo(
    () => (widthPx === 0 ? [] : countByTime(entries, { span, widthPx }, 5)),
    [entries, span, widthPx],
  );
  const drawTop = useCallback(
    (tools: DrawingTools) => drawAxis({ ...tools, span }, { bins, brush, today }),
    [bins, brush, span, today],
  );
  const hovered = pointed?.at.type === 'mark' ? pointed.at.mark.entry : null;
  const drawBelow = useCallback(
    (tools: DrawingTools) =>
      drawLanes(
        { ...tools, span },
        {
          lanes,
          sizes,
          brush,
          words: ({ item }) => itemWords(model, item),
          isSelected: selection,
          isFaint,
          focused,
          hovered,
        },
      ),
    [lanes, sizes, brush, model, selection, isFaint, focused, hovered, span],
  );

  const zoomRef = useRef(view);
  zoomRef.current = view;
  useEffect(() => {
    const element = plot.current;
    if (!element) return;
    function turn(event: WheelEvent): void {
      event.preventDefault();
      const { span: now, zoom, pan } = zoomRef.current;
      const box = element!.getBoundingClientRect();
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        pan((event.deltaX || event.deltaY) / box.width);
      else
        zoom(
          1.0016 ** event.deltaY,
          dayAt({ span: now, widthPx: box.width }, event.clientX - box.left),
        );
    }
    // React's own listener could not keep the page from scrolling.
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, []);

  function placeOf(event: MouseEvent): { xPx: number; yPx: number; day: number } {
    const box = plot.current?.getBoundingClientRect();
    const xPx = event.clientX - (box?.left ?? 0);
    return { xPx, yPx: event.clientY - (box?.top ?? 0), day: dayAt({ span, widthPx }, xPx) };
  }

  function move(event: PointerEvent): void {
    if (drag.current) {
      const movedPx = event.clientX - drag.current.xPx;
      if (Math.abs(movedPx) >= LEAST_DRAG_PX) drag.current.hasMoved = true;
      if (!drag.current.hasMoved) return;
      setPointed(null);
      const from = drag.current.span;
      view.panTo(from, (-movedPx / widthPx) * (from.to - from.from));
      return;
    }
    const place = placeOf(event);
    const at = pointedAt(lanes, place, sizes);
    setPointed(at && { at, xPx: place.xPx, yPx: place.yPx });
  }

  function pick(event: MouseEvent): void {
    const at = pointedAt(lanes, placeOf(event), sizes);
    if (!at) {
      if (!event.shiftKey && !event.ctrlKey && !event.metaKey) useStore.getState().clearSelection();
      return;
    }
    if (at.type === 'bin') {
      view.show(at.span);
      return;
    }
    setFocused(at.mark.entry);
    selectEntry(model, at.mark.entry, event);
  }

  function focusEntry(entry: Entry | null): void {
    if (!entry) return;
    setFocused(entry);
    if (entry.from < span.from || entry.from > span.to) {
      const half = (span.to - span.from) / 2;
      view.show({ from: entry.from - half, to: entry.from + half });
    }
  }

  function travel(event: KeyboardEvent): boolean {
    const laneIndex = focused ? lanes.findIndex(({ entries: own }) => own.includes(focused)) : -1;
    const lane = lanes[Math.max(0, laneIndex)];
    if (!lane) return false;
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight': {
        const step = event.key === 'ArrowLeft' ? -1 : 1;
        const at = focused ? lane.entries.indexOf(focused) : -1;
        focusEntry(
          at === -1
            ? (lane.entries.find((entry) => entry.to > span.from) ?? lane.entries[0] ?? null)
            : (lane.entries[at + step] ?? null),
        );
        return true;
      }
      case 'ArrowUp':
      case 'ArrowDown': {
        const step = event.key === 'ArrowUp' ? -1 : 1;
        const near = focused?.from ?? span.from;
        for (let index = laneIndex + step; index >= 0 && index < lanes.length; index += step) {
          const own = lanes[index]?.entries ?? [];
          if (own.length === 0) continue;
          focusEntry(
            own.reduce((best, each) =>
              Math.abs(each.from - near) < Math.abs(best.from - near) ? each : best,
            ),
          );
          break;
        }
        return true;
      }
      default:
        return false;
    }
  }

  function act(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      view.pan(event.key === 'ArrowLeft' ? -0.15 : 0.15);
      return true;
    }
    switch (event.key) {
      case 'Enter':
        if (focused) selectEntry(model, focused, event);
        return true;
      default:
        return travel(event);
    }
  }

  useLensRequests({
    'zoom-in': () => view.zoom(1 / ZOOM_STEP, focused?.from),
    'zoom-out': () => view.zoom(ZOOM_STEP, focused?.from),
    fit: view.fit,
    play: onTogglePlay,
  });

  const tip =
    pointed ?? (focused && document.activeElement === plot.current ? tipOf(focused) : null);
  function tipOf(entry: Entry) {
    const lane = lanes.find(
      ({ content }) =>
        content.type === 'marks' && content.marks.some((mark) => mark.entry === entry),
    );
    const mark =
      lane?.content.type === 'marks'
        ? lane.content.marks.find((each) => each.entry === entry)
        : undefined;
    if (!lane || !mark) return null;
    const yPx = lane.topPx + sizes.padPx + (mark.row + 1) * sizes.rowPx;
    return { at: { type: 'mark', mark, lane } as const, xPx: mark.xPx + 6, yPx };
  }

  return (
    <div className={styles.chart}>
      <div className={styles.axisRow}>
        <div className={styles.corner} aria-hidden="true" />
        <div className={styles.axis} data-axis="">
          <Drawing draw={drawTop} aria-hidden="true" />
          <BrushHandles view={view} whole={whole} widthPx={widthPx} />
        </div>
      </div>
      <div className={styles.laneScroll}>
        <div className={styles.gutter} style={{ height: heightPx }}>
          {lanes.map((lane) => (
            <div
              key={lane.id}
              className={styles.laneName}
              style={{ top: lane.topPx, height: lane.heightPx }}
            >
              <span title={lane.label}>{lane.label}</span>
              <b>{lane.entries.length.toLocaleString('en-GB')}</b>
            </div>
          ))}
        </div>
        <div
          ref={plot}
          className={`${lens.drawn} ${styles.plot}`}
          style={{ height: heightPx }}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is travelled by its own keys.
          tabIndex={0}
          aria-label="Timeline"
          aria-describedby={helpId}
          data-keys="timeline"
          data-region=""
          onKeyDown={(event) => {
            if (act(event)) event.preventDefault();
          }}
          onPointerDown={(event) => {
            if (event.button === 0) drag.current = { xPx: event.clientX, span, hasMoved: false };
          }}
          onPointerMove={move}
          onPointerLeave={() => setPointed(null)}
          onPointerUp={(event) => {
            const wasMoved = drag.current?.hasMoved ?? false;
            drag.current = null;
            if (!wasMoved && event.button === 0) pick(event);
          }}
        >
          <Drawing
            draw={drawBelow}
            onSize={({ widthPx: width }) => onWidth(width)}
            aria-hidden="true"
          />
          {tip && (
            <div
              className={lens.tip}
              aria-hidden="true"
              style={{
                left: Math.max(4, Math.min(tip.xPx + 12, widthPx - 272)),
                top: tip.yPx > heightPx - 84 && tip.yPx > 90 ? tip.yPx - 84 : tip.yPx + 14,
              }}
            >
              <TipWords model={model} at={tip.at} />
            </div>
          )}
        </div>
      </div>
      <p id={helpId} className="visually-hidden">
        Left and right go to the thing before and after in its lane, up and down to another lane.
        Enter selects, with Control it adds or takes away. Shift with left and right moves the view.
        F1 lists the other keys.
      </p>
      <p className="visually-hidden" role="status" aria-label="Where the timeline is">
        {focused ? `${markWords(model, focused)}${selection(focused) ? ', selected' : ''}` : ''}
      </p>
    </div>
  );
}

function TipWords({ model, at }: { readonly model: TimelineModel; readonly at: Pointed }) {
  if (at.type === 'bin') {
    return (
      <>
        <b>{`${countWords(at.count, 'thing', 'things')} dated`}</b>
        <span>{spanWords(at.span)}</span>
        <span>Click to look closer</span>
      </>
    );
  }
  const { item } = at.mark.entry;
  return (
    <>
      <b>{itemWords(model, item)}</b>
      <span>{itemWhen(item)}</span>
      <span>{`${LANE_WORD[item.lane]}, ${item.certainty}`}</span>
    </>
  );
}
