import { Check, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Progress } from '../../../shared/api/case.ts';
import { api } from '../../api/api.ts';
import { isAbort, toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import { ProgressBar } from '../../ui/State.tsx';
import styles from './WelcomeFrame.module.css';
import { WelcomeCard } from './WelcomeFrame.tsx';

/** Steps so far: each phase once, with its latest count. */
function withStep(steps: readonly Progress[], next: Progress): readonly Progress[] {
  return steps.at(-1)?.phase === next.phase ? [...steps.slice(0, -1), next] : [...steps, next];
}

function fractionOf(step: Progress | undefined): number | null {
  return step?.total ? step.done / step.total : null;
}

function countOf({ done, total }: Progress): string {
  return total === null
    ? done.toLocaleString('en-GB')
    : `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`;
}

/** Makes the demonstration case when it is not there, telling its steps, and opens it. */
export function Demonstration({ onBack }: { readonly onBack: () => void }) {
  const setCaseState = useStore((state) => state.setCaseState);
  const [steps, setSteps] = useState<readonly Progress[]>([]);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    async function open(): Promise<void> {
      const events = await api.case.openDemonstration(undefined, { signal: stop.signal });
      for await (const { progress, state } of events) {
        if (stop.signal.aborted) return;
        if (progress) setSteps((known) => withStep(known, progress));
        if (state) setCaseState(state);
      }
    }
    open().catch((error: unknown) => {
      if (!stop.signal.aborted && !isAbort(error)) setFailure(toAppError(error).message);
    });
    return () => stop.abort();
  }, [setCaseState]);

  const current = steps.at(-1);
  return (
    <WelcomeCard title="Demonstration case" lead="An invented county. Nobody in it exists.">
      {failure ? (
        <div className={styles.form} role="alert">
          <Note tone="danger">{failure}</Note>
        </div>
      ) : (
        <div className={styles.form}>
          <ProgressBar label="Making the demonstration case" fraction={fractionOf(current)} />
          <ol className={styles.steps} aria-live="polite">
            {steps.map((step) => (
              <li key={step.phase} aria-current={step === current ? 'step' : undefined}>
                {step === current ? (
                  <LoaderCircle size={15} aria-hidden="true" />
                ) : (
                  <Check size={15} className={styles.stepDone} aria-hidden="true" />
                )}
                <span>
                  {step.phase}
                  {step.done > 0 && `, ${countOf(step)}`}
                </span>
              </li>
            ))}
          </ol>
        </div>
      )}
      <div className={styles.form}>
        <Button size="large" onClick={onBack}>
          {failure ? 'Back' : 'Stop'}
        </Button>
      </div>
    </WelcomeCard>
  );
}
