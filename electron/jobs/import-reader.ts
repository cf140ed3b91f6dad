import { AppError } from '../../shared/api/errors.ts';
import type { PreviewRow, TableOutlook } from '../../shared/api/import.ts';
import type { ImportFile } from '../formats/import-file.ts';
import type { PreviewOptions } from '../formats/preview.ts';
import { createReading, type PreviewSummary, type Reading } from './import-reading.ts';
import { isSmall } from './import-size.ts';
import { type ReadingThread, startReadingThread } from './reading-thread.ts';

/** Files of an import that is being made ready, and how they are read. */
export interface ReadingRequest {
  readonly files: readonly ImportFile[];
  /** What tells this request from others: files, table and everything people said of them. */
  readonly key: string;
  readonly ontology: PreviewOptions['ontology'];
  /** Made only where the files have to be read. */
  readonly options: () => PreviewOptions;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the files of an import before anything of it is kept: one question after another, so that only one table is
 * held at a time. Big files are read by a thread of their own, which others need not wait for. Aborting the signal of a
 * question, or ending, stops the reading at once: it fails with `import-cancelled`.
 */
export interface ImportReader {
  tables(request: ReadingRequest): Promise<TableOutlook[]>;
  preview(request: ReadingRequest, table: string): Promise<PreviewSummary>;
  rows(request: ReadingRequest, table: string, places: readonly number[]): Promise<PreviewRow[]>;
  /** Stops what is read, and lets go of everything that was. */
  end(): void;
  /** Whether a thread of its own is there. */
  hasThread(): boolean;
  /** Whether somebody waits for an answer. */
  isReading(): boolean;
}

/** A thread that nobody asked for so long is ended; whoever asks again waits for the table once more. */
const IDLE_MS = 5 * 60_000;

interface Turn {
  readonly work: () => Promise<void>;
  readonly stop: () => void;
}

export function createImportReader(
  options: { readonly idleMs?: number; readonly thread?: 'this' | 'own' } = {},
): ImportReader {
  const turns: Turn[] = [];
  let current: Turn | null = null;
  let thread: ReadingThread | null = null;
  let here: Reading | null = null;
  /** The table that `thread` or `here` holds. */
  let held: {
    readonly by: Reading;
    readonly request: ReadingRequest;
    readonly summary: PreviewSummary;
  } | null = null;
  let idle: NodeJS.Timeout | undefined;

  function letGo(): void {
    thread?.end();
    thread = null;
    here = null;
    held = null;
  }

  function readerOf(files: readonly ImportFile[]): Reading {
    if ((options.thread ?? (isSmall(files) ? 'this' : 'own')) === 'this') {
      here ??= createReading();
      return here;
    }
    if (thread) return thread;
    const started = startReadingThread();
    thread = started;
    // One that died by itself is not asked again.
    void started.ended.then(() => {
      if (thread === started) letGo();
    });
    return started;
  }

  function next(): void {
    if (current) return;
    current = turns.shift() ?? null;
    if (!current) {
      idle = setTimeout(letGo, options.idleMs ?? IDLE_MS).unref();
      return;
    }
    clearTimeout(idle);
    const mine = current;
    void mine.work().finally(() => {
      if (current !== mine) return;
      current = null;
      next();
    });
  }

  function inTurn<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const turn: Turn = {
      work: () => work().then(resolve, reject),
      stop() {
        reject(stopped());
        const place = turns.indexOf(turn);
        if (place !== -1) turns.splice(place, 1);
        if (current !== turn) return;
        // What reads a file asks nobody whether to go on.
        letGo();
        current = null;
        next();
      },
    };
    if (signal?.aborted) return Promise.reject(stopped());
    signal?.addEventListener('abort', turn.stop, { once: true });
    turns.push(turn);
    next();
    return promise.finally(() => signal?.removeEventListener('abort', turn.stop));
  }

  async function read(request: ReadingRequest, table: string) {
    const isHeld = held?.request.key === request.key && held.request.ontology === request.ontology;
    if (held && isHeld) return held;
    held = null;
    const by = readerOf(request.files);
    const summary = await by.preview(request.files, table, request.options());
    const made = { by, request, summary };
    // It may have been let go meanwhile.
    if (by === thread || by === here) held = made;
    return made;
  }

  return {
    tables: ({ files, options: how, signal }) =>
      inTurn(async () => await readerOf(files).tables(files, how()), signal),
    preview: (request, table) =>
      inTurn(async () => (await read(request, table)).summary, request.signal),
    rows: (request, table, places) =>
      inTurn(async () => await (await read(request, table)).by.rows(places), request.signal),
    end() {
      for (const turn of [...turns, ...(current ? [current] : [])]) turn.stop();
      letGo();
      clearTimeout(idle);
    },
    hasThread: () => thread !== null,
    isReading: () => current !== null,
  };
}

function stopped(): AppError {
  return new AppError('import-cancelled', 'The reading of the files was stopped.');
}
