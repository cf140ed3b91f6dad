import { AppError } from '../../shared/api/errors.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { fieldFault } from '../../shared/domain/field-check.ts';
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
  if (typeof value === 'number' && field.unit) return `${value} ${field.unit}`;
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
  const fault = fieldFault(ontology, field, value);
  if (fault !== null)
    throw new AppError('invalid-value', fault, { problems: [fieldProblem(field.id, fault)] });
  return value;
}

/** A fault of one field of a form, as failures carry it. */
export function fieldProblem(field: string, reason: string) {
  return { file: '', row: null, column: field, reason };
}
