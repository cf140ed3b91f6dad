import { fieldWarning } from '../../../shared/domain/field-check.ts';
import {
  type FieldDefinition,
  type KindDefinition,
  type Ontology,
  offered,
} from '../../../shared/domain/ontology.ts';
import { mainFields, readTyped } from './field-draft.ts';
import styles from './record.module.css';
import { ValueField } from './ValueField.tsx';

/** What was typed, by field. */
export type FieldTexts = Readonly<Record<string, string>>;

interface FieldsProps {
  readonly ontology: Ontology;
  readonly texts: FieldTexts;
  readonly faultOf: (name: string) => string | null;
  readonly onChange: (field: FieldDefinition, text: string) => void;
}

type FieldGridProps = FieldsProps & { readonly kind: KindDefinition };

/** Every field of a kind: those that say what it is, then the rest behind a fold. */
export function FieldGrid(props: FieldGridProps) {
  const { kind, texts, faultOf } = props;
  const main = mainFields(kind);
  // A retired field stays in sight where it is filled in.
  const fields = offered(
    kind.fields,
    kind.fields.filter(({ id }) => (texts[id] ?? '') !== '').map(({ id }) => id),
  );
  const rest = fields.filter(({ id }) => !main.has(id));
  const isOpen = rest.some(({ id }) => (texts[id] ?? '') !== '' || faultOf(id) !== null);
  return (
    <>
      <FieldControls {...props} fields={fields.filter(({ id }) => main.has(id))} />
      {rest.length > 0 && (
        <details className={styles.fold} open={isOpen}>
          <summary>{`More fields (${rest.length})`}</summary>
          <FieldControls {...props} fields={rest} />
        </details>
      )}
    </>
  );
}

/** Some fields, each with the control that fits it. */
export function FieldControls(
  props: FieldsProps & { readonly fields: readonly FieldDefinition[] },
) {
  const { fields, ontology, texts, faultOf, onChange } = props;
  return (
    <div className={styles.grid}>
      {fields.map((field) => {
        const text = texts[field.id] ?? '';
        return (
          <div
            key={field.id}
            className={
              ['long-text', 'terms', 'dated-terms'].includes(field.type)
                ? styles.whole
                : styles.bare
            }
          >
            <ValueField
              field={field}
              ontology={ontology}
              value={text}
              error={faultOf(field.id)}
              warning={fieldWarning(field, readTyped(field, text))}
              onChange={(next) => onChange(field, next)}
            />
          </div>
        );
      })}
    </div>
  );
}
