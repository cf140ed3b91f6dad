import { expect, test } from 'vitest';
import {
  createInventor,
  INVENTED_PATTERN,
  isValidVatNumber,
} from '../../../shared/synthetic/invented.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

function manyOf(make: () => string, count: number): string[] {
  return Array.from({ length: count }, make);
}

test('a VAT number that HMRC could have given is told from one that it could not', () => {
  // Weights 8 to 2 over 1234567 give 112: 97 divides 112 + 82 and 112 + 55 + 27.
  expect(isValidVatNumber('123456782')).toBe(true);
  expect(isValidVatNumber('123456727')).toBe(true);
  expect(isValidVatNumber('123456783')).toBe(false);
});

test('invented VAT numbers pass neither check', () => {
  const inventor = createInventor(createRandom(1), 'county');
  for (const number of manyOf(inventor.vatNumber, 2000)) {
    expect(number).toMatch(INVENTED_PATTERN.vatNumber);
    expect(isValidVatNumber(number.replaceAll(/\D/g, ''))).toBe(false);
  }
});

test('postcodes are of area ZZ and never of the district that means address not known', () => {
  const inventor = createInventor(createRandom(1), 'national');
  for (let town = 0; town < 300; town++) {
    const postcode = inventor.postcode(town);
    expect(postcode).toMatch(INVENTED_PATTERN.postcode);
    expect(postcode).not.toMatch(/^ZZ99/);
  }
});

test('a county has every number of the ranges for drama once, and then says that none are left', () => {
  const inventor = createInventor(createRandom(1), 'county');
  const mobiles = manyOf(inventor.mobile, 1000);
  expect(new Set(mobiles).size).toBe(1000);
  for (const number of mobiles) expect(number).toMatch(/^07700 900\d{3}$/);
  expect(inventor.landline()).toMatch(/^01632 960\d{3}$/);
  expect(() => inventor.mobile()).toThrow('No invented numbers are left');
});

test('a nation has numbers that cannot be dialled, each once', () => {
  const inventor = createInventor(createRandom(1), 'national');
  const numbers = manyOf(inventor.mobile, 60_000);
  expect(new Set(numbers).size).toBe(60_000);
  expect(numbers.every((number) => /^000 7\d{3} \d{6}$/.test(number))).toBe(true);
});

test('plates, company numbers, UPRNs and accounts are of their pattern and never repeat', () => {
  const inventor = createInventor(createRandom(6), 'national');
  for (const [make, pattern] of [
    [inventor.registration, INVENTED_PATTERN.registration],
    [inventor.companyNumber, INVENTED_PATTERN.companyNumber],
    [inventor.uprn, INVENTED_PATTERN.uprn],
    [inventor.account, INVENTED_PATTERN.account],
  ] as const) {
    const made = manyOf(make, 25_000);
    expect(new Set(made).size).toBe(25_000);
    expect(made.every((each) => pattern.test(each))).toBe(true);
  }
});
