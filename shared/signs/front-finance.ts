import type { FrontSubject } from './front-signs.ts';
import { anyOf, lookForIndicators } from './sign-indicator.ts';
import { absent, belief, notChecked, present, proofOf, type SignFinding } from './sign-source.ts';

export function financeSigns(subject: FrontSubject): [string, SignFinding][] {
  const { business, source } = subject;
  const own = [{ entity: business, chain: [] }];
  const options = { ...subject, asOf: source.asOf };
  return [
    [
      'turnover_inconsistent_with_footprint',
      lookForIndicators(
        ['cash-intensive-anomaly', 'suspicious-transactions', 'fraudulent-trading'],
        own,
        options,
      ),
    ],
    [
      'filing_overdue_or_dormant_but_trading',
      anyOf(filings(subject), lookForIndicators(['late-accounts'], own, options)),
    ],
    [
      'assets_inconsistent_with_turnover',
      lookForIndicators(['unexplained-wealth', 'large-cash'], own, options),
    ],
  ];
}

const OVERDUE = /\b(?:overdue|late|dormant|not filed|outstanding|default(?:ed)?)\b/i;
/** Words that say the opposite: *not overdue*, *no accounts outstanding*. */
const NOT_OVERDUE =
  /\b(?:no|not|none|never|nothing)\b(?! filed)[^.;]*\b(?:overdue|late|dormant|outstanding|default)/i;

function filings({ business, source }: FrontSubject): SignFinding {
  const filed = source.field(business.id, 'filingStatus');
  if (!filed || belief(filed) === 0) return notChecked('Its filings are not recorded.');
  const proof = proofOf(filed, `Filing status: ${filed.value}`);
  if (!OVERDUE.test(filed.value) || NOT_OVERDUE.test(filed.value))
    return absent(`Filing status: ${filed.value}.`, [proof]);
  // What has stopped trading owes nobody accounts.
  if (isDissolved(source.field(business.id, 'status')?.value ?? null))
    return notChecked('Its accounts are overdue, and it is dissolved.', [proof]);
  return present(`Filing status: ${filed.value}.`, [proof]);
}

/** Whether words for the status of a company say that it is no more. */
export function isDissolved(status: string | null): boolean {
  return status !== null && /dissol|struck|liquidat|removed|closed|ceased/i.test(status);
}
