import { baseOfNode, type NodeAttributes } from './canvas-node.ts';

/** Links, shown and hidden, from which a node is as large as nodes get. */
const MANY_LINKS = 16;
const MANY_LEVERS = 10;
const PRINCIPAL_SHARE = 0.6;
const OCG_LEAST = 0.5;

/** What nodes are sized by. */
export type SizeBy = 'links' | 'levers' | 'same';

function share(count: number, many: number): number {
  return Math.min(1, Math.sqrt(Math.max(0, count - 1) / (many - 1)));
}

/**
 * Radius of a node at 100% zoom, between the theme's small and extra large.
 * Protected people are all of one size: size would rank them.
 */
export function radiusOf(
  node: Pick<NodeAttributes, 'kind' | 'isProtected' | 'badge' | 'levers' | 'hiddenNeighbours'>,
  links: number,
  by: SizeBy,
  radiiPx: readonly [number, number, number, number],
): number {
  const [small, medium, large, extraLarge] = radiiPx;
  if (node.isProtected || by === 'same') return medium;
  const weight =
    by === 'links'
      ? share(links + node.hiddenNeighbours, MANY_LINKS)
      : share((node.levers?.strong ?? 0) + (node.levers?.indicative ?? 0), MANY_LEVERS);
  if (node.badge === 'principal') {
    return large + (extraLarge - large) * weight * PRINCIPAL_SHARE;
  }
  const least = baseOfNode(node) === 'ocg' ? OCG_LEAST : 0;
  return small + (large - small) * Math.max(least, weight);
}
