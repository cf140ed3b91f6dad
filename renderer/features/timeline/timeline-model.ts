import type { Timeline, TimelineEntity, TimelineItem } from '../../../shared/api/timeline.ts';
import {
  dateOfDay,
  type Extent,
  extentOf,
  isTogether,
  type Span,
} from '../../../shared/timeline/span.ts';
import type { Sieve } from '../../store/explore.ts';

/** A dated thing and where it lies. */
export interface Entry extends Extent {
  readonly item: TimelineItem;
  /** Whether its dates are whole: a moment, not a month or a year. */
  readonly isExact: boolean;
}

/** Everything dated, in the order of its beginnings. */
export interface TimelineModel {
  readonly timeline: Timeline;
  readonly entities: readonly TimelineEntity[];
  readonly entries: readonly Entry[];
  /** From the first to the last; null where nothing is dated. */
  readonly extent: Span | null;
}

const LONGEST_DATE = 10;

function hourShare(time: string | null): number {
  const match = time === null ? null : /^(\d{1,2}):(\d{2})/.exec(time);
  if (!match) return 0;
  return Math.min(0.999, (Number(match[1]) * 60 + Number(match[2])) / 1440);
}

/** Dated things laid out between two pauses. */
const LAID_PER_PAUSE = 500;

/** Lays the dated things of an answer out in time, with a pause now and then. */
export function* layTimeline(timeline: Timeline, today: number): Generator<void, TimelineModel> {
  const entries: Entry[] = [];
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const [index, item] of timeline.items.entries()) {
    if (index % LAID_PER_PAUSE === 0) yield;
    const extent = extentOf(item, today);
    if (!extent) continue;
    const isExact = item.when === 'point' && item.from?.length === LONGEST_DATE;
    const share = isExact ? hourShare(item.time) : 0;
    entries.push({
      ...extent,
      from: extent.from + share,
      item,
      isExact,
    });
    from = Math.min(from, extent.from);
    to = Math.max(to, extent.to);
  }
  yield;
  entries.sort((a, b) => a.from - b.from || a.to - b.to);
  return {
    timeline,
    entities: timeline.entities,
    entries,
    extent: entries.length === 0 ? null : { from, to },
  };
}

/** Today as a day number. */
export function todayNumber(): number {
  return Math.floor(Date.now() / 86_400_000);
}

/**
 * What a stretch of time lets through: whoever something dated in it speaks of, and the links of it. What has no
 * date at all is let through where that is wished: nothing is known against it.
 */
export function timeSieve(
  { timeline, entities, entries }: TimelineModel,
  of: {
    readonly brush: Span;
    readonly keepsUndated: boolean;
    /** Records that may be shown. */
    readonly ids: readonly string[];
  },
): Sieve {
  const entityIds = new Set<string>();
  const relationIds = new Set<string>();
  const dated = new Set<string>();
  for (const entry of entries) {
    const isIn = isTogether(entry, of.brush);
    for (const place of entry.item.entities) {
      const id = entities[place]?.id;
      if (id === undefined) continue;
      dated.add(id);
      if (isIn) entityIds.add(id);
    }
    if (isIn) for (const id of entry.item.relationIds) relationIds.add(id);
  }
  if (of.keepsUndated) {
    for (const id of timeline.undatedRelationIds) relationIds.add(id);
    for (const id of of.ids) if (!dated.has(id)) entityIds.add(id);
  }
  return { entityIds, relationIds };
}

/** A stretch of whole days in words: both ends are in it. */
export function spanDates({ from, to }: Span): { readonly first: string; readonly last: string } {
  return { first: dateOfDay(from), last: dateOfDay(Math.max(from, Math.ceil(to) - 1)) };
}
