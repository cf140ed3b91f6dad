import { freePartOf, type ShapeInput, settleShape } from './shape.ts';
import { degreeOf, neighboursOf, type Topology } from './topology.ts';

const LEVEL_GAP = 92;
const ROW_GAP = 10;
const NODE_GAP = 12;
const SWEEPS = 12;
const STRAIGHTEN_ROUNDS = 16;
const NO_TIER = 255;
const UNSET = 2 ** 31 - 1;

/**
 * The level of each node: its own tier, or one below the highest neighbour. Linked nodes are never more than a
 * level apart. Where nothing of a connected part has a tier, its best linked node is its top.
 */
export function levelsOf(topology: Topology, tiers: Uint8Array): Int32Array {
  const levels = new Int32Array(topology.nodeCount).fill(UNSET);
  const buckets: number[][] = [];
  const put = (node: number, level: number) => {
    levels[node] = level;
    const bucket = buckets[level];
    if (bucket) bucket.push(node);
    else buckets[level] = [node];
  };
  const spread = () => {
    for (let level = 0; level < buckets.length; level++) {
      for (const node of buckets[level] ?? []) {
        if (levels[node] !== level) continue;
        for (const next of neighboursOf(topology, node)) {
          if (levels[next]! > level + 1) put(next, level + 1);
        }
      }
    }
    buckets.length = 0;
  };
  tiers.forEach((tier, node) => {
    if (tier !== NO_TIER) put(node, tier);
  });
  spread();
  const rest = [...levels.keys()]
    .filter((node) => levels[node] === UNSET)
    .sort((a, b) => degreeOf(topology, b) - degreeOf(topology, a) || a - b);
  for (const node of rest) {
    if (levels[node] !== UNSET) continue;
    put(node, 0);
    spread();
  }
  return levels;
}

/** Links that cross between neighbouring levels in these orders. O(m²) in the links of a level. */
export function countLevelCrossings(
  topology: Topology,
  rows: readonly (readonly number[])[],
): number {
  let crossings = 0;
  for (let level = 1; level < rows.length; level++) {
    const placeAbove = new Map(rows[level - 1]!.map((node, place) => [node, place]));
    const ends: number[] = [];
    for (const node of rows[level]!) {
      const above = [...neighboursOf(topology, node)]
        .map((next) => placeAbove.get(next))
        .filter((place) => place !== undefined)
        .sort((a, b) => a - b);
      for (const place of above) {
        for (const end of ends) if (end > place) crossings++;
      }
      ends.push(...above);
    }
  }
  return crossings;
}

/** Orders each level by the middle of its neighbours, down and up again, and keeps the order that crosses least. */
function orderRows(topology: Topology, levels: Int32Array): number[][] {
  const rows = Array.from({ length: Math.max(0, ...levels) + 1 }, (): number[] => []);
  // Side by side with what it hangs on from the start: depth first from the top.
  const isSeen = new Uint8Array(topology.nodeCount);
  const starts = [...levels.keys()].sort((a, b) => levels[a]! - levels[b]! || a - b);
  for (const start of starts) {
    const stack = [start];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (isSeen[node]) continue;
      isSeen[node] = 1;
      rows[levels[node]!]!.push(node);
      for (const next of neighboursOf(topology, node)) if (!isSeen[next]) stack.push(next);
    }
  }
  let best = rows.map((row) => [...row]);
  let least = countLevelCrossings(topology, rows);
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
    const isDown = sweep % 2 === 0;
    const order = [...rows.keys()];
    for (const level of isDown ? order : order.reverse()) {
      const other = rows[level + (isDown ? -1 : 1)];
      if (!other) continue;
      const placeOf = new Map(other.map((node, place) => [node, place]));
      const middle = new Map(
        rows[level]!.map((node, place) => {
          const ends = [...neighboursOf(topology, node)].flatMap((next) => placeOf.get(next) ?? []);
          const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length;
          return [node, ends.length > 0 ? mean : (place / rows[level]!.length) * other.length];
        }),
      );
      rows[level]!.sort((a, b) => middle.get(a)! - middle.get(b)!);
    }
    const crossings = countLevelCrossings(topology, rows);
    if (crossings < least) {
      least = crossings;
      best = rows.map((row) => [...row]);
    }
  }
  return best;
}

