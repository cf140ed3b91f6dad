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
 * Complexity: O(n²). Source: Kendall (1945), Biometrika 33, 239–251.
 */
export function kendallTauB(one: ArrayLike<number>, other: ArrayLike<number>): number | null {
  let [agreement, pairsOne, pairsOther] = [0, 0, 0];
  for (let a = 0; a < one.length; a++) {
    for (let b = a + 1; b < one.length; b++) {
      const byOne = Math.sign(one[a]! - one[b]!);
      const byOther = Math.sign(other[a]! - other[b]!);
      agreement += byOne * byOther;
      pairsOne += Math.abs(byOne);
      pairsOther += Math.abs(byOther);
    }
  }
  const pairs = Math.sqrt(pairsOne) * Math.sqrt(pairsOther);
  return pairs === 0 ? null : agreement / pairs;
}
