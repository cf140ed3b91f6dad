import { isoDate } from './calendar.ts';
import { addPerson } from './person.ts';
import type { Random } from './random.ts';
import { addEntity, type Entity, type Group, HISTORY_DAYS, type Tie, type World } from './world.ts';

/** How many groups a scale has and how big they are (analytics.md 5.1). */
export const GROUP_TARGETS = {
  county: { ocgs: 35, networks: 7, meanSize: 5.3 },
  national: { ocgs: 4542, networks: 0, meanSize: 8.15 },
} as const;

/** The group that the demonstration opens on: the biggest. */
export const FLAGSHIP = 6;
/** A neighbour in the same town that shares enablers with it. */
export const FLAGSHIP_NEIGHBOUR = 10;

const LEAST_SIZE = 3;
const MOST_SIZE = 60;
const OVERLAP_SHARE = 0.05;

const THREATS: readonly (readonly [readonly string[], number])[] = [
  [['drugs'], 46],
  [['drugs', 'firearms'], 8],
  [['economic-crime'], 14],
  [['acquisitive-crime'], 12],
  [['immigration-crime-modern-slavery'], 10],
  [['immigration-crime-modern-slavery', 'economic-crime'], 4],
  [['cse'], 3],
  [['cyber'], 3],
];

/** Draws behind each size: enough that their order gives steady percentiles. */
const DRAWS_PER_SIZE = 40;

/**
 * Sizes of step 2: three and a negative binomial, biggest first at the flagship.
 * Taken at even ranks of many draws, so that a county has about the target number of people under any seed.
 */
function drawSizes(world: World, random: Random): number[] {
  const target = GROUP_TARGETS[world.scale];
  const mean = target.meanSize * 1.055 - LEAST_SIZE;
  const count = target.ocgs + target.networks;
  const draws = Array.from({ length: count * DRAWS_PER_SIZE }, () =>
    Math.min(MOST_SIZE, LEAST_SIZE + random.negativeBinomial(mean, 1.3)),
  ).sort((a, b) => a - b);
  const even = draws.filter((_, rank) => rank % DRAWS_PER_SIZE === DRAWS_PER_SIZE / 2);
  const sizes = random.sample(even, even.length);
  swap(sizes, sizes.indexOf(Math.max(...sizes)), FLAGSHIP);
  const second = sizes.findIndex((size, index) => index !== FLAGSHIP && size >= 6 && size <= 8);
  if (second >= 0) swap(sizes, second, FLAGSHIP_NEIGHBOUR);
  return sizes;
}

function swap(values: number[], a: number, b: number): void {
  [values[a], values[b]] = [values[b] as number, values[a] as number];
}

/** Groups, their members by tier, and the ties inside and between them (analytics.md 5.2, steps 1 to 5). */
export function buildGroups(world: World, townCount: number): void {
  const random = world.random.fork('groups');
  const townWeights = Array.from(
    { length: townCount },
    (_, town) => [town, (town + 1) ** -0.8] as const,
  );
  const sizes = drawSizes(world, random);
  const membersOfTown = new Map<number, Entity[]>();
  const operations = nameOperations(world, random, sizes.length);

  for (const [index, size] of sizes.entries()) {
    const isFlagship = index === FLAGSHIP || index === FLAGSHIP_NEIGHBOUR;
    const town = isFlagship ? 0 : random.weighted(townWeights);
    const group = addGroup(world, random, index, town, operations[index] as string);
    const known = membersOfTown.get(town) ?? [];
    const members = fillSlots(world, random, group, size, known);
    if (index === FLAGSHIP_NEIGHBOUR) shareMember(world, group, members);
    membersOfTown.set(town, [...known, ...members.filter((member) => !known.includes(member))]);
    shareTiers(group, members);
    tieInside(world, random, group);
  }
  tieBetween(world, random);
}

function nameOperations(world: World, random: Random, count: number): string[] {
  const [flagship, neighbour, ...others] = world.lists.organisations.operations;
  const shuffled = random.sample(others, others.length);
  const names = Array.from({ length: count }, (_, index) => {
    const name = shuffled[index % shuffled.length] as string;
    return index < shuffled.length ? name : `${name} ${Math.floor(index / shuffled.length) + 1}`;
  });
  names[FLAGSHIP] = flagship as string;
  names[FLAGSHIP_NEIGHBOUR] = neighbour as string;
  return names;
}

function addGroup(world: World, random: Random, index: number, town: number, name: string): Group {
  const target = GROUP_TARGETS[world.scale];
  const isNetwork = index >= target.ocgs;
  const threats =
    index === FLAGSHIP ? ['drugs', 'immigration-crime-modern-slavery'] : random.weighted(THREATS);
  const number = isNetwork ? index - target.ocgs + 1 : index + 1;
  const reference = `${isNetwork ? 'NET' : 'OCG'}-${String(number).padStart(2, '0')}`;
  const entity = addEntity(
    world,
    'ocg',
    town,
    {
      reference,
      name: `${reference} ${name}`,
      status: isNetwork
        ? 'Evolving network'
        : random.weighted([
            ['Active', 84],
            ['Under review', 16],
          ]),
      threatCategories: [...threats],
      band: isNetwork ? 'Not banded' : `Band ${random.integer(1, 5)}`,
      lro: random.pick(world.lists.organisations.officers),
      hasFourPPlan: !isNetwork && random.chance(0.6),
      reviewOn: isoDate(world.today + random.integer(10, 180)),
      notes: `Based in ${world.towns[town]?.name}`,
    },
    [index],
  );
  const weeks = random.integer(3, 6);
  const busyDays = Array.from(
    { length: weeks },
    () => world.today - 3 - Math.min(HISTORY_DAYS - 10, Math.floor(random.exponential(400))),
  );
  const group: Group = {
    index,
    reference,
    entity,
    town,
    isNetwork,
    threats,
    busyDays,
    core: [],
    middle: [],
    outer: [],
    firms: [],
    premises: [],
  };
  world.groups.push(group);
  return group;
}

