import { MultiGraph } from 'graphology';
import Sigma from 'sigma';

/** The same graph as the product draws, with nothing but sigma: its own programs, no names of ours, no badges. */
interface BareGraph {
  readonly nodes: readonly { readonly id: string; readonly label: string }[];
  readonly edges: readonly {
    readonly id: string;
    readonly source: string;
    readonly target: string;
  }[];
  readonly positions: Readonly<Record<string, readonly [number, number]>>;
}

declare global {
  interface Window {
    /** Milliseconds from asking for the graph until a frame with it was shown. */
    drawnMs?: number;
  }
}

const stage = document.getElementById('stage');
if (!stage) throw new Error('The page has no stage.');
const startedMs = performance.now();
const { nodes, edges, positions }: BareGraph = await (await fetch('./graph.json')).json();
const graph = new MultiGraph();
for (const { id, label } of nodes) {
  const [x, y] = positions[id] ?? [0, 0];
  graph.addNode(id, { label, x, y, size: 8, color: '#0B57A4' });
}
for (const { id, source, target } of edges) {
  if (source !== target)
    graph.addDirectedEdgeWithKey(id, source, target, { size: 1.5, type: 'arrow' });
}
new Sigma(graph, stage);
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    window.drawnMs = performance.now() - startedMs;
  }),
);
