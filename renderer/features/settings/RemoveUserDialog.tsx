import { useState } from 'react';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { Note } from '../../ui/Note.tsx';
import styles from './SettingsScreen.module.css';

interface RemoveUserDialogProps {
  readonly user: string;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Takes someone's way into the case away. */
export function RemoveUserDialog({ user, onClose, onRemoved }: RemoveUserDialogProps) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function remove(): Promise<void> {
    if (reason.trim() === '') {
      setFault('Enter why they are removed. It goes in the audit log.');
      return;
    }
    try {
      await api.user.remove({ user, reason });
      onRemoved();
    } catch (error) {
      setFailure(toAppError(error).message);
    }
  }

  return (
    <Dialog
      title={`Remove ${user}?`}
      onClose={onClose}
      actions={
        <>
          <Button look="danger" onClick={remove}>
            Remove
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className={styles.form}>
        <FormFailure message={failure} />
        <p>
          Their passphrase no longer opens this case. What they did stays, under their name. This
          cannot be undone; they can be added again.
        </p>
        <Note tone="warning">
          Copies and backups that they hold with the keyslots of an earlier day still open with
          their passphrase: collect those. Change the key of the case next, below, so that such
          keyslots cannot open this file.
        </Note>
        <TextField
          label="Reason for removing them"
          maxLength={300}
          value={reason}
          error={fault}
          onChange={(event) => {
            setReason(event.target.value);
            setFault(null);
          }}
        />
      </div>
    </Dialog>
  );
}
