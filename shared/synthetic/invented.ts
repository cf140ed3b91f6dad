import type { Random } from './random.ts';

/**
 * Identifiers that cannot be anyone's. Each pattern is one that its issuer never gives out:
 *
 * - Postcodes: area `ZZ` is allocated to nowhere. District 99 is left out, because `ZZ99` stands for
 *   "address not known" in health and statistics data.
 * - Phones, county scale: Ofcom's ranges for drama, 07700 900000–900999 and 01632 960000–960999.
 * - Phones, national scale: `000 7ddd dddddd`. 00 starts an international call and no country
 *   code starts with 0, so it cannot be dialled.
 * - Plates: `Z` then a letter, `00`, three letters. DVLA's memory tags never begin with Z, and the age
 *   identifier 00 is not reached before September 2050.
 * - Company numbers: eight digits from 99000000, far beyond what the registrar has reached.
 * - VAT numbers: nine digits that fail both of HMRC's checks, modulus 97 and modulus 97 with 55.
 * - UPRNs: twelve digits from 999900000001, beyond every range given to an authority.
 * - Accounts: `ZZ-` and digits: no bank's account number has letters.
 * - Coordinates: an invented county on the Dogger Bank in the North Sea, around 55.00 N 2.00 E.
 */
export const INVENTED_PATTERN = {
  postcode: /^ZZ(?!99)[1-9]\d? \d[ABDEFGHJLNPQRSTUWXYZ]{2}$/,
  phone: /^(07700 900\d{3}|01632 960\d{3}|000 7\d{3} \d{6})$/,
  registration: /^Z[A-HJ-PR-Y]00 [A-HJ-PR-Y]{3}$/,
  companyNumber: /^99\d{6}$/,
  vatNumber: /^GB \d{3} \d{4} \d{2}$/,
  uprn: /^9999\d{8}$/,
  account: /^ZZ-\d{6}$/,
} as const;

/** Middle of the invented county. Degrees. */
export const COUNTY_CENTRE = { latitude: 55.0, longitude: 2.0 } as const;
/** Everything lies within this of the centre. Degrees. */
export const COUNTY_REACH = { latitude: 0.6, longitude: 1.0 } as const;

const UNIT_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';
const PLATE_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXY';

/** Whether nine digits pass either of HMRC's checks. */
export function isValidVatNumber(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < 7; place++) sum += Number(digits[place]) * (8 - place);
  const check = Number(digits.slice(7));
  return (sum + check) % 97 === 0 || (sum + check + 55) % 97 === 0;
}

/** Makes identifiers, each once. */
export interface Inventor {
  postcode(town: number): string;
  mobile(): string;
  landline(): string;
  registration(): string;
  companyNumber(): string;
  vatNumber(): string;
  uprn(): string;
  account(): string;
}

/** Steps through 0…size−1 in an order that looks shuffled and never repeats. */
function createCycle(size: number, random: Random): () => number {
  let at = random.integer(0, size - 1);
  // Any step that shares no factor with the size visits everything.
  let step = Math.floor(size * 0.6180339887) | 1;
  while (greatestCommonDivisor(step, size) !== 1) step += 2;
  let left = size;
  return () => {
    if (left-- <= 0) throw new Error('No invented numbers are left: use the national scale.');
    at = (at + step) % size;
    return at;
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

export function createInventor(random: Random, scale: 'county' | 'national'): Inventor {
  const isNational = scale === 'national';
  const nextMobile = createCycle(isNational ? 9_000_000 : 1000, random);
  const nextLandline = createCycle(1000, random);
  const nextPlate = createCycle(PLATE_LETTERS.length ** 4, random);
  const nextAccount = createCycle(1_000_000, random);
  let companies = 0;
  let properties = 0;

  function undiallable(): string {
    const digits = String(nextMobile()).padStart(9, '0');
    return `000 7${digits.slice(0, 3)} ${digits.slice(3)}`;
  }

  return {
    postcode(town) {
      // Districts go with towns; a nation has more towns than districts, so it shares them.
      const district = (town % 98) + 1;
      const letters = random.pick([...UNIT_LETTERS]) + random.pick([...UNIT_LETTERS]);
      return `ZZ${district} ${random.integer(0, 9)}${letters}`;
    },
    mobile: () =>
      isNational ? undiallable() : `07700 900${String(nextMobile()).padStart(3, '0')}`,
    landline: () =>
      isNational ? undiallable() : `01632 960${String(nextLandline()).padStart(3, '0')}`,
    registration() {
      let left = nextPlate();
      let letters = '';
      for (let place = 0; place < 4; place++) {
        letters += PLATE_LETTERS[left % PLATE_LETTERS.length];
        left = Math.floor(left / PLATE_LETTERS.length);
      }
      return `Z${letters[0]}00 ${letters.slice(1)}`;
    },
    companyNumber: () => `99${String(++companies).padStart(6, '0')}`,
    vatNumber() {
      for (;;) {
        const digits = String(random.integer(100_000_000, 999_999_999));
        if (!isValidVatNumber(digits))
          return `GB ${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`;
      }
    },
    uprn: () => `9999${String(++properties).padStart(8, '0')}`,
    account: () => `ZZ-${String(nextAccount()).padStart(6, '0')}`,
  };
}
