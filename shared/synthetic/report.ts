import type { Fields } from '../domain/field.ts';
import { type Grade, UNGRADED } from '../domain/grade.ts';
import { FLAGSHIP, membersOf } from './group.ts';
import type { Random } from './random.ts';
import {
  addLink,
  type Entity,
  type Group,
  pickFields,
  recentDay,
  type TrueLink,
  tell,
  tellLink,
  type World,
} from './world.ts';

/** Shares of step 10. */
const SOURCE_SHARES = [
  [1, 25],
  [2, 60],
  [3, 15],
] as const;
const INFORMATION_SHARES = [
  ['A', 20],
  ['B', 22],
  ['C', 38],
  ['D', 17],
  ['E', 3],
] as const;
const CONDITIONS_SHARE = 0.3;
const UNGRADED_SHARE = 0.025;
const UNDATED_SHARE = 0.05;
/** Repeats of a link: fewer than those of a fact, so that a map is not all parallel lines. */
const LINK_REPEATS = 0.25;
const FACT_REPEATS = 0.8;
/** Of repeats, those that only pass on the first report: one piece of evidence, not two. */
const SAME_ORIGIN_SHARE = 0.3;
/** Links that nobody saw; principals are careful. */
const MISS_SHARE = 0.25;
const MISS_SHARE_CAREFUL = 0.4;
const FALSE_SHARE = 0.05;

/** A grade as reports carry it; a few wait for one. */
function drawGrade(world: World, random: Random): Grade {
  if (random.chance(UNGRADED_SHARE)) return UNGRADED;
  const isConditional = random.chance(CONDITIONS_SHARE);
  return {
    source: random.weighted(SOURCE_SHARES),
    information: random.weighted(INFORMATION_SHARES),
    handling: isConditional ? 'C' : 'P',
    conditions: isConditional ? random.pick(world.lists.phrases.conditions) : null,
  };
}

/** A day on which something was seen: half of all fall in a week when the group was busy. */
function drawDay(world: World, random: Random, groups: readonly number[]): number | null {
  if (random.chance(UNDATED_SHARE)) return null;
  const group = groups.length > 0 ? world.groups[random.pick(groups)] : undefined;
  if (group && random.chance(0.5)) {
    return Math.min(world.today - 1, random.pick(group.busyDays) + random.integer(0, 6));
  }
  return recentDay(world, random);
}

/** A report of a sign at or about something. */
export function reportSign(world: World, random: Random, entity: Entity, indicator: string): void {
  const phrases = world.lists.phrases.signs[indicator];
  const repeats = 1 + (random.chance(0.35) ? 1 : 0);
  for (let count = 0; count < repeats; count++) {
    const fields: Fields = { indicators: [indicator] };
    if (phrases) fields.notes = random.pick(phrases);
    tell(world, 'intelligence', {
      entity,
      fields,
      grade: drawGrade(world, random),
      observedOn: drawDay(world, random, entity.groups),
    });
  }
}

/** What reports say of people in groups: what they do, other names, signs of what they are about. */
export function reportPeople(world: World): void {
  const random = world.random.fork('people reports');
  for (const group of world.groups) {
    for (const person of membersOf(group)) {
      if (person.protection !== null || person.groups[0] !== group.index) continue;
      for (let count = random.poisson(FACT_REPEATS); count > 0; count--) {
        const fields: Fields = { notes: random.pick(world.lists.phrases.people) };
        tell(world, 'intelligence', {
          entity: person,
          fields,
          grade: drawGrade(world, random),
          observedOn: drawDay(world, random, person.groups),
        });
      }
      for (const sign of signsOfPerson(random, group, person))
        reportSign(world, random, person, sign);
    }
  }
  for (const enabler of world.enablers) {
    tell(world, 'intelligence', {
      entity: enabler,
      fields: pickFields(enabler, ['role']),
      grade: drawGrade(world, random),
      category: 'unassessed',
      observedOn: drawDay(world, random, enabler.groups),
    });
  }
}

function signsOfPerson(random: Random, group: Group, person: Entity): string[] {
  const signs: string[] = [];
  const role = person.fields.role;
  const isDrugs = group.threats.includes('drugs');
  if (role === 'principal' && random.chance(0.5)) signs.push('unexplained-wealth');
  if (role === 'runner-mule' && isDrugs && random.chance(0.5))
    signs.push('drug-dealing-individual');
  if (role === 'core-member' && random.chance(0.35)) signs.push('intimidation');
  if (role === 'driver-transport' && isDrugs && random.chance(0.35))
    signs.push('county-lines-transport');
  if (role === 'storer' && random.chance(0.25)) signs.push('stolen-property');
  if (group.threats.includes('firearms') && random.chance(0.15))
    signs.push('firearms-intelligence');
  if (group.threats.includes('economic-crime') && random.chance(0.2)) signs.push('illegal-lending');
  if (random.chance(0.06)) signs.push('asb');
  if (random.chance(0.05)) signs.push('benefit-fraud');
  if (random.chance(0.04)) signs.push('data-match-hit');
  return signs;
}

/** One group in ten is watched: more is seen of it, and it is seen more often. */
const WATCHED_SHARE = 0.1;
/** People of whom nothing is known but that they are members. */
const ISOLATED_SHARE = 0.05;

