/** How a licence stands, whatever words a register has for it. */
export type LicenceStanding =
  | 'in-force'
  | 'expired'
  | 'suspended'
  | 'revoked'
  | 'surrendered'
  | 'applied-for'
  | 'refused'
  | 'not-known';

const SIGNS: readonly (readonly [RegExp, LicenceStanding])[] = [
  [/suspend/, 'suspended'],
  [/revok|cancel/, 'revoked'],
  [/surrender|withdr/, 'surrendered'],
  [/expire|lapse|not in force|no longer|inactive|invalid|not renewed/, 'expired'],
  [/refus|reject/, 'refused'],
  [/appl|pending/, 'applied-for'],
  [/force|active|grant|current|valid|live/, 'in-force'],
];

/** How a licence stands on a day, from the status that was recorded last and the day it expires. */
export function licenceStanding(
  licence: { readonly status: string | null; readonly expiresOn: string | null },
  /** ISO date. */
  today: string,
): LicenceStanding {
  const { status, expiresOn } = licence;
  const said = (status ?? '').toLowerCase();
  const told = SIGNS.find(([sign]) => sign.test(said))?.[1] ?? null;
  // A partial date has passed when all of it has.
  const hasExpired = expiresOn !== null && expiresOn < today.slice(0, expiresOn.length);
  if (hasExpired && (told === null || told === 'in-force')) return 'expired';
  if (told !== null) return told;
  return expiresOn !== null ? 'in-force' : 'not-known';
}
