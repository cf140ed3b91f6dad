import { expect, test } from 'vitest';
import { capitalLoss } from '../../../shared/analysis/capital-loss.ts';
import { buildGraph } from '../../../shared/analysis/graph.ts';
import { networkCapital } from '../../../shared/analysis/influence.ts';
import { missingLinkEffects, ranksOf } from '../../../shared/analysis/missing-link.ts';
import { matchCommunities, networkChange } from '../../../shared/analysis/network-change.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

type Links = readonly (readonly [number, number])[];

function columns(links: Links) {
  return {
    sources: Int32Array.from(links, ([source]) => source),
    targets: Int32Array.from(links, ([, target]) => target),
  };
}

function graphOf(nodeCount: number, links: Links, weights: number[] | null = null) {
  return buildGraph(nodeCount, false, { ...columns(links), weights });
}

/** Two triangles, 0–1–2 and 3–4–5. */
const TRIANGLES: Links = [
  [0, 1],
  [1, 2],
  [2, 0],
  [3, 4],
  [4, 5],
  [5, 3],
];

test('a new link that joins two parts is a bridge, and its ends newly hold them together', () => {
  const change = networkChange({
    nodeCount: 7,
    isTold: new Uint8Array(7).fill(1),
    before: columns(TRIANGLES),
    after: columns([...TRIANGLES, [2, 3]]),
    seed: 1,
  });
  expect(change.newCuts).toEqual([
    { node: 2, other: 3, cutsOff: 3 },
    { node: 2, other: -1, cutsOff: 2 },
    { node: 3, other: -1, cutsOff: 2 },
  ]);
  expect([change.before.largest, change.after.largest]).toEqual([3, 6]);
  expect(change.communities.map(({ fate }) => fate)).toEqual(['continued', 'continued']);
  // Of five others there are ten pairs, and six have an end on each side.
  expect(change.after.brokerage[2]).toBeCloseTo(6 / 10);
  expect(change.before.efficiency).toBeCloseTo(12 / 30);
  // Node 6 is tied to nothing on either date.
  expect([change.before.isPresent[6], change.after.isPresent[6]]).toEqual([0, 0]);
});

test('who may not be told of is computed with, and is in no count, cut or community', () => {
  const isTold = Uint8Array.of(1, 1, 0, 1, 1, 1, 1);
  const change = networkChange({
    nodeCount: 7,
    isTold,
    before: columns(TRIANGLES),
    after: columns([...TRIANGLES, [2, 3], [5, 6]]),
    seed: 1,
  });
  expect(change.newCuts).toEqual([
    { node: 3, other: -1, cutsOff: 2 },
    { node: 5, other: -1, cutsOff: 1 },
    { node: 5, other: 6, cutsOff: 1 },
  ]);
  expect(change.after.largest).toBe(6);
  expect(change.after.communityOf[2]).toBe(-1);
  // Two of three that may be told of are a tie, not a community.
  expect(change.before.communityOf[0]).toBe(-1);
  expect(change.after.brokerage[3]).toBeGreaterThan(0);
});

test('when somebody came to be tied to whom may not be told of is in no degree and makes nobody come or leave', () => {
  const question = { nodeCount: 8, isTold: Uint8Array.of(1, 1, 1, 1, 1, 1, 0, 1), seed: 1 };
  const change = networkChange({
    ...question,
    before: columns(TRIANGLES),
    // 6 comes, and ties the two triangles and 7, whom nobody else knows.
    after: columns([...TRIANGLES, [0, 6], [3, 6], [6, 7]]),
  });
  expect(change.after.degree).toEqual(change.before.degree);
  expect(change.after.isPresent).toEqual(change.before.isPresent);
  expect(change.degreeTau).toBeNull();
  // The way through 6 is followed all the same.
  expect(change.after.brokerage[0]).toBeGreaterThan(0);
  expect(change.after.largest).toBe(6);
  expect(change.after.communityOf[7]).toBe(-1);
});

