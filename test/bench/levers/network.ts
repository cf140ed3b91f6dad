import { createRandom } from '../../../shared/synthetic/random.ts';

/** Kinds in the share in which big cases hold them. */
const KINDS = [
  'person',
  'person',
  'person',
  'person',
  'person',
  'premises',
  'premises',
  'business',
  'vehicle',
  'phone',
] as const;

/** What joins these two kinds, as a file names it; any pair may be joined by it. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  'person person': ['associate-of', 'associate-of', 'family-of', 'recruits'],
  'person premises': ['lives-at', 'frequents', 'seen-at', 'landlord-of', 'works-at'],
  'person business': ['director-of', 'works-at', 'psc-of'],
  'person vehicle': ['drives', 'registered-keeper'],
  'person phone': ['uses-phone'],
  'person ocg': ['member-of', 'leads'],
  'business premises': ['trades-at', 'registered-at', 'owns'],
  'vehicle premises': ['parked-at', 'stored-at', 'seen-at'],
};

const FACTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  person: {
    role: ['core-member', 'runner-mule', 'landlord-complicit', 'front-business-operator'],
    indicators: ['drug-dealing-individual', 'asb', 'large-cash', 'intimidation', 'scam-victim'],
  },
  premises: {
    premisesType: ['flat', 'dwelling', 'hmo', 'shop', 'takeaway', 'car-wash', 'pub-bar'],
    tenure: ['council-tenancy', 'private-rented', 'commercial-lease'],
    indicators: ['drug-dealing-at-premises', 'cuckooing', 'noise-nuisance', 'illicit-tobacco'],
  },
  business: {
    sector: ['car-wash', 'convenience-store', 'taxi-phv', 'haulage-logistics', 'nail-bar'],
    indicators: ['illicit-tobacco', 'illegal-working', 'late-accounts', 'underage-sales'],
  },
  vehicle: { indicators: ['untaxed-vehicle', 'uninsured-vehicle', 'county-lines-transport'] },
};

/** Share of entities of which a fact of its kind is recorded. */
const FACT_SHARE = 0.35;
/** One group for so many entities. */
const ENTITIES_PER_GROUP = 400;

const HEADER = 'id,type,name,role,premisesType,tenure,sector,indicators';
const COLUMNS = ['role', 'premisesType', 'tenure', 'sector', 'indicators'] as const;

/** Two files of an invented network of this size, the same each time: a few are linked to many, most to few. */
export function inventNetwork(entityCount: number, relationCount: number) {
  const random = createRandom(7);
  const kinds = Array.from({ length: entityCount }, (_, index) =>
    index % ENTITIES_PER_GROUP === 0 ? 'ocg' : random.pick(KINDS),
  );
  const nodes = kinds.map((kind, index) => {
    const cells = COLUMNS.map((column) => {
      const values = FACTS[kind]?.[column];
      return values && random.chance(FACT_SHARE) ? random.pick(values) : '';
    });
    return [`n${index}`, kind, `Sample ${index}`, ...cells].join(',');
  });
  const edges: string[] = [];
  while (edges.length < relationCount) {
    // The square makes early entities hubs.
    const from = Math.floor(random.next() ** 2 * entityCount);
    const near = from + random.integer(-200, 200);
    const to = random.chance(0.8) ? near : Math.floor(random.next() * entityCount);
    const [a, b] = [kinds[from], kinds[to]];
    const out = a && b && LINKS[`${a} ${b}`];
    if (!out || from === to) continue;
    edges.push(`n${from},n${to},${random.pick(out)}`);
  }
  return {
    'network/nodes.csv': [HEADER, ...nodes].join('\n'),
    'network/edges.csv': ['source,target,layer', ...edges].join('\n'),
  };
}
