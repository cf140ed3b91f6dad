/** Somebody's use of an asset, such as premises or a phone, and how far it is to be believed. */
export interface AssetUse {
  readonly person: number;
  readonly asset: number;
  /** 0 to 1. */
  readonly evidence: number;
  /** First and last day of the use, as day numbers; null or absent: not known. */
  readonly period?: readonly [first: number, last: number] | null;
}

/** A tie between two people through what they share. */
export interface SharedTie {
  readonly a: number;
  readonly b: number;
  /** Assets behind it, in order. */
  readonly assets: readonly number[];
  /** How many assets both use, at the same time as far as is known. */
  readonly count: number;
  /** The more use an asset, the less it says. Source: Newman (2001), PRE 64, 016132. */
  readonly newman: number;
  /** Source: Zhou et al. (2007), PRE 76, 046115. */
  readonly resourceAllocation: number;
  /**
   * Newman's, times the evidence of both uses and the share of the shorter period in which both used the asset: the
   * tie that is drawn by default.
   */
  readonly credibility: number;
  /** Whether some period is not known, and was taken to overlap. */
  readonly isUndated: boolean;
}

export interface ProjectionOptions {
  /** Most users of an asset that still says something about them; null: any number. */
  readonly cap?: (asset: number) => number | null;
}

/** Ties through shared assets, and the assets left out. */
export interface Projection {
  /** In order of the two people. */
  readonly ties: readonly SharedTie[];
  /** Assets of more users than the cap, such as a formation agent's address: they would tie everybody. */
  readonly hubs: readonly number[];
}

/** Most users of an asset that still says something about them, by kind. Source: analytics.md 1.4. */
export const HUB_CAPS: ReadonlyMap<string, number> = new Map([
  ['premises', 12],
  ['vehicle', 8],
  ['phone', 6],
  ['account', 6],
  ['business', 25],
]);

/**
 * One-mode projection: people tied by the assets that they share. An asset of one user ties nobody.
 *
 * Unit: count in assets; the others 0 to that. Complexity: O(Σ users² of each asset).
 * Source: analytics.md 1.4.
 */
export function projectOnPeople(
  uses: readonly AssetUse[],
  { cap }: ProjectionOptions = {},
): Projection {
  const usersOf = new Map<number, Map<number, AssetUse>>();
  for (const use of uses) {
    const users = usersOf.get(use.asset) ?? new Map<number, AssetUse>();
    usersOf.set(use.asset, users);
    const known = users.get(use.person);
    if (!known || known.evidence < use.evidence) users.set(use.person, use);
  }
  const hubs: number[] = [];
  const ties = new Map<string, { -readonly [K in keyof SharedTie]: SharedTie[K] }>();
  for (const [asset, users] of [...usersOf].sort(([one], [other]) => one - other)) {
    const most = cap?.(asset) ?? null;
    if (most !== null && users.size > most) {
      hubs.push(asset);
      continue;
    }
    const people = [...users].sort(([one], [other]) => one - other);
    people.forEach(([a, useA], at) => {
      for (const [b, useB] of people.slice(at + 1)) {
        const overlap = overlapOf(useA.period ?? null, useB.period ?? null);
        // One had left before the other came: they did not share it.
        if (overlap === 0) continue;
        const key = `${a} ${b}`;
        const tie = ties.get(key) ?? {
          a,
          b,
          assets: [],
          count: 0,
          newman: 0,
          resourceAllocation: 0,
          credibility: 0,
          isUndated: false,
        };
        tie.assets = [...tie.assets, asset];
        tie.count++;
        tie.newman += 1 / (users.size - 1);
        tie.resourceAllocation += 1 / users.size;
        tie.credibility += (useA.evidence * useB.evidence * (overlap ?? 1)) / (users.size - 1);
        tie.isUndated ||= overlap === null;
        ties.set(key, tie);
      }
    });
  }
  return {
    ties: [...ties.values()].sort((one, other) => one.a - other.a || one.b - other.b),
    hubs,
  };
}

/** Days of both periods over those of the shorter; null: one is not known. */
function overlapOf(
  one: readonly [number, number] | null,
  other: readonly [number, number] | null,
): number | null {
  if (!one || !other) return null;
  const days = ([first, last]: readonly [number, number]) => Math.max(1, last - first + 1);
  const shared = Math.min(one[1], other[1]) - Math.max(one[0], other[0]) + 1;
  return Math.min(1, Math.max(0, shared) / Math.min(days(one), days(other)));
}
