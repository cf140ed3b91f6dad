import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { AppError } from '../../shared/api/errors.ts';

/** A file that is there whole, or not at all. */
export interface WholeFile {
  write(text: string): void;
  /** Forces it to disk and gives it its name. */
  finish(): void;
  /** Leaves nothing of it. */
  abandon(): void;
}

/**
 * Begins a file beside where it will be, for its owner alone.
 * @throws {AppError} `invalid-value` where something is there already: an export never takes its place
 */
export function beginFile(path: string): WholeFile {
  if (existsSync(path))
    throw new AppError('invalid-value', 'There is a file of this name already. Name another.');
  const temporary = `${path}.part`;
  let handle: number;
  try {
    handle = openSync(temporary, 'w', 0o600);
  } catch (cause) {
    throw new AppError('invalid-value', 'The file cannot be written there.', { cause });
  }
  let isOpen = true;
  function close(): void {
    if (isOpen) closeSync(handle);
    isOpen = false;
  }
  return {
    write(text) {
      const bytes = Buffer.from(text, 'utf8');
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    },
    finish() {
      fsyncSync(handle);
      close();
      renameSync(temporary, path);
    },
    abandon() {
      close();
      rmSync(temporary, { force: true });
    },
  };
}
