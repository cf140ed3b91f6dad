import { FolderPlus, TriangleAlert } from 'lucide-react';
import { faultsOfPassphrase, PASSPHRASE_RULE } from '../../../shared/domain/new-passphrase.ts';
import { api } from '../../api/api.ts';
import { shell } from '../../api/shell.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { PassphraseField } from '../../ui/PassphraseField.tsx';
import type { FaultsOf } from './use-checked-form.ts';
import { useCheckedForm } from './use-checked-form.ts';
import styles from './WelcomeFrame.module.css';
import { WelcomeCard } from './WelcomeFrame.tsx';

type NewCase = Readonly<Record<'name' | 'user' | 'passphrase' | 'repeated', string>>;

function check({ name, user, passphrase, repeated }: NewCase): FaultsOf<NewCase> {
  return {
    ...(name.trim() === '' && { name: 'Give the case a name.' }),
    ...(user.trim() === '' && { user: 'Enter your name: changes are signed with it.' }),
    ...faultsOfPassphrase(passphrase, repeated),
  };
}

async function create({ name, user, passphrase }: NewCase): Promise<void> {
  const handle = shell.canChooseCaseFile ? await shell.pickCaseToCreate(name) : null;
  if (shell.canChooseCaseFile && handle === null) return; // They changed their mind.
  const state = await api.case.create({ handle, name, user, passphrase });
  const { settings, setSettings, setCaseState } = useStore.getState();
  setSettings({ ...settings, userName: user.trim() });
  setCaseState(state);
}

/** Makes an encrypted case with its first user. */
export function NewCaseForm({ onBack }: { readonly onBack: () => void }) {
  const user = useStore((state) => state.settings.userName);
  const { form, submit, line, text, failure, isBusy } = useCheckedForm<NewCase>({
    start: { name: '', user, passphrase: '', repeated: '' },
    check,
    send: create,
    fieldOf: ({ code }) =>
      code === 'passphrase-too-short' ? 'passphrase' : code === 'case-exists' ? 'name' : null,
  });

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
        <FormFailure message={failure} />
        <TextField
          label="Name of the case"
          size="large"
          maxLength={120}
          autoFocus
          {...line('name')}
        />
        <TextField label="Your name" size="large" maxLength={80} {...line('user')} />
        <PassphraseField label="Passphrase" hint={PASSPHRASE_RULE} isNew {...text('passphrase')} />
        <PassphraseField label="Passphrase again" isNew {...text('repeated')} />
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
