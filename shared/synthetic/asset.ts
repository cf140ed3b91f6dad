import { isoDate } from './calendar.ts';
import { FLAGSHIP, membersOf } from './group.ts';
import { addHome, addPremises } from './place.ts';
import type { Random } from './random.ts';
import {
  addEntity,
  addLink,
  type Entity,
  type Group,
  pickFields,
  recentDay,
  tell,
  tellLink,
  type World,
} from './world.ts';

const PROPERTY_FIELDS = [
  'address',
  'uprn',
  'postcode',
  'premisesType',
  'tenure',
  'latitude',
  'longitude',
];

/** Puts premises on the property list. */
export function listProperty(world: World, premises: Entity): void {
  tell(world, 'property', { entity: premises, fields: pickFields(premises, PROPERTY_FIELDS) });
}

/** Makes someone liable for council tax at a home that is on the property list. */
export function listCouncilTax(
  world: World,
  person: Entity,
  home: Entity,
  startedOn: number,
): void {
  tell(world, 'property', { entity: person, fields: pickFields(person, ['name']) });
  tellLink(world, 'property', {
    type: 'liable-for-council-tax-at',
    from: person,
    to: home,
    startedOn,
  });
}

/** Step 8: homes (1.25 nominals each) and places that groups work from; some are shared between groups. */
export function buildPremises(world: World): void {
  const random = world.random.fork('premises');
  // One of each type first: the rare ones are where some powers bite.
  const types = random.sample(WORKING_PLACES, WORKING_PLACES.length).map(([type]) => type);
  for (const group of world.groups) {
    houseMembers(world, random, group);
    const count = group.index === FLAGSHIP ? 2 : random.poisson(0.6);
    for (let place = 0; place < count; place++) {
      addWorkingPlace(world, random, group, {
        premisesType: types.pop() ?? random.weighted(WORKING_PLACES),
      });
    }
  }
}

function houseMembers(world: World, random: Random, group: Group): void {
  let home: Entity | null = null;
  for (const person of membersOf(group)) {
    if (person.groups[0] !== group.index) continue;
    if (home === null || !random.chance(0.2)) {
      home = addHome(world, random, group.town, [group.index]);
      listProperty(world, home);
      if (random.chance(0.55) && person.protection === null) {
        listCouncilTax(world, person, home, recentDay(world, random) - 300);
      }
      if (
        ['council-tenancy', 'housing-association-tenancy'].includes(String(home.fields.tenure)) &&
        person.protection === null
      ) {
        tell(world, 'property', { entity: person, fields: pickFields(person, ['name']) });
        tellLink(world, 'property', {
          type: 'tenant-of',
          from: person,
          to: home,
          startedOn: recentDay(world, random) - 400,
        });
      }
    }
    addLink(world, 'lives-at', person, home);
  }
}

const WORKING_PLACES: readonly (readonly [string, number])[] = [
  ['lock-up-garage', 24],
  ['flat', 24],
  ['industrial-unit', 15],
  ['dwelling', 14],
  ['vehicle-storage-yard', 5],
  ['warehouse', 4],
  ['caravan-site', 4],
  ['market-stall', 4],
  ['vacant-building', 3],
  ['private-members-club', 3],
];

const TENURES_OF_WORKING_PLACE: readonly (readonly [string, number])[] = [
  ['private-rented', 60],
  ['council-commercial-lease', 20],
  ['unknown', 20],
];

function addWorkingPlace(
  world: World,
  random: Random,
  group: Group,
  options: { readonly premisesType: string },
): void {
  const premises = addPremises(world, random, {
    town: group.town,
    groups: [group.index],
    premisesType: options.premisesType,
    tenure: random.weighted(TENURES_OF_WORKING_PLACE),
  });
  listProperty(world, premises);
  group.premises.push(premises);
  const users = random.sample(
    membersOf(group).filter((person) => person.protection === null),
    random.integer(1, 3),
  );
  for (const [place, user] of users.entries()) {
    addLink(world, place === 0 ? 'occupies' : 'frequents', user, premises);
  }
  if (random.chance(0.3)) addLink(world, 'controls', group.entity, premises, { missShare: 0.3 });
  // One place in fourteen is shared with a group nearby.
  if (random.chance(0.07)) {
    const nearby = random.pick(world.groups.filter((each) => each.town === group.town));
    if (nearby !== group) addLink(world, 'frequents', random.pick(nearby.core), premises);
  }
}

/** Adds a vehicle nobody keeps yet. */
export function addVehicle(
  world: World,
  random: Random,
  town: number,
  groups: readonly number[],
  body?: string,
): Entity {
  const { vehicles, colours } = world.lists.organisations;
  const maker = random.pick(
    body
      ? vehicles.filter((each) => each.body === body)
      : vehicles.filter((each) => each.body !== 'lorry'),
  );
  return addEntity(
    world,
    'vehicle',
    town,
    {
      registration: world.inventor.registration(),
      make: maker.make,
      model: random.pick(maker.models),
      colour: random.pick(colours),
      year: Number(isoDate(world.today).slice(0, 4)) - random.integer(1, 16),
      taxStatus: random.weighted([
        ['Taxed', 88],
        ['Untaxed', 9],
        ['SORN', 3],
      ]),
      motStatus: random.weighted([
        ['Valid', 90],
        ['Expired', 10],
      ]),
      insuranceStatus: random.weighted([
        ['Insured', 91],
        ['No insurance held', 9],
      ]),
    },
    groups,
  );
}

