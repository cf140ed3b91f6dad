/** Letter that a half of a recovery code begins with. */
export type HalfLetter = 'A' | 'B';

/** What a person typed for one half: its secret bits, or what is wrong with it. */
export type ReadHalf =
  | { readonly secret: Uint8Array<ArrayBuffer>; readonly fault: null }
  | { readonly secret: null; readonly fault: string };

/** Crockford's base 32: without I, L, O and U, which are misread or make words. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DIGIT_BITS = 5n;

/** Random bits of one half. */
export const HALF_BYTES = 16;

/** 128 secret bits and 22 of checksum make six groups of five; the last group is the checksum. */
const CHECK_BITS = 22n;
const LENGTH = 30;
const GROUP_LENGTH = 5;

/**
 * A half with its letter is a multiple of this prime, the largest of 22 bits by which every wrong digit leaves a
 * remainder of its own: one is found and its place known, any two are found.
 */
const CHECK_PRIME = 4_194_271n;

function remainder(letter: HalfLetter, number: bigint): bigint {
  // The letter is in it, so that the other half never reads as this one.
  const letterPart = BigInt(letter.charCodeAt(0)) << (BigInt(LENGTH) * DIGIT_BITS);
  return (letterPart + number) % CHECK_PRIME;
}

/** One half of a recovery code as it is printed: `A-` and six groups of five. */
export function writeHalf(letter: HalfLetter, secret: Uint8Array): string {
  let number = 0n;
  for (const byte of secret) number = (number << 8n) | BigInt(byte);
  number <<= CHECK_BITS;
  number += CHECK_PRIME - remainder(letter, number);
  let digits = '';
  for (let place = LENGTH - 1; place >= 0; place--) {
    digits += DIGITS[Number((number >> (BigInt(place) * DIGIT_BITS)) & 31n)];
  }
  return [letter, ...(digits.match(/.{5}/g) ?? [])].join('-');
}

/** Reads one half as a person typed it: spaces, hyphens, case and the letters for 0 and 1 do not matter. */
export function readHalf(letter: HalfLetter, typed: string): ReadHalf {
  const text = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
  const digits = text.slice(1).replace(/O/g, '0').replace(/[IL]/g, '1');
  const fault = faultOf(letter, text.slice(0, 1), digits);
  if (fault !== null) return { secret: null, fault };
  return { secret: secretOf(digits), fault: null };
}

function faultOf(letter: HalfLetter, first: string, digits: string): string | null {
  const other = letter === 'A' ? 'B' : 'A';
  if (first === '') return `Type half ${letter} as it is printed.`;
  if (first === other && digits.length === LENGTH) {
    return `This is half ${other}. Half ${letter} is on the other paper.`;
  }
  if (first !== letter) return `Half ${letter} begins with the letter ${letter}.`;
  for (const [place, digit] of [...digits].entries()) {
    if (!DIGITS.includes(digit)) {
      return `“${digit}” in group ${groupOf(place)} of half ${letter} is in no code. Compare it with the paper.`;
    }
  }
  if (digits.length !== LENGTH) {
    return `After its first letter half ${letter} has ${LENGTH} letters and digits. ${digits.length} were typed.`;
  }
  if (isSound(letter, digits)) return null;
  const group = mistypedGroup(letter, digits);
  return group === null
    ? `Half ${letter} has typing mistakes. Compare each group with the paper.`
    : `Half ${letter} has a typing mistake in group ${group}. Compare it with the paper.`;
}

function groupOf(place: number): number {
  return Math.floor(place / GROUP_LENGTH) + 1;
}

function numberOf(digits: string): bigint {
  let number = 0n;
  for (const digit of digits) number = (number << DIGIT_BITS) | BigInt(DIGITS.indexOf(digit));
  return number;
}

function isSound(letter: HalfLetter, digits: string): boolean {
  return remainder(letter, numberOf(digits)) === 0n;
}

/** The group in which one other digit would make the half whole; null where none would. */
function mistypedGroup(letter: HalfLetter, digits: string): number | null {
  for (let place = 0; place < LENGTH; place++) {
    for (const digit of DIGITS) {
      const changed = digits.slice(0, place) + digit + digits.slice(place + 1);
      if (isSound(letter, changed)) return groupOf(place);
    }
  }
  return null;
}

function secretOf(digits: string): Uint8Array<ArrayBuffer> {
  const secret = new Uint8Array(HALF_BYTES);
  let rest = numberOf(digits) >> CHECK_BITS;
  for (let at = HALF_BYTES - 1; at >= 0; at--) {
    secret[at] = Number(rest & 255n);
    rest >>= 8n;
  }
  return secret;
}
