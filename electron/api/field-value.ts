import { AppError } from '../../shared/api/errors.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { type FieldDefinition, type Ontology, termFor } from '../../shared/domain/ontology.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A whole or partial ISO date as people write it: `27 Mar 2019`. */
export function displayDate(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1];
  if (!year || !name) return iso;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

/** A value in words: vocabulary labels, dates as people write them, yes and no. */
export function displayOf(ontology: Ontology, field: FieldDefinition, value: FieldValue): string {
  if (value === null) return 'Not known';
  if (Array.isArray(value))
    return value.map((part) => displayPart(ontology, field, part)).join(', ');
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return displayPart(ontology, field, String(value));
}

function displayPart(ontology: Ontology, field: FieldDefinition, text: string): string {
  if (field.type === 'dated-terms') {
    const [term = '', date = ''] = text.split('=');
    return `${termLabel(ontology, field, term)}${date ? ` (${displayDate(date)})` : ''}`;
  }
  if (field.type === 'date') return displayDate(text);
  return termLabel(ontology, field, text);
}

function termLabel(ontology: Ontology, field: FieldDefinition, text: string): string {
  return (field.vocabulary ? termFor(ontology, field.vocabulary, text)?.label : null) ?? text;
}

/**
 * A typed-in value checked against its field.
 * @throws {AppError} `invalid-value` that says what would be right.
 */
export function readFieldValue(
  ontology: Ontology,
  field: FieldDefinition,
  value: FieldValue,
): FieldValue {
  if (value === null) return null;
  const wrong = (wanted: string): never => {
    throw new AppError('invalid-value', `${field.label}: enter ${wanted}.`);
  };
  const values = Array.isArray(value) ? value : [value];
  for (const part of values)
    if (typeof part === 'string' && part.includes('\u0000'))
      wrong('text without control characters');
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong('yes or no');
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value)
        ? value
        : wrong('a whole number');
    case 'number':
    case 'money':
      return typeof value === 'number' ? value : wrong('a number');
    case 'latitude':
      return typeof value === 'number' && Math.abs(value) <= 90
        ? value
        : wrong('degrees from -90 to 90');
    case 'longitude':
      return typeof value === 'number' && Math.abs(value) <= 180
        ? value
        : wrong('degrees from -180 to 180');
    case 'date':
      return typeof value === 'string' && isRealDate(value)
        ? value
        : wrong('a real date such as 1981-03-27, or a part of one such as 1981-03');
    case 'term':
      return typeof value === 'string' && isTerm(ontology, field, value)
        ? value
        : wrong('one of the listed words');
    case 'terms':
      return Array.isArray(value) && value.every((part) => isTerm(ontology, field, part))
        ? value
        : wrong('words of the list');
    case 'dated-terms':
      return Array.isArray(value) &&
        value.every(
          (part) =>
            isTerm(ontology, field, part.split('=')[0] ?? '') &&
            isRealDate(part.split('=')[1] ?? ''),
        )
        ? value
        : wrong('words of the list, each with the date it was checked');
    case 'texts':
      return Array.isArray(value) ? value : wrong('a list');
    case 'text':
    case 'long-text':
    case 'name':
    case 'time':
    case 'postcode':
    case 'registration':
    case 'phone':
    case 'email':
    case 'company-number':
    case 'uprn':
      return typeof value === 'string' && value.trim() !== ''
        ? value
        : wrong('some text, or mark it as not known');
  }
}

function isTerm(ontology: Ontology, field: FieldDefinition, text: string): boolean {
  return (ontology.vocabularies[field.vocabulary ?? ''] ?? []).some((term) => term.id === text);
}

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
