import type { ImportOptions } from '../../../shared/api/import.ts';
import type { Grade } from '../../../shared/domain/grade.ts';
import {
  gradeWords,
  HANDLING_WORDS,
  INFORMATION_WORDS,
  SOURCE_WORDS,
} from '../../../shared/domain/grade.ts';
import { useOntology } from '../../api/ontology.ts';
import { ChoiceField, SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { GradeChip } from '../../ui/GradeChip.tsx';
import { Note } from '../../ui/Note.tsx';
import { sentence } from './report-words.ts';
import styles from './SourceStep.module.css';
import type { Import } from './use-import.ts';

const UNGRADED = '–';

function options(words: Readonly<Record<string, string>>, ungraded: string) {
  return [
    { value: UNGRADED, label: ungraded },
    ...Object.entries(words).map(([value, text]) => ({
      value,
      label: `${value}  ${sentence(text)}`,
    })),
  ];
}

const SOURCE_OPTIONS = options(SOURCE_WORDS, 'Not graded');
const INFORMATION_OPTIONS = options(INFORMATION_WORDS, 'Not graded');
const HANDLING_OPTIONS = options(HANDLING_WORDS, 'Not set');

/** The option of a list that was chosen, as the grade keeps it. */
function chosen<T extends string | number>(values: readonly T[], value: string): T | null {
  return values.find((one) => String(one) === value) ?? null;
}

interface GradeFieldsProps {
  readonly grade: Grade;
  readonly isFact: boolean;
  readonly isConditionsMissing: boolean;
  readonly onChange: (grade: Grade) => void;
}

function GradeFields({ grade, isFact, isConditionsMissing, onChange }: GradeFieldsProps) {
  return (
    <fieldset className={styles.group}>
      <legend>
        {isFact ? 'Handling of rows' : 'Grade of rows that carry none'}
        <GradeChip {...grade} words={gradeWords(grade)} />
      </legend>
      {!isFact && (
        <div className={styles.pair}>
          <SelectField
            label="Source"
            value={String(grade.source ?? UNGRADED)}
            onChange={(event) =>
              onChange({ ...grade, source: chosen([1, 2, 3] as const, event.target.value) })
            }
          >
            {SOURCE_OPTIONS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Information"
            value={grade.information ?? UNGRADED}
            onChange={(event) =>
              onChange({
                ...grade,
                information: chosen(['A', 'B', 'C', 'D', 'E'] as const, event.target.value),
              })
            }
          >
            {INFORMATION_OPTIONS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      <SelectField
        label="Handling code"
        value={grade.handling ?? UNGRADED}
        onChange={(event) => {
          const handling = chosen(['P', 'C'] as const, event.target.value);
          onChange({ ...grade, handling, conditions: handling === 'C' ? grade.conditions : null });
        }}
      >
        {HANDLING_OPTIONS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {grade.handling === 'C' && (
        <TextAreaField
          label="Conditions"
          hint="Who may see it, what they may do, whether to sanitise it or ask its owner first."
          maxLength={2000}
          value={grade.conditions ?? ''}
          error={
            isConditionsMissing ? 'Code C needs its conditions. Say them, or choose code P.' : null
          }
          onChange={(event) => onChange({ ...grade, conditions: event.target.value })}
        />
      )}
      {!isFact && grade.source === null && (
        <Note>
          Ungraded rows are kept and shown as ungraded. Grade them before they are shared.
        </Note>
      )}
    </fieldset>
  );
}

interface SourceStepProps {
  readonly work: Import;
  readonly isConditionsMissing: boolean;
}

/** Second step: where the files come from and how their rows are to be taken. */
export function SourceStep({ work, isConditionsMissing }: SourceStepProps) {
  const ontology = useOntology();
  const { options: current, setOptions } = work;

  function set(change: Partial<ImportOptions>): void {
    setOptions({ ...current, ...change });
  }

  return (
    <div className={styles.step}>
      <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
        <fieldset className={styles.group}>
          <legend>Where it comes from</legend>
          <div className={styles.pair}>
            <TextField
              label="Source name"
              hint="The same name again is a newer edition of it."
              placeholder="From the name of the file or folder"
              maxLength={200}
              value={current.sourceName ?? ''}
              onChange={(event) => set({ sourceName: event.target.value || null })}
            />
            <TextField
              label="Owner"
              hint="The agency or service that holds it."
              placeholder="Not known"
              maxLength={200}
              value={current.ownerAgency ?? ''}
              onChange={(event) => set({ ownerAgency: event.target.value || null })}
            />
          </div>
        </fieldset>
        <fieldset className={styles.group}>
          <legend>How to take it</legend>
          <ChoiceField
            label="What it is"
            look="cards"
            value={current.basis === 'fact' ? 'fact' : 'intelligence'}
            options={[
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
            ]}
            onChange={(basis) => set({ basis })}
          />
          <SelectField
            label="Kind of rows that do not say"
            hint="Nodes whose file names no kind are taken as this."
            value={current.kind ?? ''}
            onChange={(event) => set({ kind: event.target.value || null })}
          >
            <option value="">Person, unless the columns say otherwise</option>
            {ontology?.kinds.map((kind) => (
              <option key={kind.id} value={kind.id}>
                {kind.label}
              </option>
            ))}
          </SelectField>
        </fieldset>
        <GradeFields
          grade={current.grade}
          isFact={current.basis === 'fact'}
          isConditionsMissing={isConditionsMissing}
          onChange={(grade) => set({ grade })}
        />
      </form>
    </div>
  );
}
