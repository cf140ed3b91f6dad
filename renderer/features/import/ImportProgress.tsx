import type { Progress } from '../../../shared/api/case.ts';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/State.tsx';
import styles from './ImportProgress.module.css';

interface ImportProgressProps {
  readonly title: string;
  readonly progress: Progress | null;
  readonly onStop: () => void;
}

function inWords({ phase, done, total }: Progress): string {
  const counted = done.toLocaleString('en-GB');
  const words = phase.charAt(0).toUpperCase() + phase.slice(1);
  return total === null
    ? `${words}: ${counted}`
    : `${words}: ${counted} of ${total.toLocaleString('en-GB')}`;
}

/** How far the work has come, and how to stop it. */
export function ImportProgress({ title, progress, onStop }: ImportProgressProps) {
  return (
    <div className={styles.progress}>
      <h3>{title}</h3>
      <ProgressBar
        label={title}
        fraction={progress?.total ? progress.done / progress.total : null}
      />
      <p className={styles.words}>{progress ? inWords(progress) : 'Starting'}</p>
      {/* Counts change many times a second; the phase alone is read aloud. */}
      <p className="visually-hidden" role="status">
        {progress?.phase}
      </p>
      <div>
        <Button onClick={onStop}>Stop</Button>
        <span className={styles.safe}>Stopping leaves nothing behind.</span>
      </div>
    </div>
  );
}
