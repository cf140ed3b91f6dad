import { expect, test } from 'vitest';
import {
  type ChartPoint,
  isQuickWin,
  layOutChart,
  markWords,
} from '../../../../renderer/features/levers/effect-chart.ts';

const SIZE = {
  widthPx: 760,
  heightPx: 340,
  linePx: 16,
  measure: (text: string) => text.length * 6,
};

function point(id: string, more: Partial<ChartPoint> = {}): ChartPoint {
  return {
    id,
    label: `Record ${id}`,
    cutOff: 4,
    days: 14,
    strength: 'strong',
    cost: 'low',
    isSafeguardFirst: false,
    ...more,
  };
}

test('what cuts off more stands higher, what takes longer further right', () => {
  const { marks } = layOutChart(
    [point('a', { cutOff: 9, days: 7 }), point('b', { cutOff: 2, days: 90 })],
    SIZE,
  );
  const [a, b] = marks;
  expect(a!.y).toBeLessThan(b!.y);
  expect(a!.x).toBeLessThan(b!.x);
});

test('openings without a reckoned effect are counted, not drawn as nought', () => {
  const chart = layOutChart([point('a'), point('b', { cutOff: null })], SIZE);
  expect(chart.marks.flatMap(({ points }) => points.map(({ id }) => id))).toEqual(['a']);
  expect(chart.unreckoned).toBe(1);
});

test('openings at one place are one mark, drawn as its best and telling how many records there are', () => {
  const { marks } = layOutChart(
    [
      point('a', { strength: 'indicative' }),
      point('b', { strength: 'strong', isSafeguardFirst: true }),
      point('c', { label: 'Record a' }),
    ],
    SIZE,
  );
  expect(marks).toHaveLength(1);
  const [mark] = marks;
  expect(mark!.strength).toBe('indicative');
  expect(mark!.isSafeguardFirst).toBe(true);
  expect(mark!.label?.text).toBe('Record a +1');
  expect(markWords(mark!)).toContain('2 more openings here');
});

test('no name covers another name or another mark, however many there are', () => {
  const crowd = Array.from({ length: 300 }, (_, index) =>
    point(String(index), { cutOff: index % 13, days: (index * 7) % 120, cost: 'high' }),
  );
  const { marks } = layOutChart(crowd, SIZE);
  expect(marks.flatMap(({ points }) => points)).toHaveLength(300);
  const boxes = marks.flatMap(({ label }) => {
    if (!label) return [];
    const width = SIZE.measure(label.text);
    const left =
      label.anchor === 'start'
        ? label.x
        : label.anchor === 'end'
          ? label.x - width
          : label.x - width / 2;
    return [{ left, right: left + width, top: label.y - 8, bottom: label.y + 8 }];
  });
  expect(boxes.length).toBeGreaterThan(3);
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const isClear =
        one.right <= other.left ||
        other.right <= one.left ||
        one.bottom <= other.top ||
        other.bottom <= one.top;
      expect(isClear).toBe(true);
    }
    for (const mark of marks) {
      const nearestX = Math.max(one.left, Math.min(mark.x, one.right));
      const nearestY = Math.max(one.top, Math.min(mark.y, one.bottom));
      expect(Math.hypot(mark.x - nearestX, mark.y - nearestY)).toBeGreaterThanOrEqual(
        mark.radiusPx - 0.001,
      );
    }
  }
});

test('the zone of quick wins holds just the quick wins', () => {
  const points = [
    point('in', { cutOff: 5, days: 14 }),
    point('late', { cutOff: 5, days: 60 }),
    point('little', { cutOff: 1, days: 2 }),
  ];
  const { marks, quickWins } = layOutChart(points, SIZE);
  for (const mark of marks) {
    const isInZone = mark.x <= quickWins.right && mark.y <= quickWins.bottom;
    expect([mark.points[0]!.id, isInZone]).toEqual([
      mark.points[0]!.id,
      isQuickWin(mark.points[0]!),
    ]);
  }
});

test('long names are shortened, and the chart takes any size', () => {
  const label = 'The Very Long And Winding Name Of A Company That Trades As Another Limited';
  const { marks } = layOutChart([point('a', { label })], SIZE);
  expect(marks[0]!.label!.text.length).toBeLessThanOrEqual(26);
  const tiny = layOutChart([point('a', { label, cutOff: 4000, days: 3000 })], {
    ...SIZE,
    widthPx: 90,
    heightPx: 40,
  });
  expect(Number.isFinite(tiny.marks[0]!.x + tiny.marks[0]!.y)).toBe(true);
});
