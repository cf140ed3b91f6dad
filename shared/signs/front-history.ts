import type { EntityFacts } from '../levers/facts.ts';
import { isDissolved } from './front-finance.ts';
import { placesOf } from './front-links.ts';
import { officerLinks } from './front-ownership.ts';
import type { FrontSubject } from './front-signs.ts';
import { anyOf, lookForIndicators } from './sign-indicator.ts';
import {
  absent,
  belief,
  deciding,
  notChecked,
  present,
  proofOf,
  type SignFinding,
  type SignLink,
  type SignProof,
  type SignSource,
} from './sign-source.ts';

export function historySigns(subject: FrontSubject): [string, SignFinding][] {
  const { business, source } = subject;
  const own = [{ entity: business, chain: [] }];
  const options = { ...subject, asOf: source.asOf };
  return [
    [
      'phoenix_pattern',
      anyOf(phoenix(subject), lookForIndicators(['phoenix-companies'], own, options)),
    ],
    ['linked_dissolved_or_disqualified', dissolvedOrDisqualified(subject)],
    [
      'recent_incorporation_with_public_contract',
      anyOf(
        youngContract(subject),
        lookForIndicators(['new-company-large-contract'], own, options),
      ),
    ],
  ];
}

/** A company that is no more, and the officer who was of it too. */
interface Predecessor {
  readonly firm: EntityFacts;
  readonly officer: SignLink;
  readonly link: SignLink;
  readonly dissolvedOn: string | null;
}

function predecessors(subject: FrontSubject): Predecessor[] {
  const { business, source } = subject;
  return officerLinks(subject).flatMap((officer) =>
    source
      .links(officer.other.id)
      .filter(
        (link) =>
          link.direction === 'out' &&
          ['director-of', 'psc-of', 'owns'].includes(link.type) &&
          link.other.kind === 'business' &&
          link.other.id !== business.id &&
          goneProof(link.other, source) !== null,
      )
      .map((link) => ({
        firm: link.other,
        officer,
        link,
        dissolvedOn: source.field(link.other.id, 'dissolvedOn')?.value ?? null,
      })),
  );
}

/** What says that a company is no more; null: nothing does. */
function goneProof(firm: EntityFacts, source: SignSource) {
  const dissolved = source.field(firm.id, 'dissolvedOn');
  if (dissolved && belief(dissolved) > 0) return dissolved;
  const status = source.field(firm.id, 'status');
  return status && belief(status) > 0 && isDissolved(status.value) ? status : null;
}

function predecessorProofs({ firm, officer, link }: Predecessor, source: SignSource): SignProof[] {
  const gone = goneProof(firm, source);
  if (!gone) return [];
  return [
    proofOf(officer, 'Officer or owner', { aboutId: officer.other.id, chain: [link, gone] }),
    proofOf(link, 'Was of a company that is no more', { aboutId: firm.id, chain: [officer, gone] }),
  ];
}

/** Days between the end of one company and the beginning of the next for which they are taken to follow each other. */
const FOLLOWS_DAYS = 548;
const DAY_MS = 86_400_000;

function phoenix(subject: FrontSubject): SignFinding {
  const { business, source } = subject;
  const begun = source.field(business.id, 'incorporatedOn')?.value ?? null;
  const places = new Set(placesOf(subject).map(({ other }) => other.id));
  const sectors = wordsOf(business, 'sector');
  const before = predecessors(subject);
  const followed = before.filter(({ firm, dissolvedOn }) => {
    const isSameTrade = [...wordsOf(firm, 'sector')].some((word) => sectors.has(word));
    const isSamePlace = placesOf({ business: firm, source: endless(source) }).some(({ other }) =>
      places.has(other.id),
    );
    if (!isSameTrade && !isSamePlace) return false;
    if (dissolvedOn === null || begun === null) return isSameTrade && isSamePlace;
    return Math.abs(Date.parse(begun) - Date.parse(dissolvedOn)) / DAY_MS <= FOLLOWS_DAYS;
  });
  const proofs = deciding(followed.flatMap((one) => predecessorProofs(one, source)));
  if (proofs.length > 0)
    return present('It follows a dissolved company of the same people and trade or place.', proofs);
  return notChecked('No dissolved company of its officers is recorded in this trade or place.');
}

/** A company that is no more left its premises: where it was is looked at all the same. */
function endless(source: SignSource): SignSource {
  return { ...source, asOf: '0000-01-01' };
}

function wordsOf(entity: EntityFacts, attribute: string): ReadonlySet<string> {
  return new Set((entity.attributes.get(attribute) ?? []).map(({ value }) => String(value)));
}

function dissolvedOrDisqualified(subject: FrontSubject): SignFinding {
  const { source } = subject;
  const officers = officerLinks(subject);
  const said = officers.flatMap((link) =>
    (link.other.attributes.get('disqualified') ?? []).map((value) => ({ link, value })),
  );
  const disqualified = said
    .filter(({ value }) => value.value === true)
    .map(({ link, value }) =>
      proofOf(value, 'Disqualified as a director', { aboutId: link.other.id, chain: [link] }),
    );
  const proofs = deciding([
    ...disqualified,
    ...predecessors(subject).flatMap((one) => predecessorProofs(one, source)),
  ]);
  if (proofs.length > 0)
    return present('An officer is disqualified, or was of a company that is no more.', proofs);
  const cleared = new Set(
    said
      .filter(({ value }) => value.value === false && belief(value) > 0)
      .map(({ link }) => link.other.id),
  );
  if (officers.length > 0 && officers.every(({ other }) => cleared.has(other.id)))
    return absent(
      'Its officers were looked up and are not disqualified.',
      said.map(({ link, value }) => proofOf(value, 'Not disqualified', { aboutId: link.other.id })),
    );
  return notChecked('Its officers were not looked up among disqualified directors.');
}

/** Days within which a company is young for a public contract: twelve months. */
const YOUNG_DAYS = 365;

function youngContract({ business, source }: FrontSubject): SignFinding {
  const begun = source.field(business.id, 'incorporatedOn');
  const supplier = (business.attributes.get('councilSupplier') ?? []).filter(
    (value) => belief(value) > 0,
  );
  const yes = supplier.filter(({ value }) => value === true);
  if (yes.length === 0)
    return supplier.length > 0
      ? absent(
          'It has no public contract.',
          supplier.map((value) => proofOf(value, 'Not a supplier')),
        )
      : notChecked('Whether it has a public contract is not recorded.');
  if (!begun || belief(begun) === 0)
    return notChecked('It has a public contract, and its age is not recorded.');
  const dated = yes.filter(({ observedOn }) => observedOn !== null);
  if (dated.length === 0)
    return notChecked('It has a public contract, and since when is not recorded.');
  const proofs = dated.map((value) => ({
    value,
    days: (Date.parse(value.observedOn!) - Date.parse(begun.value)) / DAY_MS,
  }));
  const young = proofs.filter(({ days }) => days >= 0 && days < YOUNG_DAYS);
  const words = `Incorporated ${begun.value}`;
  if (young.length > 0)
    return present('It had a public contract within twelve months of its beginning.', [
      proofOf(begun, words),
      ...young.map(({ value }) => proofOf(value, 'Council supplier', { chain: [begun] })),
    ]);
  return absent('Its public contracts came more than twelve months after its beginning.', [
    proofOf(begun, words),
  ]);
}
