import type { Position } from './map-graph.ts';
import type { MapModel } from './map-model.ts';

/** More nodes than this move at once: each frame would take longer than it is shown. */
const MOST_ANIMATED = 800;

function easeInOut(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2;
}

/** Moves nodes to new places over a while, or at once. Returns how to stop; `onEnd` is called at the end. */
export function moveSmoothly(
  model: MapModel,
  places: ReadonlyMap<string, Position>,
  durationMs: number,
  onEnd: () => void = () => {},
): () => void {
  if (durationMs === 0 || places.size > MOST_ANIMATED) {
    model.move(places);
    onEnd();
    return () => {};
  }
  const starts = new Map<string, Position>();
  for (const id of places.keys()) {
    if (!model.graph.hasNode(id)) continue;
    const { x, y } = model.graph.getNodeAttributes(id);
    starts.set(id, { x, y });
  }
  const beganMs = performance.now();
  let frame = requestAnimationFrame(step);

  function step(nowMs: number): void {
    const share = Math.min(1, (nowMs - beganMs) / durationMs);
    const eased = easeInOut(share);
    const between = new Map<string, Position>();
    for (const [id, start] of starts) {
      const end = places.get(id) ?? start;
      between.set(id, {
        x: start.x + (end.x - start.x) * eased,
        y: start.y + (end.y - start.y) * eased,
      });
    }
    model.move(between);
    if (share < 1) frame = requestAnimationFrame(step);
    else onEnd();
  }

  return () => cancelAnimationFrame(frame);
}

/** Places to begin with, on a spiral: evenly spread, the same every time. */
export function spiralPlaces(ids: readonly string[]): ReadonlyMap<string, Position> {
  const goldenAngle = Math.PI * (3 - Math.sqrt(5));
  return new Map(
    ids.map((id, index) => {
      const reach = 60 * Math.sqrt(index);
      return [
        id,
        { x: reach * Math.cos(index * goldenAngle), y: reach * Math.sin(index * goldenAngle) },
      ];
    }),
  );
}
