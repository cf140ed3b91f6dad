import type { LeverStrength } from '../domain/lever.ts';
import type { OpeningLever, RankedOpening } from './opening.ts';

/** What lists of openings can be narrowed by, each with counts. */
export const OPENING_FACETS = [
  'answer',
  'strength',
  'service',
  'category',
  'holder',
  'councilHeld',
  'effect',
  'fourP',
  'threat',
  'intrusiveness',
  'leadTime',
  'kind',
  'assessed',
  'lever',
] as const;
export type OpeningFacet = (typeof OPENING_FACETS)[number];

/** What openings must meet; an empty list asks nothing. Of one facet any value is enough, of several all must be met. */
export interface OpeningFilter {
  readonly answer: readonly ('applies' | 'could-apply')[];
  readonly strength: readonly LeverStrength[];
  readonly service: readonly string[];
  readonly category: readonly string[];
  readonly holder: readonly string[];
  readonly councilHeld: boolean | null;
  readonly effect: readonly string[];
  readonly fourP: readonly string[];
  readonly threat: readonly string[];
  readonly maxIntrusiveness: number | null;
  readonly maxLeadTimeDays: number | null;
  readonly kind: readonly string[];
  /** Statuses of the assessment; `NOT_ASSESSED`: there is none. */
  readonly assessed: readonly string[];
  readonly lever: readonly string[];
}

/** Where nobody has assessed the lever for the record. */
export const NOT_ASSESSED = 'not-assessed';

/** Bands of lead time, by their longest: the values of that facet. */
export const LEAD_TIME_BANDS = [7, 14, 30, 60, 120] as const;
const LONGER = 'longer';

function bandOf(days: number): string {
  return String(LEAD_TIME_BANDS.find((longest) => days <= longest) ?? LONGER);
}

/** Values that a lever has of each facet; those of the opening itself are not among them. */
function leverValues({ lever, serviceIds, usualDays }: OpeningLever, facet: OpeningFacet) {
  switch (facet) {
    case 'service':
      return serviceIds;
    case 'category':
      return [lever.category];
    case 'holder':
      return lever.heldBy;
    case 'councilHeld':
      return [lever.councilHeld ? 'yes' : 'no'];
    case 'effect':
      return lever.disruptionEffect;
    case 'fourP':
      return lever.fourP;
    case 'threat':
      return lever.threatCategories;
    case 'intrusiveness':
      return [String(lever.intrusiveness)];
    case 'leadTime':
      return [bandOf(usualDays)];
    case 'lever':
      return [lever.id];
    case 'answer':
    case 'strength':
    case 'kind':
    case 'assessed':
      return [];
  }
}

function meetsAny(wanted: readonly string[], has: readonly string[]): boolean {
  return wanted.length === 0 || has.some((value) => wanted.includes(value));
}

function leverMeets(of: OpeningLever, facet: OpeningFacet, filter: OpeningFilter): boolean {
  const { lever, usualDays } = of;
  switch (facet) {
    case 'service':
    case 'category':
    case 'holder':
    case 'effect':
    case 'fourP':
    case 'threat':
    case 'lever':
      return meetsAny(filter[facet], leverValues(of, facet));
    case 'councilHeld':
      return filter.councilHeld === null || lever.councilHeld === filter.councilHeld;
    case 'intrusiveness':
      return filter.maxIntrusiveness === null || lever.intrusiveness <= filter.maxIntrusiveness;
    case 'leadTime':
      return filter.maxLeadTimeDays === null || usualDays <= filter.maxLeadTimeDays;
    case 'answer':
    case 'strength':
    case 'kind':
    case 'assessed':
      return true;
  }
}

/** Openings that meet a filter, and for each facet how many would with each of its values. */
export interface FilteredOpenings {
  readonly items: readonly RankedOpening[];
  /** By facet and value; what the filter says of a facet itself does not lessen its counts. */
  readonly counts: ReadonlyMap<OpeningFacet, ReadonlyMap<string, number>>;
}

