import type { Fields } from '../domain/field.ts';
import { membersOf } from './group.ts';
import { addLicence } from './licence.ts';
import type { Random } from './random.ts';
import { addEntity, type Entity, tell, type World } from './world.ts';

/** Shares of dirty values in rows (analytics.md 5.2, step 13). */
const SPELLING_SHARE = 0.06;
const TRANSLITERATION_SHARE = 0.03;
const SWAPPED_SHARE = 0.01;
const FLAT_MISSING_SHARE = 0.04;
const OLD_POSTCODE_SHARE = 0.01;
const BARE_NAME_SHARE = 0.2;

/** Share of people in groups, and of their firms, who are in a register that nobody has compared yet. */
const PERSON_SHARE = 0.16;
const FIRM_SHARE = 0.15;

/** Register rows that are people and firms of groups, as registers spell them, joined to nobody yet. */
export function buildOverlaps(world: World): void {
  const random = world.random.fork('overlaps');
  const homeOf = new Map<Entity, Entity>();
  for (const { type, from, to } of world.links) if (type === 'lives-at') homeOf.set(from, to);
  const people = world.groups.flatMap(membersOf).filter((person) => person.protection === null);
  for (const person of random.sample(people, Math.round(people.length * PERSON_SHARE))) {
    const fields = {
      ...dirtyPerson(random, person.fields),
      ...dirtyAddress(world, random, homeOf.get(person)?.fields ?? {}),
    };
    const row = addEntity(world, 'person', person.town, fields);
    const isDriver = random.chance(0.5);
    tell(world, isDriver ? 'taxi' : 'property', { entity: row, fields });
    if (isDriver) {
      addLicence(world, random, { licenceType: 'phv-driver', holder: row, subject: row });
    }
    world.overlaps.push({ row, entity: person });
  }
  for (const { business } of world.firms) {
    if (business.groups.length === 0 || !random.chance(FIRM_SHARE)) continue;
    const name = String(business.fields.name).replace(/ (Ltd|Limited|LLP)$/, '');
    const tradingName = misspell(random, name, BARE_NAME_SHARE);
    const row = addEntity(world, 'business', business.town, { tradingName, councilSupplier: true });
    tell(world, 'suppliers', { entity: row, fields: row.fields });
    world.overlaps.push({ row, entity: business });
  }
}

function dirtyPerson(random: Random, fields: Fields): Fields {
  const given = misspell(random, String(fields.givenName), SPELLING_SHARE);
  const surname = misspell(random, String(fields.surname), SPELLING_SHARE);
  const born = String(fields.dateOfBirth);
  return {
    name: `${given} ${transliterate(random, surname)}`,
    dateOfBirth: random.chance(SWAPPED_SHARE) ? swapDayAndMonth(born) : born,
  };
}

function dirtyAddress(world: World, random: Random, home: Fields): Fields {
  if (typeof home.address !== 'string') return {};
  const isFlatMissing = random.chance(FLAT_MISSING_SHARE);
  const isOld = random.chance(OLD_POSTCODE_SHARE);
  return {
    address: isFlatMissing ? home.address.replace(/^Flat \d+, /, '') : home.address,
    postcode: isOld ? world.inventor.postcode(random.integer(0, 40)) : (home.postcode ?? null),
  };
}

/** With this chance, a letter doubled, dropped or swapped with the next. */
function misspell(random: Random, text: string, share: number): string {
  if (text.length < 4 || !random.chance(share)) return text;
  const place = random.integer(1, text.length - 2);
  const letter = text[place] ?? '';
  switch (random.pick(['double', 'drop', 'swap'] as const)) {
    case 'double':
      return text.slice(0, place) + letter + text.slice(place);
    case 'drop':
      return text.slice(0, place) + text.slice(place + 1);
    case 'swap':
      return text.slice(0, place) + (text[place + 1] ?? '') + letter + text.slice(place + 2);
  }
}

const TRANSLITERATIONS = [
  ['v', 'w'],
  ['k', 'c'],
  ['sh', 's'],
  ['y', 'i'],
  ['ov', 'off'],
] as const;

function transliterate(random: Random, text: string): string {
  if (!random.chance(TRANSLITERATION_SHARE)) return text;
  const [from, to] = random.pick(TRANSLITERATIONS);
  return text.replace(from, to);
}

function swapDayAndMonth(date: string): string {
  const [year, month, day] = date.split('-');
  return Number(day) <= 12 ? `${year}-${day}-${month}` : date;
}
