import { termFor } from '../domain/ontology.ts';
import { askLicences } from '../levers/ask-fact.ts';
import { monthsBefore } from '../levers/relevance.ts';
import { placesOf } from './front-links.ts';
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
} from './sign-source.ts';

/** Trades that take much of their money in cash. A choice of policy, from the themes of LGA (2015). */
const CASH_SECTORS: ReadonlySet<string> = new Set([
  ...['alcohol-retail', 'convenience-store', 'vape-tobacco-shop', 'restaurant-takeaway', 'pub-bar'],
  ...['nightclub', 'shisha-lounge', 'barber-hair-salon', 'nail-bar', 'tanning-massage-beauty'],
  ...['tattoo-piercing', 'car-wash', 'vehicle-repair-garage', 'vehicle-sales-hire', 'scrap-metal'],
  ...['taxi-phv', 'market-street-trading', 'mobile-phone-shop', 'gambling-betting'],
  ...['adult-entertainment', 'money-service-business', 'pawnbroker-jeweller-gold'],
  ...['second-hand-goods', 'landscaping-driveways'],
]);

export function sectorSigns(subject: FrontSubject): [string, SignFinding][] {
  const { source } = subject;
  return [
    [
      'cash_intensive_sector',
      sectorIn(subject, CASH_SECTORS, 'takes much of its money in cash', 'is no cash trade'),
    ],
    [
      'priority_sector',
      source.prioritySectors.size === 0
        ? notChecked('No sector is set as a priority of the area.')
        : sectorIn(subject, source.prioritySectors, 'is a priority of the area', 'is none'),
    ],
  ];
}

function sectorIn(
  { business, ontology }: FrontSubject,
  sectors: ReadonlySet<string>,
  words: string,
  otherwise: string,
): SignFinding {
  const said = (business.attributes.get('sector') ?? []).filter((value) => belief(value) > 0);
  if (said.length === 0) return notChecked('Its sector is not recorded.');
  const label = (value: unknown) =>
    termFor(ontology, 'sectors', String(value))?.label ?? String(value);
  const found = said.filter(({ value }) => sectors.has(String(value)));
  const proofs = (of: typeof said) =>
    of.map((value) => proofOf(value, `Sector: ${label(value.value)}`));
  return found.length > 0
    ? present(`${label(found[0]!.value)}: ${words}.`, proofs(found))
    : absent(`${label(said[0]!.value)}: ${otherwise}.`, proofs(said));
}

/** What inspectors of a council and others report of a trader. */
const BREACHES: readonly string[] = [
  ...['notice-non-compliance', 'unpaid-rates', 'rates-relief-fraud', 'trading-disclosure-breach'],
  ...['food-hygiene-breach', 'illegal-meat', 'underage-sales', 'illicit-tobacco', 'illicit-vapes'],
  ...['illicit-alcohol', 'counterfeit-goods', 'unsafe-goods', 'unlicensed-alcohol-sales'],
  ...['unlicensed-taxi', 'unlicensed-hmo', 'unlicensed-security', 'no-waste-carrier-licence'],
  ...['no-trade-waste-contract', 'illegal-waste-site', 'fly-tipping', 'burning-waste'],
  ...['record-keeping-breach', 'smokefree-breach', 'fire-risk', 'dangerous-electrics'],
  ...['unsafe-workplace', 'unauthorised-change-of-use', 'unauthorised-operating-centre'],
  ...['licence-transfer-churn', 'lease-breach', 'cash-for-scrap', 'illegal-gambling'],
  ...['no-redress-scheme', 'red-diesel-misuse', 'tax-check-missing', 'closure-order-made'],
];

const EXPLOITATION: readonly string[] = [
  'labour-exploitation',
  'modern-slavery-signs',
  'debt-bondage',
  'sleeping-in-commercial-premises',
];

/** The licence without which a trade is not carried on lawfully. */
const LICENCE_OF_SECTOR: Readonly<Record<string, string>> = {
  'alcohol-retail': 'premises-licence',
  'pub-bar': 'premises-licence',
  nightclub: 'premises-licence',
  'restaurant-takeaway': 'food-business-registration',
  'tattoo-piercing': 'skin-piercing-registration',
  'scrap-metal': 'scrap-site-licence',
  'waste-recycling': 'waste-carrier-registration',
  'skip-hire': 'waste-carrier-registration',
  'haulage-logistics': 'goods-operator-licence',
  'taxi-phv': 'phv-operator',
  'gambling-betting': 'gambling-premises-licence',
  'money-service-business': 'aml-supervision-registration',
  'care-home': 'cqc-registration',
  'domiciliary-care': 'cqc-registration',
  'childcare-nursery': 'ofsted-registration',
  'caravan-park': 'caravan-site-licence',
  'market-street-trading': 'street-trading-consent',
};
const RELEVANCE_MONTHS = 36;

export function regulatorySigns(subject: FrontSubject): [string, SignFinding][] {
  const { business, source } = subject;
  const places = [
    { entity: business, chain: [] },
    ...placesOf(subject)
      .filter(({ type }) => ['trades-at', 'occupies', 'licence-holder-of'].includes(type))
      .map((link) => ({ entity: link.other, chain: [link] })),
  ];
  const options = { ...subject, asOf: source.asOf };
  return [
    ['regulatory_noncompliance', lookForIndicators(BREACHES, places, options)],
    ['licence_mismatch', licenceMismatch(subject)],
    ['worker_exploitation_indicator', lookForIndicators(EXPLOITATION, places, options)],
  ];
}

function licenceMismatch(subject: FrontSubject): SignFinding {
  const { business, source, ontology } = subject;
  const needed = (business.attributes.get('sector') ?? [])
    .filter((value) => belief(value) > 0)
    .flatMap((sector) => {
      const licence = LICENCE_OF_SECTOR[String(sector.value)];
      return licence === undefined ? [] : [{ sector, licence }];
    });
  if (needed.length === 0) return notChecked('Its trade needs no licence that is looked for here.');
  const window = {
    months: RELEVANCE_MONTHS,
    since: monthsBefore(source.asOf, RELEVANCE_MONTHS),
  };
  const asking = { ontology, isProtective: false, window };
  const at = [
    { entity: business, chain: [] as const },
    ...placesOf(subject).map((link) => ({ entity: link.other, chain: [link] as const })),
  ];
  const findings = needed.map(({ sector, licence }): SignFinding => {
    const label = termFor(ontology, 'licence-types', licence)?.label ?? licence;
    const asked = at.map(({ entity, chain }) => {
      const outcome = askLicences(entity, licence, asking);
      const told = outcome.tell();
      const proofs = told.evidence.map((evidence) =>
        proofOf(evidence, `${label}: ${told.actual}`, {
          aboutId: chain.length > 0 ? entity.id : null,
          chain: [sector, ...chain],
        }),
      );
      return { truth: outcome.truth, proofs };
    });
    const proofs = (truth: string) =>
      deciding(asked.flatMap((one) => (one.truth === truth ? one.proofs : [])));
    if (asked.some(({ truth }) => truth === 'true'))
      return absent(`${label} is held.`, proofs('true'));
    if (proofs('false').length > 0)
      return present(`${label} is needed, was looked up and is not held.`, proofs('false'));
    return notChecked(`${label} is needed, and was not looked up.`);
  });
  return anyOf(...findings);
}
