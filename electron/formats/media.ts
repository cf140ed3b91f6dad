import type { MediaType } from '../../shared/api/attachment.ts';

/** More than this many points are more than any camera's picture: what claims them would fill the memory. */
const MOST_PIXELS = 100_000_000;
const LONGEST_SIDE_PX = 30_000;

/** What a file is, by what it holds. */
export interface Media {
  readonly mediaType: MediaType;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

/** Size of a PNG, from its first chunk, which must be its header. */
function sizeOfPng(bytes: Uint8Array): readonly [number, number] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 45 || view.getUint32(8) !== 13 || textAt(bytes, 12, 4) !== 'IHDR') return null;
  // A file that was cut short has no end.
  if (textAt(bytes, bytes.length - 8, 4) !== 'IEND') return null;
  return [view.getUint32(16), view.getUint32(20)];
}

/** Whether a marker begins a frame, which tells the size. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Size of a JPEG, from its frame, found by going from segment to segment. */
function sizeOfJpeg(bytes: Uint8Array): readonly [number, number] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrame(marker)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** A picture of this size, or why it is none that can be kept. */
function picture(
  mediaType: MediaType,
  size: readonly [number, number] | null,
): Media | { readonly refusal: string } {
  if (!size || size[0] === 0 || size[1] === 0)
    return { refusal: 'The picture is damaged or was cut short. Save it again, then attach that.' };
  const [widthPx, heightPx] = size;
  if (widthPx > LONGEST_SIDE_PX || heightPx > LONGEST_SIDE_PX || widthPx * heightPx > MOST_PIXELS)
    return {
      refusal: `The picture is ${widthPx.toLocaleString('en-GB')} by ${heightPx.toLocaleString('en-GB')} points, which is more than can be shown safely. Make it smaller.`,
    };
  return { mediaType, widthPx, heightPx };
}

/** What a file is, by its content alone; or why it cannot be attached. */
export function readMedia(bytes: Uint8Array): Media | { readonly refusal: string } {
  if (startsWith(bytes, PNG_SIGNATURE)) return picture('image/png', sizeOfPng(bytes));
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return picture('image/jpeg', sizeOfJpeg(bytes));
  if (textAt(bytes, 0, 5) === '%PDF-') {
    const end = textAt(bytes, Math.max(0, bytes.length - 1024), 1024);
    return end.includes('%%EOF')
      ? { mediaType: 'application/pdf', widthPx: null, heightPx: null }
      : { refusal: 'The PDF is damaged or was cut short. Save it again, then attach that.' };
  }
  return { refusal: 'Only PNG and JPEG pictures and PDF documents can be attached.' };
}
