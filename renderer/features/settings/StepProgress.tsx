import { Button } from '../../ui/Button.tsx';
import { ProgressBar, useDelay } from '../../ui/State.tsx';
import styles from './SettingsScreen.module.css';
import type { Steps } from './use-steps.ts';

const QUIET_MS = 500;

interface StepProgressProps<Phase extends string> {
  readonly label: string;
  /** What each step is called, in their order. */
  readonly words: Readonly<Record<Phase, string>>;
  readonly work: Steps<Phase>;
  /** Steps that are too short to be stopped in. */
  readonly unstoppable?: readonly Phase[];
}

/** The step that is being taken, and how to stop. */
export function StepProgress<Phase extends string>(props: StepProgressProps<Phase>) {
  const { label, words, work, unstoppable = [] } = props;
  const isShown = useDelay(QUIET_MS);
  if (!isShown) return null;
  const { phase } = work;
  const phases = Object.keys(words);
  return (
    <div className={styles.progress}>
      <ProgressBar
        label={label}
        fraction={phase === null ? null : (phases.indexOf(phase) + 1) / (phases.length + 1)}
      />
      <p role="status">{phase === null ? 'Starting' : words[phase]}</p>
      {(phase === null || !unstoppable.includes(phase)) && (
        <Button onClick={work.stop}>Stop</Button>
      )}
    </div>
  );
}
