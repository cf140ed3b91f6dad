import { expect, test } from 'vitest';
import { type Api, PASSPHRASE, startBackend, startWithCase, USER } from './fixture.ts';
import { GRADE, item, ORIGIN } from './report-item.ts';

const CODED = { source: 1, information: 'A', handling: 'C', conditions: 'Sanitise first' } as const;

async function startWithPub() {
  const started = await startWithCase();
  const { summary } = await started.api.entity.create({
    kind: 'premises',
    fields: { name: 'The Brass Heron', indicators: ['noise-nuisance'] },
    origin: ORIGIN,
    reason: 'Known',
  });
  return { ...started, pubId: summary.id };
}

/** One report of two items about a pub that is there and a man who is not. */
async function addReport(api: Api, pubId: string) {
  return api.report.create({
    reference: 'INT/2026/0417',
    reportedOn: '2026-04-17',
    ownerAgency: 'Harrowmere Police',
    marking: 'OFFICIAL-SENSITIVE',
    reviewOn: '2027-04',
    source: null,
    entities: [
      { key: 'pub', id: pubId, kind: null, fields: {}, category: null },
      {
        key: 'man',
        id: null,
        kind: 'person',
        fields: { name: 'Dorian Vexley' },
        category: 'suspect',
      },
    ],
    items: [
      item('Dealing at the bar\nevery Friday.', {
        observedFrom: '2026-03',
        observedTo: '2026-04-10',
        mentions: [{ key: 'pub', fields: { indicators: ['drug-dealing-at-premises'] } }],
      }),
      item('“Dory” runs the place.', {
        grade: CODED,
        mentions: [
          { key: 'man', fields: { aliases: ['Dory'] } },
          { key: 'pub', fields: {} },
        ],
        links: [{ fromKey: 'man', toKey: 'pub', type: 'controls' }],
      }),
    ],
    reason: 'Received today',
  });
}

test('a report makes records, adds to those that are there, and links them, each with the grade of its item', async () => {
  const { api, pubId } = await startWithPub();
  const { summary, items } = await addReport(api, pubId);
  expect(summary).toMatchObject({
    reference: 'INT/2026/0417',
    items: 2,
    ownerAgency: 'Harrowmere Police',
  });
  expect(items.map(({ text, grade }) => [text, grade.handling])).toEqual([
    ['Dealing at the bar\nevery Friday.', 'P'],
    ['“Dory” runs the place.', 'C'],
  ]);
  expect(items[1]).toMatchObject({ links: [{ words: 'Dorian Vexley controls The Brass Heron' }] });

  const pub = await api.entity.get({ id: pubId });
  const indicators = pub.intelligence.filter(({ field }) => field === 'indicators');
  expect(indicators.map(({ display, isCurrent }) => [display, isCurrent]).sort()).toEqual([
    ['Drug dealing at premises', true],
    ['Noise nuisance', true],
  ]);
  const dealing = indicators.find(({ display }) => display.startsWith('Drug'));
  expect(dealing?.records).toMatchObject([
    {
      reportId: summary.id,
      reportReference: 'INT/2026/0417',
      observedOn: '2026-04-10',
      reviewOn: '2027-04',
      grade: GRADE,
      isCorrection: false,
    },
  ]);
  const [link] = pub.relations;
  expect(link).toMatchObject({ words: 'controlled by', grade: CODED, certainty: 'confirmed' });
  const man = await api.entity.get({ id: link?.other.id ?? '' });
  expect(man.category).toBe('suspect');
  expect((await api.entity.search({ text: 'Dory' })).items.map(({ id }) => id)).toEqual([
    man.summary.id,
  ]);
});

