import type { Lever } from '../domain/lever.ts';

/** What each part of a lever is called where it is told that it changed. */
const FIELD_WORDS: Readonly<Partial<Record<keyof Lever, string>>> = {
  title: 'title',
  summary: 'summary',
  category: 'category',
  jurisdiction: 'where it runs',
  jurisdictionNote: 'how England and Wales differ',
  legalStatus: 'whether it is in force',
  legalBasis: 'legal basis',
  heldBy: 'who holds it',
  councilHeld: 'whether the council holds it',
  service: 'service',
  appliesTo: 'what it applies to',
  protectiveForVictims: 'whether it protects',
  triggers: 'triggers',
  threshold: 'legal test',
  evidence: 'evidence',
  rightsOfEntry: 'rights of entry',
  process: 'process',
  durationOrPenalty: 'duration or penalty',
  appeal: 'appeal',
  typicalLeadTimeDays: 'lead time',
  costBand: 'cost',
  disruptionEffect: 'effect',
  intrusiveness: 'intrusiveness',
  fourP: 'four Ps',
  threatCategories: 'threats',
  safeguards: 'safeguards',
  confidence: 'confidence in the law',
  asAt: 'date of the law',
  sourceHint: 'source',
};

/** The same text for the same meaning, in whatever order its keys were written. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function fieldWords(field: string): string {
  return FIELD_WORDS[field as keyof Lever] ?? field.replace(/[A-Z]/g, ' $&').toLowerCase();
}

/** Which parts of a lever changed, in words and in the order of the lever's page; none: nothing did. */
export function changesBetween(before: Lever, after: Lever): string[] {
  const known = Object.keys(FIELD_WORDS);
  const others = [...Object.keys(before), ...Object.keys(after)].filter(
    (field) => !known.includes(field) && field !== 'id',
  );
  return [...known, ...new Set(others)]
    .filter(
      (field) =>
        canonicalText(before[field as keyof Lever] ?? null) !==
        canonicalText(after[field as keyof Lever] ?? null),
    )
    .map(fieldWords);
}
