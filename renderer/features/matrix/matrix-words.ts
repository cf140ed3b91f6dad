import type { GraphEdge, GraphNode } from '../../../shared/api/graph.ts';
import type { MatrixCell } from './matrix-model.ts';

const MOST_LINKS = 6;

/** One link as a sentence: *Ana Example director of Moon Nails, reported*. */
export function edgeWords(edge: GraphEdge, a: GraphNode, b: GraphNode): string {
  const [from, to] = edge.source === a.id ? [a, b] : [b, a];
  return `${from.label} ${edge.label} ${to.label}, ${edge.certainty}`;
}

/** How many links, with the right word. */
export function linkCount(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'link' : 'links'}`;
}

/** The links of a pair, one a line, those that say the same on one; more than a few are counted. */
export function cellLines(cell: MatrixCell, a: GraphNode, b: GraphNode): readonly string[] {
  const counts = new Map<string, number>();
  for (const edge of cell.edges) {
    const words = edgeWords(edge, a, b);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const lines = [...counts].map(([words, count]) =>
    count === 1 ? words : `${words} (${count} times)`,
  );
  const more = lines.length - MOST_LINKS;
  return more > 0 ? [...lines.slice(0, MOST_LINKS), `and ${more} more`] : lines;
}

/** A cell, as it is said aloud. */
export function cellWords(cell: MatrixCell | null, row: GraphNode, column: GraphNode): string {
  if (row.id === column.id) return `${row.label}, itself`;
  if (!cell) return `${row.label} and ${column.label}: no link`;
  return `${row.label} and ${column.label}: ${linkCount(cell.edges.length)}. ${cellLines(cell, row, column).join('; ')}`;
}
