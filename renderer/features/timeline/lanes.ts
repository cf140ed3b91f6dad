import { TIMELINE_LANES, type TimelineLane } from '../../../shared/api/timeline.ts';
import type { Span } from '../../../shared/timeline/span.ts';
import { type LaneContent, layOutLane, type Mark } from './lane-layout.ts';
import type { Entry, TimelineModel } from './timeline-model.ts';
import { itemWords, LANE_WORDS } from './timeline-words.ts';

/** By what the lanes are: the kind of dated thing, or the selected records. */
export type LaneBy = 'kind' | 'record';

/** A lane and what is in it. */
export interface Lane {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** A lane with its place on the chart. */
export interface PlacedLane extends Lane {
  readonly topPx: number;
  readonly heightPx: number;
  readonly content: LaneContent;
}

/** More swim lanes than these are no longer compared by eye. */
export const MOST_RECORD_LANES = 40;

/** How large rows and lanes are drawn. */
export interface LaneSizes {
  readonly rowPx: number;
  readonly padPx: number;
  readonly leastPx: number;
  readonly mostRows: number;
}

/** Parts dated things into lanes; lanes of kinds that hold nothing are left out. */
export function lanesOf(
  { entities, entries: all }: TimelineModel,
  entries: readonly Entry[],
  of: { readonly by: LaneBy; readonly selectedIds: readonly string[] },
): readonly Lane[] {
  if (of.by === 'kind') {
    const byLane = Map.groupBy(entries, ({ item }): TimelineLane => item.lane);
    const held = new Set(all.map(({ item }) => item.lane));
    return TIMELINE_LANES.filter((lane) => held.has(lane)).map((lane) => ({
      id: lane,
      label: LANE_WORDS[lane],
      entries: byLane.get(lane) ?? [],
    }));
  }
  return of.selectedIds.slice(0, MOST_RECORD_LANES).flatMap((id) => {
    const place = entities.findIndex((entity) => entity.id === id);
    const entity = entities[place];
    if (!entity) return [];
    return {
      id,
      label: entity.label,
      entries: entries.filter(({ item }) => item.entities.includes(place)),
    };
  });
}

/** Lays the lanes out one below the other. */
export function placeLanes(
  model: TimelineModel,
  lanes: readonly Lane[],
  view: { readonly span: Span; readonly widthPx: number; readonly textScale: number },
  sizes: LaneSizes,
): readonly PlacedLane[] {
  let topPx = 0;
  return lanes.map((lane) => {
    const content = layOutLane(lane.entries, view, {
      mostRows: sizes.mostRows,
      words: ({ item }) => itemWords(model, item),
    });
    const rows = content.type === 'marks' ? content.rows : Math.min(4, sizes.mostRows);
    const heightPx = Math.max(sizes.leastPx, rows * sizes.rowPx + 2 * sizes.padPx);
    const placed = { ...lane, content, topPx, heightPx };
    topPx += heightPx;
    return placed;
  });
}

/** What the pointer is at. */
export type Pointed =
  | { readonly type: 'mark'; readonly mark: Mark; readonly lane: PlacedLane }
  | {
      readonly type: 'bin';
      readonly span: Span;
      readonly count: number;
      readonly lane: PlacedLane;
    };

/** The mark or bar at a place of the chart, or null. */
export function pointedAt(
  lanes: readonly PlacedLane[],
  place: { readonly xPx: number; readonly yPx: number; readonly day: number },
  sizes: LaneSizes,
): Pointed | null {
  const lane = lanes.find(
    ({ topPx, heightPx }) => place.yPx >= topPx && place.yPx < topPx + heightPx,
  );
  if (!lane) return null;
  if (lane.content.type === 'density') {
    const bin = lane.content.bins.find(({ from, to }) => place.day >= from && place.day < to);
    return bin && bin.count > 0 ? { type: 'bin', span: bin, count: bin.count, lane } : null;
  }
  const row = Math.floor((place.yPx - lane.topPx - sizes.padPx) / sizes.rowPx);
  const mark = lane.content.marks.findLast(
    (each) =>
      each.row === row &&
      place.xPx >= each.xPx - (each.wordsSide === 'left' ? each.wordsPx : 2) &&
      place.xPx <= each.xPx + each.widthPx + (each.wordsSide === 'right' ? each.wordsPx : 2),
  );
  return mark ? { type: 'mark', mark, lane } : null;
}
