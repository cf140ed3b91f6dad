import { Buffer, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { changedMeanwhile, type ImportFile, readChunks } from './import-file.ts';
import type { ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';

/** What the bytes of a file say before any of them is read as text. */
export interface FileBytes {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Name of the encoding as shown to people and as iconv-lite takes it. */
  readonly encoding: string;
  /** Said to people when the encoding had to be guessed; null: it is certain. */
  readonly guess: string | null;
  /** Whether some bytes mean nothing in the encoding: they are read as U+FFFD, and their rows set aside. */
  readonly isLossy: boolean;
}

const HEAD_BYTES = 64 * 1024;
const REPLACEMENT = '\uFFFD';

const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: 'a workbook or an archive, but its name says otherwise: let it end in .xlsx or .zip',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    what: 'an old or password-protected workbook: save it as XLSX or CSV without a password first',
  },
  { bytes: [0x1f, 0x8b], what: 'compressed: unpack it first' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a picture' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20], what: 'a database' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: 'a program' },
];

/**
 * Reads every byte once: how many there are, their hash, and which encoding they are in.
 * @throws {FileRefusal} for empty files and files that are not text
 */
export function inspectBytes(file: ImportFile, limits: ImportLimits): FileBytes {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let head = Buffer.alloc(0);
  const utf8 = createUtf8Check();
  readChunks(file, limits, (chunk) => {
    hash.update(chunk);
    sizeBytes += chunk.byteLength;
    if (head.byteLength < HEAD_BYTES)
      head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.byteLength)]);
    utf8.write(chunk);
    return true;
  });
  if (sizeBytes === 0) throw new FileRefusal('the file is empty');
  const sha256 = hash.digest('hex');
  refuseSignature(head);
  const marked = markedEncoding(head);
  if (marked?.startsWith('utf-16') && sizeBytes % 2 === 1) {
    throw new FileRefusal('the file ends in the middle of a character: it was cut short');
  }
  if (marked && marked !== 'utf-8')
    return { sizeBytes, sha256, encoding: marked, guess: null, isLossy: false };
  refuseControls(head);
  if (utf8.isValid()) return { sizeBytes, sha256, encoding: 'utf-8', guess: null, isLossy: false };
  return { sizeBytes, sha256, ...guessEncoding(file, limits) };
}

/** Text of a file, a piece at a time; `visit` returns false to stop. */
export function readText(
  file: ImportFile,
  options: {
    readonly encoding: string;
    readonly limits: ImportLimits;
    readonly onChunk?: (chunk: Uint8Array) => void;
  },
  visit: (text: string) => boolean,
): void {
  const decoder = iconv.getDecoder(options.encoding);
  let isStopped = false;
  readChunks(file, options.limits, (chunk) => {
    options.onChunk?.(chunk);
    isStopped = !visit(
      decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
    );
    return !isStopped;
  });
  if (isStopped) return;
  const rest = decoder.end();
  if (rest) visit(rest);
}

/**
 * Text of a whole file that was looked at before, a piece at a time.
 * @throws {FileRefusal} when it is no longer the same file
 */
export function readSameText(
  file: ImportFile,
  options: {
    readonly bytes: Pick<FileBytes, 'encoding' | 'sha256'>;
    readonly limits: ImportLimits;
  },
  visit: (text: string) => void,
): void {
  const hash = createHash('sha256');
  const { encoding, sha256 } = options.bytes;
  readText(
    file,
    { encoding, limits: options.limits, onChunk: (chunk) => hash.update(chunk) },
    (text) => {
      visit(text);
      return true;
    },
  );
  if (hash.digest('hex') !== sha256) throw changedMeanwhile();
}

