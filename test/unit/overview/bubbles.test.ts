import { expect, test } from 'vitest';
import { type BubbleColumns, makeBubbles } from '../../../shared/overview/bubbles.ts';

const KINDS = ['person', 'person', 'ocg', 'person', 'premises', 'person', 'town'];

/** Two communities of three and two, one loner, and a town that is not drawn; place 3 is protected. */
function columns(change: Partial<BubbleColumns> = {}): BubbleColumns {
  return {
    isMember: (place) => place !== 3 && KINDS[place] !== 'town',
    links: [5, 9, 1, 99, 2, 0, 50],
    kindOf: (place) => KINDS[place] ?? '',
    isGroup: (place) => KINDS[place] === 'ocg',
    levers: (place) => (place === 1 ? 3 : place === 2 ? 1 : 0),
    ...change,
  };
}

const PARTITION = {
  places: Int32Array.from([0, 1, 2, 3, 4, 5, 6]),
  communityOf: Int32Array.from([0, 0, 0, 1, 1, 2, 1]),
  ends: Int32Array.from([0, 1, 1, 2, 2, 4, 3, 0, 6, 0]),
};

test('a community counts its kinds, levers and links, and is called after its OCG however few its links', () => {
  const { bubbles } = makeBubbles(PARTITION, columns(), 10);
  expect(bubbles).toEqual([
    {
      namePlace: 2,
      size: 3,
      kinds: [
        { kind: 'person', count: 2 },
        { kind: 'ocg', count: 1 },
      ],
      flagged: 2,
      levers: 4,
      linksWithin: 2,
    },
  ]);
});

test('without an OCG the best linked member gives the name', () => {
  const { bubbles } = makeBubbles(
    PARTITION,
    columns({ kindOf: () => 'person', isGroup: () => false }),
    10,
  );
  expect(bubbles[0]?.namePlace).toBe(1);
});

test('who is protected is no member, and single records are the rest', () => {
  const { rest, bubbleOf } = makeBubbles(PARTITION, columns(), 10);
  // The community of the protected person has one other member alone.
  expect(rest).toEqual({ communities: 2, size: 2 });
  expect([...bubbleOf]).toEqual([0, 0, 0, -2, -1, -1, -2]);
});

test('links between two communities are counted once, those of protected people not at all', () => {
  const partition = {
    places: Int32Array.from([0, 1, 2, 3, 4, 5]),
    communityOf: Int32Array.from([0, 0, 0, 1, 1, 1]),
    ends: Int32Array.from([0, 4, 5, 1, 0, 3, 0, 1]),
  };
  const { bubbles, links } = makeBubbles(partition, columns(), 10);
  expect(bubbles.map(({ size }) => size)).toEqual([3, 2]);
  expect(links).toEqual([{ a: 0, b: 1, count: 2 }]);
});

test('levers that were not worked out are not known, not none', () => {
  const [bubble] = makeBubbles(PARTITION, columns({ levers: null }), 10).bubbles;
  expect(bubble).toMatchObject({ levers: null, flagged: null });
});

test('more communities than are shown are the rest', () => {
  const partition = {
    places: Int32Array.from([0, 1, 2, 4]),
    communityOf: Int32Array.from([0, 0, 1, 1]),
    ends: new Int32Array(),
  };
  const { bubbles, rest } = makeBubbles(partition, columns(), 1);
  expect(bubbles).toHaveLength(1);
  expect(rest).toEqual({ communities: 1, size: 2 });
});
