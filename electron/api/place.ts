import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../shared/api/errors.ts';
import type { PlaceFile } from '../../shared/api/place.ts';
import type { PlaceFiles, PlaceFileWriter } from '../db/place-file.ts';
import { readBoundaries } from '../formats/boundary-file.ts';
import { createCsvParser } from '../formats/csv.ts';
import { inspectBytes, readText } from '../formats/encoding.ts';
import type { ImportFile } from '../formats/import-file.ts';
import { displayCount, IMPORT_LIMITS, type ImportLimits } from '../formats/limits.ts';
import { createPostcodeReader, type PostcodePlace } from '../formats/postcode-file.ts';
import { FileRefusal } from '../formats/refusal.ts';
import { demonstrationDistricts } from './demonstration.ts';
import { guardStream, os } from './os.ts';
import { readPlaces } from './place-read.ts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';

/** The districts that come with the demonstration case. */
const INVENTED: PlaceFile = {
  id: 'invented-districts',
  type: 'boundaries',
  name: 'Invented districts',
  fileName: 'demonstration case',
  addedAt: '2026-11-01T00:00:00.000Z',
  count: 0,
  isInvented: true,
};

/** Faults that are listed of one file. */
const MOST_FAULTS = 20;
/** So much of a file is read before other calls get their turn. */
const PIECE_BYTES = 256 * 1024;
/** A file of outlines is read as a whole. */
const BOUNDARY_LIMITS: ImportLimits = { ...IMPORT_LIMITS, fileBytes: 100 * 1024 ** 2 };

/** Handlers of `place`. */
export const placeHandlers = {
  read: os.place.read.handler(async ({ input, context, signal }) => {
    const { session, placeFiles } = context;
    const places = await inSlices(
      () =>
        readPlaces(
          { ontology: session.ontology, open: session.open(), files: placeFiles },
          input.ids,
        ),
      { version: session.revision, signal },
    );
    context.touch([...places.placed, ...places.unplaced].map(({ id }) => id));
    return places;
  }),

  files: os.place.files.handler(({ context }) => {
    const { session, placeFiles } = context;
    if (!session.current()?.isDemonstration) return [...placeFiles.list()];
    return [{ ...INVENTED, count: demonstrationDistricts(session).length }, ...placeFiles.list()];
  }),

  boundaries: os.place.boundaries.handler(({ input, context }) => {
    const { session, placeFiles } = context;
    if (input.id === INVENTED.id && session.current()?.isDemonstration)
      return [...demonstrationDistricts(session)];
    return [...placeFiles.areas(input.id)];
  }),

  add: os.place.add.handler(({ input, context, signal }) =>
    guardStream(add(context.session, context.placeFiles, { ...input, signal })),
  ),

  remove: os.place.remove.handler(({ input, context }) => {
    context.placeFiles.remove(input.id);
    return input;
  }),
};

interface Wanted {
  readonly files: readonly string[];
  readonly name: string;
  readonly replaces: string | null;
  readonly signal: AbortSignal | undefined;
}

async function* add(session: Session, placeFiles: PlaceFiles, wanted: Wanted) {
  const files = wanted.files.map((handle) => session.file(handle));
  const [first] = files;
  if (!first) return;
  const fileName = files.length === 1 ? first.name : `${first.name} and ${files.length - 1} more`;
  try {
    const isBoundaries = /\.(geo)?json$/i.test(first.name);
    if (isBoundaries) {
      yield { done: 0, added: null };
      await setImmediate();
      const areas = readFile(first, () => readBoundaries(textOf(first, BOUNDARY_LIMITS)));
      const writer = placeFiles.begin({ type: 'boundaries', name: wanted.name, fileName });
      const added = keep(writer, wanted.replaces, () => {
        for (const area of areas) writer.addArea(area);
      });
      yield { done: areas.length, added };
      return;
    }
    const writer = placeFiles.begin({ type: 'postcodes', name: wanted.name, fileName });
    let done = 0;
    try {
      for (const file of files) {
        const reading = readPostcodes(file, (place) => {
          if (writer.addPostcode(place.code, place)) done++;
        });
        for await (const _piece of reading) {
          if (wanted.signal?.aborted)
            throw new AppError('import-cancelled', 'Stopped. Nothing of the file was kept.');
          yield { done, added: null };
          // Other calls get their turn: the directory of a nation has millions of rows.
          await setImmediate();
        }
      }
      if (done === 0) throw new FileRefusal('no postcode of the file has a place').of(first.name);
    } catch (error) {
      writer.abandon();
      throw error;
    }
    yield { done, added: writer.finish(wanted.replaces) };
  } catch (error) {
    throw asAppError(error, fileName);
  } finally {
    session.forgetFiles(wanted.files);
  }
}

