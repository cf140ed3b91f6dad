import { useReducer } from 'react';
import type { ImportReport } from '../../../shared/api/import.ts';
import { ImportOptions } from '../../../shared/api/import.ts';
import type { ChosenFile } from '../../../shared/api/shell.ts';
import { useStore } from '../../store/store.ts';
import type { Run } from './use-import-runner.ts';
import { useImportRunner } from './use-import-runner.ts';

/** The steps of an import, in their order. */
export const STEPS = ['files', 'source', 'check', 'commit'] as const;
export type Step = (typeof STEPS)[number];

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

/** Records of an import are of the person's own agency until they say otherwise. */
function beginning(start: ImportState): ImportState {
  const ownerAgency = useStore.getState().settings.agency.trim() || null;
  return { ...start, options: { ...start.options, ownerAgency } };
}

function merge(state: ImportState, change: Partial<ImportState>): ImportState {
  return { ...state, ...change };
}

/** One import from the choice of files to its commit. Nothing reaches the case before the commit. */
export function useImport() {
  const [state, set] = useReducer(merge, START, beginning);
  const runner = useImportRunner();

  async function run(step: 'check' | 'commit', files = state.files): Promise<void> {
    const isDryRun = step === 'check';
    const acceptQuarantine = isDryRun || state.isQuarantineAccepted;
    set({ step, files, run: { status: 'running', progress: null } });
    const outcome = await runner.run({
      files,
      options: { ...state.options, isDryRun, acceptQuarantine },
      onProgress: (progress) => set({ run: { status: 'running', progress } }),
    });
    if (outcome === null) return;
    const isChecked = isDryRun && outcome.status === 'done';
    set({ run: outcome, ...(isChecked ? { checked: outcome.report } : {}) });
  }

  return {
    ...state,
    chooseFiles: (files: readonly ChosenFile[]) => set({ files }),
    setOptions: (options: ImportOptions) => set({ options }),
    acceptQuarantine: (isQuarantineAccepted: boolean) => set({ isQuarantineAccepted }),
    /** Goes to a step that needs no work. */
    goTo: (step: 'files' | 'source') => {
      runner.stop();
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
    stop: runner.stop,
    startAgain: () => set({ ...START, options: state.options }),
  };
}

/** What the screens of an import share. */
export type Import = ReturnType<typeof useImport>;
