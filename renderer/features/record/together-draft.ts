import type { BulkEffect, BulkPreview } from '../../../shared/api/entity-bulk.ts';
import { fieldFault } from '../../../shared/domain/field-check.ts';
import { type FieldDefinition, kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import type { BulkChange } from '../../../shared/records/bulk-change.ts';
import { isListField, readTyped } from './field-draft.ts';
import type { OriginDraft } from './origin-draft.ts';
import { counted } from './words.ts';

/** How a list is changed, or any field. */
export type Mode = BulkChange['mode'];

/** What was typed into the form of a change of many records. */
export interface TogetherDraft {
  readonly fieldId: string;
  readonly mode: Mode;
  readonly text: string;
  readonly isUnknown: boolean;
  readonly origin: OriginDraft;
  readonly reason: string;
}

/** A field that some of the kinds have. */
export interface OfferedField {
  /** As the kind with most records has it. */
  readonly definition: FieldDefinition;
  /** Kinds that lack it, in words; empty: all have it. */
  readonly lacking: readonly string[];
}

/** The fields of some kinds, those first that all of them have. */
export function offeredFields(
  ontology: Ontology,
  kinds: BulkPreview['kinds'],
): readonly OfferedField[] {
  const definitions = kinds.flatMap(({ kind }) => kindOf(ontology, kind) ?? []);
  const offered = new Map<string, OfferedField>();
  for (const { fields } of definitions)
    for (const definition of fields) {
      if (definition.isRetired || offered.has(definition.id)) continue;
      const lacking = definitions
        .filter((kind) => !kind.fields.some(({ id }) => id === definition.id))
        .map(({ plural }) => plural.toLowerCase());
      offered.set(definition.id, { definition, lacking });
    }
  return [...offered.values()].sort((a, b) => a.lacking.length - b.lacking.length);
}

/** What a draft changes; null where it does not say so yet. */
export function changeOf(field: FieldDefinition, draft: TogetherDraft): BulkChange | null {
  const mode = isListField(field) ? draft.mode : 'replace';
  if (mode === 'replace' && draft.isUnknown) return { field: field.id, mode, value: null };
  const value = readTyped(field, draft.text);
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
  return isEmpty ? null : { field: field.id, mode, value };
}

/** What is wrong with the value of a draft; null: nothing. */
export function valueFault(
  ontology: Ontology,
  field: FieldDefinition | undefined,
  draft: TogetherDraft,
): string | null {
  if (!field) return 'None of these records has a field to change.';
  const change = changeOf(field, draft);
  if (change) return fieldFault(ontology, field, change.value);
  return draft.mode === 'replace' || !isListField(field)
    ? 'Enter a value, or say that it is not known.'
    : 'Choose at least one entry.';
}

/** *9 businesses and 3 people*. */
export function kindWords(ontology: Ontology, kinds: BulkPreview['kinds']): string {
  const parts = kinds.map(({ kind, count }) => {
    const definition = kindOf(ontology, kind);
    return counted(
      count,
      definition?.label.toLowerCase() ?? kind,
      definition?.plural.toLowerCase() ?? kind,
    );
  });
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What a change would do, in sentences. */
export function effectWords(ontology: Ontology, effect: BulkEffect): readonly string[] {
  const { changes, same, lacking } = effect;
  const lackingCount = lacking.reduce((sum, { count }) => sum + count, 0);
  return [
    changes === 0
      ? 'No record changes.'
      : `${counted(changes, 'record')} ${changes === 1 ? 'changes' : 'change'}.`,
    ...(same > 0 ? [`${counted(same, 'record')} ${same === 1 ? 'says' : 'say'} so already.`] : []),
    ...(lackingCount > 0
      ? [
          `${kindWords(ontology, lacking)} ${lackingCount === 1 ? 'is' : 'are'} left out: ${lackingCount === 1 ? 'it has' : 'they have'} no such field.`,
        ]
      : []),
  ];
}
