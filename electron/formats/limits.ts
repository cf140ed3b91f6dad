/** How much one import may bring. Beyond it a file is refused, or a row set aside, with the exact count. */
export interface ImportLimits {
  readonly fileBytes: number;
  readonly columns: number;
  /** Over all files of one import. */
  readonly rows: number;
  /** A name, number or other short text. */
  readonly shortTextCharacters: number;
  /** Any cell, notes included. */
  readonly cellCharacters: number;
  /** A row longer than this is most likely a quote that is never closed. */
  readonly rowCharacters: number;
  /** A workbook, an archive unpacked, or a file of JSON or XML: these are not read line by line. */
  readonly structuredBytes: number;
  /** Files in an archive. */
  readonly archiveEntries: number;
  /** How many times its packed size a file of an archive may have. */
  readonly archiveRatio: number;
  /** Things within things, in JSON and XML. */
  readonly depth: number;
}

export const IMPORT_LIMITS: ImportLimits = {
  fileBytes: 2 * 1024 ** 3,
  columns: 2000,
  rows: 5_000_000,
  shortTextCharacters: 10_000,
  cellCharacters: 10_000_000,
  rowCharacters: 64_000_000,
  structuredBytes: 200 * 1024 ** 2,
  archiveEntries: 1000,
  archiveRatio: 100,
  depth: 64,
};

/** A count as people read it: `1,000,000`. */
export function displayCount(count: number): string {
  return count.toLocaleString('en-GB');
}
