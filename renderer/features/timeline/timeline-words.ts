import type { TimelineItem, TimelineLane } from '../../../shared/api/timeline.ts';
import { dateWords, type Span, whenWords } from '../../../shared/timeline/span.ts';
import { spanDates, type TimelineModel } from './timeline-model.ts';

/** What each lane is called. */
export const LANE_WORDS: Readonly<Record<TimelineLane, string>> = {
  event: 'Events',
  call: 'Calls',
  payment: 'Payments',
  link: 'Links',
  sighting: 'Seen',
  licence: 'Licences',
};

/** What one thing of each lane is. */
export const LANE_WORD: Readonly<Record<TimelineLane, string>> = {
  event: 'Event',
  call: 'Call',
  payment: 'Payment',
  link: 'Link',
  sighting: 'Seen',
  licence: 'Licence',
};

const MOST_NAMES = 3;

/** Whom a dated thing speaks of. The event or licence itself is not among them. */
export function whoWords(
  { entities }: Pick<TimelineModel, 'entities'>,
  item: TimelineItem,
): string {
  const labels = item.entities.flatMap((place) => {
    const entity = entities[place];
    return entity && !(entity.id === item.id && item.lane !== 'sighting') ? [entity.label] : [];
  });
  if (item.subject === 'relation') return labels.join(' – ');
  const more = labels.length - MOST_NAMES;
  return labels.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** A dated thing on one line: what and whom. */
export function itemWords(model: Pick<TimelineModel, 'entities'>, item: TimelineItem): string {
  const who = whoWords(model, item);
  return who === '' ? item.label : `${item.label} · ${who}`;
}

/** When a dated thing was, with the time of the day where that is known. */
export function itemWhen(item: TimelineItem): string {
  const when = whenWords(item);
  return item.time === null || item.when !== 'point' ? when : `${when}, ${item.time}`;
}

/** A stretch of time in words. */
export function spanWords(span: Span): string {
  const { first, last } = spanDates(span);
  return first === last ? dateWords(first) : `${dateWords(first)} to ${dateWords(last)}`;
}

/** How many, with the right word. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
