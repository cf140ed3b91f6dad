import { expect, test } from 'vitest';
import { betweenness } from '../../../shared/analysis/betweenness.ts';
import { scopedGraph } from '../../../shared/analysis/case-graph.ts';
import { CASE_MEASURES } from '../../../shared/analysis/case-measure.ts';
import { type ClaimColumns, daysOf, NO_DAY } from '../../../shared/analysis/claim-columns.ts';
import { measureDistances } from '../../../shared/analysis/closeness.ts';
import { weakComponents } from '../../../shared/analysis/components.ts';
import { cutOff } from '../../../shared/analysis/cut-off.ts';
import { degrees } from '../../../shared/analysis/degree.ts';
import { buildGraph, withoutNodes } from '../../../shared/analysis/graph.ts';
import { DEFAULT_STRENGTH_POLICY } from '../../../shared/analysis/link-strength.ts';
import { pivotError, pivotSums } from '../../../shared/analysis/pivot-betweenness.ts';
import { resampleRanking } from '../../../shared/analysis/ranking-doubt.ts';
import { rankReplicates, sampleValues } from '../../../shared/analysis/ranking-sample.ts';
import { measureRecords } from '../../../shared/analysis/record-measure.ts';
import { type DatedLink, graphOfRelations } from '../../../shared/analysis/relation-graph.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

const POLICY = DEFAULT_STRENGTH_POLICY;
const TYPES = ['associate-of', 'pays', 'family-of', 'exploits', 'own-made-up', 'lives-at'];
const AS_OF = '2026-06-30';

/** Claims among a few nodes, some ungraded, undated, of one report, false or of no cooperation. */
function drawClaims(count: number, nodes: number, seed: number): DatedLink[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const first = `20${random.integer(18, 26)}-0${random.integer(1, 5)}-1${random.integer(0, 9)}`;
    return {
      source: random.integer(0, nodes - 1),
      target: random.integer(0, nodes - 1),
      type: random.pick(TYPES),
      credibility: random.pick([0.95, 0.68, 0.52, 0.225, 0.05]),
      firstSeenOn: random.chance(0.2) ? null : first,
      lastSeenOn: random.chance(0.2) ? null : first,
      provenance: random.chance(0.3) ? null : `report ${random.integer(1, 12)}`,
    };
  });
}

function columnsOf(links: readonly DatedLink[]): ClaimColumns {
  const days = (date: string | null) => (date === null ? null : daysOf(date));
  return {
    count: links.length,
    from: Int32Array.from(links, ({ source }) => source),
    to: Int32Array.from(links, ({ target }) => target),
    typeCode: Uint16Array.from(links, ({ type }) => TYPES.indexOf(type)),
    types: TYPES.map((id) => ({
      id,
      ...(POLICY.types.get(id) ?? POLICY.otherType),
      isUntying: POLICY.untyingTypes.has(id),
    })),
    credibility: Float64Array.from(links, ({ credibility }) => credibility ?? Number.NaN),
    firstDay: Int32Array.from(links, ({ firstSeenOn }) => days(firstSeenOn)?.[0] ?? NO_DAY),
    lastDay: Int32Array.from(links, ({ lastSeenOn }) => days(lastSeenOn)?.[1] ?? NO_DAY),
    hasPeriod: Uint8Array.from(links, ({ firstSeenOn, lastSeenOn }) =>
      firstSeenOn !== null && lastSeenOn !== null && firstSeenOn !== lastSeenOn ? 1 : 0,
    ),
    isStanding: new Uint8Array(links.length),
    isEnded: new Uint8Array(links.length),
    isTentative: new Uint8Array(links.length),
    recordedDay: new Int32Array(links.length),
    // What comes from nowhere else is a report by itself.
    provenance: Int32Array.from(links, ({ provenance }, at) =>
      provenance === null ? 20 + at : Number(provenance.split(' ')[1]),
    ),
    provenanceCount: 20 + links.length,
    number: Int32Array.from(links, (_, at) => at),
  };
}

