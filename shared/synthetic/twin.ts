import type { Fields } from '../domain/field.ts';
import { listCouncilTax, listProperty } from './asset.ts';
import { membersOf } from './group.ts';
import { addLicence } from './licence.ts';
import { addHome } from './place.ts';
import type { Random } from './random.ts';
import { addEntity, recentDay, tell, type World } from './world.ts';

/** Shares of dirty values in rows (step 13). */
const SPELLING_SHARE = 0.06;
const TRANSLITERATION_SHARE = 0.03;
const SWAPPED_SHARE = 0.01;

/** Register rows that are people and firms of groups, under names as registers spell them, joined to nobody yet. */
export function buildOverlaps(world: World): void {
  const random = world.random.fork('overlaps');
  const people = world.groups.flatMap(membersOf).filter((person) => person.protection === null);
  for (const person of random.sample(people, Math.round(people.length * 0.16))) {
    const twin = addEntity(world, 'person', person.town, dirtyPerson(random, person.fields));
    if (random.chance(0.5))
      addLicence(world, random, { licenceType: 'phv-driver', holder: twin, subject: twin });
    else {
      const home = addHome(world, random, person.town);
      listProperty(world, home);
      listCouncilTax(world, twin, home, recentDay(world, random) - 100);
    }
    tell(world, 'taxi', { entity: twin, fields: twin.fields });
    world.overlaps.push({ row: twin, entity: person });
  }
  for (const firm of world.firms) {
    if (firm.business.groups.length === 0 || !random.chance(0.15)) continue;
    const name = String(firm.business.fields.name).replace(/ (Ltd|Limited|LLP)$/, '');
    const twin = addEntity(world, 'business', firm.business.town, {
      tradingName: misspell(random, name, 0.2),
      councilSupplier: true,
    });
    tell(world, 'suppliers', { entity: twin, fields: twin.fields });
    world.overlaps.push({ row: twin, entity: firm.business });
  }
}

function dirtyPerson(random: Random, fields: Fields): Fields {
  const given = misspell(random, String(fields.givenName), SPELLING_SHARE * 2);
  const surname = transliterate(random, misspell(random, String(fields.surname), SPELLING_SHARE));
  const born = String(fields.dateOfBirth);
  const dateOfBirth = random.chance(SWAPPED_SHARE * 5) ? swapDayAndMonth(born) : born;
  return { name: `${given} ${surname}`, dateOfBirth };
}

/** A letter doubled, dropped or swapped with the next. */
export function misspell(random: Random, text: string, share: number): string {
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
