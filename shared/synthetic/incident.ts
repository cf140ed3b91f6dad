import type { Fields } from '../domain/field.ts';
import { dayOf, isoDate } from './calendar.ts';
import { membersOf } from './group.ts';
import { addPremises } from './place.ts';
import type { Random } from './random.ts';
import {
  addEntity,
  addLink,
  type Entity,
  type Group,
  pickFields,
  type Tie,
  tell,
  tellLink,
  type World,
} from './world.ts';

/** Days back that the log reaches. */
const LOG_DAYS = 540;
/** From this many at one place, the log itself shows the pattern. */
const PATTERN_COUNT = 3;

/** Incidents at the places of groups, so that a place with many shows as one. */
export function buildIncidents(world: World): void {
  const random = world.random.fork('incidents');
  for (const group of world.groups) {
    const places = new Set([...group.firms.map((firm) => firm.premises), ...group.premises]);
    for (const place of places) {
      const count = random.weighted([
        [0, 45],
        [1, 20],
        [2, 12],
        [4, 13],
        [6, 10],
      ]);
      for (let each = 0; each < count; each++) addIncident(world, random, place, group);
      if (count >= PATTERN_COUNT) {
        tell(world, 'incidents', {
          entity: place,
          fields: { indicators: ['asb'], notes: `${count} calls in eighteen months` },
          observedOn: world.today - 5,
        });
      }
    }
    if (group.firms.some((firm) => firm.sector === 'waste-recycling'))
      addFlyTip(world, random, group);
  }
}

/** Adds an incident at a place; now and then someone of the group is named in it. */
export function addIncident(
  world: World,
  random: Random,
  place: Entity,
  group: Group | null,
): Entity {
  const kind = random.pick(world.lists.phrases.incidents);
  const event = recordEvent(world, random, place, {
    eventType: kind.type,
    description: random.pick(kind.text),
    outcome: random.pick(world.lists.phrases.outcomes),
  });
  const named = group ? membersOf(group).filter((person) => person.protection === null) : [];
  if (named.length > 0 && random.chance(0.18)) {
    const person = random.pick(named);
    tell(world, 'incidents', { entity: person, fields: pickFields(person, ['name']) });
    tellLink(world, 'incidents', {
      type: 'attends',
      from: person,
      to: event,
      observedOn: dayOf(String(event.fields.date)),
    });
  }
  return event;
}

function recordEvent(world: World, random: Random, place: Entity, fields: Fields): Entity {
  const day = world.today - random.integer(2, LOG_DAYS);
  const event = addEntity(
    world,
    'event',
    place.town,
    {
      ...fields,
      date: isoDate(day),
      time: `${String(random.integer(0, 23)).padStart(2, '0')}:${String(random.integer(0, 59)).padStart(2, '0')}`,
      reference: `INC-${String(world.entities.length).padStart(6, '0')}`,
    },
    place.groups,
  );
  tell(world, 'incidents', { entity: event, fields: event.fields, observedOn: day });
  tell(world, 'incidents', {
    entity: place,
    fields: pickFields(place, ['address', 'postcode']),
    observedOn: day,
  });
  tellLink(world, 'incidents', { type: 'located-at', from: event, to: place, observedOn: day });
  return event;
}

/** Tipped waste on open land that reports tie to a waste firm's people. */
function addFlyTip(world: World, random: Random, group: Group): void {
  const land = addPremises(world, random, {
    town: group.town,
    premisesType: 'open-land',
    groups: [group.index],
  });
  const event = recordEvent(world, random, land, {
    eventType: 'Fly-tip',
    description: 'Mixed building waste tipped by night',
    outcome: 'Under investigation',
    indicators: ['fly-tipping'],
  });
  tell(world, 'incidents', {
    entity: land,
    fields: { indicators: ['waste-accumulation'] },
    observedOn: world.today - 20,
  });
  const hand = random.pick(group.middle.length > 0 ? group.middle : group.core);
  if (hand.protection === null) addLink(world, 'attends', hand, event, { missShare: 0.1 });
}

/** One group in eight was raided: some ties end that day, and others take their place (analytics.md 2.2). */
export function buildDisruptions(world: World): void {
  const random = world.random.fork('disruptions');
  const tiesOf = new Map<Entity, Tie[]>();
  for (const tie of world.ties) {
    for (const end of [tie.from, tie.to]) {
      const ties = tiesOf.get(end);
      if (ties) ties.push(tie);
      else tiesOf.set(end, [tie]);
    }
  }
  for (const group of random.sample(world.groups, Math.round(world.groups.length / 8))) {
    const place = group.premises[0] ?? group.firms[0]?.premises;
    const [first, second] = group.core;
    if (!place || !first || !second) continue;
    const event = recordEvent(world, random, place, {
      eventType: 'Warrant executed',
      description: 'Search under warrant',
      outcome: 'Arrest made',
    });
    const day = dayOf(String(event.fields.date));
    addLink(world, 'attends', first, event, { missShare: 0 });
    for (const tie of tiesOf.get(first) ?? []) {
      const other = tie.from === first ? tie.to : tie.from;
      if (other === second || other.protection !== null || !random.chance(0.5)) continue;
      tie.endedOn = day;
      addLink(world, 'associate-of', second, other, {
        startedOn: Math.min(world.today - 1, day + random.integer(5, 60)),
      });
    }
  }
}