/** Puts a vehicle and its keeper on the keeper list. */
export function listKeeper(world: World, keeper: Entity, vehicle: Entity, startedOn: number): void {
  tell(world, 'keepers', { entity: vehicle, fields: vehicle.fields });
  tell(world, 'keepers', { entity: keeper, fields: pickFields(keeper, ['name']) });
  tellLink(world, 'keepers', { type: 'registered-keeper', from: keeper, to: vehicle, startedOn });
}

/** Step 9: vehicles (0.55 per nominal, 12% shared). */
export function buildVehicles(world: World): void {
  const random = world.random.fork('vehicles');
  for (const group of world.groups) {
    const members = membersOf(group).filter((person) => person.protection === null);
    for (const person of members) {
      if (person.groups[0] !== group.index || !random.chance(0.55)) continue;
      const firm = group.firms[0];
      const vehicle = addVehicle(world, random, group.town, [group.index]);
      const isFirms = firm !== undefined && random.chance(0.25);
      listKeeper(world, isFirms ? firm.business : person, vehicle, recentDay(world, random) - 100);
      if (isFirms || random.chance(0.3)) addLink(world, 'drives', person, vehicle);
      if (random.chance(0.12)) addLink(world, 'drives', random.pick(members), vehicle);
      const place = group.premises[0] ?? firm?.premises;
      if (place && random.chance(0.22)) addLink(world, 'parked-at', vehicle, place);
    }
  }
}

/** Step 9: phones (1.6 per nominal, each used for some months) and the calls between those who know each other. */
export function buildPhones(world: World): void {
  const random = world.random.fork('phones');
  const phonesOf = new Map<Entity, Entity[]>();
  for (const person of world.entities.filter(
    (each) => each.kind === 'person' && each.groups.length > 0,
  )) {
    const count = person.protection === null ? random.poisson(1.6) : random.poisson(0.4);
    const phones = Array.from({ length: count }, () =>
      addPhone(world, random, person.town, person.groups),
    );
    phonesOf.set(person, phones);
    for (const phone of phones) addLink(world, 'uses-phone', person, phone, { missShare: 0.3 });
  }
  for (const tie of world.ties) {
    const caller = phonesOf.get(tie.from);
    const called = phonesOf.get(tie.to);
    if (!caller?.length || !called?.length || !random.chance(0.35)) continue;
    recordCalls(world, random, random.pick(caller), random.pick(called));
  }
}

/** Adds a phone that telecoms records know. */
export function addPhone(
  world: World,
  random: Random,
  town: number,
  groups: readonly number[],
): Entity {
  const lastSeen = recentDay(world, random);
  const phone = addEntity(
    world,
    'phone',
    town,
    {
      number: world.inventor.mobile(),
      provider: random.pick(world.lists.organisations.networks),
      firstSeen: isoDate(lastSeen - 5 - Math.floor(random.exponential(90))),
      lastSeen: isoDate(lastSeen),
    },
    groups,
  );
  tell(world, 'telecoms', { entity: phone, fields: phone.fields });
  return phone;
}

/** Notes calls between two phones, counted over a span. */
export function recordCalls(world: World, random: Random, from: Entity, to: Entity): void {
  const last = recentDay(world, random);
  tellLink(world, 'telecoms', {
    type: 'calls',
    from,
    to,
    startedOn: last - random.integer(3, 120),
    observedOn: last,
    fields: { calls: 1 + random.geometric(0.12) },
  });
}

/** Step 9: accounts (0.4 per nominal), money that mules pass on, and cash that firms pay in. */
export function buildAccounts(world: World): void {
  const random = world.random.fork('accounts');
  for (const group of world.groups) {
    const people = membersOf(group).filter(
      (person) => person.protection === null && person.groups[0] === group.index,
    );
    const held = people.filter((person) =>
      random.chance(person.fields.role === 'money-mule' ? 0.9 : 0.36),
    );
    const accounts = held.map((person) => ({
      person,
      account: addAccount(world, random, person, 'Current account'),
    }));
    const collector = accounts[0]?.account;
    for (const firm of group.firms.slice(0, 3)) {
      const account = addAccount(world, random, firm.business, 'Business account');
      if (collector) recordTransfer(world, random, account, collector);
    }
    for (const { person, account } of accounts) {
      if (account === collector || !collector) continue;
      if (person.fields.role === 'money-mule' || random.chance(0.3))
        recordTransfer(world, random, account, collector);
    }
  }
}

/** Adds an account as a bank discloses it, with its holder. */
function addAccount(world: World, random: Random, holder: Entity, accountType: string): Entity {
  const account = addEntity(
    world,
    'account',
    holder.town,
    {
      identifier: world.inventor.account(),
      provider: random.pick(world.lists.organisations.banks),
      accountType,
      firstSeen: isoDate(recentDay(world, random) - 200),
    },
    holder.groups,
  );
  const opened = recentDay(world, random) - 200;
  tell(world, 'bank', { entity: account, fields: account.fields });
  tell(world, 'bank', { entity: holder, fields: pickFields(holder, ['name']) });
  tellLink(world, 'bank', { type: 'holds-account', from: holder, to: account, startedOn: opened });
  return account;
}

/** Notes round sums passed from one account to another, in a burst. */
function recordTransfer(world: World, random: Random, from: Entity, to: Entity): void {
  const last = recentDay(world, random);
  const payments = 2 + random.geometric(0.2);
  tellLink(world, 'bank', {
    type: 'transfers-to',
    from,
    to,
    startedOn: last - random.integer(2, 40),
    observedOn: last,
    fields: { payments, pounds: payments * random.integer(2, 30) * 100 },
  });
}
