import type { SimilarEntity } from '../../shared/api/entity-edit.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { type KindDefinition, labelOf, type Ontology } from '../../shared/domain/ontology.ts';
import { compactText } from '../../shared/domain/search-text.ts';
import { editDistance } from '../../shared/search/edit-distance.ts';
import { identifierForms, isIdentifierField } from '../../shared/search/identifier.ts';
import { readSearchText } from '../../shared/search/search-text.ts';
import type { EntityRow } from '../db/entity.ts';
import { isNameField } from '../db/search-document.ts';
import { displayDate } from './field-value.ts';
import type { OpenCase } from './session.ts';
import { summaryOf } from './summary.ts';

/** How much each thing that is shared says; what reaches the threshold is told. */
const WEIGHT = { identifier: 4, sameName: 3, likeName: 2, birth: 2, place: 1 } as const;
const THRESHOLD = 3;

const MOST_FOUND = 40;
const MOST_TOLD = 5;
const LONG_NAME = 6;

interface Shared {
  readonly field: string;
  readonly label: string;
  readonly text: string;
  readonly weight: number;
}

function textsOf(fields: Fields, id: string): readonly string[] {
  const value = Object.hasOwn(fields, id) ? fields[id] : null;
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  return Array.isArray(value) ? value : [];
}

function namesOf(kind: KindDefinition, fields: Fields): readonly string[] {
  const label = labelOf(kind, fields);
  const names = kind.fields.filter(isNameField).flatMap(({ id }) => textsOf(fields, id));
  return [...new Set([...(label === null ? [] : [label]), ...names])];
}

/** What something is called as a whole: a given name or a surname alone is shared by many. */
function wholeNames(kind: KindDefinition, fields: Fields): readonly string[] {
  const label = labelOf(kind, fields);
  const aliases = kind.fields.filter(({ type }) => type === 'texts').filter(isNameField);
  return [...(label === null ? [] : [label]), ...aliases.flatMap(({ id }) => textsOf(fields, id))];
}

function likeness(one: string, other: string): 'same' | 'like' | null {
  const a = compactText(one);
  const b = compactText(other);
  if (a === '' || b === '') return null;
  if (a === b) return 'same';
  if (Math.min(a.length, b.length) < LONG_NAME) return null;
  const most = a.length > 9 ? 2 : 1;
  return editDistance(a, b, most) <= most ? 'like' : null;
}

/** Records of a kind that share enough with one being entered. Search holds no protected people, and none is told. */
export function similarEntities(
  ontology: Ontology,
  open: OpenCase,
  { kind, fields }: { readonly kind: KindDefinition; readonly fields: Fields },
): readonly SimilarEntity[] {
  const found = new Set<number>();
  for (const field of kind.fields.filter(isIdentifierField)) {
    for (const text of textsOf(fields, field.id)) {
      const search = readSearchText(text);
      if (search)
        for (const number of open.search.named(search).slice(0, MOST_FOUND)) found.add(number);
    }
  }
  for (const name of namesOf(kind, fields)) {
    const search = readSearchText(name);
    if (search)
      for (const number of open.search.find(search, MOST_FOUND).numbers) found.add(number);
  }
  return open.entities
    .byNumbers(found)
    .filter((row) => row.kind === kind.id && row.isProtected === 0)
    .map((row) => ({ row, shared: sharedWith(kind, fields, open, row) }))
    .map((entry) => ({
      ...entry,
      score: entry.shared.reduce((sum, { weight }) => sum + weight, 0),
    }))
    .filter(({ score }) => score >= THRESHOLD)
    .sort((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1))
    .slice(0, MOST_TOLD)
    .map(({ row, shared }) => ({
      ...summaryOf(ontology, row, open),
      shared: shared.map(({ field, label, text }) => ({ field, label, text })),
    }));
}

function sharedWith(
  kind: KindDefinition,
  fields: Fields,
  open: OpenCase,
  row: EntityRow,
): readonly Shared[] {
  const records = open.entities.fields(row.id);
  const others = sharedFields(kind, fields, records);
  // What is called by its number plate does not share a name too.
  const isTold = ({ text }: Shared) =>
    others.some((other) => compactText(other.text) === compactText(text));
  return [...sharedName(kind, fields, records, row).filter((name) => !isTold(name)), ...others];
}

function sharedName(
  kind: KindDefinition,
  fields: Fields,
  records: readonly Fields[],
  row: EntityRow,
): readonly Shared[] {
  const theirs = [row.label, ...records.flatMap((record) => wholeNames(kind, record))];
  const whole = wholeNames(kind, fields);
  let best: Shared | null = null;
  for (const ours of whole) {
    for (const name of theirs) {
      const how = likeness(ours, name);
      if (how === null) continue;
      const weight = how === 'same' ? WEIGHT.sameName : WEIGHT.likeName;
      if (!best || weight > best.weight)
        best = { field: 'name', label: 'Name', text: name, weight };
    }
  }
  return best ? [best] : [];
}

function sharedFields(
  kind: KindDefinition,
  fields: Fields,
  records: readonly Fields[],
): readonly Shared[] {
  return kind.fields.flatMap((field): Shared[] => {
    const isIdentifier = isIdentifierField(field);
    const isDate = field.type === 'date';
    if (!isIdentifier && !isDate) return [];
    const formsOf = (text: string) => (isDate ? [text] : identifierForms(field.type, text));
    const ours = new Set(textsOf(fields, field.id).flatMap(formsOf));
    const text = records
      .flatMap((record) => textsOf(record, field.id))
      .find((theirs) => formsOf(theirs).some((form) => ours.has(form)));
    if (text === undefined) return [];
    const isPlace = field.type === 'postcode' || field.type === 'uprn';
    const weight = isDate ? WEIGHT.birth : isPlace ? WEIGHT.place : WEIGHT.identifier;
    return [
      { field: field.id, label: field.label, text: isDate ? displayDate(text) : text, weight },
    ];
  });
}
