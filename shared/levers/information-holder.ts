import { serviceLabel } from './service.ts';

/**
 * Who usually holds what levers ask about, and the lawful way to it. Gateways are levers of the catalogue by their id:
 * no other way is suggested, and where none is known the request says to check with the lawyers. Each is a place to
 * begin, not an answer: the officer who asks settles the gateway, the purpose and the least data needed.
 */
export interface InformationHolder {
  readonly id: string;
  readonly label: string;
  /** Levers by which it may be asked; none: check the gateway with the lawyers. */
  readonly gateways: readonly string[];
}

/** What can be wanted: the kind of question, and the word that it is about. */
export type InformationKey =
  | { readonly type: 'indicator' | 'fact' | 'licence' | 'link'; readonly word: string }
  | { readonly type: 'group' }
  | { readonly type: 'grade' };

/** Held by whoever works on the case: nobody needs to be asked. */
export const OWN_CASE = 'own-case';
const UNSETTLED = 'unsettled';

const OWN_LABELS: Readonly<Record<string, string>> = {
  [OWN_CASE]: 'Your own casework',
  [UNSETTLED]: 'Holder not settled',
  'land-registry': 'HM Land Registry',
};

const REGISTERS = 'open-register-and-public-record-research';
const CRIME_REDUCTION = 'crime-disorder-disclosure-gateway';
const CRIME_PURPOSES = 'dpa-crime-disclosure-request';
const AGENCIES = 'gain-referral';
const FRAUD = 'fraud-information-gateways';
const LAND = 'requisition-for-information-land';
const RATES = 'business-rates-property-intelligence';
const SAFEGUARDING = 'mash-and-marac-referral';

/** The usual ways to what each holder has, where the question has none of its own. */
const GATEWAYS: Readonly<Record<string, readonly string[]>> = {
  // Relevant authorities of section 115 share with one another.
  police: [CRIME_REDUCTION],
  probation: [CRIME_REDUCTION],
  fire: [CRIME_REDUCTION],
  'public-health': [CRIME_REDUCTION],
  // Services of the council itself: crime purposes, or the same gateway across councils.
  'any-service': [CRIME_PURPOSES, CRIME_REDUCTION],
  'animal-welfare': [CRIME_PURPOSES, CRIME_REDUCTION],
  'building-control': [CRIME_PURPOSES, CRIME_REDUCTION],
  'community-safety': [CRIME_REDUCTION, CRIME_PURPOSES],
  education: [CRIME_PURPOSES, CRIME_REDUCTION],
  'environmental-enforcement': [CRIME_PURPOSES, CRIME_REDUCTION],
  'environmental-health': [CRIME_PURPOSES, CRIME_REDUCTION],
  highways: [CRIME_PURPOSES, CRIME_REDUCTION],
  housing: [CRIME_PURPOSES, CRIME_REDUCTION],
  'housing-standards': [CRIME_PURPOSES, CRIME_REDUCTION],
  licensing: [CRIME_PURPOSES, CRIME_REDUCTION],
  parking: [CRIME_PURPOSES, CRIME_REDUCTION],
  planning: [CRIME_PURPOSES, CRIME_REDUCTION],
  property: [CRIME_PURPOSES, CRIME_REDUCTION],
  registration: [CRIME_PURPOSES, CRIME_REDUCTION],
  'revenues-and-benefits': [CRIME_PURPOSES, CRIME_REDUCTION],
  'trading-standards': [CRIME_PURPOSES, CRIME_REDUCTION],
  cctv: ['cctv-and-anpr-information'],
  'counter-fraud-and-audit': [FRAUD],
  procurement: ['supplier-data-washing'],
  'adult-safeguarding': [SAFEGUARDING],
  'children-services': [SAFEGUARDING],
  mash: [SAFEGUARDING],
  // Government agencies that the regional coordinator reaches.
  hmrc: [FRAUD, AGENCIES],
  nca: [FRAUD],
  dvla: [AGENCIES],
  dvsa: [AGENCIES],
  'environment-agency': [AGENCIES],
  'fair-work-agency': [AGENCIES],
  'immigration-enforcement': [AGENCIES],
  'companies-house': [REGISTERS],
  'land-registry': [REGISTERS],
};

