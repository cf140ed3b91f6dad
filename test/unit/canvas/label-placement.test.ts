import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabelRequest, Obstacle } from '../../../renderer/canvas/label-placement.ts';
import { placeLabels } from '../../../renderer/canvas/label-placement.ts';

function node(x: number, y: number): Obstacle {
  return { x, y, halfWidth: 10, halfHeight: 10 };
}

function label(x: number, y: number, isForced = false): LabelRequest {
  return { x, y, halfWidth: 12, halfHeight: 12, width: 60, height: 14, isForced };
}

function place(nodes: readonly Obstacle[], labels: readonly LabelRequest[]) {
  return placeLabels(
    labels,
    nodes,
    labels.map((_, index) => index),
  );
}

test('a lone node has its name below it, in the middle', () => {
  const [found] = place([node(100, 100)], [label(100, 100)]);
  expect(found).toMatchObject({ side: 'below', left: 70 });
  expect(found?.top).toBeGreaterThan(110);
});

test('a name with a node below it goes to the right', () => {
  const [found] = place([node(100, 100), node(100, 124)], [label(100, 100)]);
  expect(found?.side).toBe('right');
});

test('the name that is asked for first has the first choice', () => {
  const nodes = [node(100, 100), node(130, 100)];
  const [first, second] = place(nodes, [label(100, 100), label(130, 100)]);
  expect(first?.side).toBe('below');
  expect(second?.side).not.toBe('below');
});

const ring = Array.from({ length: 16 }, (_, index) => {
  const angle = (index / 16) * Math.PI * 2;
  return node(100 + Math.cos(angle) * 26, 100 + Math.sin(angle) * 26);
});

test('a name without room is left out, but written where it is forced', () => {
  const nodes = [node(100, 100), ...ring];
  expect(place(nodes, [label(100, 100)])).toEqual([null]);
  expect(place(nodes, [label(100, 100, true)])[0]?.side).toBe('below');
});

test('names never cover each other or other nodes, wherever the nodes are', () => {
  const points = fc.array(
    fc.record({ x: fc.integer({ min: -400, max: 400 }), y: fc.integer({ min: -300, max: 300 }) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(points, (places) => {
      const nodes = places.map(({ x, y }) => node(x, y));
      const labels = places.map(({ x, y }) => label(x, y));
      const boxes = place(nodes, labels).flatMap((found, owner) =>
        found
          ? [
              {
                owner,
                left: found.left,
                top: found.top,
                right: found.left + 60,
                bottom: found.top + 14,
              },
            ]
          : [],
      );
      boxes.forEach((box, index) => {
        for (const other of boxes.slice(index + 1)) {
          const isApart =
            box.right <= other.left ||
            other.right <= box.left ||
            box.bottom <= other.top ||
            other.bottom <= box.top;
          expect(isApart).toBe(true);
        }
        nodes.forEach(({ x, y }, at) => {
          if (at === box.owner) return;
          const isApart =
            box.right <= x - 10 || box.left >= x + 10 || box.bottom <= y - 10 || box.top >= y + 10;
          expect(isApart).toBe(true);
        });
      });
    }),
    { numRuns: 60 },
  );
});
