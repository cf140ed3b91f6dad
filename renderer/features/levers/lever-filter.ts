import type { Lever, LeverStrength } from '../../../shared/domain/lever.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import type { LeverFacet, LeverFilter } from '../../store/levers.ts';
import { INTRUSIVENESS_WORDS, termWords } from './lever-words.ts';

/** What can be filtered: a lever, and how it stands for a record where there is one. */
export interface Filterable {
  readonly lever: Lever;
  /** Null: nobody asked it of a record, or it only could apply. */
  readonly strength?: LeverStrength | 'needs-evidence' | null;
  /** Where the work on it stands; null: nobody has begun. */
  readonly assessed?: string | null;
}

interface FacetOption {
  readonly value: string;
  readonly label: string;
}

/** One thing to filter by, and its values in the order they are offered. */
interface FacetDefinition {
  readonly key: LeverFacet;
  readonly label: string;
  /** Vocabulary that its values are words of. */
  readonly vocabulary?: string;
  readonly options?: readonly FacetOption[];
  valuesOf(item: Filterable): readonly string[];
}

const WEEK_DAYS = 7;
const LEAD_TIMES = [
  { value: 'week', label: 'Within a week', mostDays: WEEK_DAYS },
  { value: 'month', label: 'Within four weeks', mostDays: 4 * WEEK_DAYS },
  { value: 'quarter', label: 'Within three months', mostDays: 13 * WEEK_DAYS },
  { value: 'longer', label: 'Longer', mostDays: Number.POSITIVE_INFINITY },
] as const;

function leadTimeOf({ typicalLeadTimeDays: { min, max } }: Lever): string {
  const middle = (min + max) / 2;
  return LEAD_TIMES.find(({ mostDays }) => middle <= mostDays)?.value ?? 'longer';
}

/** Everything that levers and openings can be filtered by. */
export const FACETS: readonly FacetDefinition[] = [
  {
    key: 'strength',
    label: 'Case',
    options: [
      { value: 'strong', label: 'Strong case' },
      { value: 'indicative', label: 'Indicative' },
      { value: 'needs-evidence', label: 'Needs evidence' },
    ],
    valuesOf: ({ strength }) => (strength ? [strength] : []),
  },
  {
    key: 'assessed',
    label: 'Work',
    options: [
      { value: 'none', label: 'Nobody has begun' },
      { value: 'considering', label: 'Considering' },
      { value: 'gathering', label: 'Gathering evidence' },
      { value: 'ready', label: 'Ready' },
      { value: 'referred', label: 'Referred' },
      { value: 'used', label: 'Used' },
      { value: 'not-appropriate', label: 'Not appropriate' },
    ],
    valuesOf: ({ assessed }) => (assessed === undefined ? [] : [assessed ?? 'none']),
  },
  {
    key: 'fourP',
    label: '4P',
    vocabulary: 'four-p',
    valuesOf: ({ lever }) => lever.fourP,
  },
  {
    key: 'effect',
    label: 'What it takes away',
    vocabulary: 'disruption-effects',
    valuesOf: ({ lever }) => lever.disruptionEffect,
  },
  {
    key: 'leadTime',
    label: 'Lead time, estimate',
    options: LEAD_TIMES,
    valuesOf: ({ lever }) => [leadTimeOf(lever)],
  },
  {
    key: 'intrusiveness',
    label: 'Intrusiveness',
    options: INTRUSIVENESS_WORDS.map((label, index) => ({
      value: String(index + 1),
      label,
    })),
    valuesOf: ({ lever }) => [String(lever.intrusiveness)],
  },
  {
    key: 'council',
    label: 'Council-held',
    options: [
      { value: 'yes', label: 'Held by a council' },
      { value: 'no', label: 'Held by others alone' },
    ],
    valuesOf: ({ lever }) => [lever.councilHeld ? 'yes' : 'no'],
  },
  {
    key: 'holder',
    label: 'Held by',
    vocabulary: 'holders',
    valuesOf: ({ lever }) => lever.heldBy,
  },
  {
    key: 'threat',
    label: 'Threat',
    vocabulary: 'threat-categories',
    valuesOf: ({ lever }) => lever.threatCategories,
  },
];