type Held = Readonly<Record<string, readonly string[]>>;

/** Indicators by who usually sees them. */
const INDICATORS: Held = {
  [OWN_CASE]: [
    'information-request-received',
    'information-sharing-plan',
    'local-profile-in-progress',
  ],
  'adult-safeguarding': [
    'debt-bondage',
    'domestic-abuse',
    'financial-exploitation',
    'modern-slavery-signs',
  ],
  'animal-welfare': ['animal-cruelty'],
  'any-service': ['notice-non-compliance', 'staff-concern'],
  'building-control': ['derelict-premises'],
  'children-services': [
    'child-criminal-exploitation',
    'child-present-at-risk-address',
    'cse-concern',
  ],
  'community-safety': [
    'asb',
    'closure-order-made',
    'community-concern',
    'cuckooing',
    'open-drug-market',
    'status-dogs',
    'unauthorised-encampment',
  ],
  'companies-house': [
    'inappropriate-registered-office',
    'late-accounts',
    'mass-registration-address',
    'nominee-director',
    'phoenix-companies',
  ],
  'counter-fraud-and-audit': ['bid-rigging-signs', 'data-match-hit', 'insider-access-anomaly'],
  dvla: ['trade-plate-misuse', 'untaxed-vehicle'],
  dvsa: ['unroadworthy-vehicle'],
  education: ['child-employment-breach', 'missing-from-education', 'school-exclusion'],
  'environment-agency': ['illegal-waste-site'],
  'environmental-enforcement': [
    'abandoned-vehicle',
    'burning-waste',
    'fly-tipping',
    'no-trade-waste-contract',
    'no-waste-carrier-licence',
    'vehicle-breaking',
    'vehicles-for-sale-on-highway',
    'waste-accumulation',
  ],
  'environmental-health': [
    'filthy-premises',
    'food-hygiene-breach',
    'illegal-meat',
    'noise-nuisance',
    'smokefree-breach',
    'unsafe-workplace',
  ],
  'fair-work-agency': ['labour-exploitation'],
  fire: ['fire-risk', 'sleeping-in-commercial-premises'],
  highways: ['highway-obstruction'],
  hmrc: ['cash-intensive-anomaly', 'payroll-irregularity', 'red-diesel-misuse'],
  housing: ['right-to-buy-anomaly', 'tenancy-subletting'],
  'housing-standards': [
    'dangerous-electrics',
    'illegal-eviction',
    'multiple-problem-premises-landlord',
    'overcrowding',
    'repeat-housing-offences',
    'unlicensed-hmo',
  ],
  'immigration-enforcement': ['illegal-working', 'previous-illegal-working'],
  'land-registry': ['overseas-entity-owner'],
  licensing: [
    'illegal-gambling',
    'licence-application-pending',
    'licence-transfer-churn',
    'record-keeping-breach',
    'safeguarding-training-lapsed',
    'scrap-collection',
    'tax-check-missing',
    'unlicensed-alcohol-sales',
    'unlicensed-taxi',
  ],
  nca: ['suspicious-transactions'],
  parking: ['blue-badge-misuse', 'unpaid-parking-penalties'],
  planning: [
    'active-construction',
    'unauthorised-change-of-use',
    'unauthorised-development',
    'unlawful-advertisement',
  ],
  police: [
    'brothel-activity',
    'cannabis-cultivation',
    'cash-for-scrap',
    'county-line-phone',
    'county-lines-transport',
    'cross-border-pattern',
    'cyber-incident',
    'cyber-offending-risk',
    'drug-dealing-at-premises',
    'drug-dealing-individual',
    'firearms-intelligence',
    'gang-violence',
    'harbouring-missing-child',
    'intimidation',
    'large-cash',
    'metal-theft',
    'missing-child',
    'ocg-participation-evidence',
    'serious-violence',
    'stolen-property',
    'unexplained-wealth',
    'uninsured-vehicle',
    'unusual-visitor-traffic',
    'weapons-sales',
    'wildlife-trade',
  ],
  probation: ['iom-nominal', 'release-due'],
  procurement: ['new-company-large-contract'],
  property: ['council-asset-interest', 'lease-breach'],
  'public-health': ['drug-harm-alert', 'substance-dependence'],
  registration: ['suspicious-marriage'],
  'regulators-of-care': ['unregistered-care', 'unregistered-school'],
  'revenues-and-benefits': [
    'address-mismatch',
    'benefit-fraud',
    'council-tax-fraud',
    'ratepayer-mismatch',
    'rates-relief-fraud',
    'unknown-occupier',
    'unpaid-rates',
  ],
  sia: ['unlicensed-security'],
  'trading-standards': [
    'counterfeit-goods',
    'doorstep-fraud',
    'fraudulent-trading',
    'illegal-lending',
    'illicit-alcohol',
    'illicit-tobacco',
    'illicit-vapes',
    'no-redress-scheme',
    'psychoactive-substance-supply',
    'scam-victim',
    'trading-disclosure-breach',
    'underage-sales',
    'unknown-trader-identity',
    'unsafe-goods',
  ],
  'traffic-commissioner': ['unauthorised-operating-centre'],
  // Network operators and suppliers see it; no gateway to them is among the levers.
  [UNSETTLED]: ['electricity-abstraction'],
};

