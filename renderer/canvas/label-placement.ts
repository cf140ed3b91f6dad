/** Where a label sits against its node. */
export type LabelSide =
  | 'below'
  | 'right'
  | 'above'
  | 'left'
  | 'below-right'
  | 'below-left'
  | 'above-right'
  | 'above-left';

/** A node that wants its name written. Lengths are pixels, y downwards. */
export interface LabelRequest {
  readonly x: number;
  readonly y: number;
  /** Half of the node's width and height, rings and badges included. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly width: number;
  readonly height: number;
  /** Written even where it covers something. */
  readonly isForced: boolean;
}

/** The top left corner of a placed label. */
export interface LabelPlace {
  readonly side: LabelSide;
  readonly left: number;
  readonly top: number;
}

/** A part of the picture that labels keep clear of. */
export interface Obstacle {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

const SIDES: readonly LabelSide[] = [
  'below',
  'right',
  'above',
  'left',
  'below-right',
  'below-left',
  'above-right',
  'above-left',
];
/** How far to the side a label is set that is not quite below or above. */
const SHIFT = 0.36;
const GAP_PX = 3;
const CELL_PX = 64;

function placeAt(request: LabelRequest, side: LabelSide): LabelPlace {
  const { x, y, halfWidth, halfHeight, width, height } = request;
  const below = y + halfHeight + GAP_PX - 1;
  const above = y - halfHeight - GAP_PX - height + 2;
  switch (side) {
    case 'below':
      return { side, left: x - width / 2, top: below };
    case 'below-right':
      return { side, left: x - width * (0.5 - SHIFT), top: below };
    case 'below-left':
      return { side, left: x - width * (0.5 + SHIFT), top: below };
    case 'above':
      return { side, left: x - width / 2, top: above };
    case 'above-right':
      return { side, left: x - width * (0.5 - SHIFT), top: above };
    case 'above-left':
      return { side, left: x - width * (0.5 + SHIFT), top: above };
    case 'right':
      return { side, left: x + halfWidth + GAP_PX + 1, top: y - height / 2 };
    case 'left':
      return { side, left: x - halfWidth - GAP_PX - 1 - width, top: y - height / 2 };
  }
}

interface Occupied {
  isFree(left: number, top: number, right: number, bottom: number, owner: number): boolean;
  take(left: number, top: number, right: number, bottom: number, owner: number): void;
}

function createOccupied(): Occupied {
  const boxes: number[] = [];
  const cells = new Map<number, number[]>();

  function forEachCell(
    left: number,
    top: number,
    right: number,
    bottom: number,
    visit: (key: number) => boolean,
  ): boolean {
    const lastColumn = Math.floor(right / CELL_PX);
    const lastRow = Math.floor(bottom / CELL_PX);
    for (let row = Math.floor(top / CELL_PX); row <= lastRow; row++) {
      for (let column = Math.floor(left / CELL_PX); column <= lastColumn; column++) {
        if (!visit(row * 65_536 + column)) return false;
      }
    }
    return true;
  }

  return {
    isFree: (left, top, right, bottom, owner) =>
      forEachCell(left, top, right, bottom, (key) => {
        for (const at of cells.get(key) ?? []) {
          const isApart =
            boxes[at]! >= right ||
            boxes[at + 1]! >= bottom ||
            boxes[at + 2]! <= left ||
            boxes[at + 3]! <= top;
          if (!isApart && boxes[at + 4] !== owner) return false;
        }
        return true;
      }),
    take(left, top, right, bottom, owner) {
      const at = boxes.length;
      boxes.push(left, top, right, bottom, owner);
      forEachCell(left, top, right, bottom, (key) => {
        const cell = cells.get(key);
        if (cell) cell.push(at);
        else cells.set(key, [at]);
        return true;
      });
    },
  };
}

/**
 * Finds room for labels, in the order given: earlier ones choose first. Each tries the sides of its node,
 * below first; one that would cover another label or a node is left out, unless it is forced.
 * `obstacles` are the nodes, request `i` belonging to obstacle `owners[i]`.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  obstacles: readonly Obstacle[],
  owners: readonly number[],
): readonly (LabelPlace | null)[] {
  const occupied = createOccupied();
  obstacles.forEach(({ x, y, halfWidth, halfHeight }, index) => {
    occupied.take(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, index);
  });
  return requests.map((request, index) => {
    const owner = owners[index] ?? -1;
    const places = SIDES.map((side) => placeAt(request, side));
    const place =
      places.find(({ left, top }) =>
        occupied.isFree(left, top, left + request.width, top + request.height, owner),
      ) ?? (request.isForced ? places[0]! : null);
    // The label's own owner is -1: no node may share its room, its own included.
    if (place) {
      const { left, top } = place;
      occupied.take(left, top, left + request.width, top + request.height, -1);
    }
    return place;
  });
}