function passesFacet(item: Filterable, facet: FacetDefinition, filter: LeverFilter): boolean {
  const chosen = filter[facet.key];
  return !chosen?.length || facet.valuesOf(item).some((value) => chosen.includes(value));
}

/** Whether something is let through by every facet. */
export function passesFilter(item: Filterable, filter: LeverFilter): boolean {
  return FACETS.every((facet) => passesFacet(item, facet, filter));
}

/** One value of a facet, with how many items it would leave. */
export interface FacetBucket extends FacetOption {
  readonly count: number;
}

/** One facet with its values; those that nothing has are left out, unless they are chosen. */
export interface CountedFacet {
  readonly key: LeverFacet;
  readonly label: string;
  readonly buckets: readonly FacetBucket[];
}

/** How many items each value of each facet would leave. A facet's own choice does not narrow its counts. */
export function countFacets(
  items: readonly Filterable[],
  filter: LeverFilter,
  ontology: Ontology | null,
): readonly CountedFacet[] {
  return FACETS.map((facet) => {
    const others = FACETS.filter(({ key }) => key !== facet.key);
    const counts = new Map<string, number>();
    for (const item of items) {
      if (!others.every((other) => passesFacet(item, other, filter))) continue;
      for (const value of facet.valuesOf(item)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const values = new Set(items.flatMap((item) => facet.valuesOf(item)));
    for (const value of filter[facet.key] ?? []) values.add(value);
    const buckets = optionsOf(facet, values, ontology)
      .filter(({ value }) => values.has(value))
      .map((option) => ({ ...option, count: counts.get(option.value) ?? 0 }));
    // What has an order of its own keeps it; the rest begins with what there is most of.
    if (facet.key === 'holder' || facet.key === 'threat' || facet.key === 'effect')
      buckets.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'en-GB'));
    return { key: facet.key, label: facet.label, buckets };
  }).filter(({ buckets }) => buckets.length > 0);
}

function optionsOf(
  facet: FacetDefinition,
  values: ReadonlySet<string>,
  ontology: Ontology | null,
): readonly FacetOption[] {
  if (facet.options) return facet.options;
  const { vocabulary } = facet;
  const ordered = (vocabulary && ontology?.vocabularies[vocabulary]) || [];
  const known = ordered.map(({ id, label }) => ({ value: id, label }));
  const unknown = [...values].filter((value) => !known.some((one) => one.value === value));
  return [
    ...known,
    ...unknown.map((value) => ({ value, label: termWords(ontology, vocabulary ?? '', value) })),
  ];
}

/** The filter with one value of a facet chosen, or not any more. */
export function toggleFacet(filter: LeverFilter, key: LeverFacet, value: string): LeverFilter {
  const chosen = filter[key] ?? [];
  const next = chosen.includes(value)
    ? chosen.filter((other) => other !== value)
    : [...chosen, value];
  return withFacet(filter, key, next);
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
      const option = optionsOf(facet, new Set([value]), ontology).find(
        (one) => one.value === value,
      );
      return { key: facet.key, value, label: `${facet.label}: ${option?.label ?? value}` };
    }),
  );
}

/** The facet without which most would be let through; null: none of them hides anything alone. */
export function mostHiding(
  items: readonly Filterable[],
  filter: LeverFilter,
): { readonly key: LeverFacet; readonly label: string } | null {
  let best: { key: LeverFacet; label: string; left: number } | null = null;
  for (const { key, label } of FACETS) {
    if (!filter[key]?.length) continue;
    const without = clearFacet(filter, key);
    const left = items.filter((item) => passesFilter(item, without)).length;
    if (!best || left > best.left) best = { key, label, left };
  }
  return best && { key: best.key, label: best.label };
}
