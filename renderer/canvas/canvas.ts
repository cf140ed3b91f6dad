import Sigma from 'sigma';
import type { NodeProgramType } from 'sigma/rendering';
import { AbstractEdgeProgram, AbstractNodeProgram } from 'sigma/rendering';
import type { Sieve } from '../store/explore.ts';
import type { EdgeAttributes, NodeAttributes } from './canvas-node.ts';
import { FLAG } from './canvas-node.ts';
import { createDrawnGraph, type DrawnGraph, type EdgeFeed, type NodeFeed } from './drawn-graph.ts';
import type { MapDress } from './dress.ts';
import { dressedRadius, NO_DRESS, widthOfWeight } from './dress.ts';
import { createEdgeProgram } from './edge-program.ts';
import type { Emphasis, Lifted } from './emphasis.ts';
import { createEmphasis } from './emphasis.ts';
import type { NodeAtlas } from './glyph-atlas.ts';
import type { Position } from './map-graph.ts';
import { type MapModel, typeOfLink } from './map-model.ts';
import type { NodeHits } from './node-hit.ts';
import { createNodeHits } from './node-hit.ts';
import { createNodeProgram } from './node-program.ts';
import type { SizeBy } from './node-size.ts';
import { radiusOf } from './node-size.ts';
import type { CanvasTheme } from './theme.ts';
import { readTheme } from './theme.ts';
import type { CameraPlace, Insets, MapCamera, Projection } from './viewport.ts';
import {
  boundsOf,
  cameraAt,
  cameraFitting,
  FRAME_UNITS,
  isInView,
  MAX_ZOOM,
  MIN_ZOOM,
  nodeScaleAt,
  projectionOf,
  ratioFor,
  shiftIntoView,
  zoomAt,
} from './viewport.ts';

export type MapSigma = Sigma<NodeAttributes, EdgeAttributes>;

/** The drawn map: sigma, what it draws, and how things are shown on it. */
export interface Canvas {
  /** What takes the keyboard. */
  readonly region: HTMLElement;
  readonly sigma: MapSigma;
  readonly model: MapModel;
  readonly emphasis: Emphasis;
  readonly theme: CanvasTheme;
  readonly projection: Projection;
  /** Nodes as they were drawn last, hidden ones too. */
  readonly drawnNodes: DrawnGraph['nodes'];
  /** Radius at 100% zoom. */
  radiusOf(id: string): number;
  setSizeBy(by: SizeBy): void;
  /** How nodes and links are drawn where it is not by their kind alone. */
  readonly dress: MapDress;
  setDress(dress: MapDress): void;
  onDress(listener: () => void): () => void;
  /** Takes the theme anew from the stylesheet. */
  rereadTheme(): void;
  /** Whether a record is on the map and drawn: its kind is shown, and no sieve takes it away. */
  isDrawn(id: string): boolean;
  /** Whether a link, both its ends and its type are drawn. */
  isLinkDrawn(id: string): boolean;
  /** Draws what the sieves keep back faint, or not at all. */
  sieve(sieves: readonly Sieve[], mode: 'fade' | 'remove'): void;
  /** Draws all but a route faint; null: nothing is lifted any more. */
  lift(lifted: Lifted | null): void;
  /** Calls back whenever other records are kept back. */
  onSieve(listener: () => void): () => void;
  hover(id: string | null): void;
  /** The node under a point of the canvas, in pixels from its corner. */
  nodeAt(point: { readonly x: number; readonly y: number }): string | null;
  select(ids: readonly string[]): void;
  lookAt(place: CameraPlace, options?: { readonly isInstant?: boolean }): void;
  /** Shows everything, where it is or where it is about to be. */
  fit(options?: {
    readonly places?: ReadonlyMap<string, Position>;
    readonly isInstant?: boolean;
  }): void;
  /** Brings nodes into view without coming closer; does nothing where they are in view. */
  reveal(ids: readonly string[]): void;
  /** Brings a node to the middle, and close enough to read. */
  centreOn(id: string): void;
  /** Moves the map just far enough for a node to be seen. */
  bringIntoView(id: string): void;
  zoomBy(factor: number): void;
  /** What it looks at: the middle in map units, and pixels to a map unit. */
  cameraPlace(): MapCamera;
  lookFrom(camera: MapCamera, options?: { readonly isInstant?: boolean }): void;
  kill(): void;
}

