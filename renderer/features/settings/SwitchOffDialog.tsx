import { useState } from 'react';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { Note } from '../../ui/Note.tsx';
import styles from './SettingsScreen.module.css';

interface SwitchOffDialogProps {
  readonly lever: CatalogueLever;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks why a lever is not used here. */
export function SwitchOffDialog({ lever, onClose, onDone }: SwitchOffDialogProps) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function switchOff(): Promise<void> {
    const offReason = reason.trim();
    if (offReason === '') {
      setFault('Enter why it is not used here. It is shown with the lever.');
      return;
    }
    try {
      await api.council.switch({ lever: lever.id, offReason });
      onDone();
    } catch (error) {
      setFailure(toAppError(error).message);
    }
  }

  return (
    <Dialog
      title={`Switch off ${lever.title}?`}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onClick={switchOff}>
            Switch off
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className={styles.form}>
        <FormFailure message={failure} />
        <p>
          It is no longer suggested for anything, in any case on this computer. What was recorded
          about it is kept. It can be switched on again.
        </p>
        {lever.protectiveForVictims && (
          <Note tone="warning">
            This lever protects people who may be victims. Without it, less is suggested for them.
          </Note>
        )}
        <TextField
          label="Why it is not used here"
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
