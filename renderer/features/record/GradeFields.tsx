import {
  type Basis,
  certaintyOf,
  type Grade,
  gradeWords,
  HANDLING_WORDS,
  INFORMATION_WORDS,
  SOURCE_WORDS,
} from '../../../shared/domain/grade.ts';
import { ChoiceField, SelectField, TextAreaField } from '../../ui/Field.tsx';
import { GradeChip } from '../../ui/GradeChip.tsx';
import styles from './record.module.css';
import { capitalised } from './words.ts';

const BASES: readonly { readonly value: Basis; readonly label: string }[] = [
  { value: 'fact', label: 'Fact' },
  { value: 'intelligence', label: 'Intelligence' },
  { value: 'assessment', label: 'Assessment' },
];

function chosen<T extends string | number>(values: readonly T[], value: string): T | null {
  return values.find((one) => String(one) === value) ?? null;
}

function Options({
  words,
  none,
}: {
  readonly words: Readonly<Record<string, string>>;
  readonly none: string;
}) {
  return (
    <>
      <option value="">{none}</option>
      {Object.entries(words).map(([value, text]) => (
        <option key={value} value={value}>{`${value}  ${capitalised(text)}`}</option>
      ))}
    </>
  );
}

interface GradeFieldsProps {
  /** Goes before the names of the controls, where a form has several grades. */
  readonly prefix?: string;
  readonly basis: Basis;
  readonly grade: Grade;
  readonly faultOf: (name: string) => string | null;
  readonly onBasis: (basis: Basis) => void;
  readonly onGrade: (grade: Grade) => void;
}

/** What something rests on, its 3x5x2 grade, and its handling code with conditions. */
export function GradeFields(props: GradeFieldsProps) {
  const { prefix = '', basis, grade, faultOf, onBasis, onGrade } = props;
  return (
    <>
      <ChoiceField
        label="Basis"
        hint="Fact: from a register. Intelligence: graded. Assessment: your own opinion."
        value={basis}
        options={BASES}
        onChange={onBasis}
      />
      <div className={styles.trio}>
        <SelectField
          name={`${prefix}source`}
          label="Source grade"
          error={faultOf(`${prefix}source`)}
          value={String(grade.source ?? '')}
          onChange={(event) =>
            onGrade({ ...grade, source: chosen([1, 2, 3] as const, event.target.value) })
          }
        >
          <Options words={SOURCE_WORDS} none="Not graded" />
        </SelectField>
        <SelectField
          name={`${prefix}information`}
          label="Information grade"
          error={faultOf(`${prefix}information`)}
          value={grade.information ?? ''}
          onChange={(event) =>
            onGrade({
              ...grade,
              information: chosen(['A', 'B', 'C', 'D', 'E'] as const, event.target.value),
            })
          }
        >
          <Options words={INFORMATION_WORDS} none="Not graded" />
        </SelectField>
        <SelectField
          label="Handling code"
          value={grade.handling ?? ''}
          onChange={(event) =>
            onGrade({ ...grade, handling: chosen(['P', 'C'] as const, event.target.value) })
          }
        >
          <Options words={HANDLING_WORDS} none="Not set" />
        </SelectField>
      </div>
      {grade.handling === 'C' && (
        <TextAreaField
          name={`${prefix}conditions`}
          label="Conditions"
          hint="Who may see it, what they may do, whether to sanitise it or ask its owner first."
          maxLength={2000}
          value={grade.conditions ?? ''}
          error={faultOf(`${prefix}conditions`)}
          onChange={(event) => onGrade({ ...grade, conditions: event.target.value })}
        />
      )}
      <p className={styles.outcome}>
        <GradeChip {...grade} words={gradeWords(grade)} tip="left" />
        {`Shown as ${certaintyOf(basis, grade)}.`}
      </p>
    </>
  );
}
