import type { OpeningFacetCounts, OpeningFilters } from '../../../shared/api/lever-question.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import type { LeverFacet, LeverFilter, OpeningAnswer } from '../../store/levers.ts';
import { termWords } from './lever-words.ts';

interface FacetOption {
  readonly value: string;
  readonly label: string;
}

/** One thing to filter by. */
interface FacetDefinition {
  readonly key: LeverFacet;
  readonly label: string;
  /** Vocabulary that its values are words of. */
  readonly vocabulary?: string;
  /** Its values with their words, in the order they are offered; else what there is most of comes first. */
  readonly options?: readonly FacetOption[];
  /** One value holds, and lets through what has at most as much. */
  readonly isLimit?: boolean;
  /** What a lever says of it; absent: only an opening does. */
  readonly saidBy?: (lever: Lever) => readonly string[];
}

const LEAD_TIMES: readonly FacetOption[] = [
  { value: '7', label: 'Within a week' },
  { value: '14', label: 'Within 2 weeks' },
  { value: '30', label: 'Within a month' },
  { value: '60', label: 'Within 2 months' },
  { value: '120', label: 'Within 4 months' },
];

const INTRUSIVENESS: readonly FacetOption[] = [
  { value: '1', label: 'A check on paper' },
  { value: '2', label: 'At most 2 of 5' },
  { value: '3', label: 'At most 3 of 5' },
  { value: '4', label: 'At most 4 of 5' },
];

/** Days until a lever usually works: the middle of the estimate. */
export function usualDaysOf({ typicalLeadTimeDays: { min, max } }: Lever): number {
  return Math.round((min + max) / 2);
}

/** Everything that levers and openings can be filtered by. */
export const FACETS: readonly FacetDefinition[] = [
  {
    key: 'strength',
    label: 'Case',
    options: [
      { value: 'strong', label: 'Strong' },
      { value: 'indicative', label: 'Indicative' },
    ],
  },
  { key: 'fourP', label: '4P', vocabulary: 'four-p', saidBy: ({ fourP }) => fourP },
  {
    key: 'effect',
    label: 'What it takes away',
    vocabulary: 'disruption-effects',
    saidBy: ({ disruptionEffect }) => disruptionEffect,
  },
  {
    key: 'leadTime',
    label: 'Lead time, estimate',
    options: LEAD_TIMES,
    isLimit: true,
    saidBy: (lever) => [String(usualDaysOf(lever))],
  },
  {
    key: 'intrusiveness',
    label: 'Intrusiveness',
    options: INTRUSIVENESS,
    isLimit: true,
    saidBy: ({ intrusiveness }) => [String(intrusiveness)],
  },
  {
    key: 'councilHeld',
    label: 'Held by a council',
    options: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'By others alone' },
    ],
    saidBy: ({ councilHeld }) => [councilHeld ? 'yes' : 'no'],
  },
  { key: 'holder', label: 'Held by', vocabulary: 'holders', saidBy: ({ heldBy }) => heldBy },
  {
    key: 'threat',
    label: 'Threat',
    vocabulary: 'threat-categories',
    saidBy: ({ threatCategories }) => threatCategories,
  },
  { key: 'kind', label: 'Kind of record' },
];

function isWithin(facet: FacetDefinition, value: string, chosen: string): boolean {
  return facet.isLimit ? Number(value) <= Number(chosen) : value === chosen;
}

function passesFacet(lever: Lever, facet: FacetDefinition, filter: LeverFilter): boolean {
  const chosen = filter[facet.key] ?? [];
  const { saidBy } = facet;
  if (chosen.length === 0 || !saidBy) return true;
  return saidBy(lever).some((value) => chosen.some((one) => isWithin(facet, value, one)));
}

/** Whether a lever is let through by every facet; those of openings alone say nothing of it. */
export function passesFilter(lever: Lever, filter: LeverFilter): boolean {
  return FACETS.every((facet) => passesFacet(lever, facet, filter));
}

/** One value of a facet, with how many it would leave. */
export interface FacetBucket extends FacetOption {
  readonly count: number;
}

/** One facet with its values; those that nothing has are left out, unless they are chosen. */
export interface CountedFacet {
  readonly key: LeverFacet;
  readonly label: string;
  readonly isLimit: boolean;
  readonly buckets: readonly FacetBucket[];
}

/** How many have each exact value of a facet. */
export type ValueCounts = ReadonlyMap<string, { readonly count: number; readonly label?: string }>;

/** How many levers have each value of each facet. A facet's own choice does not narrow its counts. */
export function countLevers(
  levers: readonly Lever[],
  filter: LeverFilter,
): ReadonlyMap<string, ValueCounts> {
  const counted = new Map<string, ValueCounts>();
  for (const { key, saidBy } of FACETS) {
    if (!saidBy) continue;
    const without = clearFacet(filter, key);
    const counts = new Map<string, { count: number }>();
    for (const lever of levers) {
      const isLeft = passesFilter(lever, without);
      for (const value of saidBy(lever)) {
        const before = counts.get(value)?.count ?? 0;
        counts.set(value, { count: before + Number(isLeft) });
      }
    }
    counted.set(key, counts);
  }
  return counted;
}

/** What the backend counted, as facets are made of it. */
export function countsOfOpenings(
  facets: readonly OpeningFacetCounts[],
): ReadonlyMap<string, ValueCounts> {
  return new Map(
    facets.map(({ facet, buckets }) => [
      facet,
      new Map(buckets.map(({ value, label, count }) => [value, { label, count }])),
    ]),
  );
}

