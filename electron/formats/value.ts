import type { FieldValue } from '../../shared/domain/field.ts';
import { withoutFormulaGuard } from '../../shared/domain/formula-guard.ts';
import { type FieldDefinition, type Ontology, termFor } from '../../shared/domain/ontology.ts';
import { readDate } from './date.ts';
import { displayCount, type ImportLimits } from './limits.ts';

/** A value with something wrong about it. `quarantine`: its row is set aside; `warning`: kept, but look. */
export interface Doubt {
  readonly doubt: 'quarantine' | 'warning';
  readonly reason: string;
  readonly value: FieldValue;
}

/** What a field is, as far as reading its cells goes. */
export type ReadableField = Pick<FieldDefinition, 'id' | 'type' | 'vocabulary'>;

export interface ReadingRules {
  readonly ontology: Ontology;
  readonly limits: ImportLimits;
  /** ISO date: nobody is born after it. */
  readonly today: string;
  /** Whether a cell that begins like a formula may have an apostrophe before it, which is not its own. */
  readonly isGuarded: boolean;
}

/** Words that say that a number, date or yes-or-no is not known. In text they may be a name, and are kept. */
const NOT_KNOWN = new Set([
  '-',
  '--',
  '?',
  'n/a',
  'na',
  'nan',
  'nil',
  'none',
  'null',
  'unknown',
  'not known',
  '#n/a',
]);
const YES = new Set(['yes', 'y', 'true', 't', '1']);
const NO = new Set(['no', 'n', 'false', 'f', '0']);

const SCIENTIFIC = /^[-+]?\d+(?:\.\d+)?e\+?\d+$/i;
const DAY_AND_MONTH =
  /^(?:\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{2})$/i;
const HIDDEN = /[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/;
/** Blanks that typing and spreadsheets leave around a text; any other character is part of it. */
const OUTER_BLANKS = /^[ \t\r\n\u00A0]+|[ \t\r\n\u00A0]+$/g;
const PILED_MARKS = /\p{M}{5,}/u;
const OTHER_ALPHABET = String.raw`[\p{Script=Cyrillic}\p{Script=Greek}]`;
const MIXED_WORD = new RegExp(
  String.raw`\p{Script=Latin}\p{M}*${OTHER_ALPHABET}|${OTHER_ALPHABET}\p{M}*\p{Script=Latin}`,
  'u',
);
const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?)([\dO][A-Z]{2})$/;

const DAMAGE =
  'this looks like damage by a spreadsheet: kept as it is, check it against the original';

function warn(value: FieldValue, reason: string): Doubt {
  return { doubt: 'warning', reason, value };
}

function refuse(reason: string): Doubt {
  return { doubt: 'quarantine', reason, value: null };
}

/** Whether a reading is a doubt rather than a value. */
export function isDoubt(reading: FieldValue | Doubt): reading is Doubt {
  return typeof reading === 'object' && reading !== null && 'doubt' in reading;
}

/** The value of a cell of this field, null where the cell is blank or says *not known*. */
export function readValue(
  field: ReadableField,
  cell: string,
  rules: ReadingRules,
): FieldValue | Doubt {
  const text = withoutOuterBlanks(field, cell);
  if (text === '') return null;
  const plain = rules.isGuarded ? withoutFormulaGuard(text) : text;
  const reading = readText(field, plain, rules);
  const isFormula = typeof reading === 'string' && reading.startsWith('=');
  // A long text says what it likes, and whoever guarded a cell knew that it begins like a formula.
  return isFormula && plain === text && field.type !== 'long-text'
    ? warn(reading, 'this is a formula: kept as text, never worked out')
    : reading;
}

function withoutOuterBlanks({ type }: ReadableField, cell: string): string {
  const text = cell.trim();
  if (text.length === cell.length) return text;
  const isWords = type === 'text' || type === 'name' || type === 'long-text';
  return isWords ? cell.replaceAll(OUTER_BLANKS, '') : text;
}

