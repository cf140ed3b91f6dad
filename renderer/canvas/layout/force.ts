import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { LayoutStep } from './engine.ts';
import { seededRandom } from './random.ts';
import { freePartOf, type ShapeInput, settleShape } from './shape.ts';
import { LINK_LENGTH } from './shortest.ts';
import { spreadBoxes } from './spread.ts';
import { neighboursOf } from './topology.ts';

const ROUNDS = 24;
const ITERATIONS_PER_ROUND = 12;

interface Body {
  x: number;
  y: number;
}

/** Links pull and nodes push each other away until they rest (ForceAtlas2): dense parts draw together. */
export function* layOutForce(input: ShapeInput): Generator<LayoutStep> {
  const { nodes, topology } = freePartOf(input);
  const random = seededRandom(input.seed);
  const graph = new UndirectedGraph<Body>();
  const reach = LINK_LENGTH * Math.sqrt(nodes.length);
  nodes.forEach((_node, at) => {
    graph.addNode(at, { x: (random() - 0.5) * reach, y: (random() - 0.5) * reach });
  });
  let [linkCount, length] = [0, 0];
  nodes.forEach((_node, at) => {
    for (const next of neighboursOf(topology, at)) if (next > at) graph.addEdge(at, next);
  });
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: nodes.length > 1000,
    gravity: 0.05,
    slowDown: 2,
  };
  const xs = new Float64Array(nodes.length);
  const ys = new Float64Array(nodes.length);
  for (let round = 1; round <= ROUNDS; round++) {
    forceAtlas2.assign(graph, { iterations: ITERATIONS_PER_ROUND, settings });
    [linkCount, length] = [0, 0];
    graph.forEachEdge((_edge, _attributes, _source, _target, from, to) => {
      linkCount++;
      length += Math.hypot(from.x - to.x, from.y - to.y);
    });
    const scale = linkCount > 0 && length > 0 ? (LINK_LENGTH * linkCount) / length : 1;
    graph.forEachNode((at, { x, y }) => {
      xs[Number(at)] = x * scale * Math.max(1, Math.min(1.4, input.aspect));
      ys[Number(at)] = y * scale;
    });
    if (round < ROUNDS) {
      yield { positions: settleShape(input, nodes, { xs, ys }), share: round / (ROUNDS + 1) };
    }
  }
  spreadBoxes({
    xs,
    ys,
    halfWidths: Float64Array.from(nodes, (node) => input.halfWidths[node]!),
    halfHeights: Float64Array.from(nodes, (node) => input.halfHeights[node]!),
    isFixed: new Uint8Array(nodes.length),
  });
  yield { positions: settleShape(input, nodes, { xs, ys }), share: 1 };
}
