import type { ImportOptions } from '../../../shared/api/import.ts';
import { Marking } from '../../../shared/domain/marking.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { ChoiceField, SelectField, TextField } from '../../ui/Field.tsx';
import { GradeFields } from './GradeFields.tsx';
import styles from './SourceStep.module.css';
import type { Import } from './use-import.ts';

interface GroupProps {
  readonly options: ImportOptions;
  readonly onChange: (change: Partial<ImportOptions>) => void;
}

function WhereFrom({ options, onChange }: GroupProps) {
  return (
    <fieldset className={styles.group}>
      <legend>Where it comes from</legend>
      <div className={styles.pair}>
        <TextField
          label="Source name"
          hint="The same name again is a newer edition of it."
          placeholder="From the name of the file or folder"
          maxLength={200}
          value={options.sourceName ?? ''}
          onChange={(event) => onChange({ sourceName: event.target.value || null })}
        />
        <TextField
          label="Owner"
          hint="The agency or service that holds it."
          placeholder="Not known"
          maxLength={200}
          value={options.ownerAgency ?? ''}
          onChange={(event) => onChange({ ownerAgency: event.target.value || null })}
        />
      </div>
    </fieldset>
  );
}

const BASES = [
  {
    value: 'intelligence',
    label: 'Intelligence',
    help: 'Reports and observations. Shown apart from facts, with their grade.',
  },
  {
    value: 'fact',
    label: 'Register',
    help: 'A record of fact, such as licences or council tax. Confirmed as it stands.',
  },
] as const;

function HowToTake({ options, onChange }: GroupProps) {
  const ontology = useOntologyOrNull();
  const { grade } = options;
  return (
    <fieldset className={styles.group}>
      <legend>How to take it</legend>
      <ChoiceField
        label="What it is"
        look="cards"
        value={options.basis === 'fact' ? 'fact' : 'intelligence'}
        options={BASES}
        onChange={(basis) =>
          // A register stands as fact: a grade chosen before does not go with it.
          onChange(
            basis === 'fact'
              ? { basis, grade: { ...grade, source: null, information: null } }
              : { basis },
          )
        }
      />
      <SelectField
        label="Marking"
        hint="Of everything in it. A newer edition never lowers the marking of its source."
        value={options.marking ?? ''}
        onChange={(event) => onChange({ marking: Marking.parse(event.target.value) })}
      >
        {Marking.options.map((marking) => (
          <option key={marking}>{marking}</option>
        ))}
      </SelectField>
      <SelectField
        label="Kind of rows that do not say"
        hint="Nodes whose file names no kind are taken as this."
        value={options.kind ?? ''}
        onChange={(event) => onChange({ kind: event.target.value || null })}
      >
        <option value="">Person, unless the columns say otherwise</option>
        {ontology?.kinds.map((kind) => (
          <option key={kind.id} value={kind.id}>
            {kind.label}
          </option>
        ))}
      </SelectField>
    </fieldset>
  );
}

interface SourceStepProps {
  readonly work: Import;
  readonly isConditionsMissing: boolean;
}

/** Second step: where the files come from and how their rows are to be taken. */
export function SourceStep({ work, isConditionsMissing }: SourceStepProps) {
  const { options, setOptions } = work;

  function change(part: Partial<ImportOptions>): void {
    setOptions({ ...options, ...part });
  }

  return (
    <div className={styles.step}>
      <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
        <WhereFrom options={options} onChange={change} />
        <HowToTake options={options} onChange={change} />
        <GradeFields
          grade={options.grade}
          isFact={options.basis === 'fact'}
          isConditionsMissing={isConditionsMissing}
          onChange={(grade) => change({ grade })}
        />
      </form>
    </div>
  );
}
