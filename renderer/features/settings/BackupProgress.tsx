import { Button } from '../../ui/Button.tsx';
import { ProgressBar, useDelay } from '../../ui/State.tsx';
import styles from './SettingsScreen.module.css';
import { PHASE_WORDS, type useBackupWork } from './use-backup-work.ts';

const PHASES = Object.keys(PHASE_WORDS);
const QUIET_MS = 500;

/** The step that is being taken, and how to stop. */
export function BackupProgress({
  label,
  work,
}: {
  readonly label: string;
  readonly work: Pick<ReturnType<typeof useBackupWork>, 'phase' | 'stop'>;
}) {
  const isShown = useDelay(QUIET_MS);
  if (!isShown) return null;
  const { phase } = work;
  return (
    <div className={styles.progress}>
      <ProgressBar
        label={label}
        fraction={phase === null ? null : (PHASES.indexOf(phase) + 1) / (PHASES.length + 1)}
      />
      <p role="status">{phase === null ? 'Starting' : PHASE_WORDS[phase]}</p>
      <Button onClick={work.stop}>Stop</Button>
    </div>
  );
}
