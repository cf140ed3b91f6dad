import type { RelationDetail } from '../../../shared/api/relation.ts';
import type { Fields } from '../../../shared/domain/field.ts';
import {
  type FieldDefinition,
  type Ontology,
  offered,
  relationTypeOf,
} from '../../../shared/domain/ontology.ts';
import { FieldControls, type FieldTexts } from './FieldGrid.tsx';
import { isListField, readTyped } from './field-draft.ts';
import styles from './record.module.css';

/** Fields that a form of a link of a type has. A retired one stays in sight where it is filled in. */
function fieldsOfType(
  ontology: Ontology,
  type: string,
  standing: FieldTexts,
): readonly FieldDefinition[] {
  const fields = relationTypeOf(ontology, type)?.fields ?? [];
  return offered(
    fields,
    Object.keys(standing).filter((id) => standing[id] !== ''),
  );
}

/** What the own fields of a link say now, as a form shows it: lists have a line each. */
export function linkTexts({ ownFields }: Pick<RelationDetail, 'ownFields'>): FieldTexts {
  return Object.fromEntries(
    ownFields.map(({ field, value }) => [
      field,
      Array.isArray(value) ? value.join('\n') : String(value ?? ''),
    ]),
  );
}

/** What was typed into the fields of a type otherwise than it stood there, as the backend takes it. */
export function readLinkFields(
  ontology: Ontology,
  type: string,
  { before, after }: { readonly before: FieldTexts; readonly after: FieldTexts },
): Fields {
  return Object.fromEntries(
    fieldsOfType(ontology, type, before).flatMap((field) => {
      const text = after[field.id] ?? '';
      if (text === (before[field.id] ?? '')) return [];
      return [[field.id, text === '' && isListField(field) ? null : readTyped(field, text)]];
    }),
  );
}

interface LinkFieldsProps {
  readonly ontology: Ontology;
  /** The type of the link; empty: not chosen yet. */
  readonly type: string;
  /** What stood there when the form was opened. */
  readonly before: FieldTexts;
  readonly texts: FieldTexts;
  readonly faultOf: (name: string) => string | null;
  readonly onChange: (texts: FieldTexts) => void;
}

/** What the case records of links of a type beside their dates; nothing where it has added no fields to it. */
export function LinkFields({ ontology, type, before, texts, faultOf, onChange }: LinkFieldsProps) {
  const fields = fieldsOfType(ontology, type, before);
  if (fields.length === 0) return null;
  return (
    <fieldset className={styles.group}>
      <legend>What else is known of it</legend>
      <FieldControls
        fields={fields}
        ontology={ontology}
        texts={texts}
        faultOf={faultOf}
        onChange={(field, text) => onChange({ ...texts, [field.id]: text })}
      />
    </fieldset>
  );
}
