import { useState } from 'react';
import { HANDLING_WORDS, HandlingCode } from '../../../shared/domain/grade.ts';
import { FIRST_MARKINGS, Marking, type MarkingChoice } from '../../../shared/domain/marking.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { READ_ONLY_WORDS } from '../../store/form.ts';
import { useStore } from '../../store/store.ts';
import { SelectField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import styles from './SettingsScreen.module.css';

interface MarkingFieldProps {
  readonly label: string;
  readonly value: Marking;
  readonly hint?: string;
  readonly onChange: (marking: Marking) => void;
}

function MarkingField({ label, value, hint, onChange }: MarkingFieldProps) {
  return (
    <div className={styles.grow}>
      <SelectField
        label={label}
        {...(hint === undefined ? {} : { hint })}
        value={value}
        onChange={(event) => onChange(Marking.parse(event.target.value))}
      >
        {Marking.options.map((marking) => (
          <option key={marking}>{marking}</option>
        ))}
      </SelectField>
    </div>
  );
}

interface HandlingFieldProps {
  readonly label: string;
  readonly value: HandlingCode | null;
  readonly onChange: (handling: HandlingCode | null) => void;
}

function HandlingField({ label, value, onChange }: HandlingFieldProps) {
  return (
    <div className={styles.grow}>
      <SelectField
        label={label}
        value={value ?? ''}
        onChange={(event) =>
          onChange(HandlingCode.options.find((code) => code === event.target.value) ?? null)
        }
      >
        <option value="">No code</option>
        {HandlingCode.options.map((code) => (
          <option key={code} value={code}>
            {code}: {HANDLING_WORDS[code]}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

/** How the case marks what nobody marks otherwise. Each choice holds at once, and can be undone. */
export function MarkingSection() {
  const shown = useStore((state) => state.caseState?.marking);
  const kept = useStore((state) => state.caseState?.markingDefaults) ?? FIRST_MARKINGS;
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const say = useStore((state) => state.say);
  const [failure, setFailure] = useState<string | null>(null);
  const { reports, imports } = kept;

  async function change(choice: MarkingChoice): Promise<void> {
    setFailure(null);
    try {
      await api.case.saveMarkingDefaults(choice);
      say('Changed how the case is marked', { canUndo: true });
    } catch (error) {
      setFailure(toAppError(error).message);
    }
  }

  const isRaised = shown !== kept.window;
  return (
    <fieldset className={styles.fields} disabled={isReadOnly}>
      <legend className={styles.hint}>
        What the forms begin with; each can be marked otherwise. Nothing is ever marked lower than
        the highest of what is in it. {isReadOnly && READ_ONLY_WORDS}
      </legend>
      <FormFailure message={failure} />
      <MarkingField
        label="Window, map, copies and prints"
        hint={
          isRaised
            ? `Shown as ${shown}: the case holds what is marked so.`
            : 'At the top and foot of every screen and page.'
        }
        value={kept.window}
        onChange={(window) => change({ window })}
      />
      <div className={styles.row}>
        <MarkingField
          label="Marking of new reports"
          value={reports.marking}
          onChange={(marking) => change({ reports: { marking } })}
        />
        <HandlingField
          label="Handling code of their items"
          value={reports.handling}
          onChange={(handling) => change({ reports: { handling } })}
        />
      </div>
      <div className={styles.row}>
        <MarkingField
          label="Marking of imports"
          value={imports.marking}
          onChange={(marking) => change({ imports: { marking } })}
        />
        <HandlingField
          label="Handling code of their rows"
          value={imports.handling}
          onChange={(handling) => change({ imports: { handling } })}
        />
      </div>
      <MarkingField
        label="Marking of exports"
        value={kept.exports}
        onChange={(exports) => change({ exports })}
      />
    </fieldset>
  );
}
