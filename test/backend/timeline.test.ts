import { expect, test } from 'vitest';
import type { TimelinePart } from '../../shared/api/timeline.ts';
import { joinTimeline } from '../../shared/timeline/join.ts';
import { type Api, importFiles, startWithCase, textFile } from './fixture.ts';

async function timelineOf(api: Api, asked: { readonly ids: string[] | null }) {
  return joinTimeline(await api.timeline.read(asked));
}

async function startWithDates() {
  const started = await startWithCase();
  await importFiles(started, [
    textFile(
      'nodes.csv',
      [
        'id,type,name,role,date,event type,licence type,issued,expires,number,holder',
        'ana,person,Ana Example,principal,,,,,,,',
        'bo,person,Bo Sample,,,,,,,,',
        'vic,person,Vic Hidden,exploited-child,,,,,,,',
        'raid,event,,,2026-03,Warrant,,,,,',
        'talk,event,,,,Meeting,,,,,',
        'ring,event,,,2026-04-02,CALL,,,,,',
        'phone,phone,,,,,,,,07700 900123,',
        'heron,premises,The Heron,,,,,,,,',
        'pub,licence,,,,,premises-licence,2024-01-01,2027-01-01,,Ana Example',
        'cab,licence,,,,,,2025-01-01,,,Vic Hidden',
      ].join('\n'),
    ),
    textFile(
      'edges.csv',
      [
        'source,target,type,start date,end date,observed on',
        'ana,bo,associate of,2024-05,,2026-01-09',
        'ana,heron,seen at,,,2026-02-03',
        'bo,heron,lives at,,,',
        'ana,vic,exploits,2025-01-01,2025-06-01,',
        'ana,raid,attends,,,',
        'vic,raid,attends,,,',
        'ring,phone,called,,,',
        'pub,heron,licence for,,,',
        'cab,vic,held by,,,',
      ].join('\n'),
    ),
  ]);
  const { items } = await started.api.entity.list({ limit: 100 });
  const idOf = (label: string) => {
    const found = items.find((entity) => entity.label.includes(label));
    if (!found)
      throw new Error(`no ${label} among ${items.map((entity) => entity.label).join(', ')}`);
    return found.id;
  };
  return { ...started, items, idOf };
}

test('everything dated about some records comes with its lane and its dates as they are known', async () => {
  const { api, idOf } = await startWithDates();
  const { items, entities } = await timelineOf(api, { ids: [idOf('Ana Example')] });
  const told = items.map(({ lane, label, when, from, to, seenOn, entities: places }) => [
    lane,
    label,
    when,
    from,
    to,
    seenOn,
    places.map((place) => entities[place]?.label),
  ]);
  expect(told).toEqual(
    expect.arrayContaining([
      [
        'link',
        'associate of',
        'period',
        '2024-05',
        null,
        '2026-01-09',
        ['Ana Example', 'Bo Sample'],
      ],
      ['sighting', 'seen at', 'point', '2026-02-03', null, null, ['Ana Example', 'The Heron']],
    ]),
  );
  // The raid that she took part in is dated by its month, and no day is guessed.
  const raid = items.find(({ lane }) => lane === 'event');
  expect(raid).toMatchObject({ label: 'Warrant', when: 'point', from: '2026-03', time: null });
});

test('a call is known by its phone, a licence by its period, and what has no date is counted', async () => {
  const { api } = await startWithDates();
  const whole = await timelineOf(api, { ids: null });
  expect(whole.items.find(({ lane }) => lane === 'call')).toMatchObject({ from: '2026-04-02' });
  expect(whole.items.filter(({ lane }) => lane === 'licence')).toHaveLength(1);
  expect(whole.items.find(({ lane }) => lane === 'licence')).toMatchObject({
    label: 'Premises licence',
    from: '2024-01-01',
    to: '2027-01-01',
  });
  expect(whole.undated).toEqual({ events: 1, licences: 0, links: 1 });
});

test('nothing of a protected person comes back: no name, no reference, no date, no licence', async () => {
  const { api, items: listed, idOf } = await startWithDates();
  const vic = listed.find(({ isProtected }) => isProtected);
  if (!vic) throw new Error('somebody must be protected');
  for (const ids of [null, [vic.id], [idOf('Ana Example'), vic.id]]) {
    const answer = await timelineOf(api, { ids });
    const text = JSON.stringify(answer);
    expect(text).not.toContain('Vic');
    expect(text).not.toContain(vic.id);
    expect(text).not.toContain(vic.reference);
    expect(answer.items.some(({ label }) => label === 'exploits')).toBe(false);
    expect(answer.items.some(({ from }) => from === '2025-01-01')).toBe(false);
  }
  // The links of protected people look as if they had no date, whatever they have.
  const ofVic = await timelineOf(api, { ids: [vic.id] });
  expect(ofVic.withheldLinks).toBe(1);
  expect(ofVic.undatedRelationIds.length).toBeGreaterThanOrEqual(1);
  expect(ofVic.items.flatMap(({ relationIds }) => relationIds)).not.toEqual(
    expect.arrayContaining([...ofVic.undatedRelationIds]),
  );
});

test('an empty case, and records that are not there, have nothing dated', async () => {
  const { api } = await startWithCase();
  for (const ids of [null, [], ['nobody']])
    expect(await timelineOf(api, { ids })).toMatchObject({ items: [], entities: [] });
});

test('a long timeline comes in parts, which together hold everything once, with what is counted last', async () => {
  const started = await startWithCase();
  const count = 2500;
  const lines = Array.from(
    { length: count },
    (_, index) => `e${index},event,Visit ${index},2025-0${1 + (index % 9)}-10`,
  );
  await importFiles(started, [
    textFile('nodes.csv', ['id,type,name,date', ...lines, 'e9999,event,Undated visit,'].join('\n')),
  ]);
  const parts: TimelinePart[] = [];
  for await (const part of await started.api.timeline.read({ ids: null })) parts.push(part);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.map(({ counts }) => counts !== null)).toEqual(
    parts.map((_, index) => index === parts.length - 1),
  );
  const whole = await timelineOf(started.api, { ids: null });
  expect(new Set(whole.items.map(({ id }) => id)).size).toBe(count);
  expect(whole.items).toHaveLength(count);
  expect(whole.undated.events).toBe(1);
  for (const { entities } of whole.items)
    for (const place of entities) expect(whole.entities[place]?.kind).toBe('event');
});
