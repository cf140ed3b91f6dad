import { useEffect, useReducer, useRef } from 'react';
import type { Progress } from '../../../shared/api/case.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import type { ImportReport } from '../../../shared/api/import.ts';
import { ImportOptions } from '../../../shared/api/import.ts';
import type { ChosenFile } from '../../../shared/api/shell.ts';
import { api } from '../../api/api.ts';
import { isAbort, toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';

/** The steps of an import, in their order. */
export const STEPS = ['files', 'source', 'check', 'commit'] as const;
export type Step = (typeof STEPS)[number];

/** What became of the work that a step waits for. */
export type Run =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: Progress | null }
  | { readonly status: 'stopped' }
  | { readonly status: 'failed'; readonly error: AppError }
  | { readonly status: 'done'; readonly report: ImportReport };

interface ImportState {
  readonly step: Step;
  readonly files: readonly ChosenFile[];
  readonly options: ImportOptions;
  /** The run of the present step. */
  readonly run: Run;
  /** What the dry run told, kept while committing. */
  readonly checked: ImportReport | null;
  readonly isQuarantineAccepted: boolean;
}

const START: ImportState = {
  step: 'files',
  files: [],
  options: ImportOptions.parse({}),
  run: { status: 'idle' },
  checked: null,
  isQuarantineAccepted: false,
};

function merge(state: ImportState, change: Partial<ImportState>): ImportState {
  return { ...state, ...change };
}

interface RunRequest {
  readonly files: readonly ChosenFile[];
  readonly options: ImportOptions;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

async function runImport({
  files,
  options,
  signal,
  onProgress,
}: RunRequest): Promise<ImportReport> {
  const handles = files.map((file) => file.handle);
  const events = await api.import.run({ files: handles, options }, { signal });
  let last: ImportReport | null = null;
  for await (const { progress, report } of events) {
    if (progress) onProgress(progress);
    if (report) last = report;
  }
  if (!last) throw new DOMException('The import was stopped.', 'AbortError');
  return last;
}

function isStop(error: unknown): boolean {
  return isAbort(error) || toAppError(error).code === 'import-cancelled';
}

/** Tells the outcome to someone who has gone to another screen meanwhile. */
function sayOutcome(run: Run): void {
  const { say } = useStore.getState();
  if (run.status === 'done') {
    const kept = run.report.totals.kept.toLocaleString('en-GB');
    say(`Imported ${kept} rows from ${run.report.sourceName}`, {
      canUndo: !run.report.isUnchanged,
    });
  }
  if (run.status === 'failed') say(run.error.message, { tone: 'failed' });
}

/** One import from the choice of files to its commit. Nothing reaches the case before the commit. */
export function useImport() {
  const [state, set] = useReducer(merge, START);
  const stop = useRef<AbortController | null>(null);
  const isMounted = useRef(true);
  const isCommitting = useRef(false);

  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      // A check is of no use to anyone who left; a commit is finished and its outcome told.
      if (!isCommitting.current) stop.current?.abort();
    };
  }, []);

  async function run(step: 'check' | 'commit', files = state.files): Promise<void> {
    const controller = new AbortController();
    stop.current?.abort();
    stop.current = controller;
    isCommitting.current = step === 'commit';
    set({ step, files, run: { status: 'running', progress: null } });
    let outcome: Run;
    try {
      const report = await runImport({
        files,
        options: {
          ...state.options,
          isDryRun: step === 'check',
          acceptQuarantine: step === 'check' || state.isQuarantineAccepted,
        },
        signal: controller.signal,
        onProgress: (progress) => {
          if (!controller.signal.aborted) set({ run: { status: 'running', progress } });
        },
      });
      outcome = { status: 'done', report };
    } catch (error) {
      outcome = isStop(error)
        ? { status: 'stopped' }
        : { status: 'failed', error: toAppError(error) };
    }
    if (stop.current !== controller) return; // Overtaken by another run.
    isCommitting.current = false;
    if (!isMounted.current) return sayOutcome(outcome);
    set({
      run: outcome,
      ...(step === 'check' && outcome.status === 'done' ? { checked: outcome.report } : {}),
    });
  }

  return {
    ...state,
    chooseFiles: (files: readonly ChosenFile[]) => set({ files }),
    setOptions: (options: ImportOptions) => set({ options }),
    acceptQuarantine: (isQuarantineAccepted: boolean) => set({ isQuarantineAccepted }),
    /** Goes to a step that needs no work. */
    goTo: (step: 'files' | 'source') => {
      stop.current?.abort();
      set({ step, run: { status: 'idle' }, checked: null, isQuarantineAccepted: false });
    },
    check: () => run('check'),
    /** Checks again without the files of these names. */
    leaveOut: (names: ReadonlySet<string>) =>
      run(
        'check',
        state.files.filter((file) => !names.has(file.name)),
      ),
    commit: () => run('commit'),
    stop: () => stop.current?.abort(),
    startAgain: () => set({ ...START, options: state.options }),
  };
}

/** What the screens of an import share. */
export type Import = ReturnType<typeof useImport>;
