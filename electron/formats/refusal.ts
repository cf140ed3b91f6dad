/** A file that cannot be read at all: what is wrong, and where as far as that is known. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
  /** As a spreadsheet counts: the header is row 1. In formats without a header the first item is row 1. */
  readonly row: number | null;
  readonly column: string | null;

  /** Name of the file, where whoever reads it does not know it anyway. */
  readonly file: string | null;

  constructor(
    reason: string,
    place: {
      readonly row?: number | null;
      readonly column?: string | null;
      readonly file?: string;
    } = {},
  ) {
    super(reason);
    this.row = place.row ?? null;
    this.column = place.column ?? null;
    this.file = place.file ?? null;
  }

  /** The same refusal with the name of its file. */
  of(file: string): FileRefusal {
    return new FileRefusal(this.message, { row: this.row, column: this.column, file });
  }
}