/** Licences by who issues or registers them. */
const LICENCES: Held = {
  'animal-welfare': ['animal-activity-licence', 'dangerous-wild-animal-licence'],
  dvla: ['trade-plates'],
  'environment-agency': ['environmental-permit', 'waste-carrier-registration', 'waste-exemption'],
  'environmental-enforcement': ['trade-waste-contract'],
  'environmental-health': [
    'caravan-site-licence',
    'food-approval',
    'food-business-registration',
    'skin-piercing-registration',
    'special-procedures-licence-wales',
    'special-treatment-licence',
  ],
  'fair-work-agency': ['gangmaster-licence'],
  fca: ['fca-authorisation'],
  hmrc: ['aml-supervision-registration'],
  'housing-standards': ['hmo-licence'],
  licensing: [
    'club-premises-certificate',
    'gambling-premises-licence',
    'gaming-machine-permit',
    'hackney-driver',
    'hackney-vehicle',
    'pavement-licence',
    'personal-licence',
    'phv-driver',
    'phv-operator',
    'phv-vehicle',
    'premises-licence',
    'scrap-collector-licence',
    'scrap-site-licence',
    'sex-establishment-licence',
    'street-trading-consent',
    'temporary-event-notice',
  ],
  parking: ['blue-badge'],
  planning: ['planning-permission'],
  police: ['firearm-certificate'],
  'regulators-of-care': ['ciw-registration', 'cqc-registration', 'ofsted-registration'],
  'rent-smart-wales': ['rent-smart-wales-licence'],
  sia: ['sia-approved-contractor', 'sia-licence'],
  'trading-standards': ['explosives-licence', 'petroleum-certificate'],
  'traffic-commissioner': ['goods-operator-licence', 'psv-operator-licence'],
};

/** Facts by who has them on record. */
const FACTS: Held = {
  'adult-safeguarding': ['vulnerable', 'vulnerableOccupant'],
  'companies-house': ['disqualified', 'sector'],
  housing: ['tenure'],
  police: [
    'age',
    'awaitingSentence',
    'banningOrderOffence',
    'convicted',
    'hasFourPPlan',
    'relevantConviction',
    'role',
    'seriousConvictionLinkedToHome',
    'seriousOffenceConviction',
    'slaveryOffence',
  ],
  procurement: ['councilSupplier'],
  'revenues-and-benefits': ['premisesType'],
};

