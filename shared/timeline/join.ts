import type { Timeline, TimelinePart } from '../api/timeline.ts';

/** Puts a timeline together that came in parts. */
export async function joinTimeline(parts: AsyncIterable<TimelinePart>): Promise<Timeline> {
  const joined: Timeline = {
    entities: [],
    items: [],
    undated: { events: 0, licences: 0, links: 0 },
    undatedRelationIds: [],
    withheldLinks: 0,
    unreadableDates: 0,
  };
  for await (const { entities, items, undatedRelationIds, counts } of parts) {
    for (const entity of entities) joined.entities.push(entity);
    for (const item of items) joined.items.push(item);
    for (const id of undatedRelationIds) joined.undatedRelationIds.push(id);
    if (counts) Object.assign(joined, counts);
  }
  return joined;
}