/** Names and badges reach beyond the nodes; tool row and legend lie over the edges. */
const FIT_INSETS: Insets = { left: 84, right: 84, top: 78, bottom: 100 };
const MOST_INSET_GROWTH = 1.5;
/** No node is drawn larger at 100% zoom. */
const MOST_RADIUS_PX = 60;
/** A node is met this far beyond its rim. */
const POINTER_SLACK_PX = 3;
/** From so many links on, none is drawn while the map moves. */
const MANY_LINKS = 3000;
const READABLE_ZOOM = 0.8;
/** Links that stand for many are wide, but remain links. */
const MOST_MERGED_PX = 6;

/** As much as what lies over the edges has grown, in a theme for a far screen. */
function insetsOf({ textScale }: CanvasTheme): Insets {
  const growth = Math.max(1, Math.min(MOST_INSET_GROWTH, textScale));
  return {
    left: FIT_INSETS.left * growth,
    right: FIT_INSETS.right * growth,
    top: FIT_INSETS.top * growth,
    bottom: FIT_INSETS.bottom * growth,
  };
}

/** sigma comes with programs of its own, which would only be compiled and never used. */
class NoEdgeProgram extends AbstractEdgeProgram<NodeAttributes, EdgeAttributes> {
  drawLabel = undefined;
  process(): void {}
  reallocate(): void {}
  render(): void {}
  kill(): void {}
}

/** sigma insists on a second program for hovered nodes; ours draws the hover itself. */
class NoHoverProgram extends AbstractNodeProgram<NodeAttributes, EdgeAttributes> {
  drawLabel = undefined;
  drawHover = undefined;
  process(): void {}
  reallocate(): void {}
  render(): void {}
  kill(): void {}
}

