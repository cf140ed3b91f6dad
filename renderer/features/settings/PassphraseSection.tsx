import type { FormEvent } from 'react';
import { useState } from 'react';
import { faultsOfPassphrase, PASSPHRASE_RULE } from '../../../shared/domain/new-passphrase.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { Note } from '../../ui/Note.tsx';
import { PassphraseField } from '../../ui/PassphraseField.tsx';
import styles from './SettingsScreen.module.css';
import { SixWords } from './SixWords.tsx';

const EMPTY = { current: '', next: '', repeated: '' };

type Fields = typeof EMPTY;

interface Faults {
  readonly current?: string;
  readonly next?: string;
  readonly repeated?: string;
}

function check({ current, next, repeated }: Fields): Faults {
  const { passphrase, repeated: unlike } = faultsOfPassphrase(next, repeated);
  return {
    ...(current === '' && { current: 'Enter the passphrase that opens the case now.' }),
    ...(passphrase && { next: passphrase }),
    ...(unlike && { repeated: unlike }),
  };
}

/** Gives whoever has the case open another passphrase. */
export function PassphraseSection() {
  const [fields, setFields] = useState(EMPTY);
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isDone, setIsDone] = useState(false);

  function field(name: keyof Fields) {
    return {
      value: fields[name],
      error: faults[name] ?? null,
      onChange: (value: string) => {
        setFields({ ...fields, [name]: value });
        setFaults({ ...faults, [name]: undefined });
        setIsDone(false);
      },
    };
  }

  async function change(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const found = check(fields);
    setFaults(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    try {
      await api.user.changePassphrase({ current: fields.current, next: fields.next });
      setFields(EMPTY);
      setIsDone(true);
    } catch (error) {
      const { code, message } = toAppError(error);
      if (code === 'passphrase-wrong' || code === 'passphrase-wait') {
        setFaults({ current: message });
        setFields({ ...fields, current: '' });
      } else if (code === 'passphrase-too-short' || code === 'invalid-value') {
        setFaults({ next: message });
      } else setFailure(message);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <form className={styles.form} onSubmit={change} noValidate>
      <p className={styles.hint}>
        Yours alone: other users keep theirs. Backups made before, and copies of the keyslots, keep
        the passphrase of their day.
      </p>
      <FormFailure message={failure} />
      <PassphraseField size="standard" label="Passphrase now" {...field('current')} />
      <PassphraseField
        size="standard"
        label="New passphrase"
        hint={PASSPHRASE_RULE}
        isNew
        {...field('next')}
      />
      <PassphraseField size="standard" label="New passphrase again" isNew {...field('repeated')} />
      <SixWords />
      <div>
        <Button type="submit" aria-disabled={isBusy}>
          {isBusy ? 'Changing the passphrase…' : 'Change the passphrase'}
        </Button>
      </div>
      <div role="status">
        {isDone && (
          <Note tone="success">The passphrase was changed. The new one opens the case.</Note>
        )}
      </div>
    </form>
  );
}
