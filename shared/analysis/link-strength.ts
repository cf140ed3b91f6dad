import { GraphRefusal } from './graph.ts';

/** How much a type of link says about a tie, and how long it goes on saying it. */
export interface TypeStrength {
  /** 0, nothing, to 1. */
  readonly strength: number;
  /** Days after which what was last seen counts half; null: it does not age, as kinship. */
  readonly halfLifeDays: number | null;
}

/** How grades, dates and types become weights: a choice of policy, told with every answer that rests on it. */
export interface StrengthPolicy {
  readonly version: string;
  /** Links believed less take no part. */
  readonly leastCredibility: number;
  /** Belief in what nobody has graded. */
  readonly ungradedCredibility: number;
  readonly types: ReadonlyMap<string, TypeStrength>;
  /** Of types that the policy does not know, such as a case's own. */
  readonly otherType: TypeStrength;
  /** Types that mark protection, not cooperation: they tie nobody. */
  readonly untyingTypes: ReadonlySet<string>;
}

const BY_STRENGTH: readonly (readonly [
  strength: number,
  halfLifeDays: number | null,
  types: string,
])[] = [
  [1, 1095, 'leads member-of'],
  [0.9, 1095, 'director-of psc-of'],
  [0.9, 730, 'controls'],
  [0.9, 365, 'transfers-to'],
  [0.8, 730, 'recruits holds-account registered-keeper'],
  [0.8, 1095, 'nominee-for'],
  [0.8, 365, 'organised'],
  [0.7, 1095, 'shareholder-of'],
  [0.7, 1825, 'owns'],
  [0.7, 730, 'manages trades-at'],
  [0.7, 365, 'pays occupies'],
  [0.7, 180, 'uses-phone'],
  [0.6, null, 'family-of'],
  [0.6, 1825, 'partner-of'],
  [0.6, 1095, 'licence-holder-of designated-premises-supervisor-of'],
  [0.6, 730, 'lives-at tenant-of professional-adviser-to'],
  [0.6, 365, 'drives insured-on supplies'],
  [0.5, 730, 'associate-of landlord-of'],
  [0.5, 1095, 'liable-for-rates-at liable-for-council-tax-at'],
  [0.5, 365, 'works-at employs stored-at'],
  [0.5, 270, 'frequents'],
  [0.5, 180, 'calls'],
  [0.5, null, 'located-at'],
  [0.4, 1095, 'registered-at claims-benefit-at'],
  [0.4, 365, 'contracts-with attends'],
  [0.4, 270, 'parked-at'],
  [0.3, 730, 'lets-via'],
  [0.3, 180, 'seen-at guest-at'],
];

/** The policy that a case starts with. Source: analytics.md 1.2; ungraded counts as 2C, as it is drawn. */
export const DEFAULT_STRENGTH_POLICY: StrengthPolicy = {
  version: '1',
  leastCredibility: 0.1,
  ungradedCredibility: 0.52,
  types: new Map(
    BY_STRENGTH.flatMap(([strength, halfLifeDays, types]) =>
      types.split(' ').map((type) => [type, { strength, halfLifeDays }] as const),
    ),
  ),
  otherType: { strength: 0.5, halfLifeDays: 730 },
  untyingTypes: new Set(['exploits', 'cares-for']),
};

/** A claim that two nodes are tied. */
export interface GradedLink {
  readonly source: number;
  readonly target: number;
  readonly type: string;
  /** 0 to 1 from its grade; null: nobody has graded it. */
  readonly credibility: number | null;
  /** ISO date, whole or partial; null: not known, and then it does not age. */
  readonly lastSeenOn: string | null;
  /** Where it comes from: two claims of one report are one piece of evidence. Null: from nowhere else. */
  readonly provenance: string | null;
}

/** What one claim is worth. */
export interface LinkEvidence {
  readonly credibility: number;
  /** What age leaves of it, 0 to 1. */
  readonly decay: number;
  /** Credibility times decay. */
  readonly evidence: number;
  /** Whether it takes part: not a loop, not of a type that ties nobody, and believed enough. */
  readonly isUsed: boolean;
}

