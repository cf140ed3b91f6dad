import { AppError } from '../../shared/api/errors.ts';
import type { PreviewFault, PreviewRow, TableOutlook } from '../../shared/api/import.ts';
import type { ImportFile } from '../formats/import-file.ts';
import { tableOutlooks } from '../formats/outlook.ts';
import {
  type Preview,
  type PreviewOptions,
  previewRows,
  previewTable,
} from '../formats/preview.ts';
import { FileRefusal } from '../formats/refusal.ts';

/** What is told of a table before its rows are asked for. */
export interface PreviewSummary {
  readonly columns: string[];
  readonly rows: number;
  readonly isWhole: boolean;
  readonly faults: PreviewFault[];
  readonly moreFaults: number;
}

/** Reads the files of an import before anything of it is kept. */
export interface Reading {
  tables(files: readonly ImportFile[], options: PreviewOptions): Promise<TableOutlook[]>;
  /** Reads a table, and keeps its rows until another is read. */
  preview(
    files: readonly ImportFile[],
    table: string,
    options: PreviewOptions,
  ): Promise<PreviewSummary>;
  /** Rows of the table that was read last, by their places. */
  rows(places: readonly number[]): Promise<PreviewRow[]>;
}

/** Reads in the thread that calls. */
export function createReading(): Reading {
  let held: Preview | null = null;
  return {
    async tables(files, options) {
      return tableOutlooks(files, options);
    },
    async preview(files, table, options) {
      // Never two at once: they are what takes room.
      held = null;
      const made = await previewTable(files, table, options).catch(asAppError);
      held = made;
      const { columns, rows, isWhole, faults, moreFaults } = made;
      return {
        columns: [...columns],
        rows: rows.length,
        isWhole,
        faults: [...faults],
        moreFaults,
      };
    },
    async rows(places) {
      if (!held) throw new Error('No table was read.');
      return previewRows(held, places);
    },
  };
}

function asAppError(error: unknown): never {
  if (!(error instanceof FileRefusal)) throw error;
  throw new AppError('import-refused', `The table cannot be read: ${error.message}.`);
}