/** What is known of openings besides what ranks them. */
export interface OpeningsAbout {
  readonly meets: (opening: RankedOpening) => boolean;
  readonly statusOf: (opening: RankedOpening) => string;
}

/** Openings looked at between two pauses. */
const LOOKED_AT_PER_PAUSE = 1000;
const FACET_BIT: ReadonlyMap<OpeningFacet, number> = new Map(
  OPENING_FACETS.map((facet, index) => [facet, 1 << index]),
);

/**
 * Narrows ranked openings, in their order.
 * @param about.meets Whether an opening's record is among those asked about at all.
 * @param about.statusOf The status of its assessment, or `NOT_ASSESSED`.
 */
export function* filterOpenings(
  ranked: readonly RankedOpening[],
  filter: OpeningFilter,
  { meets, statusOf }: OpeningsAbout,
): Generator<void, FilteredOpenings> {
  const items: RankedOpening[] = [];
  const failures = new Map<OpeningLever, number>();
  const counts = new Map(OPENING_FACETS.map((facet) => [facet, new Map<string, number>()]));
  const count = (facet: OpeningFacet, value: string, by: number) => {
    const of = counts.get(facet);
    of?.set(value, (of.get(value) ?? 0) + by);
  };
  /** Openings of a lever by what speaks against them: counted here, and spread over its values once. */
  const byFailure = new Map<OpeningLever, Map<number, number>>();
  for (const [index, one] of ranked.entries()) {
    if (index % LOOKED_AT_PER_PAUSE === LOOKED_AT_PER_PAUSE - 1) yield;
    if (!meets(one)) continue;
    const { of, finding } = one.opening;
    let ofLever = failures.get(of);
    if (ofLever === undefined) {
      ofLever = failuresOf(of, filter);
      failures.set(of, ofLever);
      byFailure.set(of, new Map());
    }
    const status = statusOf(one);
    const failed = ofLever | ownFailures(one, filter, status);
    if (failed === 0) items.push(one);
    const alike = byFailure.get(of);
    alike?.set(failed, (alike.get(failed) ?? 0) + 1);
    if (isAtMost('answer', failed)) count('answer', finding.answer, 1);
    if (isAtMost('strength', failed)) count('strength', finding.strength, 1);
    if (isAtMost('kind', failed)) count('kind', finding.entity.kind, 1);
    if (isAtMost('assessed', failed)) count('assessed', status, 1);
  }
  for (const [of, alike] of byFailure) {
    for (const [failed, number] of alike) {
      for (const facet of OPENING_FACETS) {
        if (!isAtMost(facet, failed)) continue;
        for (const value of leverValues(of, facet)) count(facet, value, number);
      }
    }
  }
  return { items, counts };
}

/** Whether nothing but one facet itself speaks against an opening: then it counts there. */
function isAtMost(facet: OpeningFacet, failed: number): boolean {
  return (failed & ~(FACET_BIT.get(facet) ?? 0)) === 0;
}

function failuresOf(of: OpeningLever, filter: OpeningFilter): number {
  let failed = 0;
  for (const [facet, bit] of FACET_BIT) if (!leverMeets(of, facet, filter)) failed |= bit;
  return failed;
}

function ownFailures({ opening }: RankedOpening, filter: OpeningFilter, status: string): number {
  const { answer, strength, entity } = opening.finding;
  let failed = 0;
  const ask = (facet: OpeningFacet, wanted: readonly string[], value: string) => {
    if (wanted.length > 0 && !wanted.includes(value)) failed |= FACET_BIT.get(facet) ?? 0;
  };
  ask('answer', filter.answer, answer);
  ask('strength', filter.strength, strength);
  ask('kind', filter.kind, entity.kind);
  ask('assessed', filter.assessed, status);
  return failed;
}
