/** What is the same and what is not between two dates. */
export interface Change {
  readonly common: readonly string[];
  readonly entered: readonly string[];
  readonly left: readonly string[];
  /** Share of nodes of either date that are of both; null: there are none. */
  readonly nodeJaccard: number | null;
  /** The same of pairs that are linked, whatever the direction. */
  readonly linkJaccard: number | null;
}

/** The nodes and links of one date. */
export interface Snapshot {
  readonly nodes: readonly string[];
  readonly links: readonly (readonly [string, string])[];
}

/** Compares two dates: who came, who left, and how much stayed. Source: analytics.md 1.20. */
export function changeBetween(before: Snapshot, after: Snapshot): Change {
  const nodesBefore = new Set(before.nodes);
  const nodesAfter = new Set(after.nodes);
  const linksBefore = pairsOf(before);
  const linksAfter = pairsOf(after);
  return {
    common: before.nodes.filter((node) => nodesAfter.has(node)),
    entered: after.nodes.filter((node) => !nodesBefore.has(node)),
    left: before.nodes.filter((node) => !nodesAfter.has(node)),
    nodeJaccard: jaccard(nodesBefore, nodesAfter),
    linkJaccard: jaccard(linksBefore, linksAfter),
  };
}

function pairsOf({ links }: Snapshot): Set<string> {
  return new Set(
    links
      .filter(([source, target]) => source !== target)
      .map(([source, target]) =>
        JSON.stringify(source < target ? [source, target] : [target, source]),
      ),
  );
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number | null {
  let both = 0;
  for (const member of one) if (other.has(member)) both++;
  const all = one.size + other.size - both;
  return all === 0 ? null : both / all;
}

/**
 * Kendall's tau-b: whether two rankings of the same things agree.
 *
 * Unit: −1, reversed, to 1, alike; null where it is not defined, as one ranking tells nothing apart.
 * Complexity: O(n log n). Source: Kendall (1945), Biometrika 33, 239–251, counted by Knight (1966), Journal of the
 * American Statistical Association 61, 436–439.
 */
export function kendallTauB(one: ArrayLike<number>, other: ArrayLike<number>): number | null {
  const order = Int32Array.from({ length: one.length }, (_, at) => at).sort(
    (a, b) => one[a]! - one[b]! || other[a]! - other[b]!,
  );
  const ordered = Float64Array.from(order, (at) => other[at]!);
  const all = (one.length * (one.length - 1)) / 2;
  const tiedOne = pairsOfEquals(order, (a, b) => one[a] === one[b]);
  const tiedBoth = pairsOfEquals(order, (a, b) => one[a] === one[b] && other[a] === other[b]);
  const swaps = sortCounting(ordered);
  const places = Int32Array.from({ length: one.length }, (_, at) => at);
  const tiedOther = pairsOfEquals(places, (a, b) => ordered[a] === ordered[b]);
  const pairs = Math.sqrt(all - tiedOne) * Math.sqrt(all - tiedOther);
  return pairs === 0 ? null : (all - tiedOne - tiedOther + tiedBoth - 2 * swaps) / pairs;
}

/** Pairs within runs of what is equal, in an order in which equals stand beside each other. */
function pairsOfEquals(order: Int32Array, isEqual: (a: number, b: number) => boolean): number {
  let pairs = 0;
  for (let at = 1, run = 1; at < order.length; at++) {
    run = isEqual(order[at - 1]!, order[at]!) ? run + 1 : 1;
    pairs += run - 1;
  }
  return pairs;
}

/** Sorts values and tells how many pairs stood the wrong way round. */
function sortCounting(values: Float64Array): number {
  const held = new Float64Array(values.length);
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      for (let at = start, left = start, right = middle; at < end; at++) {
        const isLeft = left < middle && (right >= end || values[left]! <= values[right]!);
        if (!isLeft) swaps += middle - left;
        held[at] = values[isLeft ? left++ : right++]!;
      }
    }
    values.set(held);
  }
  return swaps;
}
