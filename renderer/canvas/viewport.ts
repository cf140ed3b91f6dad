/** Side of the square of map units that sigma frames at camera ratio 1. Fixed, so that nothing ever rescales. */
export const FRAME_UNITS = 1000;

export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 6;
const FIT_MAX_ZOOM = 1.25;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Edges of a box: in map units y runs upwards. */
export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Room kept free around what is fitted, in pixels. */
export interface Insets {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

export interface CameraPlace {
  readonly x: number;
  readonly y: number;
  readonly ratio: number;
}

/** What a canvas of any size looks at: the middle in map units, and pixels to a map unit. */
export interface MapCamera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Pixels per map unit at a camera ratio. */
export function zoomAt(ratio: number, size: Size): number {
  return Math.min(size.width, size.height) / (FRAME_UNITS * ratio);
}

/** Camera ratio that gives this many pixels per map unit. */
export function ratioFor(zoom: number, size: Size): number {
  return Math.min(size.width, size.height) / (FRAME_UNITS * zoom);
}

/** How large nodes are drawn at a zoom, against 100%: they shrink and grow less than distances do. */
export function nodeScaleAt(zoom: number): number {
  return Math.max(0.12, zoom < 1 ? zoom ** 0.7 : zoom ** 0.4);
}

/** Smallest box around points; null where there are none. */
export function boundsOf(
  points: Iterable<{ readonly x: number; readonly y: number }>,
): Bounds | null {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.POSITIVE_INFINITY;
  let top = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return left <= right ? { left, right, bottom, top } : null;
}

/** Camera that looks at a map point at a zoom. */
export function cameraAt(x: number, y: number, zoom: number, size: Size): CameraPlace {
  return { x: 0.5 + x / FRAME_UNITS, y: 0.5 + y / FRAME_UNITS, ratio: ratioFor(zoom, size) };
}

/** Camera that shows the whole of a box inside the insets, never larger than a little over 100%. */
export function cameraFitting(bounds: Bounds, size: Size, insets: Insets): CameraPlace {
  const freeWidth = Math.max(50, size.width - insets.left - insets.right);
  const freeHeight = Math.max(50, size.height - insets.top - insets.bottom);
  const zoom = Math.max(
    MIN_ZOOM,
    Math.min(
      FIT_MAX_ZOOM,
      freeWidth / Math.max(1, bounds.right - bounds.left),
      freeHeight / Math.max(1, bounds.top - bounds.bottom),
    ),
  );
  const x = (bounds.left + bounds.right) / 2 + (insets.right - insets.left) / 2 / zoom;
  const y = (bounds.bottom + bounds.top) / 2 + (insets.top - insets.bottom) / 2 / zoom;
  return cameraAt(x, y, zoom, size);
}

/** Straight transform between map units and pixels of the canvas. */
export interface Projection {
  readonly zoom: number;
  readonly toScreenX: (x: number) => number;
  readonly toScreenY: (y: number) => number;
  readonly toMapX: (screenX: number) => number;
  readonly toMapY: (screenY: number) => number;
}

/** The transform of a camera; sigma does the same sum, but copies a record for every node. */
export function projectionOf(camera: CameraPlace, size: Size): Projection {
  const zoom = zoomAt(camera.ratio, size);
  const centreX = (camera.x - 0.5) * FRAME_UNITS;
  const centreY = (camera.y - 0.5) * FRAME_UNITS;
  return {
    zoom,
    toScreenX: (x) => size.width / 2 + (x - centreX) * zoom,
    toScreenY: (y) => size.height / 2 - (y - centreY) * zoom,
    toMapX: (screenX) => centreX + (screenX - size.width / 2) / zoom,
    toMapY: (screenY) => centreY - (screenY - size.height / 2) / zoom,
  };
}

/** Whether a box lies inside what is seen. */
export function isInView(bounds: Bounds, projection: Projection, size: Size): boolean {
  return (
    projection.toScreenX(bounds.left) >= 0 &&
    projection.toScreenX(bounds.right) <= size.width &&
    projection.toScreenY(bounds.top) >= 0 &&
    projection.toScreenY(bounds.bottom) <= size.height
  );
}

/** Margin that a node keeps from the edges when it is brought into view: tools and legend lie there. */
const VIEW_MARGIN: Insets = { left: 70, right: 70, top: 76, bottom: 96 };

function shiftAlong(at: number, least: number, most: number): number {
  if (at < least) return at - least;
  return at > most ? at - most : 0;
}

/** How far, in pixels, the view must move for a point of the screen to be well inside it. */
export function shiftIntoView(x: number, y: number, size: Size): { x: number; y: number } {
  return {
    x: shiftAlong(x, VIEW_MARGIN.left, Math.max(VIEW_MARGIN.left, size.width - VIEW_MARGIN.right)),
    y: shiftAlong(y, VIEW_MARGIN.top, Math.max(VIEW_MARGIN.top, size.height - VIEW_MARGIN.bottom)),
  };
}
