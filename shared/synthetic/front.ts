import { type FirmOptions, foundFirm, tradeOf } from './firm.ts';
import { FLAGSHIP, FLAGSHIP_NEIGHBOUR } from './group.ts';
import { addPerson } from './person.ts';
import type { Random } from './random.ts';
import { protect } from './role.ts';
import { showSign } from './sign.ts';
import { addLink, type Entity, type Firm, type Group, type World } from './world.ts';

/** Share of groups with at least one limited company: 44% in the data-washing pilots of 2016-17. */
const COMPANY_SHARE = 0.44;
/** Share of firms that follow a dissolved one at the same premises. */
const PHOENIX_SHARE = 0.1;

/** The firms of the two groups that the demonstration opens on. */
const FLAGSHIP_SECTORS = [
  'nail-bar',
  'waste-recycling',
  'car-wash',
  'pub-bar',
  'taxi-phv',
  'property-landlord',
];
const NEIGHBOUR_SECTORS = ['convenience-store', 'barber-hair-salon', 'restaurant-takeaway'];

/** Step 7: the companies of groups, their officers, and phoenixes of dissolved ones. */
export function buildFronts(world: World): void {
  const random = world.random.fork('fronts');
  const weights = world.lists.trades.map((trade) => [trade.sector, trade.weight] as const);
  for (const group of world.groups) {
    const isChosen = random.chance(COMPANY_SHARE);
    const drawn = isChosen
      ? Array.from({ length: 1 + random.geometric(0.45) }, () => random.weighted(weights))
      : [];
    const sectors =
      group.index === FLAGSHIP
        ? FLAGSHIP_SECTORS
        : group.index === FLAGSHIP_NEIGHBOUR
          ? NEIGHBOUR_SECTORS
          : drawn;
    for (const sector of sectors) addFront(world, random, group, sector);
  }
}

function addFront(world: World, random: Random, group: Group, sector: string): void {
  const trade = tradeOf(world, sector);
  const groups = [group.index];
  // One firm in eight serves a second group of the town too.
  const partner = random.chance(0.12)
    ? random.pick(world.groups.filter((each) => each.town === group.town))
    : null;
  if (partner && partner !== group) groups.push(partner.index);
  const officers = pickOfficers(world, random, group);
  const registeredAt = random.chance(0.3) && world.hubs.length > 0 ? random.pick(world.hubs) : null;
  const isPhoenix = random.chance(PHOENIX_SHARE);
  if (isPhoenix && officers[0] && random.chance(0.5)) officers[0].fields.disqualified = true;
  const old = isPhoenix
    ? foundDissolved(world, random, { trade, town: group.town, groups, officers })
    : null;
  const firm = foundFirm(world, random, {
    trade,
    town: group.town,
    groups,
    officers,
    registeredAt,
    ageDays: isPhoenix ? [60, 400] : [150, 2100],
    ...(old ? { premises: old.premises } : {}),
  });
  if (isPhoenix) showSign(world, random, firm.business, 'phoenix-companies');
  group.firms.push(firm);
  if (partner && partner !== group) partner.firms.push(firm);
  controlFirm(world, random, group, firm, officers);
}

function foundDissolved(world: World, random: Random, options: FirmOptions): Firm {
  const dissolvedOn = world.today - random.integer(120, 700);
  return foundFirm(world, random, { ...options, dissolvedOn, ageDays: [1200, 2100] });
}

function controlFirm(
  world: World,
  random: Random,
  group: Group,
  firm: Firm,
  officers: readonly Entity[],
): void {
  const controller = random.pick(group.core);
  if (!officers.includes(controller))
    addLink(world, 'controls', controller, firm.business, { missShare: 0.3 });
  const isFlagship = group.index === FLAGSHIP;
  if (random.chance(isFlagship ? 0.85 : 0.45)) {
    addLink(world, 'controls', group.entity, firm.business, { missShare: isFlagship ? 0 : 0.2 });
  }
  const hand = group.middle.length > 0 ? random.pick(group.middle) : controller;
  if (hand.protection === null) addLink(world, 'works-at', hand, firm.premises);
}

/** Officers: a nominal 45%, family 20%, a nominee 25%, someone who does not know 10%. */
function pickOfficers(world: World, random: Random, group: Group): Entity[] {
  const count = random.chance(0.3) ? 2 : 1;
  return Array.from({ length: count }, () => pickOfficer(world, random, group)).filter(
    (officer, place, all) => all.indexOf(officer) === place,
  );
}

function pickOfficer(world: World, random: Random, group: Group): Entity {
  const adults = [...group.core, ...group.middle].filter((person) => person.protection === null);
  const behind = adults[0] as Entity;
  const who = random.weighted([
    ['nominal', 45],
    ['family', 20],
    ['nominee', 25],
    ['unwitting', 10],
  ] as const);
  switch (who) {
    case 'nominal':
      return random.pick(adults);
    case 'family': {
      const relative = addPerson(world, random, {
        town: group.town,
        surname: String(behind.fields.surname),
      });
      addLink(world, 'family-of', behind, relative);
      if (random.chance(0.5))
        protect(
          world,
          random,
          relative,
          random.chance(0.4) ? 'coerced-associate' : 'family-uninvolved',
        );
      else relative.fields.role = 'nominee-director';
      return relative;
    }
    case 'nominee': {
      const nominee = addPerson(world, random, { town: group.town, ages: [18, 26] });
      nominee.fields.role = 'nominee-director';
      addLink(world, 'nominee-for', nominee, behind, { missShare: 0.3 });
      return nominee;
    }
    case 'unwitting':
      return addPerson(world, random, { town: group.town, ages: [40, 75] });
  }
}
