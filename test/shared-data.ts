import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = process.env.ACHILLES_SHARED ?? resolve(import.meta.dirname, '../../shared');

/** Folder of a reference data set, or null where it is not on this machine: the test then skips, loudly. */
export function sharedData(name: string): string | null {
  const path = join(ROOT, 'data', name);
  return existsSync(path) ? path : null;
}

/** File of the reference documents, or null where it is not on this machine. */
export function sharedReference(name: string): string | null {
  const path = join(ROOT, 'reference', name);
  return existsSync(path) ? path : null;
}
