import { addVehicle, listCouncilTax, listKeeper, listProperty } from './asset.ts';
import { foundFirm } from './firm.ts';
import { addIncident } from './incident.ts';
import { addLicence, licenseDriver, recordLicenceCheck } from './licence.ts';
import { addPerson } from './person.ts';
import { addHome, addPremises } from './place.ts';
import type { Random } from './random.ts';
import { recordAbsence, showSign } from './sign.ts';
import { type Entity, type Firm, recentDay, tell, tellLink, type World } from './world.ts';

/** Ordinary rows of a county: enough to look for someone among, few enough to open at once. */
const COUNTS = {
  homes: 1100,
  firms: 330,
  drivers: 130,
  letHouses: 40,
  incidents: 260,
  keepers: 150,
} as const;

/** Share of firms the council pays. */
const SUPPLIER_SHARE = 0.45;
const TRADING_NAME_SHARE = 0.2;

/** People, homes and firms that have nothing to do with any group. */
export function buildOrdinary(world: World): void {
  const random = world.random.fork('ordinary');
  const town = () => random.integer(0, world.towns.length - 1);
  const homes = buildHomes(world, random, town);
  const firms = buildFirms(world, random, town);
  buildDrivers(world, random, town, firms);
  buildLetHouses(world, random, town);
  for (let count = 0; count < COUNTS.incidents; count++)
    addIncident(world, random, random.pick(homes), null);
  for (let count = 0; count < COUNTS.keepers; count++) {
    const keeper = addPerson(world, random, { town: town(), ages: [19, 80] });
    listKeeper(
      world,
      keeper,
      addVehicle(world, random, keeper.town, []),
      recentDay(world, random) - 60,
    );
  }
}

function buildHomes(world: World, random: Random, town: () => number): Entity[] {
  const homes: Entity[] = [];
  for (let count = 0; count < COUNTS.homes; count++) {
    const home = addHome(world, random, town());
    homes.push(home);
    listProperty(world, home);
    if (!random.chance(0.82)) continue;
    const person = addPerson(world, random, { town: home.town, ages: [19, 90] });
    listCouncilTax(world, person, home, recentDay(world, random) - 500);
    if (String(home.fields.tenure).endsWith('tenancy')) {
      tellLink(world, 'property', {
        type: 'tenant-of',
        from: person,
        to: home,
        startedOn: recentDay(world, random) - 500,
      });
    }
  }
  return homes;
}

function buildFirms(world: World, random: Random, town: () => number): Firm[] {
  const weights = world.lists.trades.map((trade) => [trade, trade.ordinary] as const);
  const firms: Firm[] = [];
  for (let count = 0; count < COUNTS.firms; count++) {
    const trade = random.weighted(weights);
    const place = town();
    const officers = Array.from({ length: random.chance(0.25) ? 2 : 1 }, () =>
      addPerson(world, random, { town: place, ages: [24, 70] }),
    );
    const firm = foundFirm(world, random, {
      trade,
      town: place,
      officers,
      isLimited: random.chance(0.75),
    });
    firms.push(firm);
    if (random.chance(0.3)) recordAbsence(world, random, firm.premises, trade.absent);
    // A legitimate twin now and then has a breach of its own.
    if (trade.premisesSigns.length > 0 && random.chance(0.07))
      showSign(world, random, firm.premises, random.pick(trade.premisesSigns));
  }
  return firms;
}

function buildDrivers(
  world: World,
  random: Random,
  town: () => number,
  firms: readonly Firm[],
): void {
  const operators = firms.filter((firm) => firm.sector === 'taxi-phv');
  for (let count = 0; count < COUNTS.drivers; count++) {
    const driver = addPerson(world, random, { town: town(), ages: [22, 68] });
    licenseDriver(
      world,
      random,
      driver,
      operators.length > 0 && random.chance(0.7) ? random.pick(operators) : null,
    );
  }
}

function buildLetHouses(world: World, random: Random, town: () => number): void {
  for (let count = 0; count < COUNTS.letHouses; count++) {
    const house = addPremises(world, random, {
      town: town(),
      premisesType: 'hmo',
      tenure: 'private-rented',
    });
    const landlord = addPerson(world, random, { town: house.town, ages: [30, 75] });
    listProperty(world, house);
    tell(world, 'hmo', { entity: landlord, fields: { name: landlord.fields.name ?? null } });
    if (random.chance(0.8))
      addLicence(world, random, { licenceType: 'hmo-licence', holder: landlord, subject: house });
    else recordLicenceCheck(world, random, house, 'hmo-licence');
    tellLink(world, 'hmo', {
      type: 'landlord-of',
      from: landlord,
      to: house,
      startedOn: recentDay(world, random) - 400,
    });
  }
}

/** Firms the council pays, fronts among them; one supplier row in five goes by a trading name. */
export function listSuppliers(world: World): void {
  const random = world.random.fork('suppliers');
  for (const firm of world.firms) {
    if (firm.business.fields.status === 'Dissolved') continue;
    const isFront = firm.business.groups.length > 0;
    const isLikely = [
      'waste-recycling',
      'taxi-phv',
      'construction-trades',
      'security-services',
      'public-contractor',
      'domiciliary-care',
    ].includes(firm.sector);
    if (!random.chance(isFront ? (isLikely ? 0.55 : 0.1) : isLikely ? 0.8 : SUPPLIER_SHARE))
      continue;
    const name = String(firm.business.fields.name);
    const traded = name.replace(/ (Ltd|Limited|LLP)$/, '');
    tell(world, 'suppliers', {
      entity: firm.business,
      fields: random.chance(TRADING_NAME_SHARE)
        ? { tradingName: traded, councilSupplier: true }
        : { name, councilSupplier: true },
    });
  }
}
