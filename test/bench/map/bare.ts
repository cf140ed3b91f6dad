import { MultiGraph } from 'graphology';
import Sigma from 'sigma';
import { countRender } from './render-count.ts';

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
    /** Milliseconds from asking for the graph until it was there. */
    readMs?: number;
    /** Milliseconds from asking for the graph until a frame with it was shown. */
    drawnMs?: number;
  }
}

const stage = document.getElementById('stage');
if (!stage) throw new Error('The page has no stage.');
const startedMs = performance.now();
const query = new URLSearchParams(location.search);
const file = query.get('graph') ?? 'graph.json';
const { nodes, edges, positions }: BareGraph = await (await fetch(`./${file}`)).json();
window.readMs = performance.now() - startedMs;
const graph = new MultiGraph();
for (const { id, label } of nodes) {
  const [x, y] = positions[id] ?? [0, 0];
  graph.addNode(id, { label, x, y, size: 8, color: '#0B57A4' });
}
for (const { id, source, target } of edges) {
  if (source !== target)
    graph.addDirectedEdgeWithKey(id, source, target, { size: 1.5, type: 'arrow' });
}
// The product hides links while a large map moves, so bare sigma is measured with that too.
new Sigma(graph, stage, { hideEdgesOnMove: query.has('hide') }).on('afterRender', countRender);
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    window.drawnMs = performance.now() - startedMs;
  }),
);
