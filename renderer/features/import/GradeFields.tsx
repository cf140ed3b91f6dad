import type { ReactNode } from 'react';
import type { Grade } from '../../../shared/domain/grade.ts';
import {
  gradeWords,
  HANDLING_WORDS,
  INFORMATION_WORDS,
  SOURCE_WORDS,
} from '../../../shared/domain/grade.ts';
import { SelectField, TextAreaField } from '../../ui/Field.tsx';
import { GradeChip } from '../../ui/GradeChip.tsx';
import { Note } from '../../ui/Note.tsx';
import { sentence } from './report-words.ts';
import styles from './SourceStep.module.css';

const UNGRADED = '–';

function optionsOf(words: Readonly<Record<string, string>>, ungraded: string): ReactNode {
  return [
    <option key={UNGRADED} value={UNGRADED}>
      {ungraded}
    </option>,
    ...Object.entries(words).map(([value, text]) => (
      <option key={value} value={value}>
        {`${value}  ${sentence(text)}`}
      </option>
    )),
  ];
}

/** The option of a list that was chosen, as the grade keeps it. */
function chosen<T extends string | number>(values: readonly T[], value: string): T | null {
  return values.find((one) => String(one) === value) ?? null;
}

interface PartProps {
  readonly grade: Grade;
  readonly onChange: (grade: Grade) => void;
}

function Grading({ grade, onChange }: PartProps) {
  return (
    <div className={styles.pair}>
      <SelectField
        label="Source"
        value={String(grade.source ?? UNGRADED)}
        onChange={(event) =>
          onChange({ ...grade, source: chosen([1, 2, 3] as const, event.target.value) })
        }
      >
        {optionsOf(SOURCE_WORDS, 'Not graded')}
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
        {optionsOf(INFORMATION_WORDS, 'Not graded')}
      </SelectField>
    </div>
  );
}

function Handling({
  grade,
  isConditionsMissing,
  onChange,
}: PartProps & { isConditionsMissing: boolean }) {
  return (
    <>
      <SelectField
        label="Handling code"
        value={grade.handling ?? UNGRADED}
        onChange={(event) => {
          const handling = chosen(['P', 'C'] as const, event.target.value);
          onChange({ ...grade, handling, conditions: handling === 'C' ? grade.conditions : null });
        }}
      >
        {optionsOf(HANDLING_WORDS, 'Not set')}
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
    </>
  );
}

interface GradeFieldsProps extends PartProps {
  readonly isFact: boolean;
  readonly isConditionsMissing: boolean;
}

/** The grade and handling code of rows that carry none of their own. */
export function GradeFields({ grade, isFact, isConditionsMissing, onChange }: GradeFieldsProps) {
  const isUngraded = !isFact && grade.source === null;
  return (
    <fieldset className={styles.group}>
      <legend>
        {isFact ? 'Handling of rows' : 'Grade of rows that carry none'}
        {!isFact && <GradeChip {...grade} words={gradeWords(grade)} />}
      </legend>
      {!isFact && <Grading grade={grade} onChange={onChange} />}
      <Handling grade={grade} isConditionsMissing={isConditionsMissing} onChange={onChange} />
      {isUngraded && (
        <Note>
          Ungraded rows are kept and shown as ungraded. Grade them before they are shared.
        </Note>
      )}
    </fieldset>
  );
}