function readText(field: ReadableField, text: string, rules: ReadingRules): FieldValue | Doubt {
  switch (field.type) {
    case 'long-text':
      return text;
    case 'text':
    case 'name':
    case 'email':
      return readShortText(text, rules);
    case 'texts':
      return splitList(text);
    case 'term':
      return readTerm(field, text, rules);
    case 'terms':
      return readTerms(field, text, rules);
    case 'dated-terms':
      return readDatedTerms(field, text, rules);
    case 'date':
      return readDateValue(field, text, rules);
    case 'time':
      return readTime(text);
    case 'integer':
      return readInteger(text);
    case 'number':
    case 'money':
      return readNumber(text);
    case 'latitude':
      return readDegrees(text, 90);
    case 'longitude':
      return readDegrees(text, 180);
    case 'boolean':
      return readBoolean(text);
    case 'postcode':
      return readPostcode(text, rules);
    case 'registration':
      return readRegistration(text, rules);
    case 'phone':
      return readPhone(text, rules);
    case 'company-number':
      return readCompanyNumber(text, rules);
    case 'uprn':
      return SCIENTIFIC.test(text) ? warn(text, DAMAGE) : readShortText(text, rules);
  }
}

function isTooLong(text: string, limits: ImportLimits): Doubt | null {
  if (text.length <= limits.shortTextCharacters) return null;
  return refuse(
    `${displayCount(text.length)} characters are too many here: at most ${displayCount(limits.shortTextCharacters)}`,
  );
}

function readShortText(text: string, rules: ReadingRules): FieldValue | Doubt {
  const tooLong = isTooLong(text, rules.limits);
  if (tooLong) return tooLong;
  if (text.length <= 6 && DAY_AND_MONTH.test(text)) return warn(text, DAMAGE);
  const oddity = oddityOf(text);
  return oddity ? warn(text, oddity) : text;
}

/** What may make a text look like another one; null: nothing. */
function oddityOf(text: string): string | null {
  if (HIDDEN.test(text)) return 'the text holds characters that cannot be seen';
  if (PILED_MARKS.test(text)) return 'many marks are piled on one letter';
  if (MIXED_WORD.test(text)) return 'letters of different alphabets stand in one word';
  return null;
}

