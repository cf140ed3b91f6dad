import { accessSync, constants, statfsSync } from 'node:fs';

/** The folder that Linux keeps in memory. */
const IN_MEMORY = '/dev/shm';
const LEAST_ROOM_BYTES = 4 * 1024 ** 3;
const LEAST_MEMORY_BYTES = 6 * 1024 ** 3;

/**
 * Has temporary files of tests, and of what they start, kept in memory where this machine has room for it: every
 * change to a case waits until the disk has it, and nothing that is tested rests on a disk that outlives the run.
 */
export function keepTestsInMemory(): void {
  if (process.env.TMPDIR || process.platform !== 'linux') return;
  if (process.availableMemory() < LEAST_MEMORY_BYTES) return;
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (bavail * bsize < LEAST_ROOM_BYTES) return;
  } catch {
    // Not every Linux has it: then tests run where temporary files are kept.
    return;
  }
  process.env.TMPDIR = IN_MEMORY;
}
