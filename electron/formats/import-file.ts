import { Buffer } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';

/** A file to be imported, in memory or on disk. `name` may hold folders: `folder/nodes.csv`. */
export type ImportFile =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly path: string };

const CHUNK_BYTES = 1024 * 1024;

/** What tells a file on disk from one that was written since. */
function stampOf(descriptor: number): string {
  const { ino, size, mtimeNs } = fstatSync(descriptor, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

/**
 * Reads a file from start to end, a piece at a time; `visit` returns false to stop. A piece is only good until the next.
 * @throws {FileRefusal} when it is too big, cannot be read, or changes meanwhile
 */
export function readChunks(
  file: ImportFile,
  limits: ImportLimits,
  visit: (chunk: Uint8Array) => boolean,
): void {
  if ('bytes' in file) {
    refuseSize(file.bytes.byteLength, limits);
    for (let start = 0; start < file.bytes.byteLength; start += CHUNK_BYTES) {
      if (!visit(file.bytes.subarray(start, start + CHUNK_BYTES))) return;
    }
    return;
  }
  const descriptor = openFile(file.path);
  try {
    const before = fstatSync(descriptor);
    if (!before.isFile()) throw new FileRefusal('this is not an ordinary file');
    refuseSize(before.size, limits);
    const stamp = stampOf(descriptor);
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const length = readPiece(descriptor, buffer);
      if (length === 0) break;
      if (!visit(buffer.subarray(0, length))) return;
    }
    if (stampOf(descriptor) !== stamp) throw changedMeanwhile();
  } finally {
    closeSync(descriptor);
  }
}

/**
 * All bytes of a file at once.
 * @throws {FileRefusal} when it is too big, cannot be read, or changes meanwhile
 */
export function readWhole(file: ImportFile, limits: ImportLimits): Uint8Array {
  if ('bytes' in file) {
    refuseSize(file.bytes.byteLength, limits);
    return file.bytes;
  }
  const chunks: Buffer[] = [];
  readChunks(file, limits, (chunk) => {
    chunks.push(Buffer.from(chunk));
    return true;
  });
  return Buffer.concat(chunks);
}

function readPiece(descriptor: number, buffer: Buffer): number {
  try {
    return readSync(descriptor, buffer, 0, CHUNK_BYTES, null);
  } catch {
    throw new FileRefusal(
      'the file can no longer be read: check that its disk or network drive is still there',
    );
  }
}

/** The refusal of a file that is not the same from one reading to the next. */
export function changedMeanwhile(): FileRefusal {
  return new FileRefusal(
    'the file was changed while it was being read: close it in other programs, then import again',
  );
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    throw new FileRefusal(
      code === 'ENOENT'
        ? 'the file is no longer there'
        : 'the file cannot be opened: check that you may read it',
    );
  }
}

function refuseSize(bytes: number, limits: ImportLimits): void {
  if (bytes > limits.fileBytes) {
    throw new FileRefusal(
      `the file has ${displayCount(bytes)} bytes; ${displayCount(limits.fileBytes)} can be imported: divide it`,
    );
  }
}
