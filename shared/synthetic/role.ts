import { inventBirthDate } from './person.ts';
import type { Random } from './random.ts';
import type { Entity, Group, World } from './world.ts';

const MIDDLE_ROLES: readonly (readonly [string, number])[] = [
  ['driver-transport', 28],
  ['facilitator', 24],
  ['core-member', 18],
  ['front-business-operator', 16],
  ['storer', 14],
];

const OUTER_ROLES: readonly (readonly [string, number])[] = [
  ['runner-mule', 42],
  ['storer', 16],
  ['driver-transport', 16],
  ['money-mule', 16],
  ['associate-unassessed', 10],
];

/** Share of the outer tier who are exploited: protected, and members of nothing. */
const EXPLOITED_SHARE = 0.06;

/** Gives everyone in a group a role by tier; some of the outer tier turn out to be exploited. */
export function assignRoles(world: World): void {
  const random = world.random.fork('roles');
  for (const group of world.groups) {
    for (const [place, person] of group.core.entries()) {
      setRole(person, place === 0 ? 'principal' : 'core-member');
    }
    const given = new Map<string, number>();
    for (const person of group.middle) setRole(person, drawRole(random, MIDDLE_ROLES, given));
    for (const person of group.outer) assignOuter(world, random, group, person, given);
    dressPeople(world, random, [...group.core, ...group.middle, ...group.outer]);
  }
  nameTies(world, random);
}

/** A role by its weight; one that the group has already is drawn less, so that a group is not all drivers. */
function drawRole(
  random: Random,
  roles: readonly (readonly [string, number])[],
  given: Map<string, number>,
): string {
  const role = random.weighted(
    roles.map(([each, weight]) => [each, weight / (1 + (given.get(each) ?? 0)) ** 2] as const),
  );
  given.set(role, (given.get(role) ?? 0) + 1);
  return role;
}

function setRole(person: Entity, role: string): void {
  if (person.fields.role === undefined) person.fields.role = role;
}

function assignOuter(
  world: World,
  random: Random,
  group: Group,
  person: Entity,
  given: Map<string, number>,
): void {
  if (person.fields.role !== undefined) return;
  if (person.groups.length > 1 || !random.chance(EXPLOITED_SHARE)) {
    setRole(person, drawRole(random, OUTER_ROLES, given));
    return;
  }
  const isLabour = group.threats.includes('immigration-crime-modern-slavery');
  protect(world, random, person, isLabour ? 'exploited-worker' : 'exploited-child');
}

/** Makes a person one who is protected, of an age that fits. */
export function protect(world: World, random: Random, person: Entity, role: string): void {
  person.protection = role;
  person.fields.role = role;
  if (role === 'exploited-child')
    person.fields.dateOfBirth = inventBirthDate(world, random, 13, 17);
  if (role === 'cuckooed-occupant') person.fields.vulnerable = true;
  if (['exploited-child', 'cuckooed-occupant', 'exploited-worker'].includes(role)) {
    person.fields.safeguardingOwner =
      role === 'exploited-child'
        ? 'Children’s services, exploitation team'
        : 'Adult safeguarding team';
  }
}

function dressPeople(world: World, random: Random, people: readonly Entity[]): void {
  for (const person of people) {
    if (person.protection !== null || person.fields.occupation !== undefined) continue;
    person.fields.occupation = random.pick(world.lists.people.occupations);
    if (random.chance(0.25)) person.fields.aliases = [random.pick(world.lists.people.nicknames)];
    if (random.chance(0.3)) addConviction(random, person);
    if (random.chance(0.14))
      person.fields.warningMarkers = [random.pick(['Violent', 'Weapons', 'Dogs at address'])];
  }
}

function addConviction(random: Random, person: Entity): void {
  person.fields.convicted = true;
  if (random.chance(0.4)) person.fields.relevantConviction = true;
  if (random.chance(0.2)) person.fields.seriousOffenceConviction = true;
  if (random.chance(0.12)) person.fields.seriousConvictionLinkedToHome = true;
  if (random.chance(0.1)) person.fields.awaitingSentence = true;
}

/** What each tie is, now that roles are known: who recruits and who exploits. */
function nameTies(world: World, random: Random): void {
  for (const tie of world.ties) {
    const ends = [tie.from, tie.to];
    const shielded = ends.find((end) => end.protection !== null);
    const other = ends.find((end) => end !== shielded);
    if (shielded && other && other.protection === null) {
      const isAbove = [
        'principal',
        'core-member',
        'facilitator',
        'driver-transport',
        'front-business-operator',
      ];
      if (isAbove.includes(String(other.fields.role))) redirect(tie, other, shielded, 'exploits');
    } else if (
      String(tie.to.fields.role) === 'runner-mule' &&
      tie.from.protection === null &&
      random.chance(0.2)
    ) {
      tie.type = 'recruits';
    }
  }
}

function redirect(
  tie: { from: Entity; to: Entity; type: string },
  from: Entity,
  to: Entity,
  type: string,
): void {
  tie.from = from;
  tie.to = to;
  tie.type = type;
}
