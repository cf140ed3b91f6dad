import { reasonWords } from '../../../shared/analysis/reason-words.ts';
import type { KeyPlayer, MeasureEvent } from '../../../shared/api/analysis.ts';
import { ordinal, rankRange } from './value-words.ts';

/** How far a rank rests on few links. */
export type RankLabel = 'stable' | 'likely' | 'fragile';

/** Where value and rank of a record lie when links are missing. */
export interface Doubt {
  readonly low: number;
  readonly high: number;
  readonly bestRank: number;
  readonly worstRank: number;
  /** Share of the replicates in which it is among the first three. */
  readonly shareInTop: number;
  readonly label: RankLabel;
}

/** How far a ranking can be relied on. */
export interface RankingDoubts {
  readonly replicates: number;
  readonly of: ReadonlyMap<string, Doubt>;
  /** Neighbours among the first ranks whose order is not safe to assert. */
  readonly unsafe: Extract<MeasureEvent, { type: 'doubt' }>['unsafe'];
}

/** A key player as the list shows it. */
export interface Player {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly rank: number;
  readonly isTied: boolean;
  readonly value: number;
  readonly why: string;
  readonly levers: number;
  /** Null: not reckoned yet. */
  readonly doubt: Doubt | null;
}

/** What the labels say, in short and in full. */
export const LABEL_WORDS: Readonly<
  Record<RankLabel, { readonly short: string; readonly long: string }>
> = {
  stable: {
    short: 'Stable',
    long: 'Among the first three in at least 90 of 100 runs with links left out by chance',
  },
  likely: {
    short: 'Likely',
    long: 'Among the first three in 70 to 90 of 100 runs with links left out by chance',
  },
  fragile: {
    short: 'Fragile',
    long: 'Among the first three in fewer than 70 of 100 runs with links left out by chance',
  },
};

/** Joins a ranking and what is known of its doubt. */
export function playerOf(
  player: KeyPlayer,
  { isTied, doubts }: { readonly isTied: boolean; readonly doubts: RankingDoubts | null },
): Player {
  const { entity, rank, value, levers, reason } = player;
  return {
    id: entity.id,
    kind: entity.kind,
    label: entity.label,
    rank,
    isTied,
    value,
    why: reasonWords(reason, entity.label),
    levers: levers.strong + levers.indicative,
    doubt: doubts?.of.get(entity.id) ?? null,
  };
}

/** A rank in full: *Rank 3, between 2 and 5 if links are missing*. */
export function rankWords({
  rank,
  isTied,
  doubt,
}: Pick<Player, 'rank' | 'isTied' | 'doubt'>): string {
  const place = `${ordinal(rank)}${isTied ? ', with others' : ''}`;
  if (!doubt) return place;
  const { bestRank, worstRank } = doubt;
  return bestRank === worstRank
    ? `${place}, also if links are missing`
    : `${place}; ${rankRange(bestRank, worstRank)} if links are missing`;
}

/** Columns of doubt, by record. */
export function doubtsOf(
  ids: readonly string[],
  event: Extract<MeasureEvent, { type: 'doubt' }>,
): RankingDoubts {
  const of = new Map<string, Doubt>();
  for (const [at, id] of ids.entries()) {
    const { low, high, bestRank, worstRank, shareInTop, labels } = event;
    const doubt = {
      low: low[at] ?? null,
      high: high[at] ?? null,
      bestRank: bestRank[at] ?? null,
      worstRank: worstRank[at] ?? null,
      shareInTop: shareInTop[at] ?? null,
      label: labels[at] ?? null,
    };
    if (isWhole(doubt)) of.set(id, doubt);
  }
  return { replicates: event.replicates, of, unsafe: event.unsafe };
}

function isWhole(doubt: { readonly [Key in keyof Doubt]: Doubt[Key] | null }): doubt is Doubt {
  return Object.values(doubt).every((value) => value !== null);
}

/** Pairs that are named in the sentence of doubt. */
const MOST_PAIRS = 2;

/**
 * The sentence that says what must not be asserted: *The order of A and B is not safe to assert: A comes first in 58
 * of 100 runs.* A top group is spoken of only where it begins with the first of all.
 */
export function unsafeWords(
  unsafe: RankingDoubts['unsafe'],
  nameOf: (id: string) => string | undefined,
  firstId: string | undefined,
): string | null {
  const named = unsafe.flatMap(({ aboveId, belowId, share }) => {
    const [above, below] = [nameOf(aboveId), nameOf(belowId)];
    const isFirst = aboveId === firstId;
    return above && below ? [{ above, below, aboveId, belowId, share, isFirst }] : [];
  });
  const [first] = named;
  if (!first) return null;
  const hundredth = Math.round(100 * first.share);
  if (named.length > MOST_PAIRS) {
    const run = 1 + named.findIndex(({ belowId }, at) => belowId !== named[at + 1]?.aboveId);
    return first.isFirst && run > MOST_PAIRS
      ? `The order of the first ${run + 1} is not safe to assert: speak of a top group.`
      : `The order of ${named.length} pairs of neighbours in this list is not safe to assert, of ${first.above} and ${first.below} among others.`;
  }
  const pairs = named.map(({ above, below }) => `${above} and ${below}`).join(', or of ');
  const how = named.length === 1 ? `: ${first.above} comes first in ${hundredth} of 100 runs` : '';
  return `The order of ${pairs} is not safe to assert${how}.`;
}
