import { useState } from 'react';
import { isRealDate } from '../../../shared/domain/field-check.ts';
import {
  type FieldDefinition,
  type Ontology,
  offered,
  type Term,
} from '../../../shared/domain/ontology.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField, SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { isListField, linesOf } from './field-draft.ts';
import styles from './record.module.css';

interface ValueFieldProps {
  readonly field: FieldDefinition;
  readonly ontology: Ontology;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
  /** What the control is called; as the field where nothing else is said. */
  readonly label?: string;
  /** The name that faults are told by; the field's id where nothing else is said. */
  readonly name?: string;
  /** What is odd about the value, which is kept all the same. */
  readonly warning?: string | null;
}

/** Options of a choice whose first says that nothing is known. */
function NotKnownOr({ options }: { readonly options: readonly (readonly [string, string])[] }) {
  return (
    <>
      <option value="">Not known</option>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  );
}

const YES_NO = [
  ['true', 'Yes'],
  ['false', 'No'],
] as const;

/** The control that fits a field, drawn from the ontology. */
export function ValueField(props: ValueFieldProps) {
  const { field, ontology, value, error, onChange, warning } = props;
  const { label = field.unit ? `${field.label} (${field.unit})` : field.label } = props;
  const { name = field.id } = props;
  const all = ontology.vocabularies[field.vocabulary ?? ''] ?? [];
  // What stands there already is offered as long as it does.
  const terms = offered(
    all,
    linesOf(value).map((line) => line.split('=')[0] ?? line),
  );
  const common = { name, label, hint: field.help, error, value };
  switch (field.type) {
    case 'boolean':
    case 'term':
      return (
        <SelectField {...common} onChange={(event) => onChange(event.target.value)}>
          <NotKnownOr
            options={
              field.type === 'boolean' ? YES_NO : terms.map(({ id, label: words }) => [id, words])
            }
          />
        </SelectField>
      );
    case 'terms':
      return <TermsField {...props} terms={terms} />;
    case 'dated-terms':
      return <DatedTermsField {...props} terms={terms} />;
    case 'texts':
    case 'long-text':
      return (
        <TextAreaField
          {...common}
          hint={isListField(field) ? 'One on each line.' : field.help}
          rows={isListField(field) ? 2 : 3}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return (
        <TextField
          {...common}
          hint={
            warning ??
            (field.type === 'date' ? 'Such as 1981-03-27, or a part of it: 1981-03.' : field.help)
          }
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

type TermListProps = ValueFieldProps & { readonly terms: readonly Term[] };

/** What is in a list, each to be unticked. */
function ChosenEntries(props: {
  readonly label: string;
  readonly entries: readonly string[];
  readonly wordsOf: (entry: string) => string;
  readonly onChange: (text: string) => void;
}) {
  const { label, entries, wordsOf, onChange } = props;
  if (entries.length === 0) return null;
  return (
    <fieldset className={styles.terms}>
      <legend className="visually-hidden">{label}</legend>
      {entries.map((entry) => (
        <CheckField
          key={entry}
          label={wordsOf(entry)}
          checked
          onChange={() => onChange(entries.filter((other) => other !== entry).join('\n'))}
        />
      ))}
    </fieldset>
  );
}

function TermsField({ field, name = field.id, terms, value, error, onChange }: TermListProps) {
  const chosen = linesOf(value);
  return (
    <div className={styles.whole}>
      <SelectField
        name={name}
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
      <ChosenEntries
        label={field.label}
        entries={chosen}
        wordsOf={(id) => terms.find((term) => term.id === id)?.label ?? id}
        onChange={onChange}
      />
    </div>
  );
}

/** Words of a list, each with the day it was checked. */
function DatedTermsField(props: TermListProps) {
  const { field, name = field.id, terms, value, error, onChange } = props;
  const [term, setTerm] = useState('');
  const [date, setDate] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const entries = linesOf(value);

  function add(): void {
    if (!isRealDate(date.trim())) {
      setFault('Enter a real date such as 2026-03-27.');
      return;
    }
    onChange([...entries, `${term}=${date.trim()}`].join('\n'));
    setTerm('');
    setDate('');
    setFault(null);
  }

  function wordsOf(entry: string): string {
    const [id = '', checkedOn = ''] = entry.split('=');
    return `${terms.find((one) => one.id === id)?.label ?? id}, ${checkedOn}`;
  }

  return (
    <div className={styles.whole}>
      <SelectField
        name={name}
        label={`Add to ${field.label.toLowerCase()}`}
        hint={field.help}
        value={term}
        error={error}
        onChange={(event) => setTerm(event.target.value)}
      >
        <option value="">Choose…</option>
        {terms.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
      {term !== '' && (
        <div className={styles.dated}>
          <TextField
            label="Checked on"
            value={date}
            error={fault}
            onChange={(event) => setDate(event.target.value)}
          />
          <Button onClick={add}>Add</Button>
        </div>
      )}
      <ChosenEntries label={field.label} entries={entries} wordsOf={wordsOf} onChange={onChange} />
    </div>
  );
}
