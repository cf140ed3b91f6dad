import { Buffer, isUtf8 } from 'node:buffer';
import { crc32, inflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';

/** A file in an archive. */
export interface ArchiveEntry {
  /** With its folders: `folder/nodes.csv`. */
  readonly name: string;
  /** Unpacks it. @throws {FileRefusal} when it is damaged */
  read(): Uint8Array;
}

/** What may still be unpacked: one budget for a chosen file, whatever lies in what. */
export interface UnpackBudget {
  bytes: number;
  entries: number;
}

/** What one chosen file may unpack to. */
export function unpackBudget(limits: ImportLimits): UnpackBudget {
  return { bytes: limits.structuredBytes, entries: limits.archiveEntries };
}

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_COMMENT_BYTES = 0xffff;
/** Elsewhere, in a field of 64 bits. */
const ELSEWHERE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** A file smaller than this does no harm, however well it was packed. */
const HARMLESS_BYTES = 100 * 1024;

interface Listed {
  readonly name: string;
  readonly nameBytes: Buffer;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

/**
 * The files of a zip archive. Everything is checked before anything is unpacked: names that lead elsewhere, links,
 * files that stand twice or lie over one another, passwords, and how much it would become.
 *
 * The library tried gives entries by name, so that of two with one name the first is silently gone, and hides which
 * are links. Unpacking itself is zlib's, up to the size that was told and no further.
 * @throws {FileRefusal}
 */
export function openArchive(
  given: Uint8Array,
  budget: UnpackBudget,
  limits: ImportLimits,
): ArchiveEntry[] {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const end = findEnd(bytes);
  const listed = readDirectory(bytes, end, budget);
  const files = listed.filter(({ name }) => !name.endsWith('/'));
  checkNames(files);
  checkSizes(listed, bytes.byteLength, budget, limits);
  checkPlaces(bytes, listed, end.directoryOffset);
  return files.map((file) => ({ name: file.name, read: () => unpack(bytes, file) }));
}

interface DirectoryEnd {
  readonly count: number;
  readonly directoryOffset: number;
  readonly directoryBytes: number;
}

function findEnd(bytes: Buffer): DirectoryEnd {
  const first = Math.max(0, bytes.byteLength - END_BYTES - MOST_COMMENT_BYTES);
  for (let at = bytes.byteLength - END_BYTES; at >= first; at--) {
    if (bytes.readUInt32LE(at) !== END_SIGNATURE) continue;
    if (at + END_BYTES + bytes.readUInt16LE(at + 20) !== bytes.byteLength) continue;
    const disks = [at + 4, at + 6].map((place) => bytes.readUInt16LE(place));
    const counts = [at + 8, at + 10].map((place) => bytes.readUInt16LE(place));
    const count = counts[1] ?? 0;
    if (disks.some((disk) => disk !== 0) || counts[0] !== count)
      throw new FileRefusal('the archive is in several parts: pack it as one');
    const directoryBytes = bytes.readUInt32LE(at + 12);
    const directoryOffset = bytes.readUInt32LE(at + 16);
    if (count === 0xffff) throw new FileRefusal('the archive holds more than 65,000 files');
    if (directoryOffset + directoryBytes > at) throw damaged();
    return { count, directoryOffset, directoryBytes };
  }
  throw new FileRefusal('the archive is damaged or was cut short: its list of files is missing');
}

function damaged(): FileRefusal {
  return new FileRefusal('the archive is damaged: its list of files does not fit its content');
}

function readDirectory(bytes: Buffer, end: DirectoryEnd, budget: UnpackBudget): Listed[] {
  if (end.count > budget.entries) {
    const counts = `${displayCount(end.count)} files; ${displayCount(budget.entries)} can be imported`;
    throw new FileRefusal(`the archive holds ${counts}`);
  }
  budget.entries -= end.count;
  const listed: Listed[] = [];
  let at = end.directoryOffset;
  const stop = end.directoryOffset + end.directoryBytes;
  for (let index = 0; index < end.count; index++) {
    if (at + CENTRAL_BYTES > stop || bytes.readUInt32LE(at) !== CENTRAL_SIGNATURE) throw damaged();
    const next =
      at +
      CENTRAL_BYTES +
      [28, 30, 32].reduce((sum, place) => sum + bytes.readUInt16LE(at + place), 0);
    if (next > stop) throw damaged();
    listed.push(readEntry(bytes, at));
    at = next;
  }
  // More files than are counted would be files that no other program shows.
  if (at !== stop) throw damaged();
  return listed;
}

function readEntry(bytes: Buffer, at: number): Listed {
  const nameEnd = at + CENTRAL_BYTES + bytes.readUInt16LE(at + 28);
  const nameBytes = bytes.subarray(at + CENTRAL_BYTES, nameEnd);
  const name = readName(nameBytes);
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  if ((flags & 0x2041) !== 0 || method === 99)
    throw new FileRefusal(`“${name}” has a password: unpack it first, or pack it without`);
  if (method !== STORED && method !== DEFLATED)
    throw new FileRefusal(`“${name}” is packed in a way that is not read: pack it as plain zip`);
  refuseSpecial(name, bytes.readUInt8(at + 5), bytes.readUInt32LE(at + 38));
  const sizes = {
    packedBytes: bytes.readUInt32LE(at + 20),
    bytes: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
  const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(at + 30));
  return {
    name,
    nameBytes,
    method,
    checksum: bytes.readUInt32LE(at + 16),
    ...longSizes(sizes, extra),
  };
}

type Sizes = Pick<Listed, 'bytes' | 'packedBytes' | 'offset'>;

/** Sizes of 64 bits, which some programs write though they need not. */
function longSizes(sizes: Sizes, extra: Buffer): Sizes {
  if (Object.values(sizes).every((size) => size !== ELSEWHERE)) return sizes;
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let place = 0;
    const long = (size: number) => {
      if (size !== ELSEWHERE) return size;
      if (place + 8 > field.byteLength) throw damaged();
      const value = Number(field.readBigUInt64LE(place));
      place += 8;
      return value;
    };
    // The order of the format.
    const bytes = long(sizes.bytes);
    const packedBytes = long(sizes.packedBytes);
    return { bytes, packedBytes, offset: long(sizes.offset) };
  }
  throw damaged();
}

/** A name as UTF-8 where it is that, marked as such or not; else as the format's own code page. */
function readName(bytes: Buffer): string {
  const name = isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'cp437');
  return name.replaceAll('\\', '/');
}

