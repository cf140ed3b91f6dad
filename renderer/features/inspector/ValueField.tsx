import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { FieldValue } from '../../../shared/domain/field.ts';
import type { FieldDefinition, Ontology } from '../../../shared/domain/ontology.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import styles from './Inspector.module.css';

const LIST_TYPES: ReadonlySet<string> = new Set(['terms', 'texts', 'dated-terms']);
const NUMBER_TYPES: ReadonlySet<string> = new Set([
  'integer',
  'number',
  'money',
  'latitude',
  'longitude',
]);

/** The value believed now, as the form shows it: lists have a line each. */
export function currentText(detail: EntityDetail, field: FieldDefinition): string {
  const entries = [...detail.facts, ...detail.intelligence].filter(
    (entry) => entry.field === field.id && entry.isCurrent,
  );
  const values = [
    ...new Set(entries.flatMap((entry) => (entry.value === null ? [] : entry.value)).map(String)),
  ];
  return LIST_TYPES.has(field.type) ? values.join('\n') : (values[0] ?? '');
}

/** What was typed, as the backend takes it; the backend says what is wrong with it. */
export function readTyped(field: FieldDefinition, text: string): FieldValue {
  if (LIST_TYPES.has(field.type))
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  if (field.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : null;
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (NUMBER_TYPES.has(field.type))
    return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
  return trimmed;
}

/** The control that fits a field, drawn from the ontology. */
export function ValueField(props: {
  readonly field: FieldDefinition;
  readonly ontology: Ontology;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
}) {
  const { field, ontology, value, error, onChange } = props;
  const terms = ontology.vocabularies[field.vocabulary ?? ''] ?? [];
  const common = { label: 'Value', hint: field.help, error, value };
  if (field.type === 'boolean') {
    return (
      <SelectField {...common} onChange={(event) => onChange(event.target.value)}>
        <option value="">Not known</option>
        <option value="true">Yes</option>
        <option value="false">No</option>
      </SelectField>
    );
  }
  if (field.type === 'term') {
    return (
      <SelectField {...common} onChange={(event) => onChange(event.target.value)}>
        <option value="">Not known</option>
        {terms.map((term) => (
          <option key={term.id} value={term.id}>
            {term.label}
          </option>
        ))}
      </SelectField>
    );
  }
  if (field.type === 'terms') return <TermsField {...props} terms={terms} />;
  if (LIST_TYPES.has(field.type) || field.type === 'long-text') {
    const hint = field.type === 'long-text' ? field.help : 'One on each line.';
    return (
      <TextAreaField
        {...common}
        hint={hint}
        rows={4}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const hint = field.type === 'date' ? 'Such as 1981-03-27, or a part of it: 1981-03.' : field.help;
  return <TextField {...common} hint={hint} onChange={(event) => onChange(event.target.value)} />;
}

function TermsField(props: {
  readonly field: FieldDefinition;
  readonly terms: readonly { readonly id: string; readonly label: string }[];
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
}) {
  const { field, terms, value, error, onChange } = props;
  const chosen = value.split('\n').filter(Boolean);
  return (
    <div>
      <SelectField
        label={`Add to ${field.label.toLowerCase()}`}
        hint={field.help}
        value=""
        error={error}
        onChange={(event) => onChange([...chosen, event.target.value].filter(Boolean).join('\n'))}
      >
        <option value="">Choose…</option>
        {terms
          .filter((term) => !chosen.includes(term.id))
          .map((term) => (
            <option key={term.id} value={term.id}>
              {term.label}
            </option>
          ))}
      </SelectField>
      <div className={styles.terms}>
        {chosen.map((id) => (
          <CheckField
            key={id}
            label={terms.find((term) => term.id === id)?.label ?? id}
            checked
            onChange={() => onChange(chosen.filter((other) => other !== id).join('\n'))}
          />
        ))}
      </div>
    </div>
  );
}
