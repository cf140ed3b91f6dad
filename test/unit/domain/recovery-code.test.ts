import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HALF_BYTES, readHalf, writeHalf } from '../../../shared/domain/recovery-code.ts';

const SECRET = Uint8Array.from({ length: HALF_BYTES }, (_, at) => at * 16 + at);
const PRINTED = writeHalf('A', SECRET);
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('a half is its letter and six groups of five, without I, L, O and U', () => {
  expect(PRINTED).toMatch(/^A(-[0-9A-HJKMNP-TV-Z]{5}){6}$/);
  expect(writeHalf('B', SECRET)).toMatch(/^B(-[0-9A-HJKMNP-TV-Z]{5}){6}$/);
});

test('the digits are the secret in Crockford’s base 32, then what makes the whole a multiple of the prime', () => {
  const half = writeHalf('A', Uint8Array.of(0x08, 0x42, 0x10, ...new Uint8Array(HALF_BYTES - 3)));
  // 0x084210 is 00001 00001 00001 00001 0000.
  expect(half.slice(0, 31)).toBe('A-11110-00000-00000-00000-00000');
  const number = [...half.slice(1).replaceAll('-', '')].reduce(
    (sum, digit) => sum * 32n + BigInt(DIGITS.indexOf(digit)),
    65n,
  );
  expect(number % 4_194_271n).toBe(0n);
});

test('any secret is read back from what was printed', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: HALF_BYTES, maxLength: HALF_BYTES }),
      fc.constantFrom('A' as const, 'B' as const),
      (secret, letter) => {
        expect(readHalf(letter, writeHalf(letter, secret)).secret).toEqual(secret);
      },
    ),
  );
});

test('case, spaces, dashes, and I, L and O for 1 and 0 do not matter', () => {
  const typed = PRINTED.toLowerCase()
    .replaceAll('-', ' – ')
    .replace(/0/g, 'o')
    .replace(/1/, 'l')
    .replace(/1/g, 'i');
  expect(typed).not.toBe(PRINTED);
  expect(readHalf('A', ` ${typed}\n`).secret).toEqual(SECRET);
  expect(readHalf('A', PRINTED.replaceAll('-', '')).secret).toEqual(SECRET);
});

test('each one wrong digit is found, and its group named', () => {
  for (let at = 2; at < PRINTED.length; at++) {
    if (PRINTED[at] === '-') continue;
    for (const digit of DIGITS) {
      if (digit === PRINTED[at]) continue;
      const typed = PRINTED.slice(0, at) + digit + PRINTED.slice(at + 1);
      expect(readHalf('A', typed).fault).toMatch(
        new RegExp(`^Half A has a typing mistake in group ${Math.floor((at - 2) / 6) + 1}\\.`),
      );
    }
  }
});

test('each swap of two digits is found', () => {
  const digits = [...PRINTED.slice(1).replaceAll('-', '')];
  for (let a = 0; a < digits.length; a++) {
    for (let b = a + 1; b < digits.length; b++) {
      const swapped = digits.with(a, digits[b] ?? '').with(b, digits[a] ?? '');
      if (swapped.join() === digits.join()) continue;
      expect(readHalf('A', `A${swapped.join('')}`).fault).toMatch(/typing mistake/);
    }
  }
});

test('the other half is told from this one, even with its letter changed', () => {
  const other = writeHalf('B', SECRET);
  expect(readHalf('A', other).fault).toBe('This is half B. Half A is on the other paper.');
  expect(readHalf('B', PRINTED).fault).toBe('This is half A. Half B is on the other paper.');
  expect(readHalf('A', `A${other.slice(1)}`).fault).toMatch(/typing mistake/);
});

test.each([
  ['nothing', ' ', 'Type half A as it is printed.'],
  ['no letter', PRINTED.slice(2).replace(/^./, '7'), 'Half A begins with the letter A.'],
  [
    'a digit too few',
    PRINTED.slice(0, -1),
    'After its first letter half A has 30 letters and digits. 29 were typed.',
  ],
  [
    'a digit too many',
    `${PRINTED}7`,
    'After its first letter half A has 30 letters and digits. 31 were typed.',
  ],
  [
    'a letter that no code has',
    `${PRINTED.slice(0, 14)}U${PRINTED.slice(15)}`,
    '“U” in group 3 of half A is in no code. Compare it with the paper.',
  ],
])('%s is named for what it is', (_what, typed, fault) => {
  expect(readHalf('A', typed)).toEqual({ secret: null, fault });
});

test('any two wrong digits are found', () => {
  const digits = [...PRINTED.slice(1).replaceAll('-', '')];
  const places = fc.uniqueArray(fc.nat(digits.length - 1), { minLength: 2, maxLength: 2 });
  const shift = fc.integer({ min: 1, max: 31 });
  fc.assert(
    fc.property(places, shift, shift, ([one = 0, two = 0], byOne, byTwo) => {
      const wrong = digits.map((digit, at) => {
        const by = at === one ? byOne : at === two ? byTwo : 0;
        return DIGITS[(DIGITS.indexOf(digit) + by) % 32];
      });
      expect(readHalf('A', `A${wrong.join('')}`).secret).toBeNull();
    }),
    { numRuns: 1000, seed: 1 },
  );
});
