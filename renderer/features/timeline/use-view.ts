import { useCallback, useState } from 'react';
import type { Span } from '../../../shared/timeline/span.ts';

/** Less than an hour is nothing to look at; more than this no date reaches. */
const LEAST_DAYS = 1 / 24;
const MOST_DAYS = 366 * 1000;
const MARGIN = 0.03;

/** The part of time that is in sight. */
export interface TimelineView {
  readonly span: Span;
  readonly isFitted: boolean;
  fit(): void;
  show(span: Span): void;
  /** Nearer (below 1) or farther, with one day kept where it is. */
  zoom(factor: number, around?: number): void;
  /** Moves by a share of what is in sight. */
  pan(share: number): void;
  panTo(span: Span, days: number): void;
}

function withMargin({ from, to }: Span): Span {
  const margin = Math.max((to - from) * MARGIN, 0.5);
  return { from: from - margin, to: to + margin };
}

/** What of `whole` is in sight: all of it until someone looks closer. */
export function useTimelineView(whole: Span): TimelineView {
  const [chosen, setChosen] = useState<Span | null>(null);
  const span = chosen ?? withMargin(whole);
  const { from, to } = span;

  const show = useCallback((next: Span) => {
    const length = next.to - next.from;
    if (length >= LEAST_DAYS && length <= MOST_DAYS) setChosen(next);
  }, []);
  return {
    span,
    isFitted: chosen === null,
    fit: () => setChosen(null),
    show,
    zoom(factor, around = (from + to) / 2) {
      show({ from: around - (around - from) * factor, to: around + (to - around) * factor });
    },
    pan(share) {
      const days = (to - from) * share;
      show({ from: from + days, to: to + days });
    },
    panTo: (start, days) => show({ from: start.from + days, to: start.to + days }),
  };
}
