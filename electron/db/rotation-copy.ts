import { rmSync } from 'node:fs';
import { forgetPending } from './keyslot-file.ts';

/** Where the copy of a case is encrypted anew. The name is fixed, so that a killed change of key leaves at most one. */
export function rotationCopyPath(path: string): string {
  return `${path}.next-key.tmp`;
}

/** Removes that copy, with what the driver may have put beside it. */
export function removeRotationCopy(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    rmSync(rotationCopyPath(path) + suffix, { force: true });
  }
}

/** Removes what a change of key that was cut short before the case had its new key left behind. */
export function removeUnfinishedRotation(path: string): void {
  removeRotationCopy(path);
  forgetPending(path);
}
