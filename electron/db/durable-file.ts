import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Forces a folder's entries to disk, so that a rename in it survives a power cut. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder as a file; NTFS journals the rename itself.
  if (process.platform === 'win32') return;
  syncPath(folder);
}

/** Forces a file's bytes to disk. */
export function syncPath(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Name under which a file is written before it takes the place of the one from before. */
export function temporaryOf(path: string): string {
  return `${path}.tmp`;
}

/**
 * Replaces a file whole or not at all: an owner-only temporary file alongside, forced to disk, renamed.
 * The temporary name is fixed, so that a killed write leaves at most one.
 */
export function writeDurably(path: string, bytes: string | Buffer): void {
  const temporary = temporaryOf(path);
  try {
    const handle = openSync(temporary, 'w', 0o600);
    try {
      const content = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
      for (let at = 0; at < content.length; ) at += writeSync(handle, content, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}
