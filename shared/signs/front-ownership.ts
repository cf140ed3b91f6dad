import type { FrontSubject } from './front-signs.ts';
import { isUngradedNominal, nominalProof } from './nominal.ts';
import { anyOf, lookForIndicators } from './sign-indicator.ts';
import {
  absent,
  belief,
  deciding,
  isCurrent,
  isUngraded,
  notChecked,
  present,
  proofOf,
  type SignFinding,
  type SignLink,
  type SignProof,
  type SignSource,
} from './sign-source.ts';

/** Links that make somebody an officer or owner of a business. */
const OFFICER_TYPES: ReadonlySet<string> = new Set(['director-of', 'psc-of', 'owns']);

/** Who was an officer or owner of a business, former ones too. */
export function officerLinks({
  business,
  source,
}: Pick<FrontSubject, 'business' | 'source'>): readonly SignLink[] {
  return source
    .links(business.id)
    .filter((link) => link.direction === 'in' && OFFICER_TYPES.has(link.type));
}

export function ownershipSigns(subject: FrontSubject): [string, SignFinding][] {
  return [
    ['officer_is_nominal', officerIsNominal(subject)],
    ['officer_nominal_hidden', nominalBehindOfficer(subject)],
    ['rapid_officer_churn', rapidChurn(subject)],
    ['nominee_or_formation_agent_officer', nomineeOfficer(subject)],
  ];
}

const NO_OFFICERS = 'No officer or owner is recorded: look the company up.';

function officerIsNominal(subject: FrontSubject): SignFinding {
  const { source } = subject;
  const officers = officerLinks(subject).filter((link) => isCurrent(link, source.asOf));
  if (officers.length === 0) return notChecked(NO_OFFICERS);
  const proofs = deciding(
    officers.flatMap((link) => nominalProofs(link, source, 'Officer or owner')),
  );
  if (proofs.length > 0) return present('An officer or owner is a recorded nominal.', proofs);
  if (officers.some((link) => mayBeNominal(link, source)))
    return notChecked('An officer or owner may be a nominal: what says so is not graded.');
  if (officers.every((link) => belief(link) === 0))
    return notChecked('Its officers are recorded, but not graded.');
  return absent(
    'None of the recorded officers and owners is a recorded nominal.',
    officers.map((link) => proofOf(link, 'Officer or owner', { aboutId: link.other.id })),
  );
}

/** That somebody is a nominal, and how they are tied to what is asked about: as sure as the weaker of the two. */
export function nominalProofs(link: SignLink, source: SignSource, how: string): SignProof[] {
  const nominal = nominalProof(link.other, source);
  if (!nominal) return [];
  return [
    proofOf(link, how, { aboutId: link.other.id, chain: [nominal.evidence] }),
    proofOf(nominal.evidence, nominal.words, {
      aboutId: nominal.groupId ?? link.other.id,
      chain: [link],
    }),
  ];
}

/** Whether a nominal may be at the other end of a link, had somebody graded what says so. */
export function mayBeNominal(link: SignLink, source: SignSource): boolean {
  if (link.grade.information === 'E') return false;
  return (
    isUngradedNominal(link.other, source) ||
    (isUngraded(link) && nominalProof(link.other, source) !== null)
  );
}

/** Somebody for whom an officer stands in, who was one before, or who controls without being one. Kin are not looked at. */
function nominalBehindOfficer(subject: FrontSubject): SignFinding {
  const { business, source } = subject;
  const all = officerLinks(subject);
  const current = all.filter((link) => isCurrent(link, source.asOf));
  const currentIds = new Set(current.map(({ other }) => other.id));
  const behind: SignProof[] = [];
  for (const officer of current)
    for (const link of source.links(officer.other.id))
      if (link.type === 'nominee-for' && link.direction === 'out')
        behind.push(...chained(nominalProofs(link, source, 'Stood in for by an officer'), officer));
  for (const former of all)
    if (!isCurrent(former, source.asOf) && !currentIds.has(former.other.id))
      behind.push(...nominalProofs(former, source, 'Was an officer or owner'));
  for (const link of source.links(business.id))
    if (link.type === 'controls' && link.direction === 'in' && !currentIds.has(link.other.id))
      behind.push(...nominalProofs(link, source, 'Controls it without being an officer'));
  const proofs = deciding(behind);
  if (proofs.length > 0) return present('A recorded nominal stands behind its officers.', proofs);
  return notChecked(
    'Nothing is recorded of who stands behind its officers. Families are not looked at.',
  );
}

