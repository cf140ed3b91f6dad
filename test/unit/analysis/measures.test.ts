import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betweenness } from '../../../shared/analysis/betweenness.ts';
import { measureDistances } from '../../../shared/analysis/closeness.ts';
import { strongComponents, weakComponents } from '../../../shared/analysis/components.ts';
import { bridgeCutOff } from '../../../shared/analysis/cut-off.ts';
import { findCuts } from '../../../shared/analysis/cuts.ts';
import { buildGraph, type Graph, withLinks, withoutNodes } from '../../../shared/analysis/graph.ts';
import { findKeyPlayers } from '../../../shared/analysis/key-players.ts';
import { measureGraph } from '../../../shared/analysis/measure-graph.ts';
import { breadthFirst, lengthsOf, nearestFirst } from '../../../shared/analysis/paths.ts';
import { eigenvectorCentrality, hubsAndAuthorities } from '../../../shared/analysis/spectral.ts';
import { structuralHoles } from '../../../shared/analysis/structural-holes.ts';

const NODES = 9;

interface Drawn {
  readonly isDirected: boolean;
  readonly links: readonly (readonly [number, number, number])[];
}

const anyGraph: fc.Arbitrary<Drawn> = fc.record({
  isDirected: fc.boolean(),
  links: fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1), fc.constantFrom(1, 2, 3, 6)), {
    maxLength: 20,
  }),
});

function given({ isDirected, links }: Drawn, nodeCount = NODES) {
  return {
    ids: Array.from({ length: nodeCount }, (_, node) => node),
    isDirected,
    isWeighted: true,
    sources: links.map(([source]) => source),
    targets: links.map(([, target]) => target),
    weights: links.map(([, , weight]) => weight),
  };
}

function graphOf(drawn: Drawn, nodeCount = NODES): Graph {
  return buildGraph(nodeCount, drawn.isDirected, given(drawn, nodeCount));
}

function nodesOf(drawn: Drawn, nodeCount = NODES): Record<string, (number | null)[]> {
  const answer = measureGraph(given(drawn, nodeCount), {}, { measures: ['nodes'], seed: 1 });
  return answer.nodes as Record<string, (number | null)[]>;
}

function path(length: number): Drawn {
  const links = Array.from({ length: length - 1 }, (_, at) => [at, at + 1, 1] as const);
  return { isDirected: false, links };
}

/** Betweenness by its definition: every path between every two nodes, counted by distances alone. */
function betweennessByDefinition(graph: Graph, isWeighted: boolean): number[] {
  const { nodeCount, out } = graph;
  const lengths = isWeighted ? lengthsOf(out) : new Float64Array(out.targets.length).fill(1);
  const distance = Array.from({ length: nodeCount }, (_, source) => {
    const search = nearestFirst(out, lengths);
    search.from(source);
    return [...search.distances];
  });
  const isOn = (a: number, b: number, length: number, via: number) =>
    Math.abs(distance[a]![via]! + length - distance[a]![b]!) < 1e-9;
  const counts = distance.map((row, source) => {
    const count = row.map(() => 0);
    count[source] = 1;
    const order = [...row.keys()].filter((node) => row[node]! > 0);
    for (const node of order.sort((a, b) => row[a]! - row[b]!)) {
      for (let via = 0; via < nodeCount; via++) {
        if (row[via]! < 0) continue;
        for (let entry = out.offsets[via]!; entry < out.offsets[via + 1]!; entry++)
          if (out.targets[entry] === node && isOn(source, node, lengths[entry]!, via))
            count[node]! += count[via]!;
      }
    }
    return count;
  });
  return Array.from({ length: nodeCount }, (_, middle) => {
    let sum = 0;
    for (let a = 0; a < nodeCount; a++) {
      for (let b = 0; b < nodeCount; b++) {
        if (a === b || a === middle || b === middle || distance[a]![b]! < 0) continue;
        const [there, on] = [distance[a]![middle]!, distance[middle]![b]!];
        if (there < 0 || on < 0 || Math.abs(there + on - distance[a]![b]!) > 1e-9) continue;
        sum += (counts[a]![middle]! * counts[middle]![b]!) / counts[a]![b]!;
      }
    }
    return graph.isDirected ? sum : sum / 2;
  });
}

