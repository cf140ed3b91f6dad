import { findCommunities } from '../../../shared/analysis/communities.ts';
import { buildCsr } from '../../../shared/analysis/csr.ts';
import { arrangeNew } from './arrange.ts';
import type { LayoutStep } from './engine.ts';
import { layOut } from './engine.ts';
import type { ShapeInput } from './shape.ts';

/** The community of each node; protected people shape none, and have -1. */
export function communitiesOf(input: ShapeInput): Int32Array {
  if (input.communities)
    return input.communities.map((of, node) => (input.isProtected[node] ? -1 : of));
  const pairs: number[] = [];
  for (let at = 0; at + 1 < input.pairs.length; at += 2) {
    const [a, b] = [input.pairs[at]!, input.pairs[at + 1]!];
    if (!input.isProtected[a] && !input.isProtected[b]) pairs.push(a, b);
  }
  const search = findCommunities(buildCsr(input.nodeCount, pairs), { seed: input.seed });
  for (;;) {
    const { done, value } = search.next();
    if (!done) continue;
    return value.map((community, node) => (input.isProtected[node] ? -1 : community));
  }
}

/**
 * Links that keep what is left of a community in one place, where what joined it is not on the map: its first
 * member and the first of each piece.
 */
function holdTogether(communityOf: Int32Array, within: readonly number[]): readonly number[] {
  const rootOf = Int32Array.from(communityOf.keys());
  const root = (node: number): number => {
    let at = node;
    while (rootOf[at] !== at) at = rootOf[at] = rootOf[rootOf[at]!]!;
    return at;
  };
  for (let at = 0; at + 1 < within.length; at += 2)
    rootOf[root(within[at]!)] = root(within[at + 1]!);
  const firstOf = new Map<number, number>();
  const added: number[] = [];
  for (const [node, community] of communityOf.entries()) {
    if (community === -1) continue;
    const first = firstOf.get(community);
    if (first === undefined) firstOf.set(community, node);
    else if (root(node) !== root(first)) {
      rootOf[root(node)] = root(first);
      added.push(first, node);
    }
  }
  return added;
}

/**
 * Lays out each community by itself and packs them side by side; protected people go beside what they are
 * linked to afterwards, and so part nobody from a community.
 */
export function* layOutCommunities(input: ShapeInput): Generator<LayoutStep> {
  const communityOf = communitiesOf(input);
  const within: number[] = [];
  for (let at = 0; at + 1 < input.pairs.length; at += 2) {
    const [a, b] = [input.pairs[at]!, input.pairs[at + 1]!];
    if (communityOf[a] !== -1 && communityOf[a] === communityOf[b]) within.push(a, b);
  }
  within.push(...holdTogether(communityOf, within));
  const apart = { ...input, pairs: Int32Array.from(within) };
  let last: LayoutStep | null = null;
  for (const step of layOut(apart)) {
    if (step.share < 1) yield step;
    else last = step;
  }
  if (!last) return;
  const isPlaced = Uint8Array.from(communityOf, (community, node) =>
    community !== -1 || input.isFixed[node] ? 1 : 0,
  );
  const hasRest = isPlaced.includes(0) && isPlaced.includes(1);
  if (!hasRest) {
    yield last;
    return;
  }
  const positions = arrangeNew({ ...input, positions: last.positions, isFixed: isPlaced });
  yield { positions, share: 1 };
}
