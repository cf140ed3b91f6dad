import { useEffect, useReducer, useRef } from 'react';
import type { ImportReport, TableOutlook } from '../../../shared/api/import.ts';
import { ImportOptions } from '../../../shared/api/import.ts';
import type { ChosenFile } from '../../../shared/api/shell.ts';
import { FIRST_MARKINGS } from '../../../shared/domain/marking.ts';
import type { CellFix, Mapping, TableEncoding } from '../../../shared/import/mapping.ts';
import { api } from '../../api/api.ts';
import { isAbort, toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import type { Run } from './use-import-runner.ts';
import { useImportRunner } from './use-import-runner.ts';

/** The steps of an import, in their order. */
export const STEPS = ['files', 'source', 'columns', 'check', 'commit'] as const;
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
  /** What is known of the tables, once it was asked. */
  readonly tables: readonly TableOutlook[];
}

const START: ImportState = {
  step: 'files',
  files: [],
  options: ImportOptions.parse({}),
  run: { status: 'idle' },
  checked: null,
  isQuarantineAccepted: false,
  tables: [],
};

/** What people say of the files at hand: other files begin without it. */
const NOTHING_SAID = {
  mappings: [],
  fixes: [],
  bringsBack: false,
} satisfies Partial<ImportOptions>;

/** Records of an import are of the person's own agency, and marked as the case says, until they say otherwise. */
function beginning(start: ImportState): ImportState {
  const { settings, caseState } = useStore.getState();
  const ownerAgency = settings.agency.trim() || null;
  const { marking, handling } = (caseState?.markingDefaults ?? FIRST_MARKINGS).imports;
  const grade = { ...start.options.grade, handling };
  return { ...start, options: { ...start.options, ownerAgency, marking, grade } };
}

function merge(state: ImportState, change: Partial<ImportState>): ImportState {
  return { ...state, ...change };
}

/** One import from the choice of files to its commit. Nothing reaches the case before the commit. */
export function useImport() {
  const [state, set] = useReducer(merge, START, beginning);
  const runner = useImportRunner();
  const looking = useRef<AbortController | null>(null);

  useEffect(
    () => () => {
      looking.current?.abort();
      // Whoever left needs no preview any more: the backend lets go of it. A lost connection has done so itself.
      api.import.leave().catch(() => {});
    },
    [],
  );

  async function run(
    step: 'check' | 'commit',
    files = state.files,
    options = state.options,
  ): Promise<void> {
    const isDryRun = step === 'check';
    const acceptQuarantine = isDryRun || state.isQuarantineAccepted;
    set({ step, files, options, run: { status: 'running', progress: null } });
    const outcome = await runner.run({
      files,
      options: { ...options, isDryRun, acceptQuarantine },
      onProgress: (progress) => set({ run: { status: 'running', progress } }),
    });
    if (outcome === null) return;
    const isChecked = isDryRun && outcome.status === 'done';
    set({ run: outcome, ...(isChecked ? { checked: outcome.report } : {}) });
  }

  /** Asks what is known of the tables; goes to the columns where too little is, or where it was asked for. */
  async function look(isAsked: boolean, asked = state.options): Promise<void> {
    set({ step: 'columns', options: asked, run: { status: 'running', progress: null } });
    looking.current?.abort();
    const mine = new AbortController();
    looking.current = mine;
    const { signal } = mine;
    try {
      const files = state.files.map(({ handle }) => handle);
      const tables = await api.import.tables({ files, options: asked }, { signal });
      if (signal.aborted) return;
      const isNeeded = tables.some((table) => table.needsMapping);
      if (!isAsked && !isNeeded) {
        await run('check');
        return;
      }
      const mapped = new Set(asked.mappings.map(({ table }) => table));
      const guessed = tables.flatMap(({ name, needsMapping, mapping }) =>
        needsMapping && mapping && !mapped.has(name) ? [{ table: name, mapping }] : [],
      );
      const options = { ...asked, mappings: [...asked.mappings, ...guessed] };
      set({ tables, options, checked: null, run: { status: 'idle' } });
    } catch (error) {
      if (!signal.aborted && !isAbort(error))
        set({ run: { status: 'failed', error: toAppError(error) } });
    }
  }

  return {
    ...state,
    /** From the source on: to the columns where they are not known, else to the check. */
    proceed: () => look(false),
    mapColumns: () => look(true),
    /** How a table is read; null: by what the product knows of it. */
    setMapping: (table: string, mapping: Mapping | null) => {
      const others = state.options.mappings.filter((one) => one.table !== table);
      const mappings = mapping ? [...others, { table, mapping }] : others;
      set({ options: { ...state.options, mappings } });
    },
    /** Which row of a table is its header, 0 for none: its columns are others then, and are looked at anew. */
    setHeader: (table: string, row: number) => {
      const others = <T extends { readonly table: string }>(all: readonly T[]) =>
        all.filter((one) => one.table !== table);
      const { mappings, headers, fixes } = state.options;
      return look(true, {
        ...state.options,
        mappings: others(mappings),
        headers: [...others(headers), { table, row }],
        fixes: others(fixes),
      });
    },
    /** In which encoding a text file is read that does not say its own: its words are others then. */
    setEncoding: (table: string, encoding: TableEncoding['encoding']) => {
      const others = <T extends { readonly table: string }>(all: readonly T[]) =>
        all.filter((one) => one.table !== table);
      const { mappings, encodings, fixes } = state.options;
      return look(true, {
        ...state.options,
        mappings: others(mappings),
        encodings: [...others(encodings), { table, encoding }],
        fixes: others(fixes),
      });
    },
    /** Corrects a cell, or all that are alike, and checks again. */
    correct: (fix: CellFix) => {
      const others = state.options.fixes.filter(
        (one) =>
          one.table !== fix.table ||
          one.row !== fix.row ||
          one.column !== fix.column ||
          (fix.row === null && one.from !== fix.from),
      );
      return run('check', state.files, { ...state.options, fixes: [...others, fix] });
    },
    /** Whether what people deleted comes back with this edition; checks again. */
    bringBack: (bringsBack: boolean) => run('check', state.files, { ...state.options, bringsBack }),
    // Corrections and mappings are of the files that were there: other files have other rows.
    chooseFiles: (files: readonly ChosenFile[]) =>
      set({ files, tables: [], options: { ...state.options, ...NOTHING_SAID } }),
    setOptions: (options: ImportOptions) => set({ options }),
    acceptQuarantine: (isQuarantineAccepted: boolean) => set({ isQuarantineAccepted }),
    /** Goes to a step that needs no work. */
    goTo: (step: 'files' | 'source') => {
      looking.current?.abort();
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
    startAgain: () => set({ ...START, options: { ...state.options, ...NOTHING_SAID } }),
  };
}

/** What the screens of an import share. */
export type Import = ReturnType<typeof useImport>;
