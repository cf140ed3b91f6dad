/** What a graph's nodes are, and which links join them. Source: analytics.md 1.1. */
export const PROJECTIONS = [
  /** Everything that the map draws, save for OCGs, and every link among it. */
  'full',
  /** People, and links between two of them. */
  'person-direct',
  /** People, and those of them tied as well who share premises, a vehicle, a phone, an account or a business. */
  'person-all',
  /** People and businesses. */
  'person-business',
  /** Who pays whom; directed. */
  'flow-money',
  /** Who calls whom; directed. */
  'flow-call',
] as const;
export type Projection = (typeof PROJECTIONS)[number];

/** What the weight of a link is: how many claims, how strong the tie, how likely there is one. */
export const WEIGHTINGS = ['count', 'strength', 'existence'] as const;
export type Weighting = (typeof WEIGHTINGS)[number];

/** Measures of the records of a case, by the names that calls give them. */
export const CASE_MEASURES = [
  'degree',
  'strength',
  'in_degree',
  'out_degree',
  'in_strength',
  'out_strength',
  'betweenness',
  'betweenness_weighted',
  'closeness',
  'harmonic',
  'eigenvector',
  'katz',
  'pagerank',
  'hubs',
  'authorities',
  'core_number',
  'clustering',
  'eccentricity',
  'constraint',
  'effective_size',
  'burt_efficiency',
  'collective_influence',
  'cut_off',
  'participation',
  'within_module',
] as const;
export type CaseMeasure = (typeof CASE_MEASURES)[number];

/** Measures that rest on the weights of links. */
export const WEIGHTED_MEASURES: ReadonlySet<CaseMeasure> = new Set<CaseMeasure>([
  'strength',
  'in_strength',
  'out_strength',
  'betweenness_weighted',
]);

/** Measures by which the lowest value ranks first: few closed contacts, and a short way to everybody. */
export const LOW_FIRST_MEASURES: ReadonlySet<CaseMeasure> = new Set<CaseMeasure>([
  'constraint',
  'eccentricity',
]);

/** Measures that mean something only where all nodes are of one kind. */
export const ONE_KIND_MEASURES: ReadonlySet<CaseMeasure> = new Set<CaseMeasure>([
  'eigenvector',
  'katz',
  'pagerank',
  'clustering',
  'constraint',
  'effective_size',
  'burt_efficiency',
]);

/** Measures that need links with a direction. */
export const DIRECTED_MEASURES: ReadonlySet<CaseMeasure> = new Set<CaseMeasure>([
  'in_degree',
  'out_degree',
  'in_strength',
  'out_strength',
]);

/** Projections whose links have a direction. */
export const DIRECTED_PROJECTIONS: ReadonlySet<Projection> = new Set<Projection>([
  'flow-money',
  'flow-call',
]);

/** Why claims took no part in a graph. */
export const LEFT_OUT_REASONS = [
  /** Suspected to be false, or believed too little. */
  'not-believed',
  /** Of a type that marks protection or paperwork and ties nobody. */
  'ties-nobody',
  /** Seen outside the time asked about, or after the day that it is told for. */
  'outside-dates',
  /** Not graded: they count where links are not weighed. */
  'ungraded',
  /** Together with what else is known of the pair too unlikely, or aged away. */
  'unlikely',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What a community seems to do, from the kinds and links in it: to be confirmed or renamed by a person. */
export const COMMUNITY_ROLES = [
  'control',
  'money',
  'supply',
  'transport',
  'lettings',
  'storage',
  'trade',
] as const;
export type CommunityRole = (typeof COMMUNITY_ROLES)[number];
