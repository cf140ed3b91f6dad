import { createElement, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { loadFonts } from '../../../renderer/app/fonts.ts';
import { useCanvas } from '../../../renderer/canvas/canvas-context.ts';
import { GraphCanvas } from '../../../renderer/canvas/GraphCanvas.tsx';
import { createMapModel } from '../../../renderer/canvas/map-model.ts';
import { pictures } from '../../../renderer/canvas/pictures.tsx';
import type { GraphEdge, GraphNode } from '../../../shared/api/graph.ts';
import type { KindDefinition } from '../../../shared/domain/ontology.ts';
import { countRender } from './render-count.ts';

/** The canvas of the product with a graph that the product itself would gather into communities. */
interface OwnGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly positions: Readonly<Record<string, readonly [number, number]>>;
  readonly kinds: readonly KindDefinition[];
}

const stage = document.getElementById('stage');
if (!stage) throw new Error('The page has no stage.');
await loadFonts();
// The product makes them while its user types a passphrase.
await pictures();
const file = new URLSearchParams(location.search).get('graph') ?? 'graph.json';
const startedMs = performance.now();
const { nodes, edges, positions, kinds }: OwnGraph = await (await fetch(`./${file}`)).json();
window.readMs = performance.now() - startedMs;
const model = createMapModel(kinds);

function Filled() {
  const canvas = useCanvas();
  useEffect(() => {
    const places = Object.entries(positions).map(([id, [x, y]]) => [id, { x, y }] as const);
    canvas.model.replace(nodes, edges, new Map(places));
    canvas.fit({ isInstant: true });
    canvas.sigma.on('afterRender', countRender);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        window.drawnMs = performance.now() - startedMs;
      }),
    );
  }, [canvas]);
  return null;
}

createRoot(stage).render(
  createElement(GraphCanvas, { model, label: 'Network map' }, createElement(Filled)),
);
