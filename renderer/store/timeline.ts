import type { StateCreator } from 'zustand';
import type { Span } from '../../shared/timeline/span.ts';
import type { Store } from './store.ts';

/** The stretch of time that is looked at, on every screen alike. */
export interface TimelineSlice {
  /** What is in it is let through; null: every time. In days. */
  readonly timeBrush: Span | null;
  /** Whether what has no date is let through whatever the time. */
  readonly keepsUndated: boolean;
  setTimeBrush(span: Span | null): void;
  setKeepsUndated(keeps: boolean): void;
}

/** What a case that is left takes with it. */
export const TIMELINE_BEGINNING = { timeBrush: null, keepsUndated: true } as const;

/** The stretch of time. */
export const createTimelineSlice: StateCreator<Store, [], [], TimelineSlice> = (set) => ({
  ...TIMELINE_BEGINNING,
  setTimeBrush: (timeBrush) => set({ timeBrush }),
  setKeepsUndated: (keepsUndated) => set({ keepsUndated }),
});
