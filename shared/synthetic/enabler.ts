import { foundFirm, tradeOf } from './firm.ts';
import { FLAGSHIP, FLAGSHIP_NEIGHBOUR } from './group.ts';
import { addPerson } from './person.ts';
import { addLink, type Entity, type Group, type World } from './world.ts';

interface EnablerType {
  readonly role: string;
  readonly sector: string;
}

const LETTING: EnablerType = { role: 'enabler-letting-agent', sector: 'estate-letting-agency' };
const ACCOUNTANT: EnablerType = { role: 'enabler-accountancy', sector: 'accountancy' };
const FORMATION: EnablerType = {
  role: 'enabler-company-formation',
  sector: 'company-formation-agent',
};

const TYPES: readonly (readonly [EnablerType, number])[] = [
  [LETTING, 22],
  [{ role: 'facilitator', sector: 'vehicle-sales-hire' }, 15],
  [{ role: 'enabler-logistics', sector: 'haulage-logistics' }, 15],
  [ACCOUNTANT, 15],
  [{ role: 'enabler-financial', sector: 'money-service-business' }, 15],
  [FORMATION, 10],
  [{ role: 'enabler-legal', sector: 'legal-services' }, 8],
];

/** Services that are given to firms rather than to people. */
const ADVISING_SECTORS: ReadonlySet<string> = new Set([
  'accountancy',
  'legal-services',
  'company-formation-agent',
]);

const GROUPS_PER_ENABLER = 12;
const MOST_GROUPS = 25;

/** Step 6: people with a service who serve several groups, mostly of one town, and know those at the top. */
export function buildEnablers(world: World): void {
  const random = world.random.fork('enablers');
  const count = Math.max(
    world.scale === 'county' ? 5 : 1,
    Math.round(world.groups.length / GROUPS_PER_ENABLER),
  );
  for (let index = 0; index < count; index++) {
    const type = [ACCOUNTANT, LETTING, FORMATION][index] ?? random.weighted(TYPES);
    const served = 1 + Math.min(MOST_GROUPS - 1, random.zipf(2.2, MOST_GROUPS));
    const isFlagship = index < 2;
    const start = isFlagship ? (world.groups[FLAGSHIP] as Group) : random.pick(world.groups);
    const nearby = world.groups.filter((group) => group.town === start.town);
    const groups = new Set<Group>([start]);
    if (isFlagship) groups.add(world.groups[FLAGSHIP_NEIGHBOUR] as Group);
    for (let tries = 0; groups.size < served && tries < 60; tries++) {
      groups.add(random.pick(random.chance(0.75) ? nearby : world.groups));
    }
    addEnabler(world, type, start.town, [...groups]);
  }
}

function addEnabler(world: World, type: EnablerType, town: number, groups: readonly Group[]): void {
  const random = world.random.fork(`enabler ${world.enablers.length}`);
  const indexes = groups.map((group) => group.index);
  const person = addPerson(world, random, { town, ages: [30, 63], groups: indexes });
  person.fields.role = type.role;
  world.enablers.push(person);
  const firm = foundFirm(world, random, {
    trade: tradeOf(world, type.sector),
    town,
    groups: indexes,
    officers: [person],
    ageDays: [900, 5000],
  });
  for (const group of groups) {
    // High in the tier: the first of the core, or another of it.
    const contact = (random.chance(0.6) ? group.core[0] : random.pick(group.core)) as Entity;
    world.ties.push({
      from: person,
      to: contact,
      type: type.sector === 'vehicle-sales-hire' ? 'associate-of' : 'professional-adviser-to',
      endedOn: null,
    });
    if (!ADVISING_SECTORS.has(type.sector)) continue;
    for (const served of group.firms.slice(0, 3)) {
      addLink(world, 'professional-adviser-to', firm.business, served.business, {
        missShare: 0.35,
      });
    }
  }
}