const UNIX = 3;
const FILE_TYPES = 0o170000;
const ORDINARY_TYPES = new Set([0, 0o100000, 0o040000]);

function refuseSpecial(name: string, madeBy: number, attributes: number): void {
  const type = (attributes >>> 16) & FILE_TYPES;
  if ((madeBy === UNIX || type === 0o120000) && !ORDINARY_TYPES.has(type))
    throw new FileRefusal(`“${name}” is a link or device and no file`);
}

const DEVICE =
  /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00B9\u00B2\u00B3]|lpt[0-9\u00B9\u00B2\u00B3])(?:\..*)?$/i;

function checkNames(files: readonly Listed[]): void {
  const seen = new Set<string>();
  for (const { name } of files) {
    const fault = nameFault(name);
    if (fault) throw new FileRefusal(`“${name}” ${fault}`);
    // Systems differ in whether these are one file: so none is guessed to be meant.
    const same = name.normalize('NFC').toLowerCase();
    if (seen.has(same)) throw new FileRefusal(`“${name}” stands twice in the archive`);
    seen.add(same);
  }
}

function nameFault(name: string): string | null {
  if (name === '' || /\p{Cc}/u.test(name)) return 'is no name of a file';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name))
    return 'names a place outside the archive (an absolute path)';
  const parts = name.split('/');
  if (parts.some((part) => part === '..' || part === '.'))
    return 'names a place outside its folder';
  if (parts.some((part) => part === '' || part.includes(':') || /[. ]$/.test(part)))
    return 'is no name of a file on every system';
  if (parts.some((part) => DEVICE.test(part))) return 'is the name of a device';
  return null;
}

function checkSizes(
  listed: readonly Listed[],
  archiveBytes: number,
  budget: UnpackBudget,
  limits: ImportLimits,
): void {
  const total = listed.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > budget.bytes) {
    const counts = `${displayCount(total)} bytes; ${displayCount(budget.bytes)} can be imported`;
    throw new FileRefusal(`the archive unpacks to ${counts}: divide it`);
  }
  budget.bytes -= total;
  const most = displayCount(limits.archiveRatio);
  for (const { name, bytes, packedBytes } of listed) {
    if (bytes > HARMLESS_BYTES && bytes > packedBytes * limits.archiveRatio)
      throw new FileRefusal(
        `“${name}” unpacks to more than ${most} times its size, as files made to do harm do`,
      );
  }
  if (total > HARMLESS_BYTES && total > archiveBytes * limits.archiveRatio)
    throw new FileRefusal(
      `the archive unpacks to more than ${most} times its size, as files made to do harm do`,
    );
}

/** Where the packed bytes of a file begin. */
function contentStart(bytes: Buffer, { offset, nameBytes, name }: Listed): number {
  if (offset + LOCAL_BYTES > bytes.byteLength || bytes.readUInt32LE(offset) !== LOCAL_SIGNATURE)
    throw damaged();
  const nameEnd = offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26);
  if (!bytes.subarray(offset + LOCAL_BYTES, nameEnd).equals(nameBytes))
    throw new FileRefusal(`the archive calls “${name}” otherwise in another place`);
  return nameEnd + bytes.readUInt16LE(offset + 28);
}

/** Files that lie over one another are how a small archive becomes an endless one. */
function checkPlaces(bytes: Buffer, listed: readonly Listed[], directoryOffset: number): void {
  const ranges = listed
    .map((file) => ({
      start: file.offset,
      end: contentStart(bytes, file) + file.packedBytes,
    }))
    .sort((a, b) => a.start - b.start);
  let free = 0;
  for (const { start, end } of ranges) {
    if (start < free || end > directoryOffset) throw damaged();
    free = end;
  }
}

function unpack(bytes: Buffer, file: Listed): Uint8Array {
  const start = contentStart(bytes, file);
  const packed = bytes.subarray(start, start + file.packedBytes);
  const content = file.method === STORED ? packed : inflate(packed, file);
  if (content.byteLength !== file.bytes || crc32(content) !== file.checksum)
    throw new FileRefusal(`“${file.name}” is damaged: it is not what the archive says it is`);
  return content;
}

function inflate(packed: Buffer, file: Listed): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, file.bytes) });
  } catch (cause) {
    const isTooMuch =
      cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new FileRefusal(
      isTooMuch
        ? `“${file.name}” unpacks to more than the archive says, as files made to do harm do`
        : `“${file.name}” is damaged: it cannot be unpacked`,
    );
  }
}
