import { addVehicle, listKeeper, listProperty } from './asset.ts';
import { isoDate } from './calendar.ts';
import { foundFirm, tradeOf } from './firm.ts';
import { membersOf } from './group.ts';
import { addLicence, recordLicenceCheck } from './licence.ts';
import { addPerson } from './person.ts';
import { addPremises } from './place.ts';
import type { Random } from './random.ts';
import { protect } from './role.ts';
import { showSign } from './sign.ts';
import {
  addEntity,
  addLink,
  type Entity,
  pickFields,
  recentDay,
  tell,
  tellLink,
  type World,
} from './world.ts';

const FORMATION_ADDRESSES = 3;

/** Step 8: addresses where formation agents register companies by the hundred; made first, as firms are registered there. */
export function buildFormationAddresses(world: World): void {
  const random = world.random.fork('formation addresses');
  for (let index = 0; index < FORMATION_ADDRESSES; index++) {
    const town = index % world.towns.length;
    const agent = addPerson(world, random, { town, ages: [35, 60] });
    const firm = foundFirm(world, random, {
      trade: tradeOf(world, 'company-formation-agent'),
      town,
      officers: [agent],
      ageDays: [1500, 5000],
    });
    world.hubs.push(firm.premises);
    showSign(world, random, firm.premises, 'mass-registration-address');
  }
}

/** Companies that are at a formation agent's address only on paper. */
export function fillFormationAddresses(world: World): void {
  const random = world.random.fork('paper companies');
  const { businessHeads, businessTails } = world.lists.organisations;
  for (const address of world.hubs) {
    for (let count = random.integer(80, 110); count > 0; count--) {
      const startedOn = world.today - random.integer(30, 3000);
      const company = addEntity(world, 'business', address.town, {
        name: `${random.pick(businessHeads)}${random.pick(businessTails)} ${random.integer(2, 99)} Ltd`,
        companyNumber: world.inventor.companyNumber(),
        legalForm: 'Private limited company',
        status: random.weighted([
          ['Active', 80],
          ['Dissolved', 20],
        ]),
        incorporatedOn: isoDate(startedOn),
        filingStatus: random.weighted([
          ['Up to date', 60],
          ['Accounts overdue', 20],
          ['Dormant accounts', 20],
        ]),
        address: address.fields.address ?? null,
        postcode: address.fields.postcode ?? null,
      });
      tell(world, 'companies', { entity: company, fields: company.fields });
      tellLink(world, 'companies', {
        type: 'registered-at',
        from: company,
        to: address,
        startedOn,
      });
    }
  }
}

/** Step 8: shared houses, where people of groups, people who are exploited and anyone else live. */
export function buildSharedHouses(world: World, count: number): void {
  const random = world.random.fork('shared houses');
  for (let index = 0; index < count; index++) {
    const group = random.pick(world.groups);
    const isRisky = index % 2 === 0;
    const house = addPremises(world, random, {
      town: group.town,
      premisesType: 'hmo',
      tenure: 'private-rented',
    });
    listProperty(world, house);
    const landlord = addPerson(world, random, { town: group.town, ages: [35, 70] });
    if (isRisky)
      Object.assign(landlord.fields, {
        relevantConviction: true,
        banningOrderOffence: random.chance(0.6),
      });
    addLicenceOrNot(world, random, house, landlord);
    tellLink(world, 'hmo', {
      type: 'landlord-of',
      from: landlord,
      to: house,
      startedOn: recentDay(world, random) - 400,
    });
    for (let room = random.integer(5, 9); room > 0; room--) {
      const tenant = addPerson(world, random, { town: group.town, ages: [18, 50] });
      if (isRisky && random.chance(0.3)) protect(world, random, tenant, 'exploited-worker');
      addLink(world, 'lives-at', tenant, house, { missShare: isRisky ? 0.1 : 0.4 });
    }
    const lodgers = membersOf(group).filter((person) => person.protection === null);
    for (const lodger of random.sample(lodgers, random.integer(1, 3)))
      addLink(world, 'lives-at', lodger, house);
    if (isRisky)
      for (const sign of random.sample(
        ['overcrowding', 'modern-slavery-signs', 'fire-risk', 'unlicensed-hmo'],
        2,
      ))
        showSign(world, random, house, sign);
    world.hubs.push(house);
  }
}

function addLicenceOrNot(world: World, random: Random, house: Entity, landlord: Entity): void {
  tell(world, 'hmo', {
    entity: landlord,
    fields: pickFields(landlord, ['name', 'relevantConviction', 'banningOrderOffence']),
  });
  const isHeld = random.chance(0.5);
  if (isHeld)
    addLicence(world, random, { licenceType: 'hmo-licence', holder: landlord, subject: house });
  if (!isHeld || random.chance(0.5)) recordLicenceCheck(world, random, house, 'hmo-licence');
}

/** Steps 8 and 9: storage parks and hire fleets, which people of many groups use and which say little of any. */
export function buildParksAndFleets(world: World): void {
  const random = world.random.fork('parks and fleets');
  const anyone = () =>
    random.pick(
      membersOf(random.pick(world.groups)).filter((person) => person.protection === null),
    );
  for (let index = 0; index < 2; index++) {
    const park = foundFirm(world, random, {
      trade: tradeOf(world, 'self-storage'),
      town: index,
      officers: [addPerson(world, random, { town: index })],
    });
    for (let user = random.integer(9, 15); user > 0; user--)
      addLink(world, 'frequents', anyone(), park.premises, { missShare: 0.5 });
    world.hubs.push(park.premises);

    const fleet = foundFirm(world, random, {
      trade: tradeOf(world, 'vehicle-sales-hire'),
      town: index,
      officers: [addPerson(world, random, { town: index })],
    });
    for (let car = 0; car < 9; car++) {
      const vehicle = addVehicle(world, random, index, []);
      listKeeper(world, fleet.business, vehicle, recentDay(world, random) - 100);
      if (random.chance(0.6)) addLink(world, 'drives', anyone(), vehicle, { missShare: 0.4 });
    }
  }
}
