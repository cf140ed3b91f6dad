import { useRef, useState } from 'react';
import type { BackupEvent, BackupReport } from '../../../shared/api/backup.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import { isAbort, toAppError } from '../../api/failure.ts';

type Phase = NonNullable<BackupEvent['progress']>['phase'];

/** What each step of the work is called, in the order of a backup. */
export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  space: 'Looking at the free space',
  copy: 'Copying, still encrypted',
  content: 'Reading every page back',
  audit: 'Checking the audit log',
  counts: 'Counting what is there',
};

/** Follows one backup, check or restoration at a time. */
export function useBackupWork() {
  const [phase, setPhase] = useState<Phase | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const stopping = useRef<AbortController | null>(null);

  /** Resolves to the report; null when it failed or was stopped. */
  async function follow(
    start: (signal: AbortSignal) => Promise<AsyncIterable<BackupEvent>>,
  ): Promise<BackupReport | null> {
    const stop = new AbortController();
    stopping.current = stop;
    setIsBusy(true);
    setFailure(null);
    setPhase(null);
    let report: BackupReport | null = null;
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
