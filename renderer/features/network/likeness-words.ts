import type { CapitalEntry, MissingLink } from '../../../shared/api/analysis-likeness.ts';
import type { EntitySummary } from '../../../shared/api/entity.ts';

const MOST_SHARED = 4;

/** Whom two are both linked to; null: nobody. */
export function sharedWords(shared: readonly Pick<EntitySummary, 'label'>[]): string | null {
  if (shared.length === 0) return null;
  const named = shared.slice(0, MOST_SHARED).map(({ label }) => label);
  const more = shared.length - named.length;
  return `Both are linked to ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** What becomes of somebody's place by brokerage: *Ines Cole: place 9 to 3*. */
export function placeWords({ record, before, after }: MissingLink['moves'][number]): string {
  return `${record.label}: place ${before.toLocaleString('en-GB')} to ${after.toLocaleString('en-GB')}`;
}

/** A share in whole percent, rounded down: only what is whole is told as whole. */
function percent(share: number): number {
  return Math.floor(share * 100 + 1e-9);
}

/** What becomes of the network as a whole. */
export function wholeWords(
  link: Pick<MissingLink, 'topKept' | 'communityAgreement' | 'joinsParts'>,
): string {
  const kept = percent(link.topKept);
  const alike = percent(link.communityAgreement);
  return [
    kept === 100 ? 'The first ten stay the first ten.' : `${kept}% of the first ten stay.`,
    alike === 100
      ? 'Communities stay as they are.'
      : `Communities agree with today’s by ${alike}%.`,
    ...(link.joinsParts ? ['It would join two parts that do not hang together.'] : []),
  ].join(' ');
}

/** What somebody brings, and who says so. */
export function bringsWords({ resource, isSet }: Pick<CapitalEntry, 'resource' | 'isSet'>): string {
  if (isSet) return `Brings ${resource}, as an analyst set`;
  return resource > 0
    ? `Brings ${resource}, as any known member`
    : 'Brings 0: of no known group, and nobody set it';
}

/** A weight as it is typed, 0 to 1; null: it is none. */
export function weightOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^(\d+(\.\d*)?|\.\d+)$/.test(plain)) return null;
  const weight = Number(plain);
  return weight <= 1 ? weight : null;
}

/** A share of a whole: *12%*, *under 1%*. */
export function shareWords(share: number): string {
  return share < 0.01 ? 'under 1%' : `${Math.round(share * 100)}%`;
}
