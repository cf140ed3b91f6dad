import { FolderPlus, TriangleAlert } from 'lucide-react';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { PassphraseField } from './PassphraseField.tsx';
import styles from './WelcomeFrame.module.css';
import { WelcomeCard } from './WelcomeFrame.tsx';

const LEAST_CHARACTERS = 14;

interface Faults {
  readonly name?: string;
  readonly user?: string;
  readonly passphrase?: string;
  readonly repeated?: string;
}

interface NewCase {
  readonly name: string;
  readonly user: string;
  readonly passphrase: string;
  readonly repeated: string;
}

function faultsOf({ name, user, passphrase, repeated }: NewCase): Faults {
  const length = [...passphrase].length;
  return {
    ...(name.trim() === '' && { name: 'Give the case a name.' }),
    ...(user.trim() === '' && { user: 'Enter your name: changes are signed with it.' }),
    ...(length < LEAST_CHARACTERS && {
      passphrase: `The passphrase has ${length} characters. Use at least ${LEAST_CHARACTERS}.`,
    }),
    ...(passphrase !== repeated && { repeated: 'The two passphrases are not the same.' }),
  };
}

/** Makes an encrypted case with its first user. */
export function NewCaseForm({ onBack }: { readonly onBack: () => void }) {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  const setCaseState = useStore((state) => state.setCaseState);
  const [fields, setFields] = useState<NewCase>({
    name: '',
    user: settings.userName,
    passphrase: '',
    repeated: '',
  });
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => nameInput.current?.focus(), []);

  function set(change: Partial<NewCase>): void {
    setFields({ ...fields, ...change });
    setFaults({});
  }

  async function create(): Promise<void> {
    const { name, user, passphrase } = fields;
    const handle = shell.canChooseCaseFile ? await shell.pickCaseToCreate(name) : null;
    if (shell.canChooseCaseFile && handle === null) return;
    const state = await api.case.create({ handle, name, user, passphrase });
    setSettings({ ...settings, userName: user.trim() });
    setCaseState(state);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const found = faultsOf(fields);
    setFaults(found);
    setFailure(null);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => {
        form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      });
      return;
    }
    setIsBusy(true);
    try {
      await create();
    } catch (error) {
      const { code, message } = toAppError(error);
      if (code === 'passphrase-too-short') setFaults({ passphrase: message });
      else if (code === 'case-exists') setFaults({ name: message });
      else setFailure(message);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <WelcomeCard
      title="New case"
      lead="One encrypted file on this computer."
      remark={
        <>
          <TriangleAlert size={15} aria-hidden="true" />
          <span>
            Without the passphrase nobody can open the case. Keep it where you will find it.
          </span>
        </>
      }
    >
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        {failure && (
          <div role="alert">
            <Note tone="danger">{failure}</Note>
          </div>
        )}
        <TextField
          ref={nameInput}
          label="Name of the case"
          size="large"
          maxLength={120}
          value={fields.name}
          error={faults.name ?? null}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label="Your name"
          size="large"
          maxLength={80}
          value={fields.user}
          error={faults.user ?? null}
          onChange={(event) => set({ user: event.target.value })}
        />
        <PassphraseField
          label="Passphrase"
          hint={`At least ${LEAST_CHARACTERS} characters. Six words that do not belong together work well.`}
          isNew
          value={fields.passphrase}
          error={faults.passphrase ?? null}
          onChange={(passphrase) => set({ passphrase })}
        />
        <PassphraseField
          label="Passphrase again"
          isNew
          value={fields.repeated}
          error={faults.repeated ?? null}
          onChange={(repeated) => set({ repeated })}
        />
        <div className={styles.buttons}>
          <Button
            type="submit"
            look="primary"
            size="large"
            icon={<FolderPlus size={16} aria-hidden="true" />}
            aria-disabled={isBusy}
          >
            {isBusy ? 'Making the case…' : 'Make the case'}
          </Button>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
        </div>
      </form>
    </WelcomeCard>
  );
}
