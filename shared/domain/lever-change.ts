import type { LegalBasis, Lever } from './lever.ts';

/** Facts that are told with how they were and how they are. */
const TOLD: readonly (readonly [string, (lever: Lever) => string])[] = [
  ['Title', (lever) => lever.title],
  ['Legal status', (lever) => lever.legalStatus.replaceAll('-', ' ')],
  ['Jurisdiction', (lever) => lever.jurisdiction.replaceAll('-', ' ')],
  ['Intrusiveness', (lever) => `${lever.intrusiveness} of 5`],
  ['Service', (lever) => lever.service],
  ['Held by', (lever) => lever.heldBy.join(', ')],
  ['A council holds it', (lever) => (lever.councilHeld ? 'yes' : 'no')],
  [
    'Lead time',
    ({ typicalLeadTimeDays: { min, max } }) =>
      min === max ? `${min} days` : `${min} to ${max} days`,
  ],
  ['Cost', (lever) => lever.costBand.band],
  ['For victims', (lever) => (lever.protectiveForVictims ? 'protects' : 'does not protect')],
  ['Confidence in the references', (lever) => lever.confidence],
  ['Effect on', (lever) => lever.disruptionEffect.join(', ') || 'nothing named'],
  ['Reports count for', ({ relevanceMonths }) => monthWords(relevanceMonths)],
  ['Law followed to', (lever) => lever.asAt],
];

function monthWords(months: Lever['relevanceMonths']): string {
  return months === undefined ? 'as usual' : months === null ? 'ever' : `${months} months`;
}

/** Longer parts, of which only is told that they changed: the lever itself is beside it. */
const LONG: readonly (readonly [string, (lever: Lever) => unknown])[] = [
  ['The summary', (lever) => lever.summary],
  ['The note on England and Wales', (lever) => lever.jurisdictionNote],
  ['The grounds on which it is flagged', (lever) => lever.triggers],
  ['The kinds of record it applies to', (lever) => lever.appliesTo],
  ['The threshold', (lever) => lever.threshold],
  ['Rights of entry', (lever) => lever.rightsOfEntry],
  ['The steps', (lever) => lever.process],
  ['Penalty or duration', (lever) => lever.durationOrPenalty],
  ['Appeal', (lever) => lever.appeal],
  ['A note on the legal basis', (lever) => lever.legalBasis.map(({ note }) => note)],
  ['Its four Ps and threats', (lever) => [lever.category, lever.fourP, lever.threatCategories]],
  ['Its source', (lever) => lever.sourceHint],
];

function basisWords({ act, year, provision }: LegalBasis): string {
  return `${act} ${year}, ${provision}`;
}

function listed(
  before: readonly string[],
  after: readonly string[],
  words: { readonly one: string },
): string[] {
  return [
    ...after.filter((one) => !before.includes(one)).map((one) => `${words.one} added: ${one}`),
    ...before.filter((one) => !after.includes(one)).map((one) => `${words.one} left out: ${one}`),
  ];
}

/** What a later edition of a lever says otherwise, in words; empty where it says the same. */
export function leverChanges(before: Lever, after: Lever): string[] {
  return [
    ...TOLD.flatMap(([label, of]) =>
      of(before) === of(after) ? [] : [`${label}: was ${of(before)}, now ${of(after)}`],
    ),
    ...listed(before.legalBasis.map(basisWords), after.legalBasis.map(basisWords), {
      one: 'Legal basis',
    }),
    ...LONG.flatMap(([label, of]) =>
      JSON.stringify(of(before)) === JSON.stringify(of(after)) ? [] : [`${label} changed`],
    ),
    ...listed(before.evidence, after.evidence, { one: 'Evidence' }),
    ...listed(before.safeguards, after.safeguards, { one: 'Safeguard' }),
  ];
}
