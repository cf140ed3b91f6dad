/** A file that cannot be read at all: what is wrong, and where as far as that is known. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number | null;
  readonly column: string | null;

  constructor(reason: string, place: { readonly row?: number; readonly column?: string } = {}) {
    super(reason);
    this.row = place.row ?? null;
    this.column = place.column ?? null;
  }
}