function graphFrom(
  claims: ClaimColumns,
  nodes: number,
  options: Partial<Parameters<typeof scopedGraph>[1]> = {},
) {
  const work = scopedGraph(claims, {
    projection: 'full',
    weighting: 'strength',
    leastExistence: 0.25,
    leastCredibility: POLICY.leastCredibility,
    ungradedCredibility: POLICY.ungradedCredibility,
    asOfDay: daysOf(AS_OF)![1],
    fromDay: null,
    toDay: null,
    nodePlaces: Int32Array.from({ length: nodes }, (_, node) => node),
    assetPlaces: new Int32Array(),
    placeCount: nodes,
    assetKind: () => 'premises',
    isWithheld: new Uint8Array(nodes),
    ...options,
  });
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

test('columns of claims give the graph that the claims one by one give', () => {
  for (const seed of [1, 2, 3]) {
    const links = drawClaims(400, 30, seed);
    for (const weighting of ['strength', 'existence', 'count'] as const) {
      const found = graphFrom(columnsOf(links), 30, { weighting });
      // What was first seen later is known to neither.
      const { graph } = graphOfRelations(links, {
        nodeCount: 30,
        isDirected: false,
        weighting,
        policy: POLICY,
        asOf: AS_OF,
        window: { from: null, to: AS_OF },
        leastExistence: 0.25,
      });
      const tied = (of: typeof graph) =>
        Array.from(of.sources, (source, link): [number, number, number] => [
          source,
          of.targets[link]!,
          of.weights[link]!,
        ]).sort((one, other) => one[0] - other[0] || one[1] - other[1]);
      const expected = tied(graph);
      expect(expected.length).toBeGreaterThan(20);
      const made = tied(found.weighted);
      expect(made.map(([a, b]) => [a, b])).toEqual(expected.map(([a, b]) => [a, b]));
      for (const [at, [, , weight]] of made.entries())
        expect(weight).toBeCloseTo(expected[at]![2], 10);
    }
  }
});

test('what nobody graded counts where links are not weighed, and weighs nothing', () => {
  const claim = { type: 'associate-of', firstSeenOn: null, lastSeenOn: null, provenance: null };
  const claims = columnsOf([
    { ...claim, source: 0, target: 1, credibility: null },
    { ...claim, source: 1, target: 2, credibility: 0.95 },
    { ...claim, source: 0, target: 2, credibility: 0.05 },
  ]);
  const { plain, weighted, leftOut } = graphFrom(claims, 3);
  expect(plain.linkCount).toBe(2);
  expect(weighted.linkCount).toBe(1);
  expect(leftOut).toMatchObject({ ungraded: 1, 'not-believed': 1 });
  expect(graphFrom(claims, 3, { weighting: 'count' }).weighted.linkCount).toBe(2);
  // Of whoever is withheld, nothing is counted.
  const hidden = graphFrom(claims, 3, { isWithheld: Uint8Array.of(1, 0, 0) });
  expect(hidden.leftOut).toMatchObject({ ungraded: 0, 'not-believed': 0 });
});

test('a fact that stands does not age, and a window lets out what was over before it', () => {
  const old = {
    source: 0,
    target: 1,
    type: 'associate-of',
    credibility: 1,
    firstSeenOn: '2010',
    lastSeenOn: '2010',
    provenance: null,
  };
  const aged = columnsOf([old]);
  expect(graphFrom(aged, 2)).toMatchObject({ plain: { linkCount: 0 }, leftOut: { unlikely: 1 } });
  const standing = { ...aged, isStanding: Uint8Array.of(1) };
  const fromDay = daysOf('2020')![0];
  expect(graphFrom(standing, 2, { fromDay }).plain.linkCount).toBe(1);
  const timeless = columnsOf([{ ...old, type: 'family-of' }]);
  expect(graphFrom(timeless, 2).plain.linkCount).toBe(1);
  expect(graphFrom(timeless, 2, { fromDay })).toMatchObject({
    plain: { linkCount: 0 },
    leftOut: { 'outside-dates': 1 },
  });
});

test('people who share a flat are tied by it, unless so many do that it says nothing', () => {
  const uses = (people: number) =>
    columnsOf(
      Array.from({ length: people }, (_, person) => ({
        source: person,
        target: people,
        type: 'lives-at',
        credibility: 0.95,
        firstSeenOn: null,
        lastSeenOn: null,
        provenance: null,
      })),
    );
  const graph = (people: number) =>
    graphFrom(uses(people), people, {
      projection: 'person-all',
      placeCount: people + 1,
      assetPlaces: Int32Array.of(people),
    });
  const three = graph(3);
  expect(three).toMatchObject({ plain: { linkCount: 3 }, hubs: [], undatedTies: 3 });
  expect(three.from.assetsOf).toEqual([[0], [0], [0]]);
  // By evidence of both uses, over how many others use it.
  expect(three.weighted.weights[0]).toBeCloseTo((0.95 * 0.95) / 2, 12);
  expect(graph(13)).toMatchObject({ plain: { linkCount: 0 }, hubs: [0] });
});

test('people who used a flat one after the other are not tied by it, and days apart on which they were seen do not tell', () => {
  const tied = (...dates: readonly (readonly [first: string, last: string])[]) =>
    graphFrom(
      columnsOf(
        dates.map(([firstSeenOn, lastSeenOn], source) => ({
          source,
          target: 2,
          type: 'lives-at',
          credibility: 0.95,
          firstSeenOn,
          lastSeenOn,
          provenance: null,
        })),
      ),
      2,
      { projection: 'person-all', placeCount: 3, assetPlaces: Int32Array.of(2) },
    );
  const [early, late] = [
    ['2025-01-01', '2025-06-30'],
    ['2025-07-01', '2026-05-01'],
  ] as const;
  const after = tied(early, late);
  expect([after.plain.linkCount, after.weighted.linkCount]).toEqual([0, 0]);
  const together = tied(early, ['2025-06-01', '2026-05-01']);
  expect(together).toMatchObject({ plain: { linkCount: 1 }, undatedTies: 0 });
  // Thirty of the 181 days of the shorter use.
  expect(together.weighted.weights[0]! / tied(early, early).weighted.weights[0]!).toBeLessThan(
    0.25,
  );
  // Seen once each: for how long either used it is not known, and that is said.
  const seen = tied(['2026-03-01', '2026-03-01'], ['2026-03-08', '2026-03-08']);
  expect(seen).toMatchObject({ plain: { linkCount: 1 }, undatedTies: 1 });
});

test('who has none of what is measured is not among the first three, however few have any', () => {
  // By node, over two replicates: one that always has some, and three that never do.
  const values = Float64Array.of(2, 3, 0, 0, 0, 0, 0, 0);
  const { shareInTop, labels, bestRank } = rankReplicates(values, values, {
    nodes: 4,
    replicates: 2,
  });
  expect([...bestRank]).toEqual([1, 2, 2, 2]);
  expect([...shareInTop]).toEqual([1, 0, 0, 0]);
  expect(labels).toEqual(['stable', 'fragile', 'fragile', 'fragile']);
});

test('who reaches nobody has no farthest other, and so does not rank as the nearest', () => {
  const graph = buildGraph(4, false, { sources: [0, 1], targets: [1, 2], weights: null });
  const graphs = { plain: graph, weighted: graph, toldNodes: Int32Array.of(0, 1, 2, 3) };
  const { values } = measureRecords(graphs, 'eccentricity', { seed: 1, mostSteps: 1e6 });
  expect([...values]).toEqual([2, 1, 2, Number.NaN]);
});

function drawGraph(nodes: number, links: number, seed: number) {
  const random = createRandom(seed);
  const ends = () => Array.from({ length: links }, () => random.integer(0, nodes - 1));
  return buildGraph(nodes, false, { sources: ends(), targets: ends(), weights: null });
}

test('what is cut off without a node is what its removal leaves outside the largest piece', () => {
  for (const seed of [1, 2, 3, 4]) {
    const graph = drawGraph(60, 62, seed);
    const cut = cutOff(graph.both);
    const { componentOf, sizes } = weakComponents(graph.both);
    for (let node = 0; node < 60; node++) {
      const left = weakComponents(withoutNodes(graph, (other) => other === node).both);
      const pieces = new Map<number, number>();
      for (let other = 0; other < 60; other++)
        if (other !== node && componentOf[other] === componentOf[node])
          pieces.set(left.componentOf[other]!, (pieces.get(left.componentOf[other]!) ?? 0) + 1);
      const others = sizes[componentOf[node]!]! - 1;
      expect(cut[node], `node ${node}`).toBe(others - Math.max(0, ...pieces.values()));
    }
  }
  // A node that counts nothing is cut off unseen.
  const path = buildGraph(3, false, { sources: [0, 1], targets: [1, 2], weights: null });
  expect([...cutOff(path.both)]).toEqual([0, 1, 0]);
  expect([...cutOff(path.both, [1, 1, 0])]).toEqual([0, 0, 0]);
});

test('estimates from every node are exact, and those from some are within their error', () => {
  const graph = drawGraph(200, 420, 9);
  const exact = betweenness(graph, { isWeighted: false }).nodes;
  const { harmonic } = measureDistances(graph.out, null);
  const rows = { out: graph.out, into: graph.in };
  const all = pivotSums(rows, { pivots: 200, seed: 1, isDirected: false });
  for (const [node, value] of all.betweenness.entries()) expect(value).toBeCloseTo(exact[node]!, 6);
  for (const [node, value] of all.harmonic.entries()) expect(value).toBeCloseTo(harmonic[node]!, 6);
  expect(pivotError(200, 200)).toBe(0);
  const some = pivotSums(rows, { pivots: 80, seed: 1, isDirected: false });
  const off = some.betweenness.map((value, node) => Math.abs(value - exact[node]!) / (199 * 99));
  expect(Math.max(...off)).toBeGreaterThan(0);
  expect(Math.max(...off)).toBeLessThan(pivotError(200, 80));
});

test('replicates give the same ranks in parts as in one go', () => {
  const graph = drawGraph(40, 80, 5);
  const existence = graph.weights.map((_, link) => (link % 3 === 0 ? 0.5 : 0.9));
  const toldNodes = Int32Array.from({ length: 40 }, (_, node) => node);
  const graphs = {
    plain: graph,
    weighted: graph,
    toldNodes,
    existence,
    weightedExistence: existence,
  };
  const values = new Float64Array(40 * 30);
  for (const [from, to] of [
    [10, 20],
    [0, 10],
    [20, 30],
  ] as const)
    sampleValues(graphs, {
      measures: [{ measure: 'degree', values }],
      ...{ seed: 42, mostSteps: 1e9, from, to, replicates: 30 },
    });
  const found = rankReplicates(values, values, { nodes: 40, replicates: 30 });
  const expected = resampleRanking(graph, {
    seed: 42,
    replicates: 30,
    keep: (link) => existence[link]!,
    measure: ({ both }) => degrees(both),
  });
  for (const column of ['low', 'high', 'bestRank', 'worstRank', 'shareInTop'] as const)
    expect([...found[column]]).toEqual([...expected[column]]);
  expect(found.labels).toEqual(expected.labels);
});

test('a crowded address is told of where others than withheld people crowd it, and so are ties without dates', () => {
  // 14 people, of whom five may not be told of, live at 14; two who may and one who may not at 15.
  const at = (source: number, target: number): DatedLink => ({
    source,
    target,
    type: 'lives-at',
    credibility: 0.95,
    firstSeenOn: null,
    lastSeenOn: null,
    provenance: null,
  });
  const links = [
    ...Array.from({ length: 14 }, (_, person) => at(person, 14)),
    ...[0, 1, 13].map((person) => at(person, 15)),
  ];
  const told = (withheld: number) =>
    graphFrom(columnsOf(links), 14, {
      projection: 'person-all',
      assetPlaces: Int32Array.of(14, 15),
      placeCount: 16,
      isWithheld: Uint8Array.from({ length: 14 }, (_, node) => (node >= 14 - withheld ? 1 : 0)),
    });
  expect(told(0)).toMatchObject({ hubs: [0], undatedTies: 3 });
  // Too many share it all the same: it ties nobody.
  expect(told(5)).toMatchObject({ hubs: [], undatedTies: 1 });
  expect(told(5).plain.linkCount).toBe(told(0).plain.linkCount);
});

test('measures of the same replicates are told together as they are one by one', () => {
  const plain = drawGraph(40, 80, 6);
  const weighted = drawGraph(40, 70, 7);
  const graphs = {
    plain,
    weighted,
    toldNodes: Int32Array.from({ length: 30 }, (_, node) => node + 3),
    existence: plain.weights.map((_, link) => (link % 3 === 0 ? 0.5 : 0.9)),
    weightedExistence: weighted.weights.map((_, link) => (link % 2 === 0 ? 0.4 : 0.8)),
  };
  // So few steps that the measures of all shortest paths are estimated, some of them from the same nodes.
  for (const mostSteps of [1e9, 100]) {
    const part = { seed: 5, mostSteps, from: 2, to: 6, replicates: 8 };
    const room = () =>
      CASE_MEASURES.map((measure) => ({ measure, values: new Float64Array(30 * 8) }));
    const together = room();
    const pivots = sampleValues(graphs, { measures: together, ...part });
    for (const [at, one] of room().entries()) {
      expect(sampleValues(graphs, { measures: [one], ...part }), one.measure).toEqual([pivots[at]]);
      expect(one, one.measure).toEqual(together[at]);
    }
  }
});
