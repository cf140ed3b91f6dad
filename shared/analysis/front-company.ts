import { GraphRefusal } from './graph.ts';

/** What signs of a front count, by theme. */
export interface FrontPolicy {
  readonly version: string;
  readonly signs: ReadonlyMap<string, { readonly group: string; readonly points: number }>;
  /** Most points of each theme, so that none decides alone. */
  readonly caps: ReadonlyMap<string, number>;
  /** Least score of each band. */
  readonly bands: { readonly high: number; readonly medium: number; readonly low: number };
}

/** A sign that was looked for and found, in part or whole. */
export interface FrontSign {
  readonly name: string;
  /** How far it is there, 0 to 1. */
  readonly presence: number;
  /** How far its evidence is to be believed, 0 to 1. */
  readonly credibility: number;
}

export type FrontBand = 'high' | 'medium' | 'low' | 'minimal';

export interface FrontScore {
  /** Points of each sign that was found. */
  readonly contributions: ReadonlyMap<string, number>;
  /** Points of each theme, up to its cap. */
  readonly groups: ReadonlyMap<string, number>;
  readonly raw: number;
  /** 0 to 100. */
  readonly score: number;
  readonly band: FrontBand;
  /** Themes with points enough to bear another out. */
  readonly corroboratedGroups: number;
  /** Signs that were not looked for: they add nothing, and say nothing. */
  readonly notChecked: readonly string[];
}

/** Source: analytics.md 1.19. */
export const DEFAULT_FRONT_POLICY: FrontPolicy = {
  version: '1',
  signs: new Map(
    (
      [
        ['officer_is_nominal', 'ownership', 18],
        ['officer_nominal_hidden', 'ownership', 10],
        ['rapid_officer_churn', 'ownership', 6],
        ['nominee_or_formation_agent_officer', 'ownership', 6],
        ['shared_premises_with_ocg', 'premises', 12],
        ['mass_registration_address', 'premises', 5],
        ['address_mismatch_or_not_trading_there', 'premises', 7],
        ['cash_intensive_sector', 'sector', 6],
        ['priority_sector', 'sector', 6],
        ['filing_overdue_or_dormant_but_trading', 'finance', 7],
        ['turnover_inconsistent_with_footprint', 'finance', 10],
        ['assets_inconsistent_with_turnover', 'finance', 6],
        ['phoenix_pattern', 'history', 8],
        ['linked_dissolved_or_disqualified', 'history', 6],
        ['recent_incorporation_with_public_contract', 'history', 5],
        ['regulatory_noncompliance', 'regulatory', 8],
        ['licence_mismatch', 'regulatory', 5],
        ['worker_exploitation_indicator', 'regulatory', 10],
        ['shares_phone_vehicle_account_with_nominal', 'links', 12],
        ['payments_to_from_nominal', 'links', 12],
      ] as const
    ).map(([name, group, points]) => [name, { group, points }] as const),
  ),
  caps: new Map([
    ['ownership', 30],
    ['premises', 18],
    ['sector', 10],
    ['finance', 18],
    ['history', 14],
    ['regulatory', 16],
    ['links', 20],
  ]),
  bands: { high: 45, medium: 25, low: 10 },
};

/** Points that let a theme bear another out, and how many such themes a band above low needs. */
const BEARING_POINTS = 3;
const BEARING_GROUPS = 3;

/**
 * Front-company score: points of the signs found, each by the belief in its evidence, with a cap for each theme.
 * A sign is not proof; a band above low needs signs of three themes.
 *
 * Unit: 0 to 100. Source: analytics.md 1.19.
 * @throws {GraphRefusal} for a sign that the policy does not know, or a share beyond 0 to 1
 */
export function frontScore(signs: readonly FrontSign[], policy: FrontPolicy): FrontScore {
  const contributions = new Map<string, number>();
  const sums = new Map<string, number>();
  for (const { name, presence, credibility } of signs) {
    const known = policy.signs.get(name);
    if (!known) throw new GraphRefusal(`There is no sign “${name}” in the list of signs.`);
    for (const share of [presence, credibility])
      if (!(share >= 0 && share <= 1))
        throw new GraphRefusal(`The sign “${name}” is given as ${share}: give it as 0 to 1.`);
    const points = known.points * presence * credibility;
    contributions.set(name, points);
    sums.set(known.group, (sums.get(known.group) ?? 0) + points);
  }
  const groups = new Map(
    [...sums].map(([group, sum]) => [group, Math.min(policy.caps.get(group) ?? 0, sum)]),
  );
  const raw = sumOf(groups.values());
  const most = sumOf(policy.caps.values());
  const score = most === 0 ? 0 : (100 * raw) / most;
  const corroboratedGroups = [...groups.values()].filter((sum) => sum >= BEARING_POINTS).length;
  return {
    contributions,
    groups,
    raw,
    score,
    band: bandOf(score, corroboratedGroups, policy),
    corroboratedGroups,
    notChecked: [...policy.signs.keys()].filter((name) => !contributions.has(name)),
  };
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function bandOf(score: number, corroborated: number, { bands }: FrontPolicy): FrontBand {
  if (score < bands.low) return 'minimal';
  if (score < bands.medium || corroborated < BEARING_GROUPS) return 'low';
  return score < bands.high ? 'medium' : 'high';
}