/** Encoding by byte order mark, or by every other byte being NUL; null: neither. */
function markedEncoding(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0) {
    throw new FileRefusal('the file is in UTF-32: save it as UTF-8 first');
  }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  let even = 0;
  let odd = 0;
  for (let index = 0; index < head.byteLength; index++) {
    if (head[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const half = head.byteLength / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return null;
}

function refuseSignature(head: Uint8Array): void {
  for (const { bytes, what } of SIGNATURES) {
    if (bytes.every((byte, index) => head[index] === byte))
      throw new FileRefusal(`the file is ${what}`);
  }
}

/** Refuses what is no zip archive, as every workbook is, and says what it is as far as that can be told. */
export function refuseUnlessZip(head: Uint8Array): void {
  if (head[0] === 0x50 && head[1] === 0x4b) return;
  refuseSignature(head);
  throw new FileRefusal('the file is not what its name says: no workbook and no archive');
}

function refuseControls(head: Buffer): void {
  let control = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) control++;
  // A stray NUL is a fault of its row; this many mean that the file is no text at all.
  if (control >= 8 && control > head.byteLength * 0.04)
    throw new FileRefusal('the file is not text');
}

function createUtf8Check() {
  let isValid = true;
  let carried = Buffer.alloc(0);
  return {
    write(chunk: Uint8Array): void {
      if (!isValid) return;
      const bytes = Buffer.concat([carried, chunk]);
      const whole = wholeCharacters(bytes);
      isValid = isUtf8(bytes.subarray(0, whole));
      carried = Buffer.from(bytes.subarray(whole));
    },
    isValid: () => isValid && carried.byteLength === 0,
  };
}

/** Length of `bytes` without a character of UTF-8 that is cut off at its end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.byteLength); back++) {
    const byte = bytes[bytes.byteLength - back] ?? 0;
    if (byte < 0x80) return bytes.byteLength;
    if (byte < 0xc0) continue; // The middle of a character.
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.byteLength - back : bytes.byteLength;
  }
  return bytes.byteLength;
}

/** Bytes around the first that are not ASCII: what tells encodings apart. */
function readSample(file: ImportFile, limits: ImportLimits): Buffer {
  let sample = Buffer.alloc(0);
  readChunks(file, limits, (chunk) => {
    const first = chunk.findIndex((byte) => byte >= 0x80);
    if (first === -1) return true;
    sample = Buffer.from(chunk.subarray(Math.max(0, first - 1024), first + HEAD_BYTES));
    return false;
  });
  return sample;
}

/** Western encodings are all read as Windows-1252, which has their letters, £ and curly quotes where Windows puts them. */
const WESTERN = new Set(['windows-1252', 'iso-8859-1', 'iso-8859-15', 'ascii', 'utf-8']);
const SURE_ENOUGH = 40;
const ENOUGH_BYTES = 20;

function guessEncoding(
  file: ImportFile,
  limits: ImportLimits,
): Pick<FileBytes, 'encoding' | 'guess' | 'isLossy'> {
  if (isMostlyUtf8(file, limits)) {
    return {
      encoding: 'utf-8',
      isLossy: true,
      guess: 'the file is in UTF-8 but holds bytes that are not: the rows with them are set aside',
    };
  }
  const sample = readSample(file, limits);
  const best = chardet.analyse(sample)[0];
  const foreign = sample.reduce((count, byte) => (byte >= 0x80 ? count + 1 : count), 0);
  const isTrusted =
    best !== undefined &&
    best.confidence >= SURE_ENOUGH &&
    foreign >= ENOUGH_BYTES &&
    !WESTERN.has(best.name.toLowerCase()) &&
    iconv.encodingExists(best.name);
  const encoding = isTrusted ? best.name.toLowerCase() : 'windows-1252';
  return {
    encoding,
    isLossy: true,
    guess: `the file does not say its encoding and is not UTF-8: read as ${encoding}. Check letters with accents and signs such as £`,
  };
}

function isMostlyUtf8(file: ImportFile, limits: ImportLimits): boolean {
  let good = 0;
  let bad = 0;
  readText(file, { encoding: 'utf-8', limits }, (text) => {
    for (const character of text.match(/[^\0-\x7f]/g) ?? []) {
      if (character === REPLACEMENT) bad++;
      else good++;
    }
    return true;
  });
  return good > bad;
}
