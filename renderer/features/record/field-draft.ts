import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { FieldValue } from '../../../shared/domain/field.ts';
import {
  type FieldDefinition,
  isOwnField,
  type KindDefinition,
} from '../../../shared/domain/ontology.ts';

const LIST_TYPES: ReadonlySet<string> = new Set(['terms', 'texts', 'dated-terms']);
const NUMBER_TYPES: ReadonlySet<string> = new Set([
  'integer',
  'number',
  'money',
  'latitude',
  'longitude',
]);

/** Whether a field holds a list, written with a line for each entry. */
export function isListField(field: FieldDefinition): boolean {
  return LIST_TYPES.has(field.type);
}

/** The value believed now, as a form shows it: lists have a line each. */
export function currentText(detail: EntityDetail, field: FieldDefinition): string {
  const entries = [...detail.facts, ...detail.intelligence].filter(
    (entry) => entry.field === field.id && entry.isCurrent,
  );
  const values = [
    ...new Set(entries.flatMap((entry) => (entry.value === null ? [] : entry.value)).map(String)),
  ];
  return isListField(field) ? values.join('\n') : (values[0] ?? '');
}

/** What was typed, as the backend takes it; the backend says what is wrong with it. */
export function readTyped(field: FieldDefinition, text: string): FieldValue {
  if (isListField(field)) return linesOf(text);
  if (field.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : null;
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (NUMBER_TYPES.has(field.type))
    return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
  return trimmed;
}

/** Lines with something on them. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Fields that say what a record is, which a form shows at once; the rest are behind a fold. */
export function mainFields(kind: KindDefinition): ReadonlySet<string> {
  const named = new Set(kind.labelFrom.flat());
  const isMain = (field: FieldDefinition) =>
    named.has(field.id) ||
    field.isIdentifier ||
    isOwnField(field.id) ||
    ['date', 'postcode', 'term'].includes(field.type);
  return new Set(kind.fields.filter(isMain).map(({ id }) => id));
}

/** Entries that a list gained, where it lost none; null where it was changed otherwise. */
export function gainedEntries(before: string, after: string): readonly string[] | null {
  const had = linesOf(before);
  const has = linesOf(after);
  if (had.length === 0 || !had.every((entry) => has.includes(entry))) return null;
  const gained = has.filter((entry) => !had.includes(entry));
  return gained.length === 0 ? null : gained;
}
