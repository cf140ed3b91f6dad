import type { HistoryChange } from '../../shared/api/entity-edit.ts';
import type { RelationDetail } from '../../shared/api/relation.ts';
import type { Fields, FieldValue } from '../../shared/domain/field.ts';
import { fieldFault } from '../../shared/domain/field-check.ts';
import {
  isOwnField,
  linkFieldOf,
  type Ontology,
  relationTypeOf,
} from '../../shared/domain/ontology.ts';
import { displayOf, fieldProblem } from './field-value.ts';

/** What is wrong with the fields of a link of a type: only those that its type has can be filled in. */
export function linkFieldProblems(
  ontology: Ontology,
  type: string | null,
  fields: Fields,
): readonly ReturnType<typeof fieldProblem>[] {
  const definitions = type === null ? [] : (relationTypeOf(ontology, type)?.fields ?? []);
  return Object.entries(fields).flatMap(([id, value]) => {
    const definition = definitions.find((field) => field.id === id);
    const fault = definition
      ? fieldFault(ontology, definition, value)
      : 'Links of this type have no such field. Choose another type, or add the field to it in the settings.';
    return fault === null ? [] : [fieldProblem(id, fault)];
  });
}

/** Fields of a link with some of them changed; what is not known is left out. */
export function withFields(kept: Fields, changes: Fields): Fields {
  return Object.fromEntries(
    Object.entries({ ...kept, ...changes }).filter(([id, value]) => {
      const isCleared = Object.hasOwn(changes, id) && (value === null || isEmptyList(value));
      return !isCleared;
    }),
  );
}

function isEmptyList(value: FieldValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The own fields of a link in words: those of its type first, then what is kept of another type or a retired field. */
export function ownFieldsOf(
  ontology: Ontology,
  { type, fields }: { readonly type: string | null; readonly fields: Fields },
): RelationDetail['ownFields'] {
  const order = (type === null ? [] : (relationTypeOf(ontology, type)?.fields ?? [])).map(
    ({ id }) => id,
  );
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return Object.entries(fields)
    .filter(([id, value]) => isOwnField(id) && value !== null)
    .sort(([one], [other]) => place(one) - place(other))
    .map(([id, value]) => {
      const definition = linkFieldOf(ontology, type, id);
      return {
        field: id,
        label: definition?.label ?? id,
        value,
        display: definition ? displayOf(ontology, definition, value) : String(value),
      };
    });
}

/** What of a link's own fields one record of it says otherwise than the one whose place it took. */
export function linkFieldChanges(
  ontology: Ontology,
  type: string | null,
  { before, after }: { readonly before: Fields; readonly after: Fields },
): HistoryChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(isOwnField);
  return ids.flatMap((id) => {
    const [was, is] = [before[id] ?? null, after[id] ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const definition = linkFieldOf(ontology, type, id);
    const words = (value: FieldValue) =>
      definition ? displayOf(ontology, definition, value) : String(value ?? 'Not known');
    return [
      {
        field: id,
        label: definition?.label ?? id,
        before: was,
        beforeWords: words(was),
        after: is,
        afterWords: words(is),
      },
    ];
  });
}