/** Relation types by who has them on record. */
const LINKS: Held = {
  cctv: ['parked-at', 'seen-at'],
  'children-services': ['cares-for', 'family-of'],
  'companies-house': ['director-of', 'psc-of', 'registered-at', 'shareholder-of'],
  'counter-fraud-and-audit': ['holds-account', 'pays', 'transfers-to'],
  dvla: ['registered-keeper'],
  hmrc: ['employs', 'works-at'],
  housing: ['tenant-of'],
  'housing-standards': ['lets-via', 'manages'],
  'land-registry': ['landlord-of', 'owns'],
  licensing: ['designated-premises-supervisor-of', 'licence-holder-of'],
  mash: ['exploits'],
  police: [
    'associate-of',
    'attends',
    'calls',
    'controls',
    'drives',
    'frequents',
    'guest-at',
    'insured-on',
    'leads',
    'located-at',
    'member-of',
    'nominee-for',
    'organised',
    'partner-of',
    'professional-adviser-to',
    'recruits',
    'stored-at',
    'uses-phone',
  ],
  procurement: ['contracts-with', 'supplies'],
  'revenues-and-benefits': [
    'claims-benefit-at',
    'liable-for-council-tax-at',
    'liable-for-rates-at',
    'lives-at',
    'occupies',
    'trades-at',
  ],
};

/** Questions with ways of their own, instead of their holder's. */
const OWN_GATEWAYS: Readonly<Record<string, readonly string[]>> = {
  'fact:disqualified': [REGISTERS],
  'fact:premisesType': [RATES],
  'fact:tenure': [CRIME_PURPOSES, LAND],
  'indicator:overseas-entity-owner': [REGISTERS, LAND],
  'indicator:ratepayer-mismatch': [RATES],
  'indicator:unknown-occupier': [LAND, RATES],
  'indicator:unpaid-rates': [RATES],
  // Registers of licensing, planning and waste are open to anybody.
  'licence:environmental-permit': [REGISTERS],
  'licence:planning-permission': [REGISTERS],
  'licence:premises-licence': [REGISTERS],
  'licence:club-premises-certificate': [REGISTERS],
  'licence:scrap-collector-licence': [REGISTERS],
  'licence:scrap-site-licence': [REGISTERS],
  'licence:waste-carrier-registration': [REGISTERS],
  'licence:waste-exemption': [REGISTERS],
  'link:claims-benefit-at': [FRAUD],
  'link:designated-premises-supervisor-of': [REGISTERS],
  'link:landlord-of': [REGISTERS, LAND],
  'link:lets-via': ['renters-rights-investigatory-powers'],
  'link:liable-for-rates-at': [RATES],
  'link:occupies': [RATES, LAND],
  'link:owns': [REGISTERS, LAND],
  'link:tenant-of': [CRIME_PURPOSES, LAND],
  'link:trades-at': [RATES],
};

const HOLDERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ indicator: INDICATORS, licence: LICENCES, fact: FACTS, link: LINKS }).flatMap(
    ([type, held]) =>
      Object.entries(held).flatMap(([holder, words]) =>
        words.map((word) => [`${type}:${word}`, holder] as const),
      ),
  ),
);

/** Who usually holds it, and how it may be asked for. */
export function informationHolder(key: InformationKey): InformationHolder {
  if (key.type === 'grade') return holderOf(OWN_CASE, []);
  // Whether someone belongs to a group is for whoever leads on it.
  if (key.type === 'group') return holderOf('police', [CRIME_REDUCTION]);
  const id = `${key.type}:${key.word}`;
  const holder = HOLDERS.get(id) ?? UNSETTLED;
  return holderOf(holder, OWN_GATEWAYS[id] ?? GATEWAYS[holder] ?? []);
}

function holderOf(id: string, gateways: readonly string[]): InformationHolder {
  return { id, label: OWN_LABELS[id] ?? serviceLabel(id) ?? id, gateways };
}

/** Every gateway that is suggested for anything, for checking them against the catalogue. */
export function gatewaysSuggested(): ReadonlySet<string> {
  return new Set([...Object.values(GATEWAYS), ...Object.values(OWN_GATEWAYS)].flat());
}

/** Whether it is known who holds it: what has no place in the tables is not. */
export function isHolderSettled(key: InformationKey): boolean {
  return key.type === 'grade' || key.type === 'group' || HOLDERS.has(`${key.type}:${key.word}`);
}
