import { useRef, useState } from 'react';
import type { AppError } from '../../../shared/api/errors.ts';
import { isAbort, toAppError } from '../../api/failure.ts';

interface StepEvent<Phase, Report> {
  readonly progress: { readonly phase: Phase } | null;
  readonly report: Report | null;
}

/** Where long work is, and how to stop it. */
export interface Steps<Phase extends string = string> {
  readonly phase: Phase | null;
  readonly stop: () => void;
}

/** Follows one piece of long work at a time, step by step. */
export function useSteps<Phase extends string, Report>() {
  const [phase, setPhase] = useState<Phase | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const stopping = useRef<AbortController | null>(null);

  /** Resolves to the report; null when it failed or was stopped. */
  async function follow(
    start: (signal: AbortSignal) => Promise<AsyncIterable<StepEvent<Phase, Report>>>,
  ): Promise<Report | null> {
    const stop = new AbortController();
    stopping.current = stop;
    setIsBusy(true);
    setFailure(null);
    setPhase(null);
    let report: Report | null = null;
    try {
      for await (const event of await start(stop.signal)) {
        if (event.progress) setPhase(event.progress.phase);
        report = event.report ?? report;
      }
    } catch (error) {
      if (!stop.signal.aborted && !isAbort(error)) setFailure(toAppError(error));
      return null;
    } finally {
      setIsBusy(false);
      setPhase(null);
    }
    return report;
  }

  return { follow, stop: () => stopping.current?.abort(), phase, isBusy, failure };
}
