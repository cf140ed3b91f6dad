import { statSync } from 'node:fs';
import type { ImportFile } from '../formats/import-file.ts';

const SMALL_BYTES = 256 * 1024;

/** Workbooks and archives hold several times what they weigh. */
const PACKED = /\.(?:xlsx|zip)$/i;
const UNPACKED_TIMES = 20;

/** Whether files are sooner read in the thread that is there than another thread starts. */
export function isSmall(files: readonly ImportFile[]): boolean {
  return sizeOf(files) <= SMALL_BYTES;
}

/** Size of the files together; a file that cannot be looked at counts for nothing and is refused when it is read. */
function sizeOf(files: readonly ImportFile[]): number {
  return files.reduce((sum, file) => {
    const bytes =
      'bytes' in file
        ? file.bytes.byteLength
        : (statSync(file.path, { throwIfNoEntry: false })?.size ?? 0);
    return sum + bytes * (PACKED.test(file.name) ? UNPACKED_TIMES : 1);
  }, 0);
}