test('a report is one step of undo, across a restart, and its text is kept word for word', async () => {
  const first = await startWithPub();
  const { summary } = await addReport(first.api, first.pubId);
  await first.api.case.close();
  const { api } = startBackend(first.dir);
  await api.case.list();
  await api.case.unlock({
    handle: first.handle,
    user: USER,
    passphrase: PASSPHRASE,
    reason: 'Test',
  });
  expect((await api.report.get({ id: summary.id })).items[0]?.text).toBe(
    'Dealing at the bar\nevery Friday.',
  );
  expect((await api.history.undo()).undone.name).toBe('Add report INT/2026/0417');
  expect(await api.report.list()).toEqual([]);
  expect((await api.entity.list({})).items.map(({ label }) => label)).toEqual(['The Brass Heron']);
  expect((await api.entity.get({ id: first.pubId })).relations).toEqual([]);
  await api.history.redo();
  expect((await api.report.list()).map(({ reference }) => reference)).toEqual(['INT/2026/0417']);
  expect((await api.entity.get({ id: first.pubId })).relations).toHaveLength(1);
  const log = await api.audit.list({ limit: 100 });
  expect(log.find(({ method }) => method === 'report.create')).toMatchObject({
    category: 'collection',
  });
});

test('faults are told by item, and nothing of the report is kept', async () => {
  const { api, pubId } = await startWithPub();
  const refused = await api.report
    .create({
      reference: 'INT/1',
      entities: [{ key: 'pub', id: pubId }],
      items: [
        item('  ', { grade: { ...CODED, conditions: null } }),
        item('Fine', {
          observedFrom: '2026-04',
          observedTo: '2026-03',
          mentions: [{ key: 'pub', fields: { indicators: ['no-such-word'] } }],
          links: [{ fromKey: 'pub', toKey: 'pub', type: 'controls' }],
        }),
      ],
      reason: 'Received',
    })
    .then(
      () => [],
      (error) => error.data.problems.map(({ column }: { column: string }) => column),
    );
  expect(refused).toEqual([
    'items.0.text',
    'items.0.conditions',
    'items.1.endedOn',
    'items.1.pub.indicators',
    'items.1.links.0.type',
  ]);
  expect(await api.report.list()).toEqual([]);
  await addReport(api, pubId);
  await expect(addReport(api, pubId)).rejects.toThrow(/reference is there already/);
});

test('what speaks of a protected person is withheld, now and when one becomes so, until revealed for a reason', async () => {
  const { api, pubId } = await startWithPub();
  const { summary } = await addReport(api, pubId);
  const man = (await api.entity.search({ text: 'Dorian' })).items[0];
  await api.report.create({
    reference: 'INT/2',
    entities: [{ key: 'pub', id: pubId }],
    items: [
      item('A man called Dorian Vexley was seen crying.', {
        mentions: [{ key: 'pub', fields: {} }],
      }),
    ],
    reason: 'Received',
  });
  await api.entity.edit({
    id: man?.id ?? '',
    changes: [],
    category: 'victim',
    origin: ORIGIN,
    reason: 'Coerced',
  });
  const second = (await api.report.list()).find(({ reference }) => reference === 'INT/2');
  const answers = JSON.stringify([
    await api.report.list(),
    await api.report.get({ id: summary.id }),
    await api.report.get({ id: second?.id ?? '' }),
    await api.entity.get({ id: pubId }),
    await api.entity.history({ id: pubId }),
    await api.history.list({}),
  ]);
  expect(answers).not.toMatch(/Dorian|Vexley|Dory/);
  expect((await api.report.get({ id: summary.id })).items.map(({ text }) => text)).toEqual([
    'Dealing at the bar\nevery Friday.',
    null,
  ]);
  const revealed = await api.report.get({ id: summary.id, revealReason: 'Strategy meeting' });
  expect(revealed.items[1]?.text).toBe('“Dory” runs the place.');
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    method: 'report.get',
    category: 'consultation',
    reason: 'Strategy meeting',
  });
});

test('a report that is taken back takes along what it alone says', async () => {
  const { api, pubId } = await startWithPub();
  const { summary } = await addReport(api, pubId);
  await api.report.remove({ id: summary.id, reason: 'Withdrawn by its owner' });
  expect(await api.report.list()).toEqual([]);
  await expect(api.report.get({ id: summary.id })).rejects.toThrow(/no such report/);
  expect((await api.entity.list({})).items.map(({ label }) => label)).toEqual(['The Brass Heron']);
  const pub = await api.entity.get({ id: pubId });
  expect(pub.relations).toEqual([]);
  expect(JSON.stringify(pub.intelligence)).not.toContain('Drug dealing');
  await api.history.undo();
  expect((await api.report.get({ id: summary.id })).items).toHaveLength(2);
});
