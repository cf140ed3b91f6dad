import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { Certainty } from '../domain/grade.ts';
import { call } from './base.ts';

/** Kinds of dated thing, in the order in which they are drawn. */
export const TIMELINE_LANES = ['event', 'call', 'payment', 'link', 'sighting', 'licence'] as const;
export const TimelineLane = z.enum(TIMELINE_LANES);
export type TimelineLane = z.infer<typeof TimelineLane>;

/** A record that dated things speak of. Never a protected person. */
export const TimelineEntity = z.strictObject({
  id: Id,
  kind: z.string(),
  label: z.string(),
});
export type TimelineEntity = z.infer<typeof TimelineEntity>;

/** Something dated: an event, a call, a payment, a link with its period, a sighting, the period of a licence. */
export const TimelineItem = z.strictObject({
  /** Of the event or licence, or of the link. */
  id: Id,
  lane: TimelineLane,
  subject: z.enum(['entity', 'relation']),
  /** What it is, without who: *Burglary*, *director of*. */
  label: z.string(),
  when: z.enum(['point', 'period']),
  /** ISO 8601, whole or partial; null: not known. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Time of the day as received; null: not known. */
  time: z.string().nullable(),
  /** When a link was last seen to hold. */
  seenOn: z.string().nullable(),
  certainty: Certainty,
  /** Places in `entities` of those it speaks of, from the acting one to the other. */
  entities: z.array(z.int()),
  /** Links that are as old as it: itself, where it is one. None are told of a whole case. */
  relationIds: z.array(Id),
});
export type TimelineItem = z.infer<typeof TimelineItem>;

/** What is known of dates besides those that are told. */
const TimelineCounts = z.strictObject({
  /** Events, licences and links about these records of which no date is known, and how many of each. */
  undated: z.strictObject({ events: z.int(), licences: z.int(), links: z.int() }),
  /** Links of protected people: nothing of them is told. */
  withheldLinks: z.int(),
  /** Dates that are not on the calendar; counted as not known. */
  unreadableDates: z.int(),
});

/** Part of what is dated about some records: a whole case at once would keep both sides from anything else. */
export const TimelinePart = z.strictObject({
  entities: z.array(TimelineEntity),
  /** Their places count the entities of every part, those of later ones too. */
  items: z.array(TimelineItem),
  /** Links without a date, and links of protected people, whose dates are withheld. None are told of a whole case. */
  undatedRelationIds: z.array(Id),
  /** With the last part alone. */
  counts: TimelineCounts.nullable(),
});
export type TimelinePart = z.infer<typeof TimelinePart>;

/** Everything dated that is known about some records: its parts together. */
export type Timeline = Omit<TimelinePart, 'counts'> & z.infer<typeof TimelineCounts>;

export const timeline = {
  /** What is dated about these records, or about the whole case: their events, links and licences. */
  read: call('consultation')
    .input(z.strictObject({ ids: z.array(Id).max(200_000).nullable() }))
    .output(eventIterator(TimelinePart)),
};
