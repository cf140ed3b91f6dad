import { HUB_CAPS } from '../analysis/projection.ts';
import type { EntityFacts } from '../levers/facts.ts';
import { chained, mayBeNominal, nominalProofs } from './front-ownership.ts';
import type { FrontSubject } from './front-signs.ts';
import { anyOf, lookForIndicators } from './sign-indicator.ts';
import {
  absent,
  belief,
  deciding,
  isCurrent,
  notChecked,
  present,
  proofOf,
  type SignFinding,
  type SignLink,
  type SignProof,
} from './sign-source.ts';

/** Links by which a business is at premises. */
const PLACE_TYPES: ReadonlySet<string> = new Set([
  'registered-at',
  'trades-at',
  'occupies',
  'tenant-of',
  'owns',
  'manages',
  'liable-for-rates-at',
  'licence-holder-of',
]);
/** Links by which somebody has the use of premises: being seen there is none. */
const USE_TYPES: ReadonlySet<string> = new Set([
  'controls',
  'occupies',
  'lives-at',
  'tenant-of',
  'owns',
  'landlord-of',
  'manages',
  'works-at',
]);
/** Companies at one address from which on it says little of any of them. Source: analytics.md 1.19. */
const MASS_REGISTRATION = 20;

/** Premises that a business is at, with the links that say so. */
export function placesOf({ business, source }: Pick<FrontSubject, 'business' | 'source'>) {
  return source
    .links(business.id)
    .filter(
      (link) =>
        link.direction === 'out' &&
        PLACE_TYPES.has(link.type) &&
        link.other.kind === 'premises' &&
        isCurrent(link, source.asOf),
    );
}

export function premisesSigns(subject: FrontSubject): [string, SignFinding][] {
  return [
    ['shared_premises_with_ocg', sharedPremises(subject)],
    ['mass_registration_address', massRegistration(subject)],
    ['address_mismatch_or_not_trading_there', addressMismatch(subject)],
  ];
}

function sharedPremises(subject: FrontSubject): SignFinding {
  const { source } = subject;
  const places = placesOf(subject);
  if (places.length === 0) return notChecked('No premises of it are recorded.');
  const found: SignProof[] = [];
  let hubs = 0;
  let isUnsure = false;
  for (const place of places) {
    const users = source
      .links(place.other.id)
      .filter(
        (link) =>
          link.direction === 'in' && USE_TYPES.has(link.type) && isCurrent(link, source.asOf),
      );
    if (isHub(place.other, users)) {
      hubs++;
      continue;
    }
    isUnsure ||= users.some((link) => mayBeNominal(link, source));
    for (const link of users) found.push(...chained(groupProofs(link, subject), place));
  }
  const proofs = deciding(found);
  if (proofs.length > 0) return present('A group or a recorded nominal uses its premises.', proofs);
  if (isUnsure || found.length > 0)
    return notChecked(
      'A group or a nominal may use its premises: what says so is not graded.',
      found,
    );
  if (hubs === places.length)
    return notChecked('So many use its premises that sharing them says nothing.');
  return absent(
    'No group and no recorded nominal is recorded at its premises.',
    places.map((link) => proofOf(link, 'Premises', { aboutId: link.other.id })),
  );
}

/** That a group, or a nominal, is at the other end of a link. */
function groupProofs(link: SignLink, { source }: FrontSubject): SignProof[] {
  if (link.other.kind === 'ocg')
    return [proofOf(link, 'Controlled by a group', { aboutId: link.other.id })];
  return nominalProofs(link, source, 'Used by a recorded nominal');
}

function isHub({ kind }: EntityFacts, users: readonly SignLink[]): boolean {
  const cap = HUB_CAPS.get(kind);
  return cap !== undefined && new Set(users.map(({ other }) => other.id)).size > cap;
}

function massRegistration(subject: FrontSubject): SignFinding {
  const { business, source } = subject;
  const registered = placesOf(subject).filter(({ type }) => type === 'registered-at');
  const crowded = registered.flatMap((place) => {
    const firms = source
      .links(place.other.id)
      .filter((link) => link.direction === 'in' && link.type === 'registered-at');
    const count = new Set(firms.map(({ other }) => other.id)).size;
    return count >= MASS_REGISTRATION
      ? [proofOf(place, `${count} companies are registered there`, { aboutId: place.other.id })]
      : [];
  });
  const found = deciding(crowded);
  return anyOf(
    found.length > 0
      ? present(`At least ${MASS_REGISTRATION} companies are registered at its address.`, found)
      : notChecked('How many companies are registered at its address is not recorded.'),
    lookForIndicators(
      ['mass-registration-address', 'inappropriate-registered-office'],
      [
        { entity: business, chain: [] },
        ...registered.map((link) => ({ entity: link.other, chain: [link] })),
      ],
      { ...subject, asOf: source.asOf },
    ),
  );
}

