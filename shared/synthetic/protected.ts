import { addPhone, listCouncilTax, listProperty } from './asset.ts';
import { FLAGSHIP } from './group.ts';
import { addPerson } from './person.ts';
import { addHome } from './place.ts';
import type { Random } from './random.ts';
import { protect } from './role.ts';
import {
  addLink,
  type Entity,
  type Group,
  pickFields,
  recentDay,
  tell,
  tellLink,
  type World,
} from './world.ts';

/** Share of drug groups with a county line. */
const LINE_SHARE = 0.08;

/** Step 5: county lines: a town far off, a phone that takes the orders, and two homes taken over. */
export function buildCountyLines(world: World): void {
  const random = world.random.fork('county lines');
  for (const group of world.groups) {
    const isDrugs = group.threats.includes('drugs');
    if (group.index === FLAGSHIP || (isDrugs && random.chance(LINE_SHARE)))
      addLine(world, random, group);
  }
}

function addLine(world: World, random: Random, group: Group): void {
  const satellite = random.pick(world.towns.filter((town) => town.index !== group.town));
  const phone = addPhone(world, random, group.town, [group.index]);
  phone.fields.indicators = ['county-line-phone'];
  const users = [...group.middle, ...group.outer].filter((person) => person.protection === null);
  for (const user of random.sample(
    users,
    random.integer(2, Math.min(4, Math.max(2, users.length))),
  )) {
    addLink(world, 'uses-phone', user, phone, { missShare: 0 });
  }
  for (let home = 0; home < 2; home++)
    addTakenOverHome(world, random, group, satellite.index, users);
  const child = addPerson(world, random, { town: group.town, groups: [] });
  protect(world, random, child, 'exploited-child');
  addLink(world, 'exploits', random.pick(users.length > 0 ? users : group.core), child, {
    missShare: 0,
  });
}

/** A home that others took over, and the person whose home it is. */
function addTakenOverHome(
  world: World,
  random: Random,
  group: Group,
  town: number,
  users: readonly Entity[],
): Entity {
  const home = addHome(world, random, town, [group.index]);
  home.fields.tenure = random.pick(['council-tenancy', 'housing-association-tenancy']);
  home.fields.vulnerableOccupant = true;
  listProperty(world, home);
  const occupant = addPerson(world, random, { town, ages: [34, 78] });
  protect(world, random, occupant, 'cuckooed-occupant');
  listCouncilTax(world, occupant, home, recentDay(world, random) - 900);
  tellLink(world, 'property', {
    type: 'tenant-of',
    from: occupant,
    to: home,
    startedOn: recentDay(world, random) - 900,
  });
  addLink(world, 'lives-at', occupant, home, { missShare: 0 });
  const visitors = random.sample(users.length > 0 ? users : group.core, 2);
  for (const visitor of visitors) addLink(world, 'frequents', visitor, home, { missShare: 0.1 });
  if (visitors[0]) addLink(world, 'exploits', visitors[0], occupant, { missShare: 0.2 });
  tell(world, 'safeguarding', {
    entity: home,
    fields: {
      indicators: ['cuckooing'],
      vulnerableOccupant: true,
      notes: random.pick(world.lists.phrases.signs.cuckooing ?? ['Home taken over']),
    },
    observedOn: recentDay(world, random),
  });
  return home;
}

const REFERRAL_SIGNS: Readonly<Record<string, readonly string[]>> = {
  'exploited-child': ['child-criminal-exploitation', 'missing-child', 'missing-from-education'],
  'cuckooed-occupant': ['cuckooing', 'substance-dependence', 'financial-exploitation'],
  'exploited-worker': ['modern-slavery-signs', 'debt-bondage', 'labour-exploitation'],
  'coerced-associate': ['domestic-abuse'],
  'trafficking-victim': ['modern-slavery-signs'],
};

/** People who saw or suffered what groups do, and workers of firms where labour is exploited. */
export function buildVictims(world: World): void {
  const random = world.random.fork('victims');
  for (const group of world.groups) {
    const firm = group.firms.find((each) =>
      ['car-wash', 'nail-bar', 'restaurant-takeaway'].includes(each.sector),
    );
    if (firm && random.chance(0.5)) {
      for (let count = random.integer(1, 3); count > 0; count--) {
        const worker = addPerson(world, random, { town: group.town, ages: [18, 45] });
        protect(world, random, worker, 'exploited-worker');
        addLink(world, 'works-at', worker, firm.premises, { missShare: 0 });
        addLink(world, 'exploits', random.pick(group.core), worker, { missShare: 0 });
      }
    }
    if (random.chance(0.12)) {
      const victim = addPerson(world, random, { town: group.town, ages: [66, 88] });
      protect(world, random, victim, random.chance(0.5) ? 'victim' : 'witness');
      const home = addHome(world, random, group.town);
      listProperty(world, home);
      listCouncilTax(world, victim, home, recentDay(world, random) - 2000);
    }
  }
}

/** Safeguarding's own records of everyone who is protected: last, when all are known. */
export function recordProtected(world: World): void {
  const random = world.random.fork('referrals');
  for (const person of world.entities) {
    if (person.protection === null) continue;
    const signs = REFERRAL_SIGNS[person.protection] ?? [];
    const shown = random.sample(signs, signs.length > 1 ? random.integer(1, 2) : signs.length);
    tell(world, 'safeguarding', {
      entity: person,
      category: person.protection === 'witness' ? 'witness' : 'victim',
      fields: {
        ...pickFields(person, [
          'name',
          'givenName',
          'surname',
          'dateOfBirth',
          'role',
          'vulnerable',
          'safeguardingOwner',
        ]),
        ...(shown.length > 0 ? { indicators: shown } : {}),
      },
      observedOn: recentDay(world, random),
    });
  }
}
