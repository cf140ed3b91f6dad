import type { CaseMeasure } from './case-measure.ts';

/** What a measure is, said so that it can be defended: what it counts, how, what it may mean, and what it does not. */
export interface MeasureWords {
  /** What analysts call it: `Brokerage`. */
  readonly name: string;
  /** What the literature calls it. */
  readonly formalName: string;
  /** What is counted, in one sentence. */
  readonly counts: string;
  /** How it is computed, in words. */
  readonly formula: string;
  /** The same in symbols. */
  readonly symbols: string;
  /** What each symbol stands for. */
  readonly where: string;
  readonly unit: string;
  /** What a high value may mean in a crime group. */
  readonly meaning: string;
  /** What must not be read into it. */
  readonly cautions: readonly [string, ...string[]];
  /** The papers that define it. */
  readonly sources: readonly [string, ...string[]];
}

/** Holds of whatever is counted by links. */
const ATTENTION =
  'Links follow attention: a person who was watched more has more of them. Compare how many sources speak of each record.';
const ONE_MODE =
  'Records of different kinds are not comparable here: use it where the graph holds people alone.';
const LARGEST_ONLY =
  'It is told within the largest connected part only. Records elsewhere have no value, which is not zero.';
const STRONGEST_PART =
  'Nearly all of it falls to the part where links are densest. Records in other parts come out as next to nothing, whatever they do there.';
const MISSING_PATHS =
  'One link that is missing or wrong can open or close a route. Look at the interval before the rank.';
const PARTS =
  'Where the case falls into parts, routes run within a part only, so that members of small parts come out low.';
const GRADES =
  'The grades are turned into numbers by a policy, which is a choice. Compare with the same measure without them.';

const FREEMAN_1979 = 'Freeman (1979), Social Networks 1, 215–239';
const BURT_1992 = 'Burt (1992), Structural Holes, Harvard University Press';
const KLEINBERG = 'Kleinberg (1999), Journal of the ACM 46, 604–632';
const MORONE_MAKSE = 'Morone and Makse (2015), Nature 524, 65–68';
const BRANDES = 'Brandes (2001), Journal of Mathematical Sociology 25, 163–177';
const GUIMERA_AMARAL = 'Guimerà and Amaral (2005), Nature 433, 895–900';
const BRIN_PAGE = 'Brin and Page (1998), Computer Networks 30, 107–117';

