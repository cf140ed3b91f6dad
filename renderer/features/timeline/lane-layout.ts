import { addUnits, binUnit, startOfUnit } from '../../../shared/timeline/calendar.ts';
import { isTogether, type Span } from '../../../shared/timeline/span.ts';
import type { Entry } from './timeline-model.ts';

/** One mark of a lane: where it is drawn, and the row. */
export interface Mark {
  readonly entry: Entry;
  readonly row: number;
  readonly xPx: number;
  readonly widthPx: number;
  /** Room for its words; 0: none. */
  readonly wordsPx: number;
  /** Where they stand: behind it, or before it where there is more room. */
  readonly wordsSide: 'right' | 'left';
}

/** One bar of a lane too full for marks. */
export interface Bin extends Span {
  readonly count: number;
}

/** What is drawn in a lane. */
export type LaneContent =
  | { readonly type: 'marks'; readonly marks: readonly Mark[]; readonly rows: number }
  | { readonly type: 'density'; readonly bins: readonly Bin[]; readonly most: number };

/** The least a mark is wide. */
export const MARK_PX = 9;
const GAP_PX = 3;
const BIN_PX = 6;
/** More marks than this are a smear: bars tell more. */
const MOST_MARKS = 1200;
const MOST_WORDS_PX = 280;
const LEAST_WORDS_PX = 42;
const LETTER_PX = 6.1;

interface View {
  readonly span: Span;
  readonly widthPx: number;
  /** How much larger than on a desk its text is. */
  readonly textScale?: number;
}

/** Where a day lies in a view, in pixels. */
export function xOf({ span, widthPx }: View, day: number): number {
  return ((day - span.from) / (span.to - span.from)) * widthPx;
}

/** The day at a place of a view. */
export function dayAt({ span, widthPx }: View, xPx: number): number {
  return span.from + (xPx / widthPx) * (span.to - span.from);
}

/** How many entries begin in each unit of time of a view. */
export function countByTime(
  entries: readonly Entry[],
  view: View,
  leastPx = BIN_PX,
): readonly Bin[] {
  const unit = binUnit(view.span, view.widthPx, leastPx);
  const starts: number[] = [];
  for (
    let day = startOfUnit(view.span.from, unit);
    day < view.span.to;
    day = addUnits(day, unit, 1)
  )
    starts.push(day);
  const end = starts.length === 0 ? view.span.to : addUnits(starts.at(-1)!, unit, 1);
  const counts = new Int32Array(starts.length);
  for (const entry of entries) {
    // A period counts where it begins: counted all along, long ones would drown the rest.
    const day = entry.from;
    if (day < (starts[0] ?? 0) || day >= end) continue;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= day) low = middle;
      else high = middle - 1;
    }
    if (counts.length > 0) counts[low]!++;
  }
  return starts.map((from, index) => ({
    from,
    to: starts[index + 1] ?? end,
    count: counts[index]!,
  }));
}

function pack(
  visible: readonly Entry[],
  view: View,
  of: { readonly mostRows: number; readonly words: ((entry: Entry) => string) | null },
): { readonly marks: readonly Mark[]; readonly rows: number } | null {
  const endOfRow: number[] = [];
  const marks: Mark[] = [];
  for (const entry of visible) {
    const start = xOf(view, Math.max(entry.from, view.span.from));
    const end = xOf(view, Math.min(entry.to, view.span.to));
    const widthPx = entry.isExact ? MARK_PX : Math.max(MARK_PX, end - start);
    const scale = view.textScale ?? 1;
    const wanted = of.words
      ? Math.min(MOST_WORDS_PX, of.words(entry).length * LETTER_PX + 10) * scale
      : 0;
    const room = Math.min(wanted, view.widthPx - start - widthPx);
    const isLeft = room < wanted && start > wanted;
    const wordsPx = isLeft ? wanted : Math.max(0, room);
    const firstPx = isLeft ? start - wordsPx : start;
    const row = endOfRow.findIndex((taken) => taken <= firstPx);
    const place = row === -1 ? endOfRow.length : row;
    if (place >= of.mostRows) return null;
    endOfRow[place] = start + widthPx + (isLeft ? 0 : wordsPx) + GAP_PX;
    marks.push({
      entry,
      row: place,
      xPx: start,
      widthPx,
      wordsPx: wordsPx < LEAST_WORDS_PX ? 0 : wordsPx,
      wordsSide: isLeft ? 'left' : 'right',
    });
  }
  return { marks, rows: endOfRow.length };
}

/** Lays out a lane: marks with words where they fit, without where they do not, bars where even those are too many. */
export function layOutLane(
  entries: readonly Entry[],
  view: View,
  of: { readonly mostRows: number; readonly words: (entry: Entry) => string },
): LaneContent {
  const { from, to } = view.span;
  const visible = entries.filter((entry) =>
    // The mark of a moment stands at that moment: what lies earlier that day is not carried to the edge.
    entry.isExact ? entry.from >= from && entry.from < to : isTogether(entry, view.span),
  );
  if (visible.length <= MOST_MARKS) {
    const packed =
      pack(visible, view, of) ?? pack(visible, view, { mostRows: of.mostRows, words: null });
    if (packed) return { type: 'marks', ...packed };
  }
  const bins = countByTime(visible, view);
  return {
    type: 'density',
    bins,
    most: bins.reduce((most, { count }) => Math.max(most, count), 0),
  };
}