/** Step 3: a slot in twenty goes to someone who is already in another group of the town. */
function fillSlots(
  world: World,
  random: Random,
  group: Group,
  size: number,
  known: readonly Entity[],
): Entity[] {
  const members: Entity[] = [];
  while (members.length < size) {
    const shared = known.length > 0 && random.chance(OVERLAP_SHARE) ? random.pick(known) : null;
    if (shared && !members.includes(shared)) {
      shared.groups.push(group.index);
      members.push(shared);
    } else {
      members.push(addPerson(world, random, { town: group.town, groups: [group.index] }));
    }
  }
  return members;
}

/** Puts someone of the flagship's middle tier in its neighbour too, so that the two are read together. */
function shareMember(world: World, group: Group, members: Entity[]): void {
  const shared = world.groups[FLAGSHIP]?.middle[0];
  if (!shared || members.includes(shared)) return;
  shared.groups.push(group.index);
  members.splice(2, 0, shared);
}

function shareTiers(group: Group, members: readonly Entity[]): void {
  const coreSize = Math.max(2, Math.round(members.length * 0.22));
  const middleSize = Math.round(members.length * 0.33);
  group.core.push(...members.slice(0, coreSize));
  group.middle.push(...members.slice(coreSize, coreSize + middleSize));
  group.outer.push(...members.slice(coreSize + middleSize));
}

/** Everyone of a group, from the top. */
export function membersOf(group: Group): Entity[] {
  return [...group.core, ...group.middle, ...group.outer];
}

/** Step 4: dense core, middle that hangs on it, outer that hangs on the middle, and triads that close. */
function tieInside(world: World, random: Random, group: Group): void {
  const neighbours = new Map<Entity, Set<Entity>>();
  const degree = (person: Entity) => neighbours.get(person)?.size ?? 0;
  const tie = (from: Entity, to: Entity) => {
    if (from === to || neighbours.get(from)?.has(to)) return;
    for (const [a, b] of [
      [from, to],
      [to, from],
    ] as const) {
      const set = neighbours.get(a);
      if (set) set.add(b);
      else neighbours.set(a, new Set([b]));
    }
    addTie(world, random, from, to);
  };
  // Four is added to each degree: with less, small groups grow hubs that recorded networks do not have.
  const preferred = (candidates: readonly Entity[]) =>
    random.weighted(candidates.map((each) => [each, degree(each) + 4] as const));

  const { core, middle, outer } = group;
  for (const [place, member] of core.entries()) {
    for (const other of core.slice(0, place))
      if (other === core[0] || random.chance(0.7)) tie(other, member);
  }
  for (const [place, member] of middle.entries()) {
    const first = preferred(core);
    tie(first, member);
    for (const other of core) if (other !== first && random.chance(0.12)) tie(other, member);
    for (const other of middle.slice(0, place)) if (random.chance(0.12)) tie(other, member);
  }
  const size = core.length + middle.length + outer.length;
  const hands = middle.length > 0 ? middle : core;
  for (const [place, member] of outer.entries()) {
    tie(preferred(hands), member);
    if (random.chance(0.25)) tie(preferred(hands), member);
    for (const other of outer.slice(0, place)) if (random.chance(0.6 / size)) tie(other, member);
  }
  // 0.42 attempts for each member, through someone with two contacts, close as many triads as the
  // recipe's 0.6 through anyone; where the two know each other already, nothing is added.
  for (let attempts = Math.round(0.42 * size); attempts > 0; attempts--) {
    const middlemen = [...neighbours.values()].filter((each) => each.size > 1);
    if (middlemen.length === 0) return;
    const ends = random.sample([...random.pick(middlemen)], 2);
    if (ends[0] && ends[1]) tie(ends[0], ends[1]);
  }
}

/** Step 5: associates and kin across groups, mostly in one town, mostly near the top. */
function tieBetween(world: World, random: Random): void {
  const groupsOfTown = new Map<number, Group[]>();
  for (const group of world.groups) {
    const groups = groupsOfTown.get(group.town);
    if (groups) groups.push(group);
    else groupsOfTown.set(group.town, [group]);
  }
  const endOf = (group: Group) => {
    const members = membersOf(group);
    return members[Math.min(members.length - 1, random.geometric(0.4))] as Entity;
  };
  for (const group of world.groups) {
    for (let count = random.poisson(0.6); count > 0; count--) {
      const nearby = groupsOfTown.get(group.town) ?? [];
      const other = random.pick(random.chance(0.85) && nearby.length > 1 ? nearby : world.groups);
      if (other === group) continue;
      const from = endOf(group);
      const to = endOf(other);
      if (from !== to) addTie(world, random, from, to);
    }
  }
}

const TIE_TYPES: readonly (readonly [string, number])[] = [
  ['associate-of', 80],
  ['family-of', 14],
  ['partner-of', 6],
];

function addTie(world: World, random: Random, from: Entity, to: Entity): void {
  const tie: Tie = { from, to, type: random.weighted(TIE_TYPES), endedOn: null };
  world.ties.push(tie);
}