test('betweenness is what its definition says, with trees, ties and directions', () => {
  fc.assert(
    fc.property(anyGraph, fc.boolean(), (drawn, isWeighted) => {
      const graph = graphOf(drawn);
      const { nodes } = betweenness(graph, { isWeighted });
      for (const [node, value] of betweennessByDefinition(graph, isWeighted).entries())
        expect(nodes[node]).toBeCloseTo(value, 9);
    }),
    { numRuns: 300 },
  );
});

test('betweenness of nodes sums to the steps between, of links to the steps of all paths', () => {
  fc.assert(
    fc.property(anyGraph, (drawn) => {
      const graph = graphOf(drawn);
      const { nodes, links } = betweenness(graph, { isWeighted: false });
      const { sums, reached } = measureDistances(graph.out, null);
      const steps = sums.reduce((sum, value) => sum + value, 0);
      const pairs = reached.reduce((sum, value) => sum + value - 1, 0);
      const ways = drawn.isDirected ? 1 : 2;
      expect(ways * nodes.reduce((sum, value) => sum + value, 0)).toBeCloseTo(steps - pairs, 8);
      expect(ways * links.reduce((sum, value) => sum + value, 0)).toBeCloseTo(steps, 8);
    }),
  );
});

test('another order of nodes changes no value but its place', () => {
  const order = fc.shuffledSubarray([...Array(NODES).keys()], { minLength: NODES });
  fc.assert(
    fc.property(anyGraph, order, (drawn, places) => {
      const moved = drawn.links.map(([a, b, weight]) => [places[a]!, places[b]!, weight] as const);
      const [before, after] = [nodesOf(drawn), nodesOf({ ...drawn, links: moved })];
      expect(Object.keys(after)).toEqual(Object.keys(before));
      for (const [name, values] of Object.entries(before)) {
        for (const [node, value] of values.entries()) {
          const other = after[name]![places[node]!]!;
          if (value === null) expect(other).toBeNull();
          else expect(other).toBeCloseTo(value, 7);
        }
      }
    }),
    { numRuns: 50 },
  );
});

/** Measures whose scale is the number of nodes. */
const SCALED = /_norm$|_wf|centrality$|pagerank|eigenvector/;

test('a node without links changes scales alone', () => {
  fc.assert(
    fc.property(anyGraph, (drawn) => {
      const [before, after] = [nodesOf(drawn), nodesOf(drawn, NODES + 1)];
      for (const [name, values] of Object.entries(before))
        if (!SCALED.test(name)) expect(after[name]!.slice(0, NODES)).toEqual(values);
    }),
    { numRuns: 50 },
  );
});

test('doubled weights leave betweenness, PageRank and constraint as they are', () => {
  fc.assert(
    fc.property(anyGraph, (drawn) => {
      const links = drawn.links.map(([a, b, weight]) => [a, b, 2 * weight] as const);
      const [before, after] = [nodesOf(drawn), nodesOf({ ...drawn, links })];
      for (const name of ['betweenness_weighted_raw', 'pagerank_weighted', 'constraint_weighted'])
        expect(after[name]).toEqual(before[name]);
    }),
    { numRuns: 50 },
  );
});

test('bridges and articulation nodes are those without which more pieces are left', () => {
  fc.assert(
    fc.property(anyGraph, (drawn) => {
      const graph = graphOf({ ...drawn, isDirected: false });
      const pieces = (cut: Graph) => [...strongComponents(cut).sizes].length;
      const { articulationNodes, bridges, blocks } = findCuts(graph.both);
      for (let node = 0; node < NODES; node++) {
        const hasLinks = graph.both.offsets[node] !== graph.both.offsets[node + 1];
        // The removed node is a piece by itself.
        const more = pieces(withoutNodes(graph, (other) => other === node)) - pieces(graph);
        expect(articulationNodes.includes(node)).toBe(more > (hasLinks ? 1 : 0));
      }
      expect(blocks.flat().sort((a, b) => a - b)).toEqual([...Array(graph.linkCount).keys()]);
      expect(bridges).toEqual(
        blocks.flatMap((block) => (block.length === 1 ? block : [])).sort((a, b) => a - b),
      );
    }),
  );
});

test('a bridge cuts off the lighter of its sides, whoever counts', () => {
  fc.assert(
    fc.property(
      anyGraph,
      fc.array(fc.nat({ max: 1 }), { minLength: NODES, maxLength: NODES }),
      (drawn, weights) => {
        const graph = graphOf({ ...drawn, isDirected: false });
        const { bridges } = findCuts(graph.both);
        const expected = bridges.map((bridge) => {
          const { componentOf } = weakComponents(withLinks(graph, (link) => link !== bridge).both);
          const side = (end = 0) =>
            weights.reduce(
              (sum, weight, node) => sum + (componentOf[node] === componentOf[end] ? weight : 0),
              0,
            );
          return Math.min(side(graph.sources[bridge]), side(graph.targets[bridge]));
        });
        expect(bridgeCutOff(graph, bridges, weights)).toEqual(expected);
      },
    ),
  );
});

