import type { Sieve } from './explore.ts';

/** One side of a comparison. */
export interface ComparedSide {
  readonly name: string;
  readonly ids: readonly string[];
}

/** Two sets of records that are told apart on the map. */
export interface Comparison {
  readonly first: ComparedSide;
  readonly second: ComparedSide;
  /** What stands out, the rest being drawn faint. */
  readonly bringOut: 'differences' | 'both' | 'all';
}

/** Ids of two sides, parted. */
export interface Parts {
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly both: readonly string[];
}

/** What only one side has, only the other, and both. */
export function partsOf({ first, second }: Pick<Comparison, 'first' | 'second'>): Parts {
  const [inFirst, inSecond] = [new Set(first.ids), new Set(second.ids)];
  return {
    first: [...inFirst].filter((id) => !inSecond.has(id)),
    second: [...inSecond].filter((id) => !inFirst.has(id)),
    both: [...inFirst].filter((id) => inSecond.has(id)),
  };
}

/** What a comparison lets stand out on the map. */
export function sieveOf({ bringOut, ...sides }: Comparison): Sieve {
  const { first, second, both } = partsOf(sides);
  const wanted = {
    differences: [...first, ...second],
    both,
    all: [...first, ...second, ...both],
  };
  return { entityIds: new Set(wanted[bringOut]), relationIds: null };
}
