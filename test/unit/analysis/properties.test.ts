import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betweenness } from '../../../shared/analysis/betweenness.ts';
import { buildGraph } from '../../../shared/analysis/graph.ts';
import { leidenCommunities } from '../../../shared/analysis/leiden.ts';
import { measureGraph } from '../../../shared/analysis/measure-graph.ts';
import { partitionModularity } from '../../../shared/analysis/partition.ts';

const NODES = 10;

type Link = readonly [source: number, target: number, weight: number];

interface Drawn {
  readonly isDirected: boolean;
  readonly links: readonly Link[];
}

const node = fc.nat(NODES - 1);
const anyLinks = fc.array(fc.tuple(node, node, fc.constantFrom(1, 2, 3, 6)), { maxLength: 22 });
const anyGraph: fc.Arbitrary<Drawn> = fc.record({ isDirected: fc.boolean(), links: anyLinks });

type Values = Record<string, readonly (number | null)[]>;

function valuesOf(
  { isDirected, links }: Drawn,
  isWeighted: boolean,
  measures = ['nodes', 'edges', 'eccentricity'],
): Values {
  const answer = measureGraph(
    {
      ids: Array.from({ length: NODES }, (_, at) => at),
      isDirected,
      isWeighted,
      sources: links.map(([source]) => source),
      targets: links.map(([, target]) => target),
      weights: links.map(([, , weight]) => weight),
    },
    {},
    { measures, seed: 1 },
  );
  const edges = Object.entries((answer.edges ?? {}) as Values);
  return {
    ...((answer.nodes ?? {}) as Values),
    ...Object.fromEntries(edges.map(([name, values]) => [`${name} of links`, values])),
  };
}

function expectSame(values: Values, others: Values, names = Object.keys(values)): void {
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    expect(others[name], name).toHaveLength(values[name]!.length);
    for (const [at, value] of values[name]!.entries()) {
      const other = others[name]![at]!;
      if (value === null) expect(other, name).toBeNull();
      else expect(other, name).toBeCloseTo(value, 7);
    }
  }
}

test('a link that is given twice changes nothing where links do not weigh', () => {
  fc.assert(
    fc.property(anyGraph, fc.nat(), ({ isDirected, links }, which) => {
      const again = links[which % Math.max(1, links.length)];
      const before = valuesOf({ isDirected, links }, false);
      const after = valuesOf({ isDirected, links: again ? [...links, again] : links }, false);
      expect(Object.keys(after)).toEqual(Object.keys(before));
      // Strength tells how many links there were.
      expectSame(
        before,
        after,
        Object.keys(before).filter((name) => !name.includes('strength')),
      );
    }),
    { numRuns: 60 },
  );
});

const SWAPPED: readonly (readonly [string, string])[] = [
  ['in_degree', 'out_degree'],
  ['in_strength', 'out_strength'],
  ['closeness_component_out', 'closeness_component_in'],
  ['closeness_weighted_wf_out', 'closeness_weighted_wf_in'],
  ['harmonic_out', 'harmonic_in'],
];
const KEPT = /^(betweenness|degree_undirected|core_number|clustering$|triangles|constraint)/;

test('turning every link round swaps what goes in and what goes out, and keeps the rest', () => {
  fc.assert(
    fc.property(anyLinks, (links) => {
      const before = valuesOf({ isDirected: true, links }, true);
      const turned = links.map(([source, target, weight]) => [target, source, weight] as const);
      const after = valuesOf({ isDirected: true, links: turned }, true);
      expectSame(
        before,
        after,
        Object.keys(before).filter((name) => KEPT.test(name)),
      );
      for (const [one, other] of SWAPPED)
        expectSame({ [one]: before[one]! }, { [one]: after[other]! });
    }),
    { numRuns: 60 },
  );
});

const UNITLESS = /^(betweenness|pagerank|constraint|eigenvector|clustering|core|degree|collective)/;

test('weights in another unit change nothing but sums and lengths', () => {
  fc.assert(
    fc.property(anyGraph, fc.constantFrom(0.25, 2, 1024), ({ isDirected, links }, unit) => {
      const scaled = links.map(
        ([source, target, weight]) => [source, target, weight * unit] as const,
      );
      const before = valuesOf({ isDirected, links }, true);
      const after = valuesOf({ isDirected, links: scaled }, true);
      expectSame(
        before,
        after,
        Object.keys(before).filter((name) => UNITLESS.test(name)),
      );
    }),
    { numRuns: 60 },
  );
});

test('what is in no way joined to a node changes none of its paths', () => {
  fc.assert(
    fc.property(anyLinks, anyLinks, fc.boolean(), (ours, theirs, isDirected) => {
      const graphOf = (links: readonly Link[]) =>
        buildGraph(2 * NODES, isDirected, {
          sources: links.map(([source]) => source),
          targets: links.map(([, target]) => target),
          weights: links.map(([, , weight]) => weight),
        });
      const far = theirs.map(
        ([source, target, weight]) => [source + NODES, target + NODES, weight] as const,
      );
      for (const isWeighted of [false, true]) {
        const alone = betweenness(graphOf(ours), { isWeighted }).nodes;
        const together = betweenness(graphOf([...ours, ...far]), { isWeighted }).nodes;
        for (let at = 0; at < NODES; at++) expect(together[at]).toBeCloseTo(alone[at]!, 9);
      }
    }),
    { numRuns: 100 },
  );
});

test('communities are no worse than all nodes by themselves, and than all in one', () => {
  fc.assert(
    fc.property(anyLinks, fc.nat(50), (links, seed) => {
      const graph = buildGraph(NODES, false, {
        sources: links.map(([source]) => source),
        targets: links.map(([, target]) => target),
        weights: links.map(([, , weight]) => weight),
      });
      const groups = leidenCommunities(graph.both, { seed, isWeighted: true });
      const quality = (of: Int32Array) =>
        partitionModularity(graph, of, { resolution: 1, isWeighted: true });
      expect(quality(groups)).toBeGreaterThanOrEqual(
        Math.max(quality(new Int32Array(NODES)), quality(Int32Array.from(groups.keys()))) - 1e-12,
      );
    }),
    { numRuns: 100 },
  );
});
