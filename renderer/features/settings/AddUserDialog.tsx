import { useState } from 'react';
import type { Role } from '../../../shared/api/user.ts';
import { faultsOfPassphrase, PASSPHRASE_RULE } from '../../../shared/domain/new-passphrase.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { PassphraseField } from '../../ui/PassphraseField.tsx';
import { ROLES } from './role-words.ts';
import styles from './SettingsScreen.module.css';
import { SixWords } from './SixWords.tsx';

interface AddUserDialogProps {
  readonly onClose: () => void;
  readonly onAdded: () => void;
}

interface Faults {
  readonly user?: string;
  readonly passphrase?: string;
  readonly repeated?: string;
  readonly reason?: string;
}

/** Gives someone a way into the open case. */
export function AddUserDialog({ onClose, onAdded }: AddUserDialogProps) {
  const [user, setUser] = useState('');
  const [role, setRole] = useState<Role>('analyst');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function add(): Promise<void> {
    if (isBusy) return;
    const found: Faults = {
      ...(user.trim() === '' && { user: 'Enter their name: what they do is signed with it.' }),
      ...faultsOfPassphrase(passphrase, repeated),
      ...(reason.trim() === '' && {
        reason: 'Enter why they are added. It goes in the audit log.',
      }),
    };
    setFaults(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    try {
      await api.user.add({ user, role, passphrase, reason });
      onAdded();
    } catch (error) {
      const { code, message } = toAppError(error);
      if (code === 'passphrase-too-short') setFaults({ passphrase: message });
      else if (code === 'invalid-value') setFaults({ user: message });
      else setFailure(message);
      setIsBusy(false);
    }
  }

  return (
    <Dialog
      title="Add a user"
      onClose={onClose}
      actions={
        <>
          <Button look="primary" aria-disabled={isBusy} onClick={add}>
            {isBusy ? 'Adding…' : 'Add them'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className={styles.form}>
        <FormFailure message={failure} />
        <TextField
          label="Their name"
          maxLength={80}
          value={user}
          error={faults.user ?? null}
          onChange={(event) => setUser(event.target.value)}
        />
        <ChoiceField
          label="Role"
          look="cards"
          value={role}
          options={ROLES.map(({ id, label, help }) => ({ value: id, label, help }))}
          onChange={setRole}
        />
        <PassphraseField
          size="standard"
          label="Passphrase to begin with"
          hint={`${PASSPHRASE_RULE} They should change it in their settings.`}
          isNew
          value={passphrase}
          error={faults.passphrase ?? null}
          onChange={setPassphrase}
        />
        <PassphraseField
          size="standard"
          label="Passphrase again"
          isNew
          value={repeated}
          error={faults.repeated ?? null}
          onChange={setRepeated}
        />
        <SixWords />
        <TextField
          label="Reason for adding them"
          maxLength={300}
          value={reason}
          error={faults.reason ?? null}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
