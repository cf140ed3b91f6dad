import type { ViewPicture, ViewState } from '../../shared/api/view.ts';
import type { OpenCase } from './session.ts';

/** A thumbnail is a hand's breadth wide: more points than this are a blot. */
const MOST_POINTS = 160;

/** What the thumbnail of a view draws: some of its records, evenly picked, and the links among them. */
export function pictureOf(open: OpenCase, state: ViewState): ViewPicture {
  const placed = state.shownIds.filter((id) => state.positions[id] !== undefined);
  const step = Math.max(1, placed.length / MOST_POINTS);
  const picked = Array.from(
    { length: Math.min(placed.length, MOST_POINTS) },
    (_, index) => placed[Math.floor(index * step)]!,
  );
  const kinds: string[] = [];
  const placeOf = new Map<string, number>();
  const points: ViewPicture['points'] = [];
  for (const id of picked) {
    const row = open.entities.find(id);
    if (!row || placeOf.has(row.id)) continue;
    if (!kinds.includes(row.kind)) kinds.push(row.kind);
    const [x, y] = state.positions[id]!;
    placeOf.set(row.id, points.length);
    points.push([Math.round(x), Math.round(y), kinds.indexOf(row.kind)]);
  }
  const lines: ViewPicture['lines'] = [];
  for (const [id, from] of placeOf) {
    for (const { otherId } of open.relations.otherEnds(id)) {
      const to = placeOf.get(otherId);
      if (to !== undefined && from < to) lines.push([from, to]);
    }
  }
  return { shownCount: state.shownIds.length, points, lines, kinds };
}