function splitList(text: string): string[] {
  return text
    .split(/[;|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const NO_TERM = 'not one of the words known here: kept as text';

function readTerm(field: ReadableField, text: string, rules: ReadingRules): FieldValue | Doubt {
  const tooLong = isTooLong(text, rules.limits);
  if (tooLong) return tooLong;
  return termFor(rules.ontology, field.vocabulary ?? '', text)?.id ?? warn(text, NO_TERM);
}

function readTerms(field: ReadableField, text: string, rules: ReadingRules): FieldValue | Doubt {
  const vocabulary = field.vocabulary ?? '';
  const whole = termFor(rules.ontology, vocabulary, text);
  if (whole) return [whole.id];
  const parts = splitList(text.replaceAll(/,(?=\s*\S)/g, ';'));
  const terms = parts.map((part) => termFor(rules.ontology, vocabulary, part)?.id ?? null);
  const words = parts.map((part, index) => terms[index] ?? part);
  return terms.includes(null) ? warn(words, NO_TERM) : words;
}

function readDatedTerms(
  field: ReadableField,
  text: string,
  rules: ReadingRules,
): FieldValue | Doubt {
  let hasDoubt = false;
  const parts = splitList(text).map((part) => {
    const [word = '', day = ''] = part.split('=');
    const term = termFor(rules.ontology, field.vocabulary ?? '', word.trim());
    const date = readDate(day.trim());
    if (term && 'date' in date) return `${term.id}=${date.date}`;
    hasDoubt = true;
    return part;
  });
  return hasDoubt
    ? warn(parts, 'each part is a word known here, =, and a date: kept as text')
    : parts;
}

/** Whether a text says that something is not known. */
export function isNotKnown(text: string): boolean {
  return text.length <= 9 && NOT_KNOWN.has(text.toLowerCase());
}

function readDateValue(
  field: ReadableField,
  text: string,
  rules: ReadingRules,
): FieldValue | Doubt {
  if (isNotKnown(text)) return null;
  const reading = readDate(text);
  if ('impossible' in reading) return refuse(reading.impossible);
  if ('doubtful' in reading) return isTooLong(text, rules.limits) ?? warn(text, reading.doubtful);
  if (field.id === 'dateOfBirth' && reading.date > rules.today)
    return warn(reading.date, 'a date of birth in the future');
  return reading.date;
}

function readTime(text: string): FieldValue | Doubt {
  if (isNotKnown(text)) return null;
  const match = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(am|pm)?$/i.exec(text);
  if (!match) return warn(text.slice(0, 200), 'this is not a time that can be read');
  const [, hours = '', minutes = '', seconds, half] = match;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59)
    return refuse('there is no such time of day');
  return `${String(hour).padStart(2, '0')}:${minutes}${seconds ? `:${seconds}` : ''}`;
}

const NUMBER = /^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[-+]?\d+)?$/i;

/** A finite number with thousands commas and a pound sign allowed; null: not one. */
export function parseNumber(text: string): number | null {
  const isNegative = text.startsWith('(') && text.endsWith(')');
  const plain = (isNegative ? text.slice(1, -1) : text).replace(/^([-+]?)\s*[£$€]\s*/, '$1');
  if (!NUMBER.test(plain)) return null;
  const value = Number(plain.replaceAll(',', ''));
  if (!Number.isFinite(value)) return null;
  return isNegative ? -value : value;
}

function readNumber(text: string): FieldValue | Doubt {
  if (isNotKnown(text)) return null;
  return parseNumber(text) ?? refuse('this is not a number');
}

function readInteger(text: string): FieldValue | Doubt {
  if (isNotKnown(text)) return null;
  const value = parseNumber(text);
  if (value === null || !Number.isInteger(value)) return refuse('this is not a whole number');
  return Number.isSafeInteger(value)
    ? value
    : warn(text, 'the number is too long to be kept as one: kept as text');
}

function readDegrees(text: string, most: number): FieldValue | Doubt {
  if (isNotKnown(text)) return null;
  const value = parseNumber(text);
  if (value === null) return refuse('this is not a number of degrees');
  return Math.abs(value) <= most ? value : refuse(`degrees here go from -${most} to ${most}`);
}

function readBoolean(text: string): FieldValue | Doubt {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  if (isNotKnown(text)) return null;
  return warn(null, 'neither yes nor no: taken as not known');
}

function readPostcode(text: string, rules: ReadingRules): FieldValue | Doubt {
  const match = text.length <= 12 ? POSTCODE.exec(text.toUpperCase().replaceAll(/\s/g, '')) : null;
  if (!match) return readShortText(text, rules);
  const [, outward = '', inward = ''] = match;
  return `${outward} ${inward.replace(/^O/, '0')}`;
}

function readRegistration(text: string, rules: ReadingRules): FieldValue | Doubt {
  if (SCIENTIFIC.test(text)) return warn(text, DAMAGE);
  const reading = readShortText(text, rules);
  return typeof reading === 'string' ? reading.toUpperCase().replaceAll(/\s+/g, ' ') : reading;
}

function readPhone(text: string, rules: ReadingRules): FieldValue | Doubt {
  if (SCIENTIFIC.test(text)) return warn(text, DAMAGE);
  if (/^[127]\d{9}$/.test(text))
    return warn(text, 'the number may have lost its leading zero: kept as it is');
  return readShortText(text, rules);
}

function readCompanyNumber(text: string, rules: ReadingRules): FieldValue | Doubt {
  if (SCIENTIFIC.test(text)) return warn(text, DAMAGE);
  if (/^\d{1,7}$/.test(text))
    return warn(text, 'the number may have lost a leading zero: kept as it is');
  const reading = readShortText(text, rules);
  return typeof reading === 'string' ? reading.toUpperCase() : reading;
}
