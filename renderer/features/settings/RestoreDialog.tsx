import { useState } from 'react';
import type { BackupListing, BackupReport } from '../../../shared/api/backup.ts';
import { dayInWords } from '../../../shared/domain/words.ts';
import { api } from '../../api/api.ts';
import { shell } from '../../api/shell.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { BACKUP_PHASES, type BackupPhase } from './backup-words.ts';
import { EarlierKeyFields } from './EarlierKeyFields.tsx';
import styles from './SettingsScreen.module.css';
import { StepProgress } from './StepProgress.tsx';
import { useSteps } from './use-steps.ts';

interface RestoreDialogProps {
  readonly backup: BackupListing;
  readonly caseName: string;
  readonly onClose: () => void;
  readonly onRestored: (report: BackupReport) => void;
}

/** Makes a case from a backup of the open case, beside it. */
export function RestoreDialog({ backup, caseName, onClose, onRestored }: RestoreDialogProps) {
  const [name, setName] = useState(`${caseName}, restored ${backup.madeAt.slice(0, 10)}`);
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const earlierUsers = backup.usersOfOtherKey;
  const [access, setAccess] = useState({ user: earlierUsers?.[0] ?? '', passphrase: '' });
  const work = useSteps<BackupPhase, BackupReport>();
  const nameFault = name.trim() === '' ? 'Give the restored case a name.' : null;
  const reasonFault =
    reason.trim() === '' ? 'Enter why it is restored. It goes in its audit log.' : null;

  const accessFault =
    earlierUsers && access.passphrase === '' ? 'Enter the passphrase of that day.' : null;

  async function restore(): Promise<void> {
    setIsTried(true);
    if (nameFault || reasonFault || accessFault || work.isBusy) return;
    const target = shell.canChooseCaseFile ? await shell.pickCaseToCreate(name) : null;
    if (shell.canChooseCaseFile && target === null) return; // They changed their mind.
    const report = await work.follow((signal) =>
      api.backup.restore(
        {
          handle: backup.handle,
          ...(earlierUsers ? access : { user: null, passphrase: null }),
          target,
          name,
          reason,
        },
        { signal },
      ),
    );
    if (report) onRestored(report);
  }

  return (
    <Dialog
      title="Restore a backup"
      onClose={() => {
        work.stop();
        onClose();
      }}
      actions={
        <>
          <Button look="primary" aria-disabled={work.isBusy} onClick={restore}>
            Restore as a new case
          </Button>
          <Button
            onClick={() => {
              work.stop();
              onClose();
            }}
          >
            Cancel
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>
          A new case is made from the backup that was made {dayInWords(backup.madeAt, new Date())}.
          The open case stays as it is. What was done since is in the open case alone.
        </p>
        <FormFailure message={work.failure?.message ?? null} />
        <TextField
          label="Name of the restored case"
          maxLength={120}
          value={name}
          error={isTried ? nameFault : null}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label="Reason for restoring"
          maxLength={300}
          value={reason}
          error={isTried ? reasonFault : null}
          onChange={(event) => setReason(event.target.value)}
        />
        {earlierUsers && (
          <EarlierKeyFields
            users={earlierUsers}
            value={access}
            fault={isTried ? accessFault : null}
            onChange={setAccess}
          />
        )}
        {work.isBusy && <StepProgress label="Restoring" words={BACKUP_PHASES} work={work} />}
      </div>
    </Dialog>
  );
}
