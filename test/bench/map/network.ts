import type { GraphEdge, GraphNode } from '../../../shared/api/graph.ts';
import type { KindDefinition } from '../../../shared/domain/ontology.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

const COMMUNITY = 60;
const KINDS = ['person', 'person', 'person', 'phone', 'vehicle', 'premises'] as const;

/** An invented network of a size, made by a seed: communities side by side, most links within them. */
export function inventNetwork(
  size: { readonly nodes: number; readonly links: number },
  kinds: readonly KindDefinition[],
) {
  const random = createRandom(7);
  const across = Math.ceil(Math.sqrt(size.nodes / COMMUNITY));
  const positions: Record<string, readonly [number, number]> = {};
  const nodes = Array.from({ length: size.nodes }, (_, index): GraphNode => {
    const community = Math.floor(index / COMMUNITY);
    const reach = 420 * Math.sqrt(random.next());
    const angle = random.next() * Math.PI * 2;
    const id = `n${index}`;
    positions[id] = [
      (community % across) * 900 + Math.cos(angle) * reach,
      Math.floor(community / across) * 900 + Math.sin(angle) * reach,
    ];
    return {
      id,
      kind: random.pick(KINDS),
      label: `Invented Record ${index}`,
      isProtected: false,
      role: null,
      levers: { strong: 0, indicative: index % 20 === 0 ? 1 : 0 },
      hiddenNeighbours: 0,
    };
  });
  const edges = Array.from({ length: size.links }, (_, index): GraphEdge => {
    const source = random.integer(0, size.nodes - 1);
    const first = source - (source % COMMUNITY);
    const isNear = random.chance(0.85);
    const other = isNear
      ? Math.min(size.nodes - 1, first + random.integer(0, COMMUNITY - 1))
      : random.integer(0, size.nodes - 1);
    const target = other === source ? (source + 1) % size.nodes : other;
    return {
      id: `l${index}`,
      source: `n${source}`,
      target: `n${target}`,
      type: 'associate-of',
      sourceType: 'ASSOCIATE',
      label: 'associate of',
      family: 'people',
      isDirected: false,
      certainty: 'confirmed',
    };
  });
  return { nodes, edges, positions, kinds };
}