test('a clique, a path and a star have their closed forms', () => {
  const clique: Drawn = {
    isDirected: false,
    links: [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].slice(a + 1).map((b) => [a, b, 1] as const)),
  };
  const all = nodesOf(clique, 4);
  expect(all.betweenness_raw).toEqual([0, 0, 0, 0]);
  expect(all.core_number).toEqual([3, 3, 3, 3]);
  expect(all.clustering).toEqual([1, 1, 1, 1]);
  expect(all.eigenvector_l2).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(nodesOf(path(5), 5).betweenness_raw).toEqual([0, 3, 4, 3, 0]);
  const star = { isDirected: false, links: [1, 2, 3].map((leaf) => [0, leaf, 1] as const) };
  expect(nodesOf(star, 4).effective_size).toEqual([3, 1, 1, 1]);
  expect(nodesOf(star, 4).betweenness_raw).toEqual([3, 0, 0, 0]);
});

test('eigenvector centrality of a long path is a half wave, come by slowly and still right', () => {
  const values = eigenvectorCentrality(graphOf(path(100), 100), { isWeighted: false })!;
  for (const [node, value] of values.entries())
    expect(value).toBeCloseTo(Math.sqrt(2 / 101) * Math.sin((Math.PI * (node + 1)) / 101), 8);
});

test('hubs point to authorities', () => {
  const drawn: Drawn = {
    isDirected: true,
    links: [
      [0, 2, 1],
      [0, 3, 1],
      [1, 2, 1],
    ],
  };
  const found = hubsAndAuthorities(graphOf(drawn, 4), { isWeighted: false });
  // The golden ratio: A·Aᵀ of these links is [[2, 1], [1, 1]].
  expect(found?.hubs[0]).toBeCloseTo(0.618034, 6);
  expect(found?.authorities[2]).toBeCloseTo(0.618034, 6);
  expect(found?.hubs[2]).toBe(0);
});

test('strong components follow directions, and eigenvector centrality needs there to be one', () => {
  const ring: Drawn = {
    isDirected: true,
    links: [
      [0, 1, 1],
      [1, 2, 1],
      [2, 0, 1],
      [2, 3, 1],
    ],
  };
  expect([...strongComponents(graphOf(ring, 4)).componentOf]).toEqual([0, 0, 0, 1]);
  expect(eigenvectorCentrality(graphOf(ring, 4), { isWeighted: false })).toBeNull();
});

test('constraint of a node that spans a hole is less than that of one among friends', () => {
  const graph = graphOf(path(3), 3);
  const { constraint, effectiveSize } = structuralHoles(graph.both, graph.both.weights);
  expect(constraint).toEqual([1, 0.5, 1]);
  expect(effectiveSize).toEqual([1, 2, 1]);
});

test('key players that are looked for are as good as those of which all were tried', () => {
  // Twelve groups of five in a ring: too many sets of six to try all.
  const links: [number, number, number][] = [];
  for (let group = 0; group < 12; group++) {
    for (let a = 0; a < 5; a++)
      for (let b = a + 1; b < 5; b++) links.push([5 * group + a, 5 * group + b, 1]);
    links.push([5 * group, (5 * (group + 1)) % 60, 1]);
  }
  const rows = graphOf({ isDirected: false, links }, 60).both;
  const found = findKeyPlayers(rows, { kind: 'reach', steps: 2 }, { size: 6, seed: 1 });
  expect(found.optimalCount).toBeNull();
  expect(found.value).toBe(60);
  expect(findKeyPlayers(rows, { kind: 'fragment' }, { size: 61, seed: 1 }).value).toBeNull();
});

test('distances of both searches agree where every link is as long', () => {
  fc.assert(
    fc.property(anyGraph, fc.nat(NODES - 1), (drawn, source) => {
      const { out } = graphOf(drawn);
      const [links, lengths] = [
        breadthFirst(out),
        nearestFirst(out, new Float64Array(out.targets.length).fill(1)),
      ];
      expect(lengths.from(source)).toBe(links.from(source));
      expect([...lengths.distances]).toEqual([...links.distances]);
    }),
  );
});