export function chained(proofs: readonly SignProof[], ...links: readonly SignLink[]): SignProof[] {
  return proofs.map((proof) => ({
    ...proof,
    credibility: Math.min(proof.credibility, ...links.map(belief)),
  }));
}

/** Changes, and days within which they are rapid: three in eighteen months. */
const RAPID = { changes: 3, days: 548 } as const;
const DAY_MS = 86_400_000;
/** Officers of the first month founded the company. */
const FOUNDING_DAYS = 31;

function rapidChurn(subject: FrontSubject): SignFinding {
  const links = officerLinks(subject).filter((link) => belief(link) > 0);
  const all = links
    .flatMap((link) => [
      { link, on: link.startedOn, words: 'Came' },
      { link, on: link.endedOn, words: 'Left' },
    ])
    .flatMap(({ link, on, words }) => {
      const day = dayOf(on);
      return day === null || on! > subject.source.asOf
        ? []
        : [{ link, day, words: `${words} ${on}` }];
    })
    .sort((a, b) => a.day - b.day);
  // Who became director and owner in one day, or is told of by two sources, came once.
  const dated = [...new Map(all.map((one) => [`${one.link.other.id} ${one.words}`, one])).values()];
  if (dated.length === 0) return notChecked('It is not recorded when its officers came and left.');
  const founded =
    dayOf(subject.source.field(subject.business.id, 'incorporatedOn')?.value ?? null) ??
    dated[0]!.day;
  const changes = dated.filter(({ day }) => day > founded + FOUNDING_DAYS);
  for (let last = RAPID.changes - 1; last < changes.length; last++) {
    const first = last - RAPID.changes + 1;
    if (changes[last]!.day - changes[first]!.day > RAPID.days) continue;
    return present(
      `${RAPID.changes} changes of officers within eighteen months.`,
      changes
        .slice(first, last + 1)
        .map(({ link, words }) => proofOf(link, words, { aboutId: link.other.id })),
    );
  }
  const counted = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'} of officers ${changes.length === 1 ? 'is' : 'are'} recorded`;
  const proofs = dated.map(({ link, words }) => proofOf(link, words, { aboutId: link.other.id }));
  const datedIds = new Set(dated.map(({ link }) => link.other.id));
  return officerLinks(subject).every(({ other }) => datedIds.has(other.id))
    ? absent(`${counted}.`, proofs)
    : notChecked(`${counted}; when others of them came or left is not.`, proofs);
}

/** Day number of a whole ISO date; null for any other. */
function dayOf(date: string | null): number | null {
  if (date === null || date.length < 10) return null;
  const time = Date.parse(date.slice(0, 10));
  return Number.isNaN(time) ? null : Math.floor(time / DAY_MS);
}

const NOMINEE_ROLES: ReadonlySet<string> = new Set([
  'nominee-director',
  'enabler-company-formation',
]);

function nomineeOfficer(subject: FrontSubject): SignFinding {
  const { business, source } = subject;
  const proofs = officerLinks(subject)
    .filter((link) => isCurrent(link, source.asOf))
    .flatMap((link) => [
      ...(link.other.attributes.get('role') ?? [])
        .filter(({ value }) => NOMINEE_ROLES.has(String(value)))
        .map((role) =>
          proofOf(
            role,
            `Role: ${role.value === 'nominee-director' ? 'nominee director' : 'company formation'}`,
            { aboutId: link.other.id, chain: [link] },
          ),
        ),
      ...(link.other.attributes.get('sector') ?? [])
        .filter(({ value }) => value === 'company-formation-agent')
        .map((sector) =>
          proofOf(sector, 'Company formation agent', { aboutId: link.other.id, chain: [link] }),
        ),
    ]);
  const found = deciding(proofs);
  const byRole =
    found.length > 0
      ? present('An officer is a nominee or a formation agent.', found)
      : notChecked('No officer is recorded as a nominee or a formation agent.');
  return anyOf(
    byRole,
    lookForIndicators(['nominee-director'], [{ entity: business, chain: [] }], {
      ...subject,
      asOf: source.asOf,
    }),
  );
}
