import type { Fields } from '../domain/field.ts';
import { COUNTY_CENTRE, COUNTY_REACH } from './invented.ts';
import type { Random } from './random.ts';
import { addEntity, type Entity, type Street, type Town, type World } from './world.ts';

const STREETS_PER_TOWN = 26;

/** Towns with their streets; the first `groupTowns` are where groups are based. */
export function buildTowns(world: World, random: Random, count: number): void {
  const { places } = world.lists;
  const names = new Set<string>(random.sample(places.towns, places.towns.length));
  // Only a nation needs more names than the list has.
  for (let tries = 0; names.size < count && tries < count * 20; tries++) {
    names.add(random.pick(places.townHeads) + random.pick(places.townTails));
  }
  const pool = [...names];
  for (let index = 0; index < count; index++) {
    const base = pool[index % pool.length] as string;
    const name =
      index < pool.length ? base : `${base} ${['North', 'South', 'East', 'West'][index % 4]}`;
    world.towns.push(buildTown(world, random, index, name));
  }
}

function buildTown(world: World, random: Random, index: number, name: string): Town {
  const { places } = world.lists;
  const latitude = COUNTY_CENTRE.latitude + (random.next() - 0.5) * COUNTY_REACH.latitude * 1.6;
  const longitude = COUNTY_CENTRE.longitude + (random.next() - 0.5) * COUNTY_REACH.longitude * 1.6;
  const stems = random.sample(places.streetStems, places.streetStems.length);
  const street = (streetName: string): Street => ({
    name: streetName,
    postcode: world.inventor.postcode(index),
    latitude: latitude + (random.next() - 0.5) * 0.04,
    longitude: longitude + (random.next() - 0.5) * 0.07,
  });
  const named = (from: number, count: number, endings: readonly string[]) =>
    stems.slice(from, from + count).map((stem) => street(`${stem} ${random.pick(endings)}`));
  return {
    index,
    name,
    latitude,
    longitude,
    streets: named(0, STREETS_PER_TOWN, places.streetTypes),
    parades: named(STREETS_PER_TOWN, 5, places.parades),
    courts: named(STREETS_PER_TOWN + 5, 6, places.courts),
    estates: named(STREETS_PER_TOWN + 11, 5, places.estates),
  };
}

type Setting = 'street' | 'parade' | 'court' | 'estate' | 'suite' | 'lock-up' | 'pub' | 'land';

const SETTING_OF_TYPE: Readonly<Record<string, Setting>> = {
  flat: 'court',
  shop: 'parade',
  takeaway: 'parade',
  'market-stall': 'parade',
  'private-members-club': 'estate',
  'barber-salon': 'parade',
  'massage-beauty-premises': 'parade',
  'betting-premises': 'parade',
  'shisha-premises': 'parade',
  'restaurant-cafe': 'parade',
  'pub-bar': 'pub',
  office: 'suite',
  'virtual-address': 'suite',
  'industrial-unit': 'estate',
  warehouse: 'estate',
  'waste-site': 'estate',
  'scrap-yard': 'estate',
  'vehicle-storage-yard': 'estate',
  'garage-workshop': 'estate',
  'car-wash': 'estate',
  'self-storage-unit': 'estate',
  'lock-up-garage': 'lock-up',
  'caravan-site': 'land',
  'open-land': 'land',
  'public-space': 'land',
  'car-park': 'land',
};

function describePlace(
  world: World,
  random: Random,
  town: Town,
  premisesType: string,
): { readonly address: string; readonly street: Street } {
  const { places } = world.lists;
  const setting = SETTING_OF_TYPE[premisesType] ?? 'street';
  const number = random.integer(1, 96);
  switch (setting) {
    case 'street': {
      const street = random.pick(town.streets);
      return { street, address: `${number} ${street.name}` };
    }
    case 'parade': {
      const street = random.pick(town.parades);
      return { street, address: `${random.integer(1, 40)} ${street.name}` };
    }
    case 'court': {
      const isConverted = random.chance(0.3);
      const street = random.pick(isConverted ? town.streets : town.courts);
      const flat = random.integer(1, isConverted ? 4 : 48);
      return { street, address: `Flat ${flat}, ${isConverted ? `${number} ` : ''}${street.name}` };
    }
    case 'estate': {
      const street = random.pick(town.estates);
      return { street, address: `Unit ${random.integer(1, 30)}, ${street.name}` };
    }
    case 'suite': {
      const street = random.pick(random.chance(0.5) ? town.courts : town.parades);
      return { street, address: `Suite ${random.integer(1, 24)}, ${street.name}` };
    }
    case 'lock-up': {
      const street = random.pick(town.streets);
      return { street, address: `Lock-up ${number}, ${street.name}` };
    }
    case 'pub': {
      const street = random.pick(town.streets);
      const name = `The ${random.pick(places.pubHeads)} ${random.pick(places.pubTails)}`;
      return { street, address: `${name}, ${number} ${street.name}` };
    }
    case 'land': {
      const street = random.pick(town.streets);
      return { street, address: `Land at ${street.name}` };
    }
  }
}

/** Adds premises at an address nobody else in the town has. */
export function addPremises(
  world: World,
  random: Random,
  options: {
    readonly town: number;
    readonly premisesType: string;
    readonly tenure?: string;
    readonly groups?: readonly number[];
  },
): Entity {
  const town = world.towns[options.town] as Town;
  let place = describePlace(world, random, town, options.premisesType);
  let key = `${place.address}|${place.street.postcode}`;
  for (let tries = 0; world.addresses.has(key) && tries < 30; tries++) {
    place = describePlace(world, random, town, options.premisesType);
    key = `${place.address}|${place.street.postcode}`;
  }
  // A full street gets another letter rather than a second house of the same number.
  for (let letter = 0; world.addresses.has(key); letter++) {
    const address = `${place.address} (${String.fromCharCode(66 + (letter % 24))}${Math.floor(letter / 24) || ''})`;
    key = `${address}|${place.street.postcode}`;
    if (!world.addresses.has(key)) place = { ...place, address };
  }
  world.addresses.add(key);
  const fields: Fields = {
    address: place.address,
    uprn: world.inventor.uprn(),
    postcode: place.street.postcode,
    premisesType: options.premisesType,
    latitude: round(place.street.latitude + (random.next() - 0.5) * 0.004),
    longitude: round(place.street.longitude + (random.next() - 0.5) * 0.007),
  };
  if (options.tenure !== undefined) fields.tenure = options.tenure;
  return addEntity(world, 'premises', options.town, fields, options.groups);
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

const TENURES: readonly (readonly [string, number])[] = [
  ['owner-occupied', 44],
  ['private-rented', 24],
  ['council-tenancy', 17],
  ['housing-association-tenancy', 15],
];

/** A home: a house or flat of any tenure. */
export function addHome(
  world: World,
  random: Random,
  town: number,
  groups: readonly number[] = [],
): Entity {
  return addPremises(world, random, {
    town,
    groups,
    premisesType: random.chance(0.35) ? 'flat' : 'dwelling',
    tenure: random.weighted(TENURES),
  });
}
