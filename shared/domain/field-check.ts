import type { FieldValue } from './field.ts';
import type { FieldDefinition, FieldType, Ontology } from './ontology.ts';

/** Longest text of a field, in UTF-16 units; names and identifiers are never near it. */
const LONGEST_TEXT = 20_000;
const LONGEST_LONG_TEXT = 500_000;
const LONGEST_LIST = 1000;

/** Whether an ISO date, whole or partial, is on the calendar: 2020-02-31 is not. */
export function isRealDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match) return false;
  const [, year, month, day] = match;
  if (month && (Number(month) < 1 || Number(month) > 12)) return false;
  if (!day) return true;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isTerm(ontology: Ontology, field: FieldDefinition, text: string): boolean {
  return (ontology.vocabularies[field.vocabulary ?? ''] ?? []).some((term) => term.id === text);
}

function isDatedTerm(ontology: Ontology, field: FieldDefinition, text: string): boolean {
  const [term = '', date = ''] = text.split('=');
  return isTerm(ontology, field, term) && isRealDate(date);
}

/** What would be right in a text of any kind; null: it is. */
function textFault(value: FieldValue, longest: number): string | null {
  const parts = Array.isArray(value) ? value : [value];
  for (const part of parts) {
    if (typeof part !== 'string') continue;
    if (part.includes('\u0000')) return 'text without control characters';
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(part))
      return 'text without broken characters';
    if (part.length > longest) return `no more than ${longest.toLocaleString('en-GB')} characters`;
  }
  return Array.isArray(value) && value.length > LONGEST_LIST
    ? `no more than ${LONGEST_LIST.toLocaleString('en-GB')} entries`
    : null;
}

function wanted(ontology: Ontology, field: FieldDefinition, value: FieldValue): string | null {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'yes or no';
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) ? null : 'a whole number';
    case 'number':
    case 'money':
      return typeof value === 'number' ? null : 'a number';
    case 'latitude':
      return typeof value === 'number' && Math.abs(value) <= 90 ? null : 'degrees from -90 to 90';
    case 'longitude':
      return typeof value === 'number' && Math.abs(value) <= 180
        ? null
        : 'degrees from -180 to 180';
    case 'date':
      return typeof value === 'string' && isRealDate(value)
        ? null
        : 'a real date such as 1981-03-27, or a part of one such as 1981-03';
    case 'term':
      return typeof value === 'string' && isTerm(ontology, field, value)
        ? null
        : 'one of the listed words';
    case 'terms':
      return Array.isArray(value) && value.every((part) => isTerm(ontology, field, part))
        ? null
        : 'words of the list';
    case 'dated-terms':
      return Array.isArray(value) && value.every((part) => isDatedTerm(ontology, field, part))
        ? null
        : 'words of the list, each with the date it was checked';
    case 'texts':
      return Array.isArray(value) && value.every((part) => part.trim() !== '') ? null : 'a list';
    default:
      return typeof value === 'string' && value.trim() !== ''
        ? null
        : 'some text, or mark it as not known';
  }
}

/** What is wrong with a value of a field, in a sentence that says what would be right; null: nothing. */
export function fieldFault(
  ontology: Ontology,
  field: FieldDefinition,
  value: FieldValue,
): string | null {
  if (value === null) return null;
  const longest = field.type === 'long-text' ? LONGEST_LONG_TEXT : LONGEST_TEXT;
  const right = textFault(value, longest) ?? wanted(ontology, field, value);
  return right === null ? null : `${field.label}: enter ${right}.`;
}

const USUAL: Readonly<Partial<Record<FieldType, readonly [pattern: RegExp, words: string]>>> = {
  postcode: [/^[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}$/i, 'a postcode, such as ZZ1 1AA'],
  registration: [/^[a-z\d ]{2,8}$/i, 'a number plate, such as ZZ99 ZZZ'],
  phone: [/^\+?[\d ()-]{6,20}$/, 'a phone number'],
  email: [/^[^\s@]+@[^\s@]+$/, 'an email address'],
  'company-number': [
    /^(\d{7,8}|[a-z]{2}\d{6}|[a-z]\d{7})$/i,
    'a company number: eight digits, or two letters and six',
  ],
  uprn: [/^\d{1,12}$/, 'a UPRN: up to twelve digits'],
  time: [/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'a time, such as 22:30'],
};

/** What is odd about a value that is kept all the same; null: nothing. Real records hold what no pattern foresees. */
export function fieldWarning(field: FieldDefinition, value: FieldValue): string | null {
  const usual = USUAL[field.type];
  if (!usual || typeof value !== 'string' || value.trim() === '') return null;
  const [pattern, words] = usual;
  return pattern.test(value.trim()) ? null : `Does not look like ${words}. It is kept as typed.`;
}
