import { addVehicle, listKeeper } from './asset.ts';
import { isoDate } from './calendar.ts';
import { tradeOf } from './firm.ts';
import { FLAGSHIP, membersOf } from './group.ts';
import { addPerson } from './person.ts';
import type { Random } from './random.ts';
import type { SourceId } from './source-list.ts';
import {
  addEntity,
  type Entity,
  type Firm,
  pickFields,
  recentDay,
  tell,
  tellLink,
  type World,
} from './world.ts';

const REGISTER_OF_LICENCE: Readonly<Record<string, SourceId>> = {
  'premises-licence': 'premises-licences',
  'gambling-premises-licence': 'premises-licences',
  'phv-operator': 'taxi',
  'phv-driver': 'taxi',
  'hackney-driver': 'taxi',
  'phv-vehicle': 'taxi',
  'hackney-vehicle': 'taxi',
  'hmo-licence': 'hmo',
  'food-business-registration': 'food',
};

/** The register that holds a type of licence. */
function registerOf(licenceType: string): SourceId {
  return REGISTER_OF_LICENCE[licenceType] ?? 'registrations';
}

/** Adds a licence with its holder and what it is for, as its register shows it. */
export function addLicence(
  world: World,
  random: Random,
  options: {
    readonly licenceType: string;
    readonly holder: Entity;
    readonly subject: Entity;
    readonly supervisor?: Entity;
    readonly status?: string;
  },
): Entity {
  const { licenceType, holder, subject, supervisor } = options;
  const source = registerOf(licenceType);
  const issuedOn = world.today - random.integer(40, 1000);
  const status =
    options.status ??
    random.weighted([
      ['in-force', 93],
      ['expired', 4],
      ['suspended', 3],
    ]);
  const expiresOn =
    status === 'expired'
      ? world.today - random.integer(5, 200)
      : world.today + random.integer(20, 1000);
  const licence = addEntity(
    world,
    'licence',
    subject.town,
    {
      licenceType,
      number: `TV/${licenceType.slice(0, 3).toUpperCase()}/${String(world.entities.length).padStart(6, '0')}`,
      status,
      issuedOn: isoDate(Math.min(issuedOn, expiresOn - 30)),
      expiresOn: isoDate(expiresOn),
      holder: holder.fields.name ?? null,
    },
    subject.groups,
  );
  if (supervisor) licence.fields.supervisor = supervisor.fields.name ?? null;
  tell(world, source, { entity: licence, fields: licence.fields });
  tell(world, source, { entity: holder, fields: pickFields(holder, ['name']) });
  if (subject !== holder) {
    tell(world, source, {
      entity: subject,
      fields: pickFields(subject, [
        'address',
        'postcode',
        'registration',
        'make',
        'model',
        'colour',
      ]),
    });
  }
  tellLink(world, source, { type: 'held-by', from: licence, to: holder, startedOn: issuedOn });
  tellLink(world, source, { type: 'licence-for', from: licence, to: subject, startedOn: issuedOn });
  if (subject !== holder)
    tellLink(world, source, {
      type: 'licence-holder-of',
      from: holder,
      to: subject,
      startedOn: issuedOn,
    });
  if (supervisor) {
    tell(world, source, { entity: supervisor, fields: pickFields(supervisor, ['name']) });
    tellLink(world, source, {
      type: 'supervised-by',
      from: licence,
      to: supervisor,
      startedOn: issuedOn,
    });
    tellLink(world, source, {
      type: 'designated-premises-supervisor-of',
      from: supervisor,
      to: subject,
      startedOn: issuedOn,
    });
  }
  return licence;
}

/** Notes that a type of licence was looked up for something, whether or not it was found. */
export function recordLicenceCheck(
  world: World,
  random: Random,
  subject: Entity,
  licenceType: string,
): void {
  const day = world.today - random.integer(3, 150);
  tell(world, registerOf(licenceType), {
    entity: subject,
    fields: {
      ...pickFields(subject, ['name', 'address', 'postcode']),
      licencesChecked: [`${licenceType}=${isoDate(day)}`],
    },
  });
}

/** What licences each firm's trade needs: held, looked up and lacking, or never looked up. */
export function licenseFirms(world: World): void {
  const random = world.random.fork('licences');
  for (const firm of world.firms) {
    if (firm.business.fields.status === 'Dissolved') continue;
    const group = world.groups[firm.business.groups[0] ?? -1];
    const isFlagship = group?.index === FLAGSHIP;
    for (const licence of tradeOf(world, firm.sector).licences) {
      const subject = licence.for === 'premises' ? firm.premises : firm.business;
      const isHeld = isFlagship ? licence.heldShare >= 0.5 : random.chance(licence.heldShare);
      if (isHeld) {
        const needsSupervisor = licence.type === 'premises-licence';
        addLicence(world, random, {
          licenceType: licence.type,
          holder: firm.business,
          subject,
          ...(needsSupervisor ? { supervisor: pickSupervisor(world, random, firm) } : {}),
          ...(isFlagship ? { status: 'in-force' } : {}),
        });
      }
      if (isFlagship || random.chance(isHeld ? 0.3 : licence.checkedShare)) {
        recordLicenceCheck(world, random, subject, licence.type);
      }
    }
  }
}

function pickSupervisor(world: World, random: Random, firm: Firm): Entity {
  const group = world.groups[firm.business.groups[0] ?? -1];
  const known = group ? membersOf(group).filter((person) => person.protection === null) : [];
  if (known.length > 0 && random.chance(0.45)) return random.pick(known);
  return addPerson(world, random, { town: firm.business.town, ages: [22, 64] });
}

/** Drivers of groups who hold a private hire licence, and their cars. */
export function licenseDrivers(world: World): void {
  const random = world.random.fork('drivers');
  for (const group of world.groups) {
    const operator = group.firms.find((firm) => firm.sector === 'taxi-phv');
    const drivers = membersOf(group).filter(
      (person) => person.fields.role === 'driver-transport' && person.groups[0] === group.index,
    );
    for (const driver of drivers) {
      if (!random.chance(operator ? 0.75 : 0.15)) continue;
      licenseDriver(world, random, driver, operator ?? null);
    }
  }
}

/** Gives a driver a licence, mostly a licensed car too, and work with an operator if there is one. */
export function licenseDriver(
  world: World,
  random: Random,
  driver: Entity,
  operator: Firm | null,
): void {
  const isHackney = random.chance(0.25);
  addLicence(world, random, {
    licenceType: isHackney ? 'hackney-driver' : 'phv-driver',
    holder: driver,
    subject: driver,
  });
  if (operator) {
    tell(world, 'taxi', {
      entity: operator.business,
      fields: pickFields(operator.business, ['name']),
    });
    tellLink(world, 'taxi', {
      type: 'works-at',
      from: driver,
      to: operator.business,
      startedOn: recentDay(world, random) - 60,
    });
  }
  if (!random.chance(0.7)) return;
  const car = addVehicle(world, random, driver.town, driver.groups, 'car');
  addLicence(world, random, {
    licenceType: isHackney ? 'hackney-vehicle' : 'phv-vehicle',
    holder: driver,
    subject: car,
  });
  listKeeper(world, driver, car, recentDay(world, random) - 60);
}
