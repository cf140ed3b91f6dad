import { FolderOutput, Save } from 'lucide-react';
import { useState } from 'react';
import type { BackupListing, BackupReport } from '../../../shared/api/backup.ts';
import { bytesInWords, dayInWords } from '../../../shared/domain/words.ts';
import { api } from '../../api/api.ts';
import { shell } from '../../api/shell.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { Note } from '../../ui/Note.tsx';
import { BACKUP_PHASES, type BackupPhase, foundIn } from './backup-words.ts';
import { CheckEarlierDialog } from './CheckEarlierDialog.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import styles from './SettingsScreen.module.css';
import { StepProgress } from './StepProgress.tsx';
import { useSteps } from './use-steps.ts';

const ROUTINE = 'Routine backup';

interface RowProps {
  readonly backup: BackupListing;
  readonly onVerify: () => void;
  readonly onRestore: () => void;
}

function BackupRow({ backup, onVerify, onRestore }: RowProps) {
  const made = dayInWords(backup.madeAt, new Date());
  return (
    <li>
      <div className={styles.item}>
        <b title={backup.name}>{backup.name}</b>
        <span>
          {backup.kind === 'dated' ? 'Made' : 'Kept from before Achilles was updated,'} {made},{' '}
          {bytesInWords(backup.sizeBytes)}
          {backup.usersOfOtherKey && ', under an earlier key'}
        </span>
      </div>
      <div className={styles.acts}>
        <Button onClick={onVerify} aria-label={`Check ${backup.name}`}>
          Check
        </Button>
        <Button onClick={onRestore} aria-label={`Restore ${backup.name}`}>
          Restore
        </Button>
      </div>
    </li>
  );
}

/** Copies of the case: makes, checks and restores them. */
export function BackupSection() {
  const name = useStore((state) => state.caseState?.name ?? '');
  const viewRevision = useStore((state) => state.viewRevision);
  const state = useApi(() => api.backup.list({ handle: null }), [viewRevision]);
  const [reason, setReason] = useState(ROUTINE);
  const [done, setDone] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<BackupListing | null>(null);
  const [checking, setChecking] = useState<BackupListing | null>(null);
  const work = useSteps<BackupPhase, BackupReport>();

  async function make(isElsewhere: boolean): Promise<void> {
    const day = new Date().toISOString().slice(0, 10);
    const target = isElsewhere ? await shell.pickCaseToCreate(`${name} ${day}`) : null;
    if (isElsewhere && target === null) return; // They changed their mind.
    setDone(null);
    const report = await work.follow((signal) =>
      api.backup.make({ target, reason: reason.trim() || ROUTINE }, { signal }),
    );
    if (!report) return;
    const room =
      report.removed.length === 0
        ? ''
        : ` ${report.removed.length === 1 ? 'An older backup' : `${report.removed.length} older backups`} made room for it.`;
    setDone(`Backed up as “${report.name}” and read back whole: ${foundIn(report)}${room}`);
  }

  async function verify(backup: BackupListing): Promise<void> {
    setDone(null);
    if (backup.usersOfOtherKey) {
      setChecking(backup);
      return;
    }
    const { handle, name: file } = backup;
    const report = await work.follow((signal) =>
      api.backup.verify({ handle, user: null, passphrase: null }, { signal }),
    );
    if (report) setDone(`“${file}” is whole: ${foundIn(report)}`);
  }

  const loaded = state.status === 'ready' ? state.value : null;
  return (
    <>
      <p className={styles.hint}>
        A backup is a whole copy, encrypted like the case, with its users and their passphrases of
        that day. It is read back before it counts. They go in the folder “Backups” beside the case:
        the last {loaded?.keptToday ?? 3} of today, then the last of each day,{' '}
        {loaded?.keptInAll ?? 10} in all. Copy one to another disk now and then.
      </p>
      {state.status === 'failed' && <FormFailure message={state.error.message} />}
      {loaded && loaded.lastMadeAt === null && (
        <Note tone="warning">This case was never backed up.</Note>
      )}
      {loaded && loaded.lastMadeAt !== null && (
        <p>Last backed up {dayInWords(loaded.lastMadeAt, new Date())}.</p>
      )}
      <div className={styles.row}>
        <div className={styles.grow}>
          <TextField
            label="Reason for the backup"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <Button
          look="primary"
          icon={<Save size={15} aria-hidden="true" />}
          aria-disabled={work.isBusy}
          onClick={() => !work.isBusy && make(false)}
        >
          Back up now
        </Button>
        {shell.canChooseCaseFile && (
          <Button
            icon={<FolderOutput size={15} aria-hidden="true" />}
            aria-disabled={work.isBusy}
            onClick={() => !work.isBusy && make(true)}
          >
            Back up elsewhere
          </Button>
        )}
      </div>
      <FormFailure message={work.failure?.message ?? null} />
      {work.isBusy && <StepProgress label="Backup" words={BACKUP_PHASES} work={work} />}
      <div role="status">{done && <Note tone="success">{done}</Note>}</div>
      {loaded && loaded.backups.length > 0 && (
        <ul className={styles.list} aria-label="Backups of this case">
          {loaded.backups.map((backup) => (
            <BackupRow
              key={backup.handle}
              backup={backup}
              onVerify={() => !work.isBusy && verify(backup)}
              onRestore={() => setRestoring(backup)}
            />
          ))}
        </ul>
      )}
      {checking?.usersOfOtherKey && (
        <CheckEarlierDialog
          backup={checking}
          users={checking.usersOfOtherKey}
          onClose={() => setChecking(null)}
          onChecked={(report) => {
            setChecking(null);
            setDone(`“${checking.name}” is whole: ${foundIn(report)}`);
          }}
        />
      )}
      {restoring && (
        <RestoreDialog
          backup={restoring}
          caseName={name}
          onClose={() => setRestoring(null)}
          onRestored={(report) => {
            setRestoring(null);
            setDone(
              `Restored as the case “${report.caseName}”. This case was left as it is. Close it to open the other.`,
            );
          }}
        />
      )}
    </>
  );
}
