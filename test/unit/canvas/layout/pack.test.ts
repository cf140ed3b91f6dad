import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRectangles } from '../../../../renderer/canvas/layout/pack.ts';

test('nothing packs into nothing', () => {
  expect(packRectangles([], 1.4)).toEqual([]);
});

test('four squares make a square where a square is wanted, and a row where a row is', () => {
  const squares = Array.from({ length: 4 }, () => ({ width: 10, height: 10 }));
  const rows = (aspect: number) =>
    new Set(packRectangles(squares, aspect).map(({ bottom }) => bottom)).size;
  expect(rows(1)).toBe(2);
  expect(rows(4)).toBe(1);
});

test('rectangles never overlap, whatever their sizes', () => {
  const sizes = fc.array(
    fc.record({ width: fc.integer({ min: 1, max: 90 }), height: fc.integer({ min: 1, max: 90 }) }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(sizes, fc.double({ min: 0.4, max: 3, noNaN: true }), (items, aspect) => {
      const places = packRectangles(items, aspect);
      expect(places).toHaveLength(items.length);
      items.forEach((item, index) => {
        const { left, bottom } = places[index]!;
        items.slice(index + 1).forEach((other, offset) => {
          const place = places[index + 1 + offset]!;
          const isApart =
            left + item.width <= place.left ||
            place.left + other.width <= left ||
            bottom + item.height <= place.bottom ||
            place.bottom + other.height <= bottom;
          expect(isApart).toBe(true);
        });
      });
    }),
    { numRuns: 60 },
  );
});
