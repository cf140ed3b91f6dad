import type { RecordDefaults } from '../../../shared/api/app.ts';
import {
  HANDLING_WORDS,
  HandlingCode,
  INFORMATION_WORDS,
  InformationGrade,
  SOURCE_WORDS,
} from '../../../shared/domain/grade.ts';
import { useStore } from '../../store/store.ts';
import { ChoiceField, SelectField } from '../../ui/Field.tsx';
import styles from './SettingsScreen.module.css';

const BASES = [
  { value: 'assessment', label: 'Assessment' },
  { value: 'intelligence', label: 'Intelligence' },
  { value: 'fact', label: 'Fact' },
] as const;
const SOURCE_GRADES = [1, 2, 3] as const;

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
        <option key={value} value={value}>
          {value}: {text}
        </option>
      ))}
    </>
  );
}

/** What the forms of records and links begin with. */
export function RecordDefaultsSection() {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  const { recordDefaults } = settings;
  const change = (changed: Partial<RecordDefaults>) =>
    setSettings({ ...settings, recordDefaults: { ...recordDefaults, ...changed } });
  return (
    <>
      <p className={styles.hint}>
        What the forms begin with; each record can be graded otherwise. Records carry the marking of
        their source.
      </p>
      <ChoiceField
        label="Basis"
        value={recordDefaults.basis}
        options={BASES}
        onChange={(basis) => change({ basis })}
      />
      <div className={styles.row}>
        <div className={styles.grow}>
          <SelectField
            label="Source grade to begin with"
            value={String(recordDefaults.gradeSource ?? '')}
            onChange={(event) =>
              change({
                gradeSource:
                  SOURCE_GRADES.find((grade) => String(grade) === event.target.value) ?? null,
              })
            }
          >
            <Options words={SOURCE_WORDS} none="Not graded" />
          </SelectField>
        </div>
        <div className={styles.grow}>
          <SelectField
            label="Information grade to begin with"
            value={recordDefaults.gradeInformation ?? ''}
            onChange={(event) =>
              change({
                gradeInformation:
                  InformationGrade.options.find((grade) => grade === event.target.value) ?? null,
              })
            }
          >
            <Options words={INFORMATION_WORDS} none="Not graded" />
          </SelectField>
        </div>
        <div className={styles.grow}>
          <SelectField
            label="Handling to begin with"
            value={recordDefaults.handling ?? ''}
            onChange={(event) =>
              change({
                handling: HandlingCode.options.find((code) => code === event.target.value) ?? null,
              })
            }
          >
            <Options words={HANDLING_WORDS} none="No code" />
          </SelectField>
        </div>
      </div>
    </>
  );
}
