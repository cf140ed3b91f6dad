import { type FormEvent, useState } from 'react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import styles from './Inspector.module.css';

/** Asks why a protected person's details are needed; the reason is recorded before they are shown. */
export function RevealDialog(props: {
  readonly id: string;
  readonly onClose: () => void;
  readonly onRevealed: (detail: EntityDetail, reason: string) => void;
}) {
  const { id, onClose, onRevealed } = props;
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);

  async function reveal(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (reason.trim() === '') {
      setError('Say why you need to see this.');
      return;
    }
    try {
      onRevealed(await api.entity.reveal({ id, reason }), reason);
    } catch (cause) {
      setError(toAppError(cause).message);
    }
  }

  return (
    <Dialog
      title="Reveal a protected person?"
      onClose={onClose}
      actions={
        <>
          <Button look="primary" type="submit" form="reveal">
            Reveal and record
          </Button>
          <Button onClick={onClose}>Keep withheld</Button>
        </>
      }
    >
      <p className={styles.lead}>
        Your name, the time and the reason go into the audit log. The details are shown until you
        choose another record.
      </p>
      <form id="reveal" className={styles.form} onSubmit={reveal}>
        <TextField
          label="Reason"
          value={reason}
          error={error}
          maxLength={300}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
