import { compactText } from '../domain/search-text.ts';

/** Types of field whose values are found exactly, whatever their spacing. */
const IDENTIFIER_TYPES: ReadonlySet<string> = new Set([
  'postcode',
  'registration',
  'phone',
  'company-number',
  'uprn',
  'email',
]);

/** Digits of a company number; older ones begin with zeros that spreadsheets drop. */
const COMPANY_DIGITS = 8;

/** Whether values of a field are found as identifiers. */
export function isIdentifierField(field: {
  readonly type: string;
  readonly isIdentifier: boolean;
}): boolean {
  return field.isIdentifier || IDENTIFIER_TYPES.has(field.type);
}

/** The one way a phone number of the United Kingdom is kept for search: +44 and 0044 are a leading zero. */
function nationalPhone(compact: string): string {
  return compact.replace(/^(?:00)?440?(?=\d{9,10}$)/, '0');
}

/** An identifier as it is searched: in every form that it may be typed in. */
export function identifierForms(type: string, text: string): readonly string[] {
  const compact = compactText(text);
  if (compact === '') return [];
  if (type === 'phone') return [nationalPhone(compact)];
  if (type === 'company-number' && /^\d{1,8}$/.test(compact))
    return [compact.padStart(COMPANY_DIGITS, '0')];
  return [compact];
}

/** What was typed, in each form that an identifier may be kept in; its own form first. */
export function typedIdentifierForms(text: string): readonly string[] {
  const compact = compactText(text);
  if (compact === '') return [];
  const forms = new Set([compact, nationalPhone(compact)]);
  if (/^\d{5,7}$/.test(compact)) forms.add(compact.padStart(COMPANY_DIGITS, '0'));
  const date = typedDate(text);
  if (date) forms.add(date);
  return [...forms];
}

/**
 * Postcodes, number plates of the present style, and phone numbers of the United Kingdom within a longer text, so
 * that they too are found in any spacing. Folded text goes in, compact identifiers come out.
 */
export function identifiersWithin(folded: string): readonly string[] {
  if (!/\d/.test(folded)) return [];
  const found: string[] = [];
  for (const [match] of folded.matchAll(
    /\b(?:[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}|[a-z]{2}\d{2} [a-z]{3})\b/g,
  ))
    found.push(match.replace(' ', ''));
  for (const [match] of folded.matchAll(/(?<![\w+])(?:\+44|0044|0)[\d() -]{9,16}\d/g))
    found.push(nationalPhone(match.replace(/\D+/g, '')));
  return found;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** An ISO date, whole or partial, as one word: a year or a month finds what begins with it. */
export function dateWord(iso: string): string | null {
  return /^\d{4}(-\d{2}){0,2}$/.test(iso) ? iso.replaceAll('-', '') : null;
}

/** A date as people type it (27/3/1981, 27 Mar 1981, March 1981, 1981-03-27), as one word; null: none. */
export function typedDate(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(trimmed);
  if (iso) return joinDate(iso[1], iso[2], iso[3]);
  const numbers = /^(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})$/.exec(trimmed);
  if (numbers) return joinDate(numbers[3], numbers[2], numbers[1]);
  const words = /^(?:(\d{1,2})(?:st|nd|rd|th)? +)?([a-z]{3,9})\.?,? +(\d{4})$/.exec(trimmed);
  const month = MONTHS.findIndex((name) => words?.[2]?.startsWith(name));
  return words && month >= 0 ? joinDate(words[3], String(month + 1), words[1]) : null;
}

/** Whether a word begins like the name of a month. */
export function isMonth(word: string): boolean {
  const folded = word.toLowerCase();
  return MONTHS.some((month) => folded.startsWith(month));
}

function joinDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | null {
  if (!year || !month || Number(month) < 1 || Number(month) > 12) return null;
  if (day !== undefined && (Number(day) < 1 || Number(day) > 31)) return null;
  return `${year}${month.padStart(2, '0')}${day === undefined ? '' : day.padStart(2, '0')}`;
}

/**
 * A short reference (PER-7K2Q9F) as it is searched. It has a mark of its own, so that the first letters of a word do
 * not find everything of a kind, and random letters are never taken for a mistyped word.
 */
export function referenceWord(reference: string): string {
  return `${REFERENCE_MARK}${compactText(reference)}`;
}

const REFERENCE_MARK = '№';
/** The kind's letters and one of its own. */
const REFERENCE_START = 4;
const REFERENCE = 9;

/** What was typed as a short reference, or the beginning of one; null: it cannot be one. */
export function typedReference(compact: string): string | null {
  const isLikely =
    compact.length >= REFERENCE_START &&
    compact.length <= REFERENCE &&
    /^[a-z]{3}[0-9a-hjkmnp-tv-z]+$/.test(compact);
  return isLikely ? `${REFERENCE_MARK}${compact}` : null;
}

/** Whether a word of the index is a short reference. */
export function isReferenceWord(word: string): boolean {
  return word.startsWith(REFERENCE_MARK);
}
