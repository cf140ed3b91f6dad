import { useEffect, useRef } from 'react';
import type { Progress } from '../../../shared/api/case.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import type { ImportOptions, ImportReport } from '../../../shared/api/import.ts';
import type { ChosenFile } from '../../../shared/api/shell.ts';
import { api } from '../../api/api.ts';
import { isAbort, toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';

/** How an import's run ended. */
export type Outcome =
  | { readonly status: 'stopped' }
  | { readonly status: 'failed'; readonly error: AppError }
  | { readonly status: 'done'; readonly report: ImportReport };

/** What became of the work that a step waits for. */
export type Run =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: Progress | null }
  | Outcome;

interface RunRequest {
  readonly files: readonly ChosenFile[];
  readonly options: ImportOptions;
  readonly onProgress: (progress: Progress) => void;
}

async function runImport(request: RunRequest, signal: AbortSignal): Promise<ImportReport> {
  const files = request.files.map((file) => file.handle);
  const events = await api.import.run({ files, options: request.options }, { signal });
  let last: ImportReport | null = null;
  for await (const { progress, report } of events) {
    if (progress && !signal.aborted) request.onProgress(progress);
    if (report) last = report;
  }
  if (!last) throw new DOMException('The import was stopped.', 'AbortError');
  return last;
}

async function outcomeOf(running: Promise<ImportReport>): Promise<Outcome> {
  try {
    return { status: 'done', report: await running };
  } catch (error) {
    const failure = toAppError(error);
    const isStop = isAbort(error) || failure.code === 'import-cancelled';
    return isStop ? { status: 'stopped' } : { status: 'failed', error: failure };
  }
}

/** Tells the outcome to someone who has gone to another screen meanwhile. */
function sayOutcome(outcome: Outcome): void {
  const { say } = useStore.getState();
  if (outcome.status === 'failed') say(outcome.error.message, { tone: 'failed' });
  if (outcome.status !== 'done') return;
  const { totals, sourceName, isUnchanged } = outcome.report;
  say(`Imported ${totals.kept.toLocaleString('en-GB')} rows from ${sourceName}`, {
    canUndo: !isUnchanged,
  });
}

/** Runs one import at a time: a new run ends the one before, leaving the screen ends a check. */
export function useImportRunner() {
  const current = useRef<{ stop: AbortController; isDryRun: boolean } | null>(null);
  const isMounted = useRef(true);

  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      // A check is of no use to anyone who left; a commit is finished and its outcome told.
      if (current.current?.isDryRun) current.current.stop.abort();
    };
  }, []);

  /** Resolves to null when nobody waits for the outcome here any more. */
  async function run(request: RunRequest): Promise<Outcome | null> {
    current.current?.stop.abort();
    const mine = { stop: new AbortController(), isDryRun: request.options.isDryRun };
    current.current = mine;
    const outcome = await outcomeOf(runImport(request, mine.stop.signal));
    if (current.current !== mine) return null;
    current.current = null;
    if (isMounted.current) return outcome;
    sayOutcome(outcome);
    return null;
  }

  return { run, stop: () => current.current?.stop.abort() };
}