/** What all claims about a pair come to. */
export interface PairStrength {
  readonly source: number;
  readonly target: number;
  /** How likely there is a tie at all, 0 to 1. */
  readonly existence: number;
  /** How strong the tie is: over types, their strength times their evidence. */
  readonly strength: number;
  /** Which of the claims it rests on, in order. */
  readonly claims: readonly number[];
}

export interface StrengthOptions {
  readonly policy: StrengthPolicy;
  /** ISO date for which ages are told: that of the view, so that it repeats. */
  readonly asOf: string;
  readonly isDirected?: boolean;
}

const DAY_MS = 86_400_000;

/** Day number of an ISO date; the last day of a month or year where no more is known. @throws {GraphRefusal} */
export function dayNumber(date: string): number {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date) ?? [];
  if (year === undefined) throw new GraphRefusal(`“${date}” is no date: write it as 2024-06-30.`);
  const whole =
    day !== undefined
      ? Date.UTC(Number(year), Number(month) - 1, Number(day))
      : Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0);
  return Math.round(whole / DAY_MS);
}

function typeStrength({ types, otherType }: StrengthPolicy, type: string): TypeStrength {
  return types.get(type) ?? otherType;
}

/** What a claim is worth on a day. Unit: 0 to 1. Source: analytics.md 1.2. */
export function linkEvidence(link: GradedLink, { policy, asOf }: StrengthOptions): LinkEvidence {
  const { halfLifeDays } = typeStrength(policy, link.type);
  const credibility = link.credibility ?? policy.ungradedCredibility;
  const age =
    link.lastSeenOn === null ? 0 : Math.max(0, dayNumber(asOf) - dayNumber(link.lastSeenOn));
  const decay = halfLifeDays === null ? 1 : 0.5 ** (age / halfLifeDays);
  return {
    credibility,
    decay,
    evidence: credibility * decay,
    isUsed:
      link.source !== link.target &&
      credibility >= policy.leastCredibility &&
      !policy.untyingTypes.has(link.type),
  };
}

/**
 * Joins the claims about each pair. Claims of one report count once, by the best of them; reports count as
 * independent.
 *
 * Unit: existence 0 to 1, strength 0 to the sum of the types' strengths. Complexity: O(links).
 * Source: analytics.md 1.2; noisy-or by Pearl (1988), Probabilistic Reasoning in Intelligent Systems.
 */
export function pairStrengths(
  links: readonly GradedLink[],
  options: StrengthOptions,
): PairStrength[] {
  const pairs = new Map<string, { source: number; target: number; claims: Claim[] }>();
  links.forEach((link, number) => {
    const { evidence, isUsed } = linkEvidence(link, options);
    if (!isUsed) return;
    const isSwapped = !options.isDirected && link.source > link.target;
    const [source, target] = isSwapped ? [link.target, link.source] : [link.source, link.target];
    const key = `${source} ${target}`;
    const pair = pairs.get(key) ?? { source, target, claims: [] };
    pairs.set(key, pair);
    // What comes from nowhere else is evidence by itself.
    const provenance = link.provenance === null ? `claim ${number}` : `report ${link.provenance}`;
    pair.claims.push({ number, type: link.type, provenance, evidence });
  });
  return Array.from(pairs.values(), ({ source, target, claims }) => {
    let strength = 0;
    for (const type of new Set(claims.map((claim) => claim.type)))
      strength +=
        typeStrength(options.policy, type).strength *
        noisyOr(claims.filter((claim) => claim.type === type));
    return {
      source,
      target,
      existence: noisyOr(claims),
      strength,
      claims: claims.map(({ number }) => number),
    };
  });
}

interface Claim {
  readonly number: number;
  readonly type: string;
  readonly provenance: string;
  readonly evidence: number;
}

function noisyOr(claims: readonly Claim[]): number {
  const best = new Map<string, number>();
  for (const { provenance, evidence } of claims)
    best.set(provenance, Math.max(best.get(provenance) ?? 0, evidence));
  let doubt = 1;
  for (const evidence of best.values()) doubt *= 1 - evidence;
  return 1 - doubt;
}