/** Words of every measure of a record, by the name that calls give it. */
export const MEASURE_WORDS: Readonly<Record<CaseMeasure, MeasureWords>> = {
  degree: {
    name: 'Links',
    formalName: 'Degree',
    counts: 'How many other records this one is linked to.',
    formula: 'Count the records it has a link to. Several links to the same record count once.',
    symbols: 'kᵢ = |N(i)|',
    where: 'N(i): the records linked to i',
    unit: 'records',
    meaning:
      'Who deals with many others directly. Often somebody visible: an organiser, or somebody who takes the risk for one.',
    cautions: [
      ATTENTION,
      'Those at the top of a careful group keep few links. A low number clears nobody.',
    ],
    sources: [FREEMAN_1979],
  },
  strength: {
    name: 'Weight of links',
    formalName: 'Strength',
    counts: 'The weight of all its links together.',
    formula:
      'Add the weights of its links: the better their evidence and the closer their type, the more.',
    symbols: 'sᵢ = Σⱼ Wᵢⱼ',
    where: 'Wᵢⱼ: weight of the link between i and j',
    unit: 'weight, from 0',
    meaning: 'Whose ties are not only many but close and well evidenced.',
    cautions: [GRADES, ATTENTION],
    sources: ['Barrat, Barthélemy, Pastor-Satorras and Vespignani (2004), PNAS 101, 3747–3752'],
  },
  in_degree: {
    name: 'Links to it',
    formalName: 'In-degree',
    counts: 'How many records have a link that points to this one.',
    formula: 'Count the records from which a link leads to it.',
    symbols: 'kᵢⁱⁿ = |{ j : j → i }|',
    where: 'j → i: a link that leads from j to i',
    unit: 'records',
    meaning: 'Where things arrive: calls, payments, instructions.',
    cautions: [ATTENTION, 'Only links with a direction count.'],
    sources: [FREEMAN_1979],
  },
  out_degree: {
    name: 'Links from it',
    formalName: 'Out-degree',
    counts: 'How many records this one has a link to.',
    formula: 'Count the records to which a link leads from it.',
    symbols: 'kᵢᵒᵘᵗ = |{ j : i → j }|',
    where: 'i → j: a link that leads from i to j',
    unit: 'records',
    meaning: 'Where things start: who calls, pays or directs.',
    cautions: [ATTENTION, 'Only links with a direction count.'],
    sources: [FREEMAN_1979],
  },
  in_strength: {
    name: 'Weight of links to it',
    formalName: 'In-strength',
    counts: 'The weight of all links that point to this record together.',
    formula: 'Add the weights of the links that lead to it.',
    symbols: 'sᵢⁱⁿ = Σⱼ Wⱼᵢ',
    where: 'Wⱼᵢ: weight of the link from j to i',
    unit: 'weight, from 0',
    meaning: 'What comes in, by how well it is evidenced: payments, calls, goods.',
    cautions: [GRADES, 'Weight is that of the evidence, not an amount of money.'],
    sources: ['Barrat, Barthélemy, Pastor-Satorras and Vespignani (2004), PNAS 101, 3747–3752'],
  },
  out_strength: {
    name: 'Weight of links from it',
    formalName: 'Out-strength',
    counts: 'The weight of all links that lead from this record together.',
    formula: 'Add the weights of the links that lead from it.',
    symbols: 'sᵢᵒᵘᵗ = Σⱼ Wᵢⱼ',
    where: 'Wᵢⱼ: weight of the link from i to j',
    unit: 'weight, from 0',
    meaning: 'What goes out, by how well it is evidenced.',
    cautions: [GRADES, 'Weight is that of the evidence, not an amount of money.'],
    sources: ['Barrat, Barthélemy, Pastor-Satorras and Vespignani (2004), PNAS 101, 3747–3752'],
  },
  betweenness: {
    name: 'Brokerage',
    formalName: 'Betweenness centrality',
    counts: 'How often this record lies on the shortest route between two others.',
    formula:
      'For every two other records take the shortest routes between them, and the share of those routes that pass this one. Add the shares up and divide by the number of such pairs.',
    symbols: 'bᵢ = 2/((n−1)(n−2)) · Σ σₛₜ(i)/σₛₜ',
    where:
      'Σ over all pairs s, t other than i; σₛₜ: shortest routes between them; σₛₜ(i): those that pass i; n: records in the graph',
    unit: '0 to 1',
    meaning:
      'Who or what others have to go through: a broker, a gatekeeper of money, transport or tools; also a flat, a car or a shop. High brokerage with few links is the position in which enablers are often found.',
    cautions: [
      MISSING_PATHS,
      'It counts routes that could be used. It does not say that anybody used them.',
      PARTS,
    ],
    sources: ['Freeman (1977), Sociometry 40, 35–41', BRANDES],
  },
  betweenness_weighted: {
    name: 'Brokerage by evidence',
    formalName: 'Betweenness centrality, weighted',
    counts: 'The same as brokerage, over routes that follow the strongest links.',
    formula:
      'As brokerage, but a link is as long as 1 divided by its weight, so that routes run along well evidenced and close ties.',
    symbols: 'bᵢ = 2/((n−1)(n−2)) · Σ σₛₜ(i)/σₛₜ,  ℓⱼₖ = 1/Wⱼₖ',
    where: 'ℓⱼₖ: length of the link between j and k; Wⱼₖ: its weight; the rest as for brokerage',
    unit: '0 to 1',
    meaning:
      'Brokers on whom the best evidenced routes rest. Where both kinds of brokerage agree, the finding is sturdier.',
    cautions: [GRADES, MISSING_PATHS],
    sources: ['Freeman (1977), Sociometry 40, 35–41', BRANDES],
  },
  closeness: {
    name: 'Closeness',
    formalName: 'Closeness centrality, Wasserman and Faust',
    counts: 'How few links away the others are, on average.',
    formula:
      'Divide the number of records it can reach by the sum of its distances to them, and multiply by the share of all records that it can reach.',
    symbols: 'Cᵢ = (r−1)/Σⱼ dᵢⱼ · (r−1)/(n−1)',
    where:
      'dᵢⱼ: links on the shortest route; r: records that can be reached, itself included; n: all',
    unit: '0 to 1',
    meaning: 'Who hears quickly of what happens anywhere in the group.',
    cautions: [PARTS, 'Values lie close together: small differences mean little.'],
    sources: [
      'Wasserman and Faust (1994), Social Network Analysis, Cambridge University Press, 5.2.2',
      FREEMAN_1979,
    ],
  },
  harmonic: {
    name: 'Reach',
    formalName: 'Harmonic closeness',
    counts: 'How near this record is to all others; those that cannot be reached count nothing.',
    formula: 'Add 1 divided by the distance to each other record, and divide by their number.',
    symbols: 'Hᵢ = Σⱼ (1/dᵢⱼ) ÷ (n−1)',
    where:
      'dᵢⱼ: links on the shortest route; 1/dᵢⱼ is 0 where there is none; n: records in the graph',
    unit: '0 to 1',
    meaning:
      'From where word, goods or pressure spread fastest, and where a source would hear most. It is defined for groups that fall into parts too.',
    cautions: [PARTS, 'Values lie close together: small differences mean little.'],
    sources: [
      'Marchiori and Latora (2000), Physica A 285, 539–546',
      'Boldi and Vigna (2014), Internet Mathematics 10, 222–262',
    ],
  },
  eigenvector: {
    name: 'Well connected',
    formalName: 'Eigenvector centrality',
    counts: 'How far its contacts are themselves well connected.',
    formula:
      'Give every record the sum of the values of those it is linked to, again and again, until the proportions stay the same.',
    symbols: 'A x = λ x,  ‖x‖₂ = 1',
    where: 'A: who is linked to whom; λ: its largest eigenvalue; x: the values',
    unit: '0 to 1',
    meaning: 'Who belongs to the best connected circle.',
    cautions: [LARGEST_ONLY, ONE_MODE, ATTENTION],
    sources: ['Bonacich (1972), Journal of Mathematical Sociology 2, 113–120'],
  },
  katz: {
    name: 'Reach by any way',
    formalName: 'Katz centrality',
    counts: 'How many ways of any number of links lead here, each further link counting less.',
    formula:
      'Every way that ends here adds a part: one link β, two links β², and so on. β is half of the most for which the sum has an end.',
    symbols: 'x = (I − βAᵀ)⁻¹ 1 − 1,  β = 0.5 / λ',
    where: 'A: who is linked to whom; λ: its largest eigenvalue; x: the values',
    unit: 'ways',
    meaning:
      'Who is reached by many, through whoever stands between. Unlike eigenvector centrality it is told in every part of the network.',
    cautions: [
      'Where no link leads back to where it came from, β has no measure and there is no value.',
      ONE_MODE,
      ATTENTION,
    ],
    sources: ['Katz (1953), Psychometrika 18, 39–43'],
  },
  pagerank: {
    name: 'Where it flows to',
    formalName: 'PageRank',
    counts: 'How often somebody who follows links at random would come to this record.',
    formula:
      'A walker follows a link 85 times in 100, and else, or where none leads on, starts anew anywhere. The value is the share of the time spent here.',
    symbols: 'PRᵢ = (1−d)/n + d Σ PRⱼ/kⱼᵒᵘᵗ,  d = 0.85',
    where:
      'Σ over all j from which a link leads to i; kⱼᵒᵘᵗ: links from j; n: records in the graph',
    unit: 'share of 1',
    meaning: 'Where what is passed on ends up; along payments, who ends up with the money.',
    cautions: [
      'It depends on the direction of links. Where links have none, it says little more than their number.',
      ONE_MODE,
    ],
    sources: [BRIN_PAGE],
  },
  hubs: {
    name: 'Points to sources',
    formalName: 'Hub score (HITS)',
    counts: 'How far it points to records that many good pointers point to.',
    formula:
      'Its value is the sum of the authority of those it links to; both are computed in turn until they stay the same.',
    symbols: 'h = A a,  a = Aᵀ h',
    where: 'A: who links to whom; a: authority; h: hub score',
    unit: 'share of 1',
    meaning: 'Who gives out to those at whom many others give out too: dispatchers, payers, lines.',
    cautions: ['Only links with a direction tell anything here.', STRONGEST_PART],
    sources: [KLEINBERG],
  },
  authorities: {
    name: 'Pointed to',
    formalName: 'Authority score (HITS)',
    counts: 'How far good pointers point to it.',
    formula:
      'Its value is the sum of the hub scores of those that link to it; both are computed in turn until they stay the same.',
    symbols: 'a = Aᵀ h,  h = A a',
    where: 'A: who links to whom; a: authority; h: hub score',
    unit: 'share of 1',
    meaning: 'Where many dispatchers send: collectors, storage, those in charge.',
    cautions: ['Only links with a direction tell anything here.', STRONGEST_PART],
    sources: [KLEINBERG],
  },
  core_number: {
    name: 'Inner circle',
    formalName: 'Core number (k-core)',
    counts: 'How deep inside the densest part of the network it stands.',
    formula:
      'Take away all with fewer than k links, again and again. The largest k at which it is still there is its number.',
    symbols: 'cᵢ = max { k : i is in the k-core }',
    where: 'k-core: the largest part in which everybody has at least k links within it',
    unit: 'links',
    meaning:
      'Who belongs to an inner circle that survives the loss of single members. A low number with high brokerage is a broker at the rim.',
    cautions: [ATTENTION, 'Shared addresses and cars make everyone who uses them a circle.'],
    sources: [
      'Seidman (1983), Social Networks 5, 269–287',
      'Batagelj and Zaveršnik (2003), arXiv cs/0310049',
    ],
  },
  clustering: {
    name: 'Contacts that know each other',
    formalName: 'Local clustering coefficient',
    counts: 'How many of its contacts are linked to each other.',
    formula: 'Divide the pairs of its contacts that are linked by all pairs of them.',
    symbols: 'Cᵢ = 2tᵢ / (kᵢ(kᵢ−1))',
    where: 'tᵢ: linked pairs of contacts; kᵢ: contacts; 0 where there are fewer than two',
    unit: '0 to 1',
    meaning: 'High: inside one close circle. Low: between circles that do not know each other.',
    cautions: [
      'What people share, such as an address, makes a circle of all of them. Never compare it with a graph of direct links.',
      ONE_MODE,
    ],
    sources: ['Watts and Strogatz (1998), Nature 393, 440–442'],
  },
  eccentricity: {
    name: 'Farthest other',
    formalName: 'Eccentricity',
    counts: 'How many links away the farthest record is that can be reached.',
    formula: 'Take the largest of its distances.',
    symbols: 'eᵢ = maxⱼ dᵢⱼ',
    where: 'dᵢⱼ: links on the shortest route from i to j',
    unit: 'links',
    meaning: 'Low: near the middle of its part. High: at its rim.',
    cautions: [
      'Members of a small part come out low without being at the middle of anything.',
      'Records that reach nobody have no value, which is not zero.',
    ],
    sources: ['Hage and Harary (1995), Social Networks 17, 57–63'],
  },
  constraint: {
    name: 'Tied down',
    formalName: 'Burt’s constraint',
    counts: 'How far all its links lead back into the same circle.',
    formula:
      'For each contact take the share of its ties that goes to them, directly and through other contacts; square these shares and add them up.',
    symbols: 'cᵢ = Σⱼ ( pᵢⱼ + Σₘ pᵢₘ pₘⱼ )²',
    where: 'pᵢⱼ: share of i’s ties that goes to j; m: other contacts',
    unit: 'from 0; above 1 in very small circles',
    meaning:
      'Low: it stands between circles and can play one off against the other. High: its circle holds it.',
    cautions: [
      'Records without links have no value, which is not zero.',
      'With few links it says little.',
    ],
    sources: [BURT_1992],
  },
  effective_size: {
    name: 'Separate contacts',
    formalName: 'Effective size',
    counts: 'How many of its contacts do not merely repeat each other.',
    formula:
      'Take the number of its contacts and subtract how many others of them each is linked to on average.',
    symbols: 'eᵢ = kᵢ − 2tᵢ/kᵢ',
    where: 'kᵢ: contacts; tᵢ: linked pairs of them',
    unit: 'contacts',
    meaning: 'Who brings together people who otherwise have nothing to do with each other.',
    cautions: [ATTENTION, 'Records without links have no value, which is not zero.'],
    sources: [BURT_1992, 'Borgatti (1997), Connections 20(1), 35–38'],
  },
  burt_efficiency: {
    name: 'Share of separate contacts',
    formalName: 'Burt’s efficiency',
    counts: 'Which share of its contacts do not merely repeat each other.',
    formula: 'Divide the separate contacts by all contacts.',
    symbols: 'eᵢ / kᵢ',
    where: 'eᵢ: effective size; kᵢ: contacts',
    unit: '0 to 1',
    meaning: 'Who spends few links on one circle: typical of a broker who is careful.',
    cautions: ['With one or two contacts it is high and says nothing.'],
    sources: [BURT_1992],
  },
  collective_influence: {
    name: 'Breaking point',
    formalName: 'Collective influence, two links away',
    counts: 'How much of a sparse network hangs on this record and those two links away.',
    formula:
      'Multiply its links less one by the sum of the same number of every record that is exactly two links away.',
    symbols: 'CIᵢ = (kᵢ−1) · Σⱼ (kⱼ−1)',
    where: 'kᵢ: links; Σ over all j that are exactly two links from i',
    unit: 'from 0',
    meaning: 'Which records, taken together, hold the network in one piece.',
    cautions: [
      'It was made for large sparse networks. In a small case compare it with what is cut off.',
      ATTENTION,
    ],
    sources: [MORONE_MAKSE],
  },
  cut_off: {
    name: 'Cut off without it',
    formalName: 'Articulation point: records separated',
    counts: 'How many records lose their way to the main part when this one is gone.',
    formula:
      'Take it away, and count the records that are no longer connected to the largest part of those that were.',
    symbols: 'gᵢ = |C| − 1 − max |C′|',
    where: 'C: its connected part; C′: the parts that are left of it without i',
    unit: 'records',
    meaning: 'What a closure, a revocation or a seizure at this one point would separate.',
    cautions: [
      MISSING_PATHS,
      'Groups find new ways. What is cut off today may be joined again next month.',
    ],
    sources: ['Tarjan (1972), SIAM Journal on Computing 1, 146–160'],
  },
  participation: {
    name: 'Spread over communities',
    formalName: 'Participation coefficient',
    counts: 'How evenly its links are spread over the communities.',
    formula:
      'Take the share of its links that goes to each community, square the shares, add them up, and subtract from 1.',
    symbols: 'Πᵢ = 1 − Σₘ (kᵢₘ/kᵢ)²',
    where: 'kᵢₘ: links to records of community m; kᵢ: all its links',
    unit: '0 to 1',
    meaning: 'Who works with several circles at once.',
    cautions: [
      'It rests on the communities that were found, which are themselves uncertain.',
      'With few links it jumps.',
    ],
    sources: [GUIMERA_AMARAL],
  },
  within_module: {
    name: 'Standing in its community',
    formalName: 'Within-module degree z',
    counts: 'How many more links within its community it has than others there.',
    formula:
      'Take its links within its community, subtract the mean of that community, divide by the standard deviation.',
    symbols: 'zᵢ = (κᵢ − κ̄) / σ',
    where: 'κᵢ: links within its community; κ̄, σ: mean and standard deviation there',
    unit: 'standard deviations',
    meaning: 'Who is at the centre of their own circle.',
    cautions: [ATTENTION, 'It rests on the communities that were found.'],
    sources: [GUIMERA_AMARAL],
  },
};