/** Turns true ties and links into what was seen of them, and adds links that are not so. */
export function observeLinks(world: World): void {
  const random = world.random.fork('link reports');
  const watched = new Set<number>([
    FLAGSHIP,
    ...random
      .sample(world.groups, Math.round(world.groups.length * WATCHED_SHARE))
      .map((group) => group.index),
  ]);
  const isWatched = (entity: Entity) => entity.groups.some((group) => watched.has(group));
  const outer = world.groups.flatMap((group) => group.outer).filter((person) => !isWatched(person));
  const isolated = new Set(outer.filter(() => random.chance(ISOLATED_SHARE * 2)));
  for (const tie of world.ties) {
    const ends = [tie.from, tie.to];
    const isCareful = ends.some((end) => end.fields.role === 'principal');
    const usual = isCareful ? MISS_SHARE_CAREFUL : MISS_SHARE;
    const missShare = ends.some((end) => isolated.has(end))
      ? 1
      : ends.every(isWatched)
        ? usual * 0.4
        : usual;
    addLink(world, tie.type, tie.from, tie.to, { missShare, endedOn: tie.endedOn });
  }
  for (const link of world.links) {
    if (random.chance(link.missShare)) continue;
    reportLink(world, random, link, isWatched(link.from) && isWatched(link.to) ? 2 : 1);
  }
  for (let count = Math.round(world.ties.length * FALSE_SHARE); count > 0; count--)
    reportFalseLink(world, random);
}

function reportLink(world: World, random: Random, link: TrueLink, attention: number): void {
  const groups = link.from.groups.length > 0 ? link.from.groups : link.to.groups;
  const startedOn = link.startedOn ?? (random.chance(0.4) ? recentDay(world, random) - 200 : null);
  let origin = '';
  for (let count = random.poisson(LINK_REPEATS * attention); count >= 0; count--) {
    if (origin === '' || !random.chance(SAME_ORIGIN_SHARE))
      origin = `IR-${random.integer(100000, 999999)}`;
    const seenOn = drawDay(world, random, groups);
    // Nothing is seen of a link after it ended.
    const observedOn =
      seenOn !== null && link.endedOn !== null ? Math.min(seenOn, link.endedOn) : seenOn;
    const fields: Fields = { report: origin };
    const phrase = world.lists.phrases.ties[link.type];
    if (phrase) fields.notes = random.pick(phrase);
    tellLink(world, 'intelligence', {
      type: link.type,
      from: link.from,
      to: link.to,
      fields,
      grade: drawGrade(world, random),
      startedOn:
        startedOn !== null && observedOn !== null && startedOn > observedOn ? null : startedOn,
      endedOn: link.endedOn,
      observedOn,
    });
  }
}

const FALSE_GRADES: readonly (readonly [Pick<Grade, 'source' | 'information'>, number])[] = [
  [{ source: 2, information: 'D' }, 50],
  [{ source: 3, information: 'D' }, 35],
  [{ source: 3, information: 'E' }, 15],
];

function reportFalseLink(world: World, random: Random): void {
  const from = random.pick(membersOf(random.pick(world.groups)));
  const to = random.pick(membersOf(random.pick(world.groups)));
  if (from === to || from.protection !== null || to.protection !== null) return;
  if (world.ties.length < 2000 && world.ties.some((tie) => tie.from === from && tie.to === to))
    return;
  const claim = {
    type: 'associate-of',
    from,
    to,
    fields: { report: `IR-${random.integer(100000, 999999)}` },
    grade: { ...random.weighted(FALSE_GRADES), handling: 'P' as const, conditions: null },
    observedOn: drawDay(world, random, from.groups),
  };
  tellLink(world, 'intelligence', claim);
  world.falseLinks.push(claim);
}

/** The mapping list: groups, and who is in them. Protected people are on no list of members. */
export function recordMapping(world: World): void {
  const random = world.random.fork('mapping');
  for (const group of world.groups) {
    tell(world, 'mapping', { entity: group.entity, fields: group.entity.fields });
    for (const [place, person] of membersOf(group).entries()) {
      if (person.protection !== null) continue;
      if (person.groups[0] === group.index) {
        tell(world, 'mapping', {
          entity: person,
          category: person.fields.convicted === true ? 'convicted' : 'suspect',
          fields: pickFields(person, [
            'name',
            'givenName',
            'surname',
            'aliases',
            'dateOfBirth',
            'role',
            'occupation',
            'warningMarkers',
            'convicted',
            'relevantConviction',
            'seriousOffenceConviction',
            'seriousConvictionLinkedToHome',
            'awaitingSentence',
          ]),
        });
      }
      tellLink(world, 'mapping', {
        type: place === 0 ? 'leads' : 'member-of',
        from: person,
        to: group.entity,
        startedOn: recentDay(world, random) - 200,
        ...(random.chance(0.4) ? { grade: drawGrade(world, random) } : {}),
      });
    }
  }
}

/** Gives a first record to everyone and everything that reports speak of and no other source knows. */
export function introduceUnknown(world: World): void {
  const known = new Set<Entity>();
  for (const claims of world.records.values()) for (const { entity } of claims) known.add(entity);
  const random = world.random.fork('introductions');
  const introduced: Entity[] = [];
  for (const { from, to } of world.relations.get('intelligence') ?? []) {
    for (const end of [from, to]) {
      if (known.has(end)) continue;
      known.add(end);
      introduced.push(end);
    }
  }
  for (const entity of introduced) {
    tell(world, 'intelligence', {
      entity,
      fields: pickFields(entity, [
        'name',
        'givenName',
        'surname',
        'role',
        'address',
        'postcode',
        'registration',
        'make',
        'model',
      ]),
      grade: drawGrade(world, random),
      ...(entity.kind === 'person' ? { category: 'unassessed' as const } : {}),
    });
  }
}