test('communities are matched by their members: continued, split, merged, new or gone', () => {
  const told = new Uint8Array(12).fill(1);
  const fates = (before: number[], after: number[]) =>
    matchCommunities(Int32Array.from(before), Int32Array.from(after), told).map(
      ({ fate, jaccard }) => [fate, jaccard],
    );
  expect(fates([0, 0, 0, 0], [0, 0, 0, -1])).toEqual([['continued', 0.75]]);
  expect(fates([0, 0, 0, 0], [0, 0, 1, 1])).toEqual([['split', 0.5]]);
  expect(fates([0, 0, 1, 1], [3, 3, 3, 3])).toEqual([['merged', 0.5]]);
  expect(fates([-1, -1, -1], [0, 0, 0])).toEqual([['appeared', null]]);
  expect(fates([0, 0, 0], [-1, -1, -1])).toEqual([['vanished', null]]);
  // One in seven is too few to be the same.
  expect(fates([0, 0, 0, 0, -1, -1, -1], [-1, -1, -1, 5, 5, 5, 5])).toEqual([
    ['appeared', null],
    ['vanished', null],
  ]);
});

test('two communities that trade a few members are told by their likest pairs, not as merged', () => {
  const told = new Uint8Array(14).fill(1);
  // Of seven and seven, four of the first went over to the second: Jaccard 3/7 and 5/11, and 4/12 across.
  const before = Int32Array.from([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
  const fates = (after: number[]) =>
    matchCommunities(before, Int32Array.from(after), told).map(({ fate, jaccard }) => [
      fate,
      jaccard,
    ]);
  expect(fates([0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1])).toEqual([
    ['continued', 3 / 7],
    ['continued', 5 / 11],
  ]);
});

test('brokerage that differs by rounding alone ranks alike on both dates', () => {
  // Each is tied to the next two on a ring: all broker as much as each other, so that there is no order to compare.
  const ring: Links = Array.from({ length: 34 }, (_, at) => [
    at >> 1,
    ((at >> 1) + 1 + (at % 2)) % 17,
  ]);
  const { brokerageTau } = networkChange({
    nodeCount: 17,
    isTold: new Uint8Array(17).fill(1),
    before: columns(ring),
    after: columns(ring),
    seed: 1,
  });
  expect(brokerageTau).toBeNull();
});

test('what a missing link would change is told without direction on both sides', () => {
  // No payment is passed on, so that along their direction nobody is between two others.
  const links: Links = [
    [0, 1],
    [2, 1],
    [2, 3],
    [4, 3],
  ];
  const isTold = new Uint8Array(5).fill(1);
  const question = { isTold, count: 5, seed: 1 };
  const directed = buildGraph(5, true, { ...columns(links), weights: null });
  expect(missingLinkEffects(directed, question)).toEqual(
    missingLinkEffects(graphOf(5, links), question),
  );
});

test('equals share a rank, and only who may be told of is ranked', () => {
  expect([...ranksOf(Float64Array.of(1, 3, 3, 9, 0), Uint8Array.of(1, 1, 1, 0, 1))]).toEqual([
    3, 1, 1, 0, 4,
  ]);
});

test('a missing link is guessed from shared neighbours, never from those who may not be told of', () => {
  // 0 and 1 share 2 and 3; 4 and 5 share 6 alone.
  const links: Links = [
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
    [4, 6],
    [5, 6],
    [3, 4],
  ];
  const graph = graphOf(7, links);
  const all = new Uint8Array(7).fill(1);
  const pairs = (isTold: Uint8Array) =>
    missingLinkEffects(graph, { isTold, count: 20, seed: 1 }).map(({ a, b, shared }) => [
      a,
      b,
      shared,
    ]);
  expect(pairs(all)).toContainEqual([0, 1, [2, 3]]);
  expect(pairs(all)).toContainEqual([4, 5, [6]]);
  const hidden = pairs(Uint8Array.of(1, 1, 1, 1, 1, 1, 0));
  expect(hidden).not.toContainEqual([4, 5, [6]]);
  expect(hidden.flat(2)).not.toContain(6);
  const [first] = missingLinkEffects(graph, { isTold: all, count: 1, seed: 1 });
  expect(first?.moves.length).toBeGreaterThan(0);
  expect(first?.joinsParts).toBe(false);
});

test('what is lost of the network’s worth with each node is what is missing without it', () => {
  const random = createRandom(9);
  const links: [number, number][] = Array.from({ length: 24 }, () => [
    Math.floor(random.next() * 14),
    Math.floor(random.next() * 14),
  ]);
  const weights = links.map(() => 0.05 + (0.9 * random.next()) / 4);
  const rows = graphOf(14, links, weights).both;
  const resources = Float64Array.from({ length: 14 }, () => random.next());
  const { capital, importance } = capitalLoss(rows, resources);
  for (let node = 0; node < 14; node++) {
    const without = networkCapital(rows, resources, { without: node });
    expect(importance[node]).toBeCloseTo((capital - without) / capital, 10);
  }
});