/** A level that would be too long for the canvas becomes several rows: neighbours in it stand on rows in turn. */
function rowsPerLevel(
  rows: readonly (readonly number[])[],
  lengths: readonly number[],
  aspect: number,
) {
  const area = lengths.reduce((sum, length) => sum + length * LEVEL_GAP, 0);
  const most = Math.max(600, Math.sqrt(area * aspect) * 1.5);
  return rows.map((_row, level) => Math.max(1, Math.ceil(lengths[level]! / most)));
}

/** Draws each node towards the middle of its neighbours, without leaving its order in its row. */
function straighten(
  topology: Topology,
  lines: readonly (readonly number[])[],
  across: Float64Array,
  halfOf: (node: number) => number,
): void {
  const apart = (a: number, b: number) => halfOf(a) + halfOf(b) + NODE_GAP;
  for (let round = 0; round < STRAIGHTEN_ROUNDS; round++) {
    for (const line of lines) {
      const wanted = line.map((node) => {
        const near = [...neighboursOf(topology, node)];
        if (near.length === 0) return across[node]!;
        return near.reduce((sum, next) => sum + across[next]!, 0) / near.length;
      });
      // From both ends: the mean of the two keeps every distance, and takes no side.
      const rightwards: number[] = [];
      line.forEach((node, at) => {
        const before = rightwards[at - 1];
        const least = before === undefined ? -Infinity : before + apart(line[at - 1]!, node);
        rightwards.push(Math.max(wanted[at]!, least));
      });
      const leftwards: number[] = [];
      for (let at = line.length - 1; at >= 0; at--) {
        const after = leftwards[at + 1];
        const most = after === undefined ? Infinity : after - apart(line[at]!, line[at + 1]!);
        leftwards[at] = Math.min(wanted[at]!, most);
      }
      line.forEach((node, at) => {
        across[node] = (rightwards[at]! + leftwards[at]!) / 2;
      });
    }
  }
}

/**
 * Puts nodes on levels, groups and those who lead them on top, ordered so that few links cross.
 *
 * Complexity: O(levels · m²) for counting crossings, a bounded number of sweeps.
 * Source: Sugiyama, Tagawa and Toda (1981), IEEE Trans. SMC 11(2), 109–125.
 */
export function layOutLevels(input: ShapeInput, direction: 'down' | 'right'): Float32Array {
  const { nodes, topology } = freePartOf(input);
  const isDown = direction === 'down';
  const alongHalf = isDown ? input.halfHeights : input.halfWidths;
  const acrossHalf = isDown ? input.halfWidths : input.halfHeights;
  const halfOf = (node: number) => acrossHalf[nodes[node]!]!;
  const levels = levelsOf(
    topology,
    Uint8Array.from(nodes, (node) => input.tiers[node]!),
  );
  const rows = orderRows(topology, levels);
  const lengths = rows.map((row) =>
    row.reduce((sum, node) => sum + 2 * halfOf(node) + NODE_GAP, 0),
  );
  const splits = rowsPerLevel(rows, lengths, isDown ? input.aspect : 1 / input.aspect);
  const along = new Float64Array(nodes.length);
  const across = new Float64Array(nodes.length);
  const lines: number[][] = [];
  let reach = 0;
  rows.forEach((row, level) => {
    const split = splits[level]!;
    for (let part = 0; part < split; part++) {
      const line = row.filter((_node, place) => place % split === part);
      if (line.length === 0) continue;
      const half = line.reduce((most, node) => Math.max(most, alongHalf[nodes[node]!]!), 0);
      reach += half;
      let at = 0;
      for (const node of line) {
        at += halfOf(node);
        along[node] = reach;
        across[node] = at;
        at += halfOf(node) + NODE_GAP;
      }
      for (const node of line) across[node] = across[node]! - at / 2;
      reach += half + ROW_GAP;
      lines.push(line);
    }
    reach += LEVEL_GAP * (isDown ? 0.75 : 1);
  });
  straighten(topology, lines, across, halfOf);
  return settleShape(input, nodes, {
    xs: isDown ? across : along,
    ys: isDown ? along.map((value) => -value) : across.map((value) => -value),
  });
}