function addressMismatch(subject: FrontSubject): SignFinding {
  const { business, source } = subject;
  const places = placesOf(subject).filter((link) => belief(link) > 0);
  const idsBy = (...types: string[]) =>
    new Set(places.filter(({ type }) => types.includes(type)).map(({ other }) => other.id));
  const registered = idsBy('registered-at');
  const trading = idsBy('trades-at', 'occupies');
  const rated = idsBy('liable-for-rates-at');
  const told = [registered, trading, rated].filter(({ size }) => size > 0);
  const proofs = places
    .filter(({ other }) => told.some((ids) => ids.has(other.id)))
    .map((link) => proofOf(link, PLACE_WORDS[link.type] ?? 'Premises', { aboutId: link.other.id }));
  const disagree = told.some((one) =>
    told.some((other) => one !== other && ![...one].some((id) => other.has(id))),
  );
  const byPlaces =
    told.length < 2
      ? notChecked('Fewer than two of registered, rated and trading address are recorded.')
      : disagree
        ? present('Registered, rated and trading addresses disagree.', proofs)
        : absent('Registered, rated and trading addresses agree as far as recorded.', proofs);
  return anyOf(
    byPlaces,
    lookForIndicators(
      ['address-mismatch', 'ratepayer-mismatch', 'unknown-trader-identity'],
      [
        { entity: business, chain: [] },
        ...places
          .filter(({ type }) => ['trades-at', 'occupies'].includes(type))
          .map((link) => ({ entity: link.other, chain: [link] })),
      ],
      { ...subject, asOf: source.asOf },
    ),
  );
}

const PLACE_WORDS: Readonly<Record<string, string>> = {
  'registered-at': 'Registered address',
  'trades-at': 'Trading address',
  occupies: 'Occupied premises',
  'liable-for-rates-at': 'Rated premises',
};

/** Links by which a business, or somebody, has a vehicle, a phone or an account. */
const ASSET_TYPES: ReadonlySet<string> = new Set([
  'registered-keeper',
  'owns',
  'licence-holder-of',
  'drives',
  'insured-on',
  'uses-phone',
  'holds-account',
  'controls',
]);
const ASSET_KINDS: ReadonlySet<string> = new Set(['vehicle', 'phone', 'account']);

export function linkSigns(subject: FrontSubject): [string, SignFinding][] {
  return [
    ['shares_phone_vehicle_account_with_nominal', sharedAssets(subject)],
    ['payments_to_from_nominal', payments(subject)],
  ];
}

function assetsOf({ business, source }: FrontSubject): readonly SignLink[] {
  return source
    .links(business.id)
    .filter(
      (link) =>
        ASSET_TYPES.has(link.type) &&
        ASSET_KINDS.has(link.other.kind) &&
        isCurrent(link, source.asOf),
    );
}

function sharedAssets(subject: FrontSubject): SignFinding {
  const { source } = subject;
  const assets = assetsOf(subject);
  if (assets.length === 0) return notChecked('No phone, vehicle or account of it is recorded.');
  const found: SignProof[] = [];
  let hubs = 0;
  let isUnsure = false;
  for (const asset of assets) {
    const users = source
      .links(asset.other.id)
      .filter((link) => ASSET_TYPES.has(link.type) && isCurrent(link, source.asOf));
    if (isHub(asset.other, users)) {
      hubs++;
      continue;
    }
    isUnsure ||= users.some((link) => mayBeNominal(link, source));
    for (const link of users)
      found.push(...chained(nominalProofs(link, source, 'Used by a recorded nominal'), asset));
  }
  const proofs = deciding(found);
  if (proofs.length > 0)
    return present('A recorded nominal uses a phone, vehicle or account of it.', proofs);
  if (isUnsure || found.length > 0)
    return notChecked(
      'A nominal may use a phone, vehicle or account of it: what says so is not graded.',
      found,
    );
  if (hubs === assets.length)
    return notChecked('So many use its phone, vehicle or account that sharing it says nothing.');
  return absent(
    'No recorded nominal is recorded with its phones, vehicles and accounts.',
    assets.map((link) => proofOf(link, 'Its own', { aboutId: link.other.id })),
  );
}

const PAYMENT_TYPES: ReadonlySet<string> = new Set(['pays', 'transfers-to']);

function payments(subject: FrontSubject): SignFinding {
  const { business, source } = subject;
  const ways: readonly (readonly [id: string, chain: readonly SignLink[]])[] = [
    [business.id, []],
    ...source
      .links(business.id)
      .filter(({ type, other }) => type === 'holds-account' && other.kind === 'account')
      .map((link) => [link.other.id, [link]] as const),
  ];
  const found: SignProof[] = [];
  let isUnsure = false;
  let count = 0;
  for (const [id, chain] of ways) {
    for (const payment of source.links(id).filter(({ type }) => PAYMENT_TYPES.has(type))) {
      count++;
      const words = payment.direction === 'out' ? 'Payment to a nominal' : 'Payment from one';
      isUnsure ||= mayBeNominal(payment, source);
      found.push(...chained(nominalProofs(payment, source, words), ...chain));
      const holders = source
        .links(payment.other.id)
        .filter((link) => link.direction === 'in' && link.type === 'holds-account');
      isUnsure ||= holders.some((holder) => mayBeNominal(holder, source));
      for (const holder of holders) {
        const proofs = chained(nominalProofs(holder, source, 'Account of a nominal'), payment);
        if (proofs.length === 0) continue;
        found.push(
          proofOf(payment, words, { aboutId: payment.other.id, chain: [...chain, holder] }),
          ...proofs,
        );
      }
    }
  }
  const proofs = deciding(found);
  if (proofs.length > 0) return present('Money passes between it and a recorded nominal.', proofs);
  if (count === 0) return notChecked('No payments of it are recorded.');
  if (isUnsure || found.length > 0)
    return notChecked(
      'Money may pass between it and a nominal: what says so is not graded.',
      found,
    );
  return absent(
    `None of ${count} recorded payments is with a recorded nominal or an account of one.`,
  );
}
