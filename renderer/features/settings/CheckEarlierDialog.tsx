import { useState } from 'react';
import type { BackupListing, BackupReport } from '../../../shared/api/backup.ts';
import { api } from '../../api/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { BACKUP_PHASES, type BackupPhase } from './backup-words.ts';
import { EarlierKeyFields } from './EarlierKeyFields.tsx';
import styles from './SettingsScreen.module.css';
import { StepProgress } from './StepProgress.tsx';
import { useSteps } from './use-steps.ts';

interface CheckEarlierDialogProps {
  readonly backup: BackupListing;
  readonly users: readonly string[];
  readonly onClose: () => void;
  readonly onChecked: (report: BackupReport) => void;
}

/** Checks a backup that the present key of the case does not open. */
export function CheckEarlierDialog({ backup, users, onClose, onChecked }: CheckEarlierDialogProps) {
  const [access, setAccess] = useState({ user: users[0] ?? '', passphrase: '' });
  const [isTried, setIsTried] = useState(false);
  const work = useSteps<BackupPhase, BackupReport>();
  const fault = access.passphrase === '' ? 'Enter the passphrase of that day.' : null;

  function close(): void {
    work.stop();
    onClose();
  }

  async function check(): Promise<void> {
    setIsTried(true);
    if (fault || work.isBusy) return;
    const report = await work.follow((signal) =>
      api.backup.verify({ handle: backup.handle, ...access }, { signal }),
    );
    if (report) onChecked(report);
  }

  return (
    <Dialog
      title="Check a backup"
      onClose={close}
      actions={
        <>
          <Button look="primary" aria-disabled={work.isBusy} onClick={check}>
            Check it
          </Button>
          <Button onClick={close}>Cancel</Button>
        </>
      }
    >
      <div className={styles.form}>
        <FormFailure message={work.failure?.message ?? null} />
        <EarlierKeyFields
          users={users}
          value={access}
          fault={isTried ? fault : null}
          onChange={setAccess}
        />
        {work.isBusy && <StepProgress label="Check" words={BACKUP_PHASES} work={work} />}
      </div>
    </Dialog>
  );
}
