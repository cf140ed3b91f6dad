import { freePartOf, type ShapeInput, settleShape } from './shape.ts';
import { degreeOf, neighboursOf, type Topology } from './topology.ts';

const RING_GAP = 118;
const NODE_GAP = 2;

interface Tree {
  /** Steps from the middle; nodes with no way to it come after the last ring. */
  readonly rings: Int32Array;
  readonly children: readonly (readonly number[])[];
  readonly roots: readonly number[];
}

function growTree(topology: Topology, middle: number): Tree {
  const rings = new Int32Array(topology.nodeCount).fill(-1);
  const children = Array.from({ length: topology.nodeCount }, (): number[] => []);
  rings[middle] = 0;
  const queue = [middle];
  let last = 0;
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    last = rings[node]!;
    for (const next of neighboursOf(topology, node)) {
      if (rings[next] !== -1) continue;
      rings[next] = rings[node]! + 1;
      children[node]!.push(next);
      queue.push(next);
    }
  }
  const roots = [middle];
  rings.forEach((ring, node) => {
    if (ring !== -1) return;
    rings[node] = last + 1;
    roots.push(node);
  });
  return { rings, children, roots };
}

/** How much of a circle each branch asks for: its own room, or that of all that hangs on it. */
function wedgesOf({ rings, children }: Tree, shareOf: (node: number) => number): Float64Array {
  const wedges = new Float64Array(rings.length);
  const order = [...rings.keys()].sort((a, b) => rings[b]! - rings[a]!);
  for (const node of order) {
    const below = children[node]!.reduce((sum, child) => sum + wedges[child]!, 0);
    // A node further out has more room for the same angle.
    wedges[node] = Math.max(shareOf(node) / Math.max(1, rings[node]!), below);
  }
  return wedges;
}

function bestLinked(topology: Topology): number {
  let best = 0;
  for (let node = 1; node < topology.nodeCount; node++) {
    if (degreeOf(topology, node) > degreeOf(topology, best)) best = node;
  }
  return best;
}

/** Puts one node in the middle and the others on rings by how many links they are away; branches stay together. */
export function layOutRings(input: ShapeInput): Float32Array {
  const { nodes, topology } = freePartOf(input);
  const xs = new Float64Array(nodes.length);
  const ys = new Float64Array(nodes.length);
  if (nodes.length === 0) return settleShape(input, nodes, { xs, ys });
  const asked = input.focus === -1 ? -1 : nodes.indexOf(input.focus);
  const middle = asked === -1 ? bestLinked(topology) : asked;
  const tree = growTree(topology, middle);
  // Whichever way two neighbours lie from each other, their names do not touch.
  const roomOf = (node: number) =>
    2 * Math.hypot(input.halfHeights[nodes[node]!]!, input.halfWidths[nodes[node]!]!) + NODE_GAP;
  const wedges = wedgesOf(tree, roomOf);
  const [first, ...loose] = tree.roots;
  const total = wedges[first!]! + loose.reduce((sum, node) => sum + wedges[node]!, 0) || 1;
  const angles = new Float64Array(nodes.length);
  // From the top, clockwise; a branch lies in the middle of its wedge.
  let begin = 0;
  const place = (node: number, from: number): void => {
    angles[node] = from + ((wedges[node]! / total) * Math.PI * 2) / 2;
    const below = tree.children[node]!.reduce((sum, child) => sum + wedges[child]!, 0);
    let at = from + (((wedges[node]! - below) / total) * Math.PI * 2) / 2;
    for (const child of tree.children[node]!) {
      place(child, at);
      at += (wedges[child]! / total) * Math.PI * 2;
    }
  };
  for (const root of tree.roots) {
    place(root, begin);
    begin += (wedges[root]! / total) * Math.PI * 2;
  }
  // Rings are wide enough that the two neighbours nearest to each other stand apart.
  const ringCount = tree.rings.reduce((most, ring) => Math.max(most, ring), 0);
  const radii = new Float64Array(ringCount + 1);
  for (let ring = 1; ring <= ringCount; ring++) {
    const onRing = [...tree.rings.keys()]
      .filter((node) => tree.rings[node] === ring)
      .sort((a, b) => angles[a]! - angles[b]!);
    let radius = radii[ring - 1]! + RING_GAP;
    const needed = onRing.reduce((sum, node) => sum + roomOf(node), 0) / (Math.PI * 2);
    radius = Math.max(radius, needed);
    radii[ring] = radius;
    evenOut(onRing, angles, roomOf, radius);
  }
  for (let node = 0; node < nodes.length; node++) {
    const radius = radii[tree.rings[node]!]!;
    xs[node] = radius * Math.sin(angles[node]!);
    ys[node] = radius * Math.cos(angles[node]!);
  }
  return settleShape(input, nodes, { xs, ys });
}

/** Moves nodes of a ring on where they would stand on each other, and back by as much in all. */
function evenOut(
  onRing: readonly number[],
  angles: Float64Array,
  roomOf: (node: number) => number,
  radius: number,
): void {
  if (onRing.length < 2) return;
  const wanted = onRing.map((node) => angles[node]!);
  let shift = 0;
  for (let at = 1; at < onRing.length; at++) {
    const [before, node] = [onRing[at - 1]!, onRing[at]!];
    const least = angles[before]! + (roomOf(before) + roomOf(node)) / 2 / radius;
    if (angles[node]! < least) angles[node] = least;
    shift += angles[node]! - wanted[at]!;
  }
  for (const node of onRing) angles[node] = angles[node]! - shift / onRing.length;
}