/** The filter as the backend takes it; `leverId` narrows it to one lever. */
export function toOpeningFilters(
  filter: LeverFilter,
  { leverId, answer }: { readonly leverId: string | null; readonly answer: OpeningAnswer },
): Partial<OpeningFilters> {
  const [intrusiveness] = filter.intrusiveness ?? [];
  const [days] = filter.leadTime ?? [];
  const held = filter.councilHeld ?? [];
  const isWord = <T extends string>(words: readonly T[], word: string): word is T =>
    (words as readonly string[]).includes(word);
  return {
    answer: answer === 'both' ? [] : [answer],
    strength: (filter.strength ?? []).filter((word) => isWord(['strong', 'indicative'], word)),
    holder: [...(filter.holder ?? [])],
    effect: [...(filter.effect ?? [])],
    fourP: [...(filter.fourP ?? [])],
    threat: [...(filter.threat ?? [])],
    kind: [...(filter.kind ?? [])],
    councilHeld: held.length === 1 ? held[0] === 'yes' : null,
    maxIntrusiveness: intrusiveness === undefined ? null : Number(intrusiveness),
    maxLeadTimeDays: days === undefined ? null : Number(days),
    lever: leverId === null ? [] : [leverId],
  };
}

/** Facets ready to be offered, from how many have each value. */
export function facetsOf(
  counted: ReadonlyMap<string, ValueCounts>,
  filter: LeverFilter,
  ontology: Ontology | null,
): readonly CountedFacet[] {
  return FACETS.map((facet): CountedFacet => {
    const counts: ValueCounts = counted.get(facet.key) ?? new Map();
    const chosen = filter[facet.key] ?? [];
    const options = facet.options ?? foundOptions(facet, counts, chosen, ontology);
    const buckets = options
      .map((option) => ({ ...option, count: countOf(facet, counts, option.value) }))
      .filter(({ value, count }) => count > 0 || counts.has(value) || chosen.includes(value));
    if (!facet.options && facet.key !== 'fourP')
      buckets.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'en-GB'));
    return { key: facet.key, label: facet.label, isLimit: facet.isLimit ?? false, buckets };
  }).filter(({ buckets }) => buckets.length > 0);
}

function countOf(facet: FacetDefinition, counts: ValueCounts, value: string): number {
  if (!facet.isLimit) return counts.get(value)?.count ?? 0;
  let sum = 0;
  for (const [one, { count }] of counts) if (isWithin(facet, one, value)) sum += count;
  return sum;
}

function foundOptions(
  { vocabulary }: FacetDefinition,
  counts: ValueCounts,
  chosen: readonly string[],
  ontology: Ontology | null,
): readonly FacetOption[] {
  const ordered = (vocabulary && ontology?.vocabularies[vocabulary]) || [];
  const values = new Set([...ordered.map(({ id }) => id), ...counts.keys(), ...chosen]);
  return [...values].map((value) => ({
    value,
    label: counts.get(value)?.label ?? termWords(ontology, vocabulary ?? '', value),
  }));
}

/** The filter with one value of a facet chosen, or not any more; of a limit one value alone holds. */
export function toggleFacet(filter: LeverFilter, key: LeverFacet, value: string): LeverFilter {
  const chosen = filter[key] ?? [];
  const isLimit = FACETS.find((facet) => facet.key === key)?.isLimit ?? false;
  if (chosen.includes(value))
    return withFacet(
      filter,
      key,
      chosen.filter((other) => other !== value),
    );
  return withFacet(filter, key, isLimit ? [value] : [...chosen, value]);
}

/** The filter without one facet. */
export function clearFacet(filter: LeverFilter, key: LeverFacet): LeverFilter {
  return withFacet(filter, key, []);
}

function withFacet(filter: LeverFilter, key: LeverFacet, chosen: readonly string[]): LeverFilter {
  const { [key]: _before, ...others } = filter;
  return chosen.length > 0 ? { ...others, [key]: chosen } : others;
}

/** One condition of a filter in words, for its token. */
export interface FilterToken {
  readonly key: LeverFacet;
  readonly value: string;
  readonly label: string;
}

/** The conditions of a filter, in the order of the facets. */
export function filterTokens(filter: LeverFilter, ontology: Ontology | null): FilterToken[] {
  return FACETS.flatMap((facet) =>
    (filter[facet.key] ?? []).map((value) => {
      const words =
        facet.options?.find((option) => option.value === value)?.label ??
        termWords(ontology, facet.vocabulary ?? '', value);
      return { key: facet.key, value, label: `${facet.label}: ${words}` };
    }),
  );
}

/** A facet and what it is called. */
export interface NamedFacet {
  readonly key: LeverFacet;
  readonly label: string;
}

/** The facets of which something is chosen. */
export function chosenFacets(filter: LeverFilter): readonly NamedFacet[] {
  return FACETS.filter(({ key }) => filter[key]?.length).map(({ key, label }) => ({ key, label }));
}

/** The facet without which most levers would be let through; null: none is chosen. */
export function mostHiding(levers: readonly Lever[], filter: LeverFilter): NamedFacet | null {
  let best: { key: LeverFacet; label: string; left: number } | null = null;
  for (const { key, label } of chosenFacets(filter)) {
    const without = clearFacet(filter, key);
    const left = levers.filter((lever) => passesFilter(lever, without)).length;
    if (!best || left > best.left) best = { key, label, left };
  }
  return best && { key: best.key, label: best.label };
}
