import type { Fields } from '../domain/field.ts';
import { isoDate } from './calendar.ts';
import type { Random } from './random.ts';
import { addEntity, type Entity, type World } from './world.ts';

/** A surname put together from a head and a tail of one family of sounds. */
export function inventSurname(world: World, random: Random): string {
  const family = random.weighted(
    world.lists.people.surnames.map((each) => [each, each.weight] as const),
  );
  const surname = random.pick(family.heads) + random.pick(family.tails);
  return random.chance(0.03) ? `${surname}-${inventSurname(world, random)}` : surname;
}

/** Date of birth of someone of about this age, in years. */
export function inventBirthDate(world: World, random: Random, least: number, most: number): string {
  // One day short of the oldest, so that nobody is a year older than asked.
  const days = random.integer(Math.ceil(least * 365.25), Math.floor((most + 1) * 365.25) - 2);
  return isoDate(world.today - days);
}

/** Adds a person of the age range given, who is in no group. */
export function addPerson(
  world: World,
  random: Random,
  options: {
    readonly town: number;
    readonly ages?: readonly [number, number];
    readonly surname?: string;
    readonly groups?: readonly number[];
  },
): Entity {
  const givenName = random.pick(world.lists.people.givenNames);
  const surname = options.surname ?? inventSurname(world, random);
  const [least, most] = options.ages ?? [19, 62];
  const fields: Fields = {
    name: `${givenName} ${surname}`,
    givenName,
    surname,
    dateOfBirth: inventBirthDate(world, random, least, most),
  };
  return addEntity(world, 'person', options.town, fields, options.groups);
}
