import { expect, test } from 'vitest';
import { createNodeHits, type HitNode } from '../../../renderer/canvas/node-hit.ts';

const NODES: readonly HitNode[] = [
  { id: 'a', x: 0, y: 0 },
  { id: 'b', x: 12, y: 0 },
  { id: 'c', x: 900, y: -400 },
];

test('a node is found within its circle and not beyond', () => {
  const hits = createNodeHits(NODES);
  expect(hits.at(900, -391, 10, () => 10)).toBe('c');
  expect(hits.at(900, -389, 10, () => 10)).toBeNull();
  expect(hits.at(-5000, 5000, 10, () => 10)).toBeNull();
});

test('where two lie over each other the one drawn last is found, unless it is not drawn', () => {
  const hits = createNodeHits(NODES);
  expect(hits.at(6, 0, 10, () => 10)).toBe('b');
  expect(hits.at(6, 0, 10, (id) => (id === 'b' ? -1 : 10))).toBe('a');
});

test('many nodes are found as by asking each of them', () => {
  const nodes = Array.from({ length: 3000 }, (_, index) => ({
    id: `n${index}`,
    x: ((index * 7919) % 10_007) - 5000,
    y: ((index * 104_729) % 6007) - 3000,
  }));
  const hits = createNodeHits(nodes);
  for (let probe = 0; probe < 400; probe++) {
    const [x, y] = [((probe * 613) % 10_000) - 5000, ((probe * 449) % 6000) - 3000];
    const expected = nodes.findLast((node) => Math.hypot(node.x - x, node.y - y) <= 90)?.id ?? null;
    expect(hits.at(x, y, 90, () => 90)).toBe(expected);
  }
});

test('nodes on one spot, one node and none are no trouble', () => {
  const reach = () => 5;
  expect(createNodeHits([]).at(0, 0, 5, reach)).toBeNull();
  expect(createNodeHits([{ id: 'only', x: 3, y: 3 }]).at(4, 4, 5, reach)).toBe('only');
  const stacked = ['x', 'y'].map((id) => ({ id, x: 0, y: 0 }));
  expect(createNodeHits(stacked).at(0, 0, 5, reach)).toBe('y');
});
