import { COMMUNITY_ROLES, type CommunityRole } from './case-measure.ts';

/** What speaks for a role: a kind, a type of link, a role or a sector, as `kind:account`, and how much. */
const SIGNS: Readonly<Record<CommunityRole, readonly string[]>> = {
  control: ['role:principal', 'role:core-member', 'link:leads', 'link:controls', 'link:recruits'],
  money: [
    'kind:account',
    'link:pays',
    'link:transfers-to',
    'link:holds-account',
    'role:enabler-financial',
    'role:enabler-accountancy',
    'role:money-mule',
  ],
  supply: ['kind:phone', 'link:calls', 'link:uses-phone', 'role:runner-mule', 'role:storer'],
  transport: [
    'kind:vehicle',
    'link:drives',
    'link:registered-keeper',
    'link:insured-on',
    'role:driver-transport',
    'role:enabler-logistics',
    'sector:taxi-phv',
    'sector:haulage-logistics',
  ],
  lettings: [
    'link:landlord-of',
    'link:tenant-of',
    'link:lets-via',
    'role:enabler-letting-agent',
    'role:landlord-complicit',
    'role:landlord-unwitting',
  ],
  storage: ['link:stored-at', 'sector:waste-recycling', 'sector:scrap-metal', 'sector:skip-hire'],
  trade: ['kind:business', 'link:trades-at', 'link:supplies', 'link:director-of', 'link:employs'],
};

/** How much more of a sign than elsewhere speaks for a role. */
const LEAST_LIFT = 1.5;
const LEAST_SIGNS = 2;
const MOST_REASONS = 3;

/** A role that a community seems to have, and what speaks for it. */
export interface SuggestedRole {
  readonly role: CommunityRole;
  /** Signs, as `kind:account`, most first. */
  readonly because: readonly { readonly sign: string; readonly count: number }[];
}

/**
 * The role for which a community has most signs beyond what the whole graph has; null: none stands out. A suggestion
 * for a person to confirm or change.
 *
 * A rule of the product, not of the literature: signs of a role times the logarithm of how much more of them there are.
 */
export function suggestRole(
  counts: ReadonlyMap<string, number>,
  everywhere: ReadonlyMap<string, number>,
  share: number,
): SuggestedRole | null {
  let best: SuggestedRole | null = null;
  let most = 0;
  for (const role of COMMUNITY_ROLES) {
    const because = SIGNS[role]
      .map((sign) => ({ sign, count: counts.get(sign) ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count);
    const here = because.reduce((sum, { count }) => sum + count, 0);
    const all = SIGNS[role].reduce((sum, sign) => sum + (everywhere.get(sign) ?? 0), 0);
    const lift = all === 0 || share === 0 ? 0 : here / (all * share);
    if (here < LEAST_SIGNS || lift < LEAST_LIFT) continue;
    const score = here * Math.log(lift);
    if (score <= most) continue;
    most = score;
    best = { role, because: because.slice(0, MOST_REASONS) };
  }
  return best;
}