/** Makes the canvas. `GraphCanvas` alone calls this. */
export function createCanvas(
  { region, stage }: { readonly region: HTMLElement; readonly stage: HTMLElement },
  model: MapModel,
  atlas: NodeAtlas,
): Canvas {
  const { graph } = model;
  const emphasis = createEmphasis(graph, model.standIn);
  const sieveListeners = new Set<() => void>();
  let theme = readTheme(stage);
  let sizeBy: SizeBy = 'links';
  let dress = NO_DRESS;
  const dressListeners = new Set<() => void>();
  const size = () => ({ width: stage.offsetWidth, height: stage.offsetHeight });
  const radius = (id: string, node: NodeAttributes) =>
    dressedRadius(
      node.group
        ? theme.nodeRadiiPx[2]
        : radiusOf(node, model.degreeOf(id), sizeBy, theme.nodeRadiiPx),
      dress.nodes.get(id),
      theme.nodeRadiiPx,
    );

  const nodeProgram = createNodeProgram(() => theme, atlas);

  const sigma: MapSigma = new Sigma<NodeAttributes, EdgeAttributes>(graph, stage, {
    defaultNodeType: 'circle',
    defaultEdgeType: 'line',
    nodeProgramClasses: { circle: nodeProgram },
    nodeHoverProgramClasses: {
      circle: NoHoverProgram as NodeProgramType<NodeAttributes, EdgeAttributes>,
    },
    edgeProgramClasses: { line: createEdgeProgram(() => theme), arrow: NoEdgeProgram },
    renderLabels: false,
    allowInvalidContainer: true,
    stagePadding: 0,
    minCameraRatio: ratioFor(MAX_ZOOM, size()),
    maxCameraRatio: ratioFor(MIN_ZOOM, size()),
    zoomToSizeRatioFunction: (ratio) => 1 / nodeScaleAt(zoomAt(ratio, size())),
    ...motionSettings(theme),
  });
  sigma.setCustomBBox({
    x: [-FRAME_UNITS / 2, FRAME_UNITS / 2],
    y: [-FRAME_UNITS / 2, FRAME_UNITS / 2],
  });
  const drawn = createDrawnGraph(graph, {
    ofNode(node) {
      const { id, of } = node;
      const dressed = dress.nodes.get(id);
      node.size = radius(id, of);
      node.flags =
        emphasis.flagsOfNode(id) |
        (of.badge === 'principal' ? FLAG.principal : 0) |
        (dressed?.ring ? FLAG.ringed : 0) |
        (dressed?.hasHalo ? FLAG.haloed : 0);
      node.hidden =
        model.hiddenKinds.has(of.kind) || model.isFolded(id) || emphasis.isNodeRemoved(id);
      node.dress = dressed;
    },
    ofEdge(edge) {
      const { id, of } = edge;
      edge.flags = emphasis.flagsOfEdge(id);
      edge.hidden = emphasis.isEdgeRemoved(id) || model.hiddenRelationTypes.has(typeOfLink(of));
      edge.widthPx = widthOf(id, of);
    },
  });
  feedSigma(sigma, drawn);
  // sigma's own picking reads a pixel back from the graphics card at each move of the pointer, and draws everything
  // a second time for it: with many nodes the page stands still meanwhile.
  let hits: NodeHits | null = null;
  function nodeUnder({ x, y }: { readonly x: number; readonly y: number }): string | null {
    hits ??= createNodeHits(graph.mapNodes((id, node) => ({ id, x: node.x, y: node.y })));
    // As sigma last drew it: the page may just have been laid out anew, and the map not yet.
    const at = sigma.viewportToGraph({ x, y });
    const zoom = zoomAt(sigma.getCamera().getState().ratio, sigma.getDimensions());
    const scale = nodeScaleAt(zoom) / zoom;
    const slack = POINTER_SLACK_PX / zoom;
    return hits.at(at.x, at.y, MOST_RADIUS_PX * scale + slack, (id) => {
      const node = drawn.byId[id];
      return !node || node.hidden ? -1 : node.size * scale + slack;
    });
  }
  Object.assign(sigma, { getNodeAtPosition: nodeUnder });

  function widthOf(id: string, { mergedCount }: EdgeAttributes): number | undefined {
    if (mergedCount) return Math.min(MOST_MERGED_PX, 1.25 + Math.log2(mergedCount));
    const weight = dress.linkWeights?.get(id);
    return weight === undefined ? undefined : widthOfWeight(weight);
  }
  /** A closed group is shown as selected when all in it are. */
  function withStandIns(ids: readonly string[]): readonly string[] {
    if (model.groups.length === 0) return ids;
    const selected = new Set(ids);
    const groups = [...new Set(ids.map(model.standIn))].filter(
      (id) => !selected.has(id) && model.behind(id).every((member) => selected.has(member)),
    );
    return [...ids.filter((id) => !model.isFolded(id)), ...groups];
  }

  /** Has everything drawn in another way with the next frame. */
  function repaint(): void {
    drawn.takeLooks();
    drawSoon();
  }

  /** Has what was taken drawn with the next frame. */
  function drawSoon(): void {
    Reflect.set(sigma, 'needToProcess', true);
    sigma.scheduleRender();
  }

  function lookAt(place: CameraPlace, { isInstant = false } = {}): void {
    const camera = sigma.getCamera();
    if (isInstant || theme.moveMs === 0) camera.setState(place);
    else void camera.animate(place, { duration: theme.moveMs, easing: 'cubicInOut' });
  }

  function pointsOf(ids: readonly string[]): readonly Position[] {
    return ids.filter((id) => graph.hasNode(id)).map((id) => graph.getNodeAttributes(id));
  }

  /** Has sigma take everything anew, and draw it with the next frame. */
  function redraw(): void {
    // The model does not tell sigma of each node that is gone.
    const pointedAt: unknown = Reflect.get(sigma, 'hoveredNode');
    if (typeof pointedAt === 'string' && !graph.hasNode(pointedAt))
      Reflect.set(sigma, 'hoveredNode', null);
    const hidesLinks = graph.size > MANY_LINKS;
    // A setting that changes has sigma take everything anew by itself.
    if (sigma.getSetting('hideEdgesOnMove') === hidesLinks) sigma.scheduleRefresh();
    else sigma.setSetting('hideEdgesOnMove', hidesLinks);
  }

  const stopListening = model.subscribe((change, moved) => {
    hits = null;
    if (change === 'records') emphasis.recompute();
    switch (change) {
      case 'positions':
        drawn.takeMoved(moved);
        return drawSoon();
      case 'pins':
        // A pin is a badge.
        return void sigma.scheduleRender();
      case 'kinds':
        return repaint();
      case 'records':
        return redraw();
    }
  });

  const canvas: Canvas = {
    region,
    sigma,
    model,
    emphasis,
    get theme() {
      return theme;
    },
    get drawnNodes() {
      return drawn.nodes;
    },
    get projection() {
      return projectionOf(sigma.getCamera().getState(), size());
    },
    radiusOf: (id) => radius(id, graph.getNodeAttributes(id)),
    setSizeBy(by) {
      if (by === sizeBy) return;
      sizeBy = by;
      repaint();
    },
    get dress() {
      return dress;
    },
    setDress(next) {
      dress = next;
      // Names and badges are placed anew with it.
      emphasis.recompute();
      repaint();
      for (const listener of dressListeners) listener();
    },
    onDress(listener) {
      dressListeners.add(listener);
      return () => dressListeners.delete(listener);
    },
    rereadTheme() {
      theme = readTheme(stage);
      sigma.setSettings(motionSettings(theme));
      redraw();
    },
    isDrawn: (id) =>
      graph.hasNode(id) &&
      !model.hiddenKinds.has(graph.getNodeAttribute(id, 'kind')) &&
      !model.isFolded(id) &&
      !emphasis.isNodeRemoved(id),
    isLinkDrawn: (id) =>
      !emphasis.isEdgeRemoved(id) &&
      !model.hiddenRelationTypes.has(typeOfLink(graph.getEdgeAttributes(id))) &&
      graph.extremities(id).every((end) => canvas.isDrawn(end)),
    sieve(sieves, mode) {
      if (!emphasis.sieve(sieves, mode)) return;
      repaint();
      for (const listener of sieveListeners) listener();
    },
    lift(lifted) {
      if (emphasis.lift(lifted)) repaint();
    },
    onSieve(listener) {
      sieveListeners.add(listener);
      return () => sieveListeners.delete(listener);
    },
    hover(id) {
      if (id === emphasis.hoveredId) return;
      drawn.takeNodes(emphasis.hover(id));
      drawSoon();
    },
    nodeAt: nodeUnder,
    select(ids) {
      if (emphasis.select(withStandIns(ids))) repaint();
    },
    lookAt,
    fit({ places, isInstant = false } = {}) {
      const bounds = boundsOf(places?.values() ?? pointsOf(graph.nodes()));
      if (bounds) lookAt(cameraFitting(bounds, size(), insetsOf(theme)), { isInstant });
    },
    reveal(ids) {
      const bounds = boundsOf(pointsOf(ids));
      if (!bounds || isInView(bounds, canvas.projection, size())) return;
      const place = cameraFitting(bounds, size(), insetsOf(theme));
      // A larger ratio is further away.
      const ratio = Math.max(place.ratio, sigma.getCamera().getState().ratio);
      lookAt({ ...place, ratio });
    },
    centreOn(id) {
      if (!graph.hasNode(id)) return;
      const { x, y } = graph.getNodeAttributes(id);
      lookAt(cameraAt(x, y, Math.max(READABLE_ZOOM, canvas.projection.zoom), size()));
    },
    bringIntoView(id) {
      if (!graph.hasNode(id)) return;
      const { projection } = canvas;
      const { x, y } = graph.getNodeAttributes(id);
      const shift = shiftIntoView(projection.toScreenX(x), projection.toScreenY(y), size());
      if (shift.x === 0 && shift.y === 0) return;
      const camera = sigma.getCamera().getState();
      const units = FRAME_UNITS * projection.zoom;
      lookAt({ ...camera, x: camera.x + shift.x / units, y: camera.y - shift.y / units });
    },
    zoomBy(factor) {
      const camera = sigma.getCamera();
      const zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, canvas.projection.zoom * factor));
      lookAt({ ...camera.getState(), ratio: ratioFor(zoom, size()) });
    },
    cameraPlace() {
      const { projection } = canvas;
      const { width, height } = size();
      return {
        x: Math.round(projection.toMapX(width / 2)),
        y: Math.round(projection.toMapY(height / 2)),
        zoom: projection.zoom,
      };
    },
    lookFrom: ({ x, y, zoom }, options) => lookAt(cameraAt(x, y, zoom, size()), options),
    kill() {
      stopListening();
      sigma.kill();
    },
  };
  return canvas;
}

