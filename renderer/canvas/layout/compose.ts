import type { LayoutInput } from './engine.ts';
import type { Group } from './group.ts';
import { packRectangles } from './pack.ts';

const GROUP_GAP = 46;
const SINGLE_GAP = 8;

interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** What a group takes up with its names, and a gap around it. */
function boxOf({ nodes, xs, ys, unit }: Group, { halfWidths, halfHeights }: LayoutInput): Box {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  nodes.forEach((node, index) => {
    left = Math.min(left, xs[index]! * unit - halfWidths[node]!);
    right = Math.max(right, xs[index]! * unit + halfWidths[node]!);
    bottom = Math.min(bottom, ys[index]! * unit - halfHeights[node]!);
    top = Math.max(top, ys[index]! * unit + halfHeights[node]!);
  });
  const gap = nodes.length > 1 ? GROUP_GAP : SINGLE_GAP;
  return {
    left: left - gap / 2,
    bottom: bottom - gap / 2,
    width: right - left + gap,
    height: top - bottom + gap,
  };
}

function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.left));
  const bottom = Math.min(...boxes.map((box) => box.bottom));
  return {
    left,
    bottom,
    width: Math.max(...boxes.map((box) => box.left + box.width)) - left,
    height: Math.max(...boxes.map((box) => box.bottom + box.height)) - bottom,
  };
}

/** The middle of a block beside what stays, below it or to its right, whichever suits the canvas better. */
function besides(kept: Box, width: number, height: number, aspect: number) {
  const below = Math.max(Math.max(kept.width, width) / aspect, kept.height + height);
  const right = Math.max((kept.width + width) / aspect, Math.max(kept.height, height));
  return right < below
    ? { x: kept.left + kept.width + width / 2, y: kept.bottom + kept.height / 2 }
    : { x: kept.left + kept.width / 2, y: kept.bottom - height / 2 };
}

/** All places: groups that hold fixed nodes stay where they are, the others are packed side by side. */
export function compose(groups: readonly Group[], input: LayoutInput): Float32Array {
  const positions = new Float32Array(input.nodeCount * 2);
  const anchored = groups.filter(({ isAnchored }) => isAnchored);
  const free = groups.filter(({ isAnchored }) => !isAnchored);
  for (const { nodes, xs, ys, unit } of anchored) {
    nodes.forEach((node, index) => {
      const isFixed = input.isFixed[node] === 1;
      positions[node * 2] = isFixed ? input.positions[node * 2]! : xs[index]! * unit;
      positions[node * 2 + 1] = isFixed ? input.positions[node * 2 + 1]! : ys[index]! * unit;
    });
  }
  const boxes = free.map((group) => boxOf(group, input));
  const places = packRectangles(boxes, input.aspect);
  let [width, height] = [0, 0];
  boxes.forEach((box, at) => {
    width = Math.max(width, places[at]!.left + box.width);
    height = Math.max(height, places[at]!.bottom + box.height);
  });
  const middle =
    anchored.length > 0
      ? besides(around(anchored.map((group) => boxOf(group, input))), width, height, input.aspect)
      : { x: 0, y: 0 };
  free.forEach(({ nodes, xs, ys }, at) => {
    const box = boxes[at]!;
    const place = places[at]!;
    nodes.forEach((node, index) => {
      positions[node * 2] = xs[index]! - box.left + place.left - width / 2 + middle.x;
      // The largest group lies at the top, where reading begins.
      positions[node * 2 + 1] =
        height / 2 - place.bottom - box.height + (ys[index]! - box.bottom) + middle.y;
    });
  });
  return positions;
}
