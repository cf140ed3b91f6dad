import type { Position } from '../../canvas/map-graph.ts';
import type { MapCamera } from '../../canvas/viewport.ts';
import type { Lens } from '../../store/explore.ts';

/** What was looked at, and how: no part of the case's data. */
export interface Look {
  readonly lens: Lens;
  readonly filterText: string;
  readonly shownIds: readonly string[];
  /** Where the records were; those that are still on the map stay where they are. */
  readonly places: ReadonlyMap<string, Position>;
  readonly camera: MapCamera;
}

/** Steps back and forward through what was looked at. */
export interface LookSteps {
  readonly earlierCount: number;
  readonly laterCount: number;
  /** What is looked at now; a step of its own where it differs enough from what was. */
  note(look: Look): void;
  /** The look before or after, which is then the present one; null where there is none. */
  step(direction: 'earlier' | 'later'): Look | null;
}

const MOST_STEPS = 60;
const LEAST_SHIFT_PX = 160;
const LEAST_ZOOM = 1.25;

function areSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  const known = new Set(one);
  return other.every((id) => known.has(id));
}

/** Whether two looks are one to a person: the camera may have moved a little. */
export function isSameLook(one: Look, other: Look): boolean {
  const zoomed =
    Math.max(one.camera.zoom, other.camera.zoom) / Math.min(one.camera.zoom, other.camera.zoom);
  const shift =
    Math.hypot(one.camera.x - other.camera.x, one.camera.y - other.camera.y) * other.camera.zoom;
  return (
    one.lens === other.lens &&
    one.filterText === other.filterText &&
    zoomed < LEAST_ZOOM &&
    shift < LEAST_SHIFT_PX &&
    areSame(one.shownIds, other.shownIds)
  );
}

/** Nothing looked at yet. */
export function createLookSteps(): LookSteps {
  let earlier: Look[] = [];
  let later: Look[] = [];
  let present: Look | null = null;
  return {
    get earlierCount() {
      return earlier.length;
    },
    get laterCount() {
      return later.length;
    },
    note(look) {
      if (present && isSameLook(present, look)) return;
      if (present) {
        earlier = [...earlier, present].slice(-MOST_STEPS);
        later = [];
      }
      present = look;
    },
    step(direction) {
      const target = (direction === 'earlier' ? earlier : later).at(-1);
      if (!target || !present) return null;
      if (direction === 'earlier') {
        earlier = earlier.slice(0, -1);
        later = [...later, present];
      } else {
        later = later.slice(0, -1);
        earlier = [...earlier, present];
      }
      present = target;
      return target;
    },
  };
}
