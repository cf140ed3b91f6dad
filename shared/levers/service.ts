/** A service or partner with a list of openings of its own. */
export interface Service {
  readonly id: string;
  readonly label: string;
}

/**
 * Services and partners by what levers call them. A lever's service is free text that often names several, such as
 * *Housing / Community Safety*; each of them sees it in its own list. Of two phrases that match at one place the
 * longer counts, so that *Housing Standards* is not *Housing*.
 */
const SERVICES: readonly (Service & { readonly phrases: readonly string[] })[] = [
  {
    id: 'adult-safeguarding',
    label: 'Adult safeguarding',
    phrases: [
      'Adult Safeguarding',
      'Adult Care',
      "Adult or Children's Safeguarding",
      "Adult and Children's Services",
    ],
  },
  { id: 'animal-welfare', label: 'Animal welfare', phrases: ['Animal Welfare'] },
  {
    id: 'any-service',
    label: 'Any council service',
    phrases: ['any service', 'any council service', 'any enforcing service'],
  },
  { id: 'building-control', label: 'Building control', phrases: ['Building Control'] },
  { id: 'cctv', label: 'CCTV', phrases: ['CCTV'] },
  {
    id: 'children-services',
    label: 'Children’s services',
    phrases: [
      "Children's Services",
      "Adult or Children's Safeguarding",
      "Adult and Children's Services",
      'Early Help',
      'Supporting Families',
    ],
  },
  {
    id: 'commissioning',
    label: 'Commissioning and quality',
    phrases: ['Commissioning', 'Quality'],
  },
  {
    id: 'community-safety',
    label: 'Community safety',
    phrases: ['Community Safety', 'ASB', 'Enforcement coordinator'],
  },
  { id: 'companies-house', label: 'Companies House', phrases: ['Companies House'] },
  {
    id: 'counter-fraud-and-audit',
    label: 'Counter fraud and internal audit',
    phrases: ['Counter Fraud', 'Internal Audit'],
  },
  { id: 'cps', label: 'Crown Prosecution Service', phrases: ['CPS'] },
  { id: 'dvla', label: 'DVLA', phrases: ['DVLA'] },
  { id: 'dvsa', label: 'DVSA', phrases: ['DVSA'] },
  { id: 'education', label: 'Education', phrases: ['Education Welfare', 'Education'] },
  { id: 'emergency-planning', label: 'Emergency planning', phrases: ['Emergency Planning'] },
  {
    id: 'environment-agency',
    label: 'Environment Agency or Natural Resources Wales',
    phrases: ['Environment Agency', 'NRW'],
  },
  {
    id: 'environmental-enforcement',
    label: 'Environmental enforcement',
    phrases: ['Environmental Enforcement'],
  },
  {
    id: 'environmental-health',
    label: 'Environmental health',
    phrases: ['Environmental Health', 'Environmental Protection'],
  },
  {
    id: 'fair-work-agency',
    label: 'Fair Work Agency',
    phrases: ['Fair Work Agency', 'GLAA', 'Employment Agency Standards'],
  },
  { id: 'fca', label: 'Financial Conduct Authority', phrases: ['FCA'] },
  { id: 'finance', label: 'Finance', phrases: ['Finance'] },
  { id: 'fire', label: 'Fire and rescue', phrases: ['Fire and Rescue Service'] },
  { id: 'highways', label: 'Highways', phrases: ['Highways'] },
  { id: 'hmrc', label: 'HMRC', phrases: ['HMRC'] },
  {
    id: 'housing',
    label: 'Housing',
    phrases: ['Housing', 'Tenancy Management', 'Gypsy and Traveller Liaison'],
  },
  { id: 'housing-standards', label: 'Housing standards', phrases: ['Housing Standards'] },
  { id: 'hr', label: 'HR and monitoring officer', phrases: ['HR', 'Monitoring Officer'] },
  {
    id: 'immigration-enforcement',
    label: 'Immigration Enforcement',
    phrases: ['Immigration Enforcement'],
  },
  {
    id: 'information-governance',
    label: 'Information governance',
    phrases: ['Information Governance'],
  },
  { id: 'insolvency-service', label: 'Insolvency Service', phrases: ['Insolvency Service'] },
  { id: 'intelligence', label: 'Intelligence', phrases: ['Intelligence'] },
  { id: 'it-security', label: 'IT security', phrases: ['IT Security'] },
  { id: 'legal', label: 'Legal', phrases: ['Legal Services', 'Legal'] },
  { id: 'licensing', label: 'Licensing', phrases: ['Licensing', 'Markets'] },
  { id: 'mash', label: 'MASH and MARAC', phrases: ['MASH', 'MARAC'] },
  { id: 'nca', label: 'National Crime Agency', phrases: ['NCA'] },
  { id: 'parking', label: 'Parking', phrases: ['Parking Services', 'Parking'] },
  { id: 'planning', label: 'Planning', phrases: ['Planning Enforcement', 'Planning'] },
  { id: 'police', label: 'Police', phrases: ['Police'] },
  { id: 'probation', label: 'Probation', phrases: ['Probation'] },
  { id: 'procurement', label: 'Procurement', phrases: ['Procurement'] },
  { id: 'professional-regulator', label: 'Professional regulators', phrases: ['SRA'] },
  { id: 'property', label: 'Property and estates', phrases: ['Property', 'Estates'] },
  { id: 'public-health', label: 'Public health', phrases: ['Public Health'] },
  {
    id: 'regulators-of-care',
    label: 'Ofsted, CQC or Care Inspectorate Wales',
    phrases: ['Ofsted', 'CQC', 'CIW'],
  },
  { id: 'registration', label: 'Registration', phrases: ['Registration Service'] },
  { id: 'rent-smart-wales', label: 'Rent Smart Wales', phrases: ['Rent Smart Wales'] },
  {
    id: 'revenues-and-benefits',
    label: 'Revenues and benefits',
    phrases: ['Revenues and Benefits', 'Revenues'],
  },
  { id: 'sia', label: 'Security Industry Authority', phrases: ['SIA'] },
  { id: 'trading-standards', label: 'Trading standards', phrases: ['Trading Standards'] },
  { id: 'traffic-commissioner', label: 'Traffic Commissioner', phrases: ['Traffic Commissioner'] },
];

const IDS_BY_PHRASE = idsByPhrase();
const PHRASES = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...IDS_BY_PHRASE.keys()]
    .sort((a, b) => b.length - a.length)

    .join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);
const LABELS: ReadonlyMap<string, string> = new Map(SERVICES.map(({ id, label }) => [id, label]));

function idsByPhrase(): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const service of SERVICES) {
    for (const phrase of service.phrases) {
      const key = phrase.toLowerCase();
      ids.set(key, [...(ids.get(key) ?? []), service.id]);
    }
  }
  return ids;
}

/** The services that a lever's own words name, in order. Words that none is known by are a service of their own. */
export function servicesOf(words: string): readonly Service[] {
  const plain = words.replaceAll('’', "'");
  const ids = [...plain.matchAll(PHRASES)].flatMap(
    ([phrase]) => IDS_BY_PHRASE.get(phrase.toLowerCase()) ?? [],
  );
  if (ids.length === 0) return [{ id: slugOf(words), label: words }];
  return [...new Set(ids)].map((id) => ({ id, label: LABELS.get(id) ?? id }));
}

/** What a service is called; null for one that is not shipped. */
export function serviceLabel(id: string): string | null {
  return LABELS.get(id) ?? null;
}

function slugOf(words: string): string {
  return (
    words
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'other'
  );
}
