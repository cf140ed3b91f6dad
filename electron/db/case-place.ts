import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import { isHeld } from './case-lock.ts';

/** Linux file systems that live on another machine: SQLite's locks and shared memory cannot be trusted there. */
const NETWORK_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB2'],
  [0xff534d42, 'CIFS'],
  [0x564c, 'NCP'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
]);

const PAGE_BYTES = 4096;

/** Whether a folder is on a network share, as far as its file system type or the form of its path tells. */
export function isNetworkPlace(place: {
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly fileSystemType: number;
}): boolean {
  if (place.platform === 'win32') return /^[\\/]{2}(?![?.][\\/](?!UNC))/i.test(place.folder);
  // Types of this list are numbered so on Linux alone.
  return place.platform === 'linux' && NETWORK_FILE_SYSTEMS.has(place.fileSystemType >>> 0);
}

/** @throws {AppError} `case-on-network` */
export function refuseNetwork(folder: string): void {
  const fileSystemType = Number(statfsSync(folder).type);
  if (!isNetworkPlace({ folder, platform: process.platform, fileSystemType })) return;
  throw new AppError(
    'case-on-network',
    'This folder is on a network share, where a case cannot be kept safely. Move the case to a local disk, then open it there.',
  );
}

/** Room that must be left on a disk besides what is written. */
const SPARE_BYTES = 16 * 1024 * 1024;

/** @throws {AppError} `disk-full` when a folder has no room for so many bytes more */
export function refuseFullDisk(folder: string, neededBytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes >= neededBytes + SPARE_BYTES) return;
  throw new AppError(
    'disk-full',
    `There is too little room on the disk: ${inMegabytes(neededBytes + SPARE_BYTES)} are needed and ${inMegabytes(freeBytes)} are free. Nothing was written. Free some space, or choose another disk.`,
  );
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000).toLocaleString('en-GB')} MB`;
}

/** Whether a file or folder may be written by this process; mode bits count for administrators too. */
function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    // Administrators pass the access check whatever the mode says, but whoever took the bits away meant it.
    return process.platform === 'win32' || (statSync(path).mode & 0o222) !== 0;
  } catch {
    return false;
  }
}

/** Whether a case and the files beside it can be written. */
export function isCaseWritable(path: string): boolean {
  return isWritable(path) && isWritable(dirname(path));
}

/** @throws {AppError} `case-missing` when the folder is not there, `case-read-only`, `case-on-network` */
export function placeForNewCase(path: string): string {
  const folder = dirname(resolve(path));
  try {
    const real = realpathSync(folder);
    refuseNetwork(real);
    if (!isWritable(real)) throw readOnlyFolder();
    return join(real, basename(path));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('case-missing', 'The folder for this case is not there. Choose another.', {
      cause: error,
    });
  }
}

function readOnlyFolder(): AppError {
  return new AppError('case-read-only', 'This folder cannot be written. Choose another.');
}

/**
 * What can be told of a case file without its key: where it really is, and that it could be an encrypted case.
 * @throws {AppError} `case-missing`, `case-empty`, `case-not-a-case`, `case-on-network`
 */
export function examineCaseFile(path: string): string {
  let real: string;
  let size: number;
  try {
    // A case reached by two names must have one lock and one set of files beside it.
    real = realpathSync(path);
    const stats = statSync(real);
    if (!stats.isFile()) throw notACase();
    size = stats.size;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'case-missing',
      'The case file is not there. It may have been moved, renamed or deleted, or its disk is not attached.',
      { cause: error },
    );
  }
  if (size === 0) {
    throw new AppError(
      'case-empty',
      'The case file is empty: nothing was ever saved in it, or its content was lost. Restore it from a backup.',
    );
  }
  // Open here already: it was looked at then, and closing it again would drop the driver's locks on it (POSIX).
  if (!isHeld(real) && !looksEncrypted(readStart(real))) throw notACase();
  refuseNetwork(dirname(real));
  return real;
}

function notACase(): AppError {
  return new AppError(
    'case-not-a-case',
    'This file is not an Achilles case, or its beginning was overwritten. Choose another file.',
  );
}

function readStart(path: string): Buffer {
  const handle = openSync(path, 'r');
  try {
    const start = Buffer.alloc(PAGE_BYTES);
    return start.subarray(0, readSync(handle, start, 0, PAGE_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

/** Encrypted pages look like noise: a page of it has nearly all 256 byte values, documents have far fewer. */
function looksEncrypted(start: Buffer): boolean {
  if (start.subarray(0, 15).toString('latin1') === 'SQLite format 3') return false;
  // Of n random bytes about 256·(1 − e^(−n/256)) values are met; three quarters of that leaves room for chance.
  const expected = 256 * (1 - Math.exp(-start.length / 256));
  return new Set(start).size >= expected * 0.75;
}
