import { expect, test } from 'vitest';
import { layOutLane } from '../../../renderer/features/timeline/lane-layout.ts';
import { layTimeline, timeSieve } from '../../../renderer/features/timeline/timeline-model.ts';
import { firstSpan, stepSpan } from '../../../renderer/features/timeline/use-play.ts';
import type { TimelineItem } from '../../../shared/api/timeline.ts';
import { dateOfDay, spanOfDate } from '../../../shared/timeline/span.ts';

const TODAY = spanOfDate('2026-11-01')?.from ?? 0;

function day(date: string): number {
  return spanOfDate(date)?.from ?? Number.NaN;
}

function item(id: string, dates: Partial<TimelineItem>): TimelineItem {
  return {
    id,
    lane: 'event',
    subject: 'entity',
    label: 'Visit',
    when: 'point',
    from: null,
    to: null,
    time: null,
    seenOn: null,
    certainty: 'confirmed',
    entities: [],
    relationIds: [],
    ...dates,
  };
}

function modelOf(items: readonly TimelineItem[], entityIds: readonly string[] = []) {
  const steps = layTimeline(
    {
      entities: entityIds.map((id) => ({ id, kind: 'person', label: id })),
      items: [...items],
      undated: { events: 0, licences: 0, links: 1 },
      undatedRelationIds: ['undated link'],
      withheldLinks: 0,
      unreadableDates: 0,
    },
    TODAY,
  );
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

test('a span lets through who and what is dated in it, and what has no date only where that is wished', () => {
  const model = modelOf(
    [
      item('early', { from: '2025-03-01', entities: [0], relationIds: ['a'] }),
      item('late', { from: '2026', entities: [1], relationIds: ['b'] }),
      item('long', {
        when: 'period',
        from: '2024',
        to: '2026-05-01',
        entities: [2],
        relationIds: ['c'],
      }),
    ],
    ['Ana', 'Bo', 'Cy'],
  );
  const brush = { from: day('2025-02-01'), to: day('2025-04-01') };
  const ids = ['Ana', 'Bo', 'Cy', 'Dee'];
  const kept = timeSieve(model, { brush, keepsUndated: true, ids });
  expect([...(kept.entityIds ?? [])].sort()).toEqual(['Ana', 'Cy', 'Dee']);
  expect([...(kept.relationIds ?? [])].sort()).toEqual(['a', 'c', 'undated link']);
  const strict = timeSieve(model, { brush, keepsUndated: false, ids });
  expect([...(strict.entityIds ?? [])].sort()).toEqual(['Ana', 'Cy']);
  expect([...(strict.relationIds ?? [])].sort()).toEqual(['a', 'c']);
});

test('a year as a date may lie in any span of that year', () => {
  const model = modelOf([item('some day', { from: '2026', entities: [0] })], ['Ana']);
  const brush = { from: day('2026-06-01'), to: day('2026-06-02') };
  expect(timeSieve(model, { brush, keepsUndated: false, ids: [] }).entityIds?.has('Ana')).toBe(
    true,
  );
});

const VIEW = { span: { from: 0, to: 1000 }, widthPx: 1000 };
const WORDS = { mostRows: 4, words: () => 'Visit · Ana Example' };

test('marks that would cover each other take rows of their own', () => {
  const { entries } = modelOf([
    item('a', { from: '1971-01-01' }),
    item('b', { from: '1971-01-01' }),
    item('c', { from: '1972-01-01' }),
  ]);
  const content = layOutLane(entries, VIEW, WORDS);
  if (content.type !== 'marks') throw new Error('marks were expected');
  expect(content.marks.map(({ row }) => row)).toEqual([0, 1, 0]);
  expect(content.marks.every(({ wordsPx }) => wordsPx > 0)).toBe(true);
});

test('too many for the rows lose their words first, then become bars that count every one', () => {
  const some = Array.from({ length: 30 }, (_, index) =>
    item(`${index}`, { from: dateOfDay(index * 30) }),
  );
  const tight = layOutLane(modelOf(some).entries, VIEW, { ...WORDS, mostRows: 1 });
  if (tight.type !== 'marks') throw new Error('marks were expected');
  expect(tight.marks.every(({ wordsPx }) => wordsPx === 0)).toBe(true);

  const many = Array.from({ length: 5000 }, (_, index) =>
    item(`${index}`, { from: dateOfDay(index % 999) }),
  );
  const crowded = layOutLane(modelOf(many).entries, VIEW, WORDS);
  if (crowded.type !== 'density') throw new Error('bars were expected');
  expect(crowded.bins.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
});

test('play goes on by whole units and ends where nothing more is dated', () => {
  const whole = { from: day('2026-01-14'), to: day('2026-03-03') };
  const first = firstSpan('month', whole);
  expect([first.from, first.to].map(dateOfDay)).toEqual(['2026-01-01', '2026-02-01']);
  const second = stepSpan(first, 'month', 1, whole);
  expect(second && [second.from, second.to].map(dateOfDay)).toEqual(['2026-02-01', '2026-03-01']);
  const third = second && stepSpan(second, 'month', 1, whole);
  expect(third && stepSpan(third, 'month', 1, whole)).toBeNull();
});
