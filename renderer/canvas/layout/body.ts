import type { Topology } from './topology.ts';

/** A connected group while its places are being found; lengths in map units. */
export interface Body {
  readonly topology: Topology;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** 1 where a node stays where it is. */
  readonly isFixed: Uint8Array;
}

/** Puts the entries of a list into a random order. */
export function shuffle(order: Int32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
}
