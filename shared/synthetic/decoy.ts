import { addVehicle, listCouncilTax, listKeeper, listProperty, recordCalls } from './asset.ts';
import { foundFirm, tradeOf } from './firm.ts';
import { membersOf } from './group.ts';
import { addPerson, inventBirthDate } from './person.ts';
import { addHome, addPremises } from './place.ts';
import type { Random } from './random.ts';
import { addEntity, addLink, type Entity, recentDay, tell, tellLink, type World } from './world.ts';

const SAME_NAME_SHARE = 0.015;
const SAME_BIRTH_SHARE = 0.003;

/** Step 13: things that look alike and are not, and links that mean nothing. */
export function buildDecoys(world: World): void {
  const random = world.random.fork('decoys');
  const nominals = world.groups.flatMap(membersOf).filter((person) => person.protection === null);
  addNamesakes(world, random, nominals);
  if (world.scale === 'national') return;
  addFatherAndSon(world, random);
  addSolicitor(world, random, nominals);
  addTaxiPhone(world, random);
  addStudentHouse(world, random);
  addWorksVan(world, random);
  addCharity(world, random);
  addVictimAsAssociate(world, random, nominals);
}

function listResident(world: World, random: Random, person: Entity): Entity {
  const home = addHome(world, random, person.town);
  listProperty(world, home);
  listCouncilTax(world, person, home, recentDay(world, random) - 700);
  tell(world, 'property', {
    entity: person,
    fields: { dateOfBirth: person.fields.dateOfBirth ?? null },
  });
  return home;
}

function addNamesakes(world: World, random: Random, nominals: readonly Entity[]): void {
  // At least two of each, so that a county has them too.
  const sameName = random.sample(
    nominals,
    Math.max(2, Math.round(nominals.length * SAME_NAME_SHARE)),
  );
  for (const nominal of sameName) {
    const person = addPerson(world, random, { town: nominal.town });
    Object.assign(person.fields, {
      name: nominal.fields.name,
      givenName: nominal.fields.givenName,
      surname: nominal.fields.surname,
    });
    listResident(world, random, person);
    world.decoys.push({ kind: 'same name, other birth date', entities: [nominal, person] });
  }
  const sameBirth = random.sample(
    nominals,
    Math.max(2, Math.round(nominals.length * SAME_BIRTH_SHARE)),
  );
  for (const nominal of sameBirth) {
    const person = addPerson(world, random, { town: nominal.town });
    person.fields.dateOfBirth = nominal.fields.dateOfBirth ?? null;
    listResident(world, random, person);
    world.decoys.push({ kind: 'same birth date, other person', entities: [nominal, person] });
  }
}

function addFatherAndSon(world: World, random: Random): void {
  const father = addPerson(world, random, { town: 0, ages: [52, 60] });
  const son = addPerson(world, random, {
    town: 0,
    ages: [22, 30],
    surname: String(father.fields.surname),
  });
  Object.assign(son.fields, { name: father.fields.name, givenName: father.fields.givenName });
  const home = listResident(world, random, father);
  listCouncilTax(world, son, home, recentDay(world, random) - 300);
  tell(world, 'property', { entity: son, fields: { dateOfBirth: son.fields.dateOfBirth ?? null } });
  world.decoys.push({ kind: 'father and son at one address', entities: [father, son] });
}

function addSolicitor(world: World, random: Random, nominals: readonly Entity[]): void {
  const solicitor = addPerson(world, random, { town: 1, ages: [35, 60] });
  foundFirm(world, random, {
    trade: tradeOf(world, 'legal-services'),
    town: 1,
    officers: [solicitor],
  });
  for (const client of random.sample(nominals, 40)) {
    addLink(world, 'professional-adviser-to', solicitor, client, { missShare: 0.2 });
  }
  world.decoys.push({ kind: 'solicitor with many clients and no crime', entities: [solicitor] });
}

function addTaxiPhone(world: World, random: Random): void {
  const phones = world.entities.filter((entity) => entity.kind === 'phone');
  const office = addEntity(world, 'phone', 0, {
    number: world.inventor.landline(),
    provider: random.pick(world.lists.organisations.networks),
  });
  tell(world, 'telecoms', { entity: office, fields: office.fields });
  for (const phone of random.sample(phones, 30)) recordCalls(world, random, phone, office);
  world.decoys.push({ kind: 'taxi firm that everyone calls', entities: [office] });
}

function addStudentHouse(world: World, random: Random): void {
  const house = addPremises(world, random, {
    town: 0,
    premisesType: 'dwelling',
    tenure: 'private-rented',
  });
  listProperty(world, house);
  const students = Array.from({ length: 9 }, () =>
    addPerson(world, random, { town: 0, ages: [18, 22] }),
  );
  for (const student of students)
    listCouncilTax(world, student, house, recentDay(world, random) - 60);
  world.decoys.push({ kind: 'student house with nine names', entities: [house, ...students] });
}

function addWorksVan(world: World, random: Random): void {
  const firm = foundFirm(world, random, {
    trade: tradeOf(world, 'construction-trades'),
    town: 0,
    officers: [addPerson(world, random, { town: 0 })],
  });
  const van = addVehicle(world, random, 0, [], 'van');
  listKeeper(world, firm.business, van, recentDay(world, random) - 400);
  for (let driver = 0; driver < 6; driver++)
    addLink(world, 'drives', addPerson(world, random, { town: 0 }), van, { missShare: 0 });
  world.decoys.push({ kind: 'shared works van', entities: [van] });
}

function addCharity(world: World, random: Random): void {
  const address = world.hubs[0];
  if (!address) return;
  const { business } = foundFirm(world, random, {
    trade: tradeOf(world, 'charity'),
    town: address.town,
    officers: [addPerson(world, random, { town: address.town, ages: [45, 75] })],
    registeredAt: address,
  });
  world.decoys.push({ kind: 'charity at a mass address', entities: [business] });
}

function addVictimAsAssociate(world: World, random: Random, nominals: readonly Entity[]): void {
  const victim = addPerson(world, random, { town: 0, ages: [30, 60] });
  victim.protection = 'victim';
  victim.fields.role = 'victim';
  victim.fields.dateOfBirth = inventBirthDate(world, random, 30, 60);
  const home = listResident(world, random, victim);
  addLink(world, 'lives-at', victim, home, { missShare: 0 });
  for (const nominal of random.sample(nominals, 2))
    addLink(world, 'associate-of', victim, nominal, { missShare: 0 });
  tellLink(world, 'property', {
    type: 'tenant-of',
    from: victim,
    to: home,
    startedOn: recentDay(world, random) - 300,
  });
  world.decoys.push({ kind: 'victim recorded as an associate', entities: [victim] });
}
