import type { TypeStrength } from './link-strength.ts';

/** A day that is not known. */
export const NO_DAY = -0x8000_0000;

/** A type of claim as a graph takes it. */
export interface ClaimType extends TypeStrength {
  /** Shipped type that it counts as; null: none claims it. */
  readonly id: string | null;
  /** Marks protection or paperwork: it ties nobody. */
  readonly isUntying: boolean;
}

/** Dated, graded claims that two places are tied, as columns. */
export interface ClaimColumns {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Beside `types`. */
  readonly typeCode: Uint16Array;
  readonly types: readonly ClaimType[];
  /** 0 to 1; NaN: nobody has graded it. */
  readonly credibility: Float64Array;
  /** First and last day on which each was seen to hold; `NO_DAY`: not known. */
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  /** Whether both its beginning and its end, or a sighting since, are known: a single sighting is no period. */
  readonly hasPeriod: Uint8Array;
  /** Whether it is an open fact of a register: it stands, and does not age. */
  readonly isStanding: Uint8Array;
  /** Whether it is known to be over. */
  readonly isEnded: Uint8Array;
  /** Whether nobody knows how its source knows, or it is suspected to be false. */
  readonly isTentative: Uint8Array;
  /** Day on which it was recorded here. */
  readonly recordedDay: Int32Array;
  /** Claims of one report or list have one number, and are one piece of evidence. */
  readonly provenance: Int32Array;
  readonly provenanceCount: number;
  /** By which each is found again. */
  readonly number: Int32Array;
}

const DAY_MS = 86_400_000;

/** First and last day that an ISO date may mean, whole or partial; null: it is none. */
export function daysOf(date: string): readonly [first: number, last: number] | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date) ?? [];
  if (year === undefined) return null;
  const at = (y: number, m: number, d: number) => Math.round(Date.UTC(y, m, d) / DAY_MS);
  const [y, m] = [Number(year), month === undefined ? null : Number(month) - 1];
  if (m === null) return [at(y, 0, 1), at(y, 11, 31)];
  if (day === undefined) return [at(y, m, 1), at(y, m + 1, 0)];
  return [at(y, m, Number(day)), at(y, m, Number(day))];
}