function keep(writer: PlaceFileWriter, replaces: string | null, write: () => void): PlaceFile {
  try {
    write();
    return writer.finish(replaces);
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function readFile<T>(file: ImportFile, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof FileRefusal ? error.of(file.name) : error;
  }
}

function textOf(file: ImportFile, limits: ImportLimits): string {
  const { encoding } = inspectBytes(file, limits);
  let text = '';
  readText(file, { encoding, limits }, (piece) => {
    text += piece;
    return true;
  });
  return text;
}

/**
 * Hands the rows of a lookup on, a piece of the file at a time. Every row is looked at before the first fault is told,
 * up to some number of them.
 */
async function* readPostcodes(
  file: ImportFile,
  onPlace: (place: PostcodePlace) => void,
): AsyncGenerator<void> {
  const reader = createPostcodeReader();
  const faults: { row: number; reason: string }[] = [];
  const parser = createCsvParser({
    separator: ',',
    limits: IMPORT_LIMITS,
    onRow(row) {
      if (faults.length >= MOST_FAULTS) return;
      const place = reader.read(row);
      if (typeof place === 'string') faults.push({ row: row.rowNumber, reason: place });
      else if (place) onPlace(place);
    },
  });
  for await (const text of textPieces(file)) {
    readFile(file, () => parser.write(text));
    yield;
    if (faults.length >= MOST_FAULTS) break;
  }
  if (faults.length < MOST_FAULTS) readFile(file, () => parser.end());
  if (faults.length > 0) throw faultyRows(file.name, faults);
}

/** The text of a file, a piece at a time, so that other calls get their turn between. Postcodes need no encoding but ASCII. */
async function* textPieces(file: ImportFile): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let isFirst = true;
  for await (const piece of 'bytes' in file
    ? bytePieces(file.bytes)
    : createReadStream(file.path, { highWaterMark: PIECE_BYTES })) {
    const text = decoder.decode(piece as Uint8Array, { stream: true });
    if (isFirst && text.includes('\0')) throw new FileRefusal('the file is no text').of(file.name);
    isFirst = false;
    yield text;
  }
  if (isFirst) throw new FileRefusal('the file is empty').of(file.name);
  yield decoder.decode();
}

function* bytePieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += PIECE_BYTES)
    yield bytes.subarray(start, start + PIECE_BYTES);
}

function faultyRows(
  file: string,
  faults: readonly { readonly row: number; readonly reason: string }[],
): AppError {
  const [first] = faults;
  const more =
    faults.length === 1
      ? ''
      : faults.length < MOST_FAULTS
        ? ` ${displayCount(faults.length - 1)} more rows are wrong.`
        : ' More rows are wrong.';
  return new AppError(
    'import-refused',
    `${file}, row ${displayCount(first?.row ?? 0)}: ${first?.reason ?? ''}.${more} Nothing of the file was kept.`,
    { problems: faults.map(({ row, reason }) => ({ file, row, column: null, reason })) },
  );
}

function asAppError(error: unknown, fileName: string): unknown {
  if (!(error instanceof FileRefusal)) return error;
  const file = error.file ?? fileName;
  const row = error.row === null ? '' : `, row ${displayCount(error.row)}`;
  return new AppError(
    'import-refused',
    `${file}${row}: ${error.message}. Nothing of the file was kept.`,
    {
      problems: [{ file, row: error.row, column: error.column, reason: error.message }],
      cause: error,
    },
  );
}