/** What of sigma is fed by ours instead; its types keep these to themselves. */
interface FedSigma {
  readonly nodePrograms: Readonly<Record<string, NodeFeed>>;
  readonly edgePrograms: Readonly<Record<string, EdgeFeed>>;
  nodeDataCache: DrawnGraph['byId'];
  needToProcess: boolean;
  render(): void;
}

/** Has a map's own tables drawn where sigma would copy the graph for each picture. */
function feedSigma(sigma: MapSigma, drawn: DrawnGraph): void {
  // Once by its own means, so that it knows the frame.
  sigma.refresh();
  const fed = sigma as unknown as FedSigma;
  Object.assign(sigma, {
    refresh({ schedule = false }: { readonly schedule?: boolean } = {}) {
      drawn.takeAll();
      fed.needToProcess = true;
      if (schedule) sigma.scheduleRender();
      else fed.render();
      return sigma;
    },
    process() {
      const { circle } = fed.nodePrograms;
      const { line } = fed.edgePrograms;
      if (circle && line) drawn.feed(circle, line);
      // What is pointed at is looked up here.
      fed.nodeDataCache = drawn.byId;
      return sigma;
    },
  });
  drawn.takeAll();
  fed.needToProcess = true;
  sigma.scheduleRender();
}

/** sigma divides by durations, so the shortest is 1 ms. */
function motionSettings({ moveMs }: CanvasTheme) {
  return {
    zoomDuration: Math.max(1, Math.min(moveMs, 150)),
    inertiaDuration: Math.max(1, Math.min(moveMs, 200)),
    inertiaRatio: moveMs === 0 ? 0 : 3,
  };
}
