import { seriate, type WeightedPair } from '../../../shared/analysis/seriation.ts';
import type { GraphEdge, GraphNode, Subgraph } from '../../../shared/api/graph.ts';
import type { Certainty } from '../../../shared/domain/grade.ts';
import type { Hull } from '../../store/network.ts';

/** How rows and columns are ordered. */
export const MATRIX_ORDERS = ['cluster', 'community', 'kind', 'name', 'links'] as const;
export type MatrixOrder = (typeof MATRIX_ORDERS)[number];

/** The links between two records. */
export interface MatrixCell {
  readonly edges: readonly GraphEdge[];
  /** The surest of them. */
  readonly certainty: Certainty;
}

/** Who is linked to whom, before it is ordered. */
export interface MatrixModel {
  readonly nodes: readonly GraphNode[];
  /** Links of each pair by `row * nodes.length + column`, the lower number first. */
  readonly cells: ReadonlyMap<number, MatrixCell>;
  readonly degrees: Int32Array;
}

const SURENESS: Readonly<Record<Certainty, number>> = { confirmed: 0, reported: 1, tentative: 2 };

/** The surest of some links. */
export function surest(edges: readonly GraphEdge[]): Certainty {
  return edges.reduce<Certainty>(
    (best, { certainty }) => (SURENESS[certainty] < SURENESS[best] ? certainty : best),
    'tentative',
  );
}

/** Gathers the links of each pair. */
export function createMatrixModel({
  nodes,
  edges,
}: Pick<Subgraph, 'nodes' | 'edges'>): MatrixModel {
  const placeOf = new Map(nodes.map(({ id }, place) => [id, place]));
  const gathered = new Map<number, GraphEdge[]>();
  const degrees = new Int32Array(nodes.length);
  for (const edge of edges) {
    const a = placeOf.get(edge.source);
    const b = placeOf.get(edge.target);
    if (a === undefined || b === undefined || a === b) continue;
    const key = Math.min(a, b) * nodes.length + Math.max(a, b);
    const known = gathered.get(key);
    if (known) known.push(edge);
    else gathered.set(key, [edge]);
    degrees[a]!++;
    degrees[b]!++;
  }
  const cells = new Map<number, MatrixCell>();
  for (const [key, own] of gathered) cells.set(key, { edges: own, certainty: surest(own) });
  return { nodes, cells, degrees };
}

/** The links between two records by their places; null: none. */
export function cellOf({ nodes, cells }: MatrixModel, a: number, b: number): MatrixCell | null {
  return cells.get(Math.min(a, b) * nodes.length + Math.max(a, b)) ?? null;
}

/** A community whose members stand together. */
export type MatrixCommunity = Pick<Hull, 'name' | 'memberIds'>;

/** The number of each record's community; what is in none comes after all. Protected people are in none. */
function communityOfEach(
  { nodes }: MatrixModel,
  communities: readonly MatrixCommunity[],
): Int32Array {
  const numberOf = new Map(
    communities.flatMap(({ memberIds }, number) => memberIds.map((id) => [id, number] as const)),
  );
  return Int32Array.from(nodes, ({ id, isProtected }) =>
    isProtected ? communities.length : (numberOf.get(id) ?? communities.length),
  );
}

/** The first row of each community in an order by community, and what it is called. */
export interface MatrixBlock {
  readonly first: number;
  readonly count: number;
  /** Null: those in no community. */
  readonly name: string | null;
}

/** The blocks of an order by community. */
export function blocksOf(
  model: MatrixModel,
  order: readonly number[],
  communities: readonly MatrixCommunity[],
): readonly MatrixBlock[] {
  const numbers = communityOfEach(model, communities);
  const blocks: { first: number; count: number; name: string | null }[] = [];
  let last = -1;
  for (const [row, place] of order.entries()) {
    const number = numbers[place]!;
    if (number !== last)
      blocks.push({ first: row, count: 0, name: communities[number]?.name ?? null });
    blocks.at(-1)!.count++;
    last = number;
  }
  return blocks;
}

/** Places of the records in an order. Protected people are never ranked: by links they come last, by reference. */
export function orderNodes(
  model: MatrixModel,
  order: MatrixOrder,
  communities: readonly MatrixCommunity[] = [],
): readonly number[] {
  const { nodes, degrees } = model;
  const places = nodes.map((_, place) => place);
  const byName = (a: number, b: number) =>
    Number(nodes[a]!.isProtected) - Number(nodes[b]!.isProtected) ||
    nodes[a]!.label.localeCompare(nodes[b]!.label, 'en-GB') ||
    (nodes[a]!.id < nodes[b]!.id ? -1 : 1);
  switch (order) {
    case 'name':
      return places.sort(byName);
    case 'kind':
      return places.sort((a, b) => compare(nodes[a]!.kind, nodes[b]!.kind) || byName(a, b));
    case 'links':
      return places.sort((a, b) => {
        const protection = Number(nodes[a]!.isProtected) - Number(nodes[b]!.isProtected);
        if (protection !== 0 || nodes[a]!.isProtected) return protection || byName(a, b);
        return degrees[b]! - degrees[a]! || byName(a, b);
      });
    case 'community': {
      const numbers = communityOfEach(model, communities);
      const rank = new Int32Array(nodes.length);
      for (const [at, place] of clusterOrder(model).entries()) rank[place] = at;
      return places.sort((a, b) => {
        const apart = numbers[a]! - numbers[b]!;
        const protection = Number(nodes[a]!.isProtected) - Number(nodes[b]!.isProtected);
        if (apart !== 0 || protection !== 0) return apart || protection;
        return nodes[a]!.isProtected ? byName(a, b) : rank[a]! - rank[b]!;
      });
    }
    case 'cluster':
      return clusterOrder(model);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function clusterOrder({ nodes, cells }: MatrixModel): readonly number[] {
  // By id, so that the order does not hang on how the records came.
  const sorted = nodes.map((_, place) => place).sort((a, b) => compare(nodes[a]!.id, nodes[b]!.id));
  const rank = new Int32Array(nodes.length);
  for (const [at, place] of sorted.entries()) rank[place] = at;
  const pairs = [...cells].map(([key, { edges }]): WeightedPair => {
    const a = Math.floor(key / nodes.length);
    return [rank[a]!, rank[key % nodes.length]!, edges.length];
  });
  return Array.from(seriate(nodes.length, pairs), (at) => sorted[at]!);
}
