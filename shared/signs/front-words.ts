/** What the signs of a front are called. */
export const FRONT_SIGN_LABELS: Readonly<Record<string, string>> = {
  officer_is_nominal: 'An officer or owner is a recorded nominal',
  officer_nominal_hidden: 'A nominal behind an officer',
  rapid_officer_churn: 'Officers change quickly',
  nominee_or_formation_agent_officer: 'Nominee or formation agent as officer',
  shared_premises_with_ocg: 'Shares premises with a group',
  mass_registration_address: 'Mass registration address',
  address_mismatch_or_not_trading_there: 'Addresses disagree, or no trade there',
  cash_intensive_sector: 'Cash-intensive sector',
  priority_sector: 'Sector is a local priority',
  filing_overdue_or_dormant_but_trading: 'Accounts overdue or dormant while trading',
  turnover_inconsistent_with_footprint: 'Takings out of line with the trade',
  assets_inconsistent_with_turnover: 'Assets out of line with turnover',
  phoenix_pattern: 'Follows a dissolved company of the same people',
  linked_dissolved_or_disqualified: 'Linked to a dissolved company or a disqualified person',
  recent_incorporation_with_public_contract: 'Young company with a public contract',
  regulatory_noncompliance: 'Breaks rules of licensing, trading, environment or rates',
  licence_mismatch: 'Licence does not match the trade',
  worker_exploitation_indicator: 'Signs of worker exploitation',
  shares_phone_vehicle_account_with_nominal: 'Shares a phone, vehicle or account with a nominal',
  payments_to_from_nominal: 'Payments to or from a nominal',
};

/** What the themes of signs are called. */
export const FRONT_GROUP_LABELS: Readonly<Record<string, string>> = {
  ownership: 'Ownership',
  premises: 'Premises',
  sector: 'Sector',
  finance: 'Finance',
  history: 'History',
  regulatory: 'Regulation',
  links: 'Links',
};

/** Said with every score. */
export const SIGN_CAUTION = 'A sign is not proof. It says where to look, and what to ask.';
