import { expect, test } from 'vitest';
import { AuditFilter } from '../../shared/api/audit.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const REASON = 'For the meeting of partners';
const CODED_C = {
  source: 1,
  information: 'A',
  handling: 'C',
  conditions: 'Ask the owner',
} as const;

const NODES = textFile(
  'nodes.csv',
  [
    'id,type,name,dateOfBirth,role,indicators,premisesType,licenceType,holder,status',
    'g1,ocg,Group Kestrel,,,,,,,',
    'p1,person,Ana Example,1981-03-27,principal,,,,,',
    'p2,person,Hollis Coded,1985-01-01,,,,,,',
    'p3,person,Dora Farther,1985-02-02,,drug-dealing-individual,,,,',
    'v1,person,Cary Quillfeather,2012-05-05,exploited-child,child-criminal-exploitation,,,,',
    'v2,person,Wyn Tallowmere,1990-05-05,trafficking-victim,,,,,',
    'v3,person,Nell Otterly,2013-01-01,,,,,,',
    'm1,premises,1 Sample Street,,,drug-dealing-at-premises,shop,,,',
    'l1,licence,,,,,,personal-licence,Cary Quillfeather,in-force',
  ].join('\n'),
);
const LINKS = textFile(
  'links.csv',
  [
    'from,to,type',
    'p1,g1,member-of',
    'p1,p2,recruits',
    'p1,v2,recruits',
    'p1,v1,exploits',
    'v1,g1,member-of',
    'p3,v1,associate-of',
    'l1,m1,licence-for',
    'l1,p1,held-by',
  ].join('\n'),
);

async function start() {
  const started = await startWithCase();
  const { api } = started;
  await importFiles(started, [NODES, LINKS], { basis: 'fact', sourceName: 'Refuge register' });
  const { items } = await api.entity.list({});
  const idOf = (label: string) => items.find((item) => item.label === label)?.id ?? '';
  const idOfProtected = async (name: string) => {
    for (const { id, isProtected } of items)
      if (isProtected) {
        const { summary } = await api.entity.reveal({ id, reason: 'Test' });
        if (summary.label === name) return id;
      }
    return '';
  };
  return { ...started, idOf, idOfProtected };
}

test('a sheet names nobody coded C and no protected person, where a test was asked of them and is open', async () => {
  const { api, idOf } = await start();
  const subject = { type: 'record', id: idOf('Ana Example') } as const;
  const before = JSON.stringify(await api.lever.print({ subject, reason: REASON }));
  expect(before).not.toContain('Protected person');
  await api.entity.correct({
    id: idOf('Hollis Coded'),
    field: 'occupation',
    value: 'Driver',
    reason: 'Report',
    grade: CODED_C,
  });
  const sheet = await api.lever.print({ subject, leavesOutC: true, reason: REASON });
  const asked = sheet.openings.flatMap(({ tests }) => tests);
  expect(asked.filter(({ test }) => test.startsWith('recruits')).length).toBeGreaterThan(0);
  expect(JSON.stringify(sheet)).not.toContain('Hollis Coded');
});

test('what others’ levers say of a protected person is that a test is met, and neither why nor when', async () => {
  const { api, idOf } = await start();
  const answers = await api.lever.forEntity({ id: idOf('Ana Example') });
  const exploits = answers
    .flatMap(({ triggers }) => triggers.flatMap(({ tests }) => tests))
    .filter(({ test }) => test.startsWith('exploits'));
  expect(exploits.map(({ result }) => result)).toContain('true');
  for (const { actual, observedOn } of exploits) {
    expect(actual).toMatch(/^Protected person PER-\w+$/);
    expect(observedOn).toBeNull();
  }
});

test('a way to a group that leads through a protected person is withheld, and still counts', async () => {
  const { api, idOf } = await start();
  const answers = await api.lever.forEntity({ id: idOf('Dora Farther') });
  const near = answers
    .flatMap(({ triggers }) => triggers.flatMap(({ tests }) => tests))
    .filter(({ test, result }) => /organised crime group/.test(test) && result === 'true');
  expect(near.length).toBeGreaterThan(0);
  for (const { actual } of near) expect(actual).toMatch(/withheld/);
  expect(JSON.stringify(answers)).not.toContain('Protected person PER');
});

test('a licence that is called by a protected person’s name is a reference in every way to a group', async () => {
  const { api, idOf } = await start();
  const answers = await api.lever.forEntity({ id: idOf('1 Sample Street') });
  const ways = answers.flatMap(({ triggers }) =>
    triggers.flatMap(({ tests }) => tests.filter(({ test }) => /crime group/.test(test))),
  );
  expect(ways.map(({ actual }) => actual).join()).toMatch(/Licence LIC-/);
  expect(JSON.stringify([answers, await api.lever.evaluate({})])).not.toContain('Quillfeather');
});

test('why levers answer for a protected person is withheld until a reason is given, which is logged', async () => {
  const { api, idOfProtected } = await start();
  const id = await idOfProtected('Cary Quillfeather');
  const { items } = await api.lever.evaluate({});
  for (const answers of [
    await api.lever.forEntity({ id }),
    items.filter(({ entityId }) => entityId === id),
  ]) {
    expect(answers.length).toBeGreaterThan(0);
    for (const one of answers)
      expect(one).toMatchObject({ triggers: [], missing: [], ruledOutBy: [], weakestGrade: null });
  }
  const told = await api.lever.forEntity({ id, revealReason: 'Strategy meeting' });
  expect(told.every(({ triggers }) => triggers.length > 0)).toBe(true);
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    method: 'lever.forEntity',
    reason: 'Strategy meeting',
  });
});

test('nothing is revealed without a reason', async () => {
  const { api, idOfProtected } = await start();
  const id = await idOfProtected('Cary Quillfeather');
  const about = { entityId: id, leverId: 'child-protection-referral' };
  for (const revealReason of ['', '   ']) {
    await expect(api.lever.forEntity({ id, revealReason })).rejects.toThrow();
    await expect(api.assessment.forEntity({ id, revealReason })).rejects.toThrow();
    await expect(api.assessment.history({ ...about, revealReason })).rejects.toThrow();
    await expect(api.safeguarding.forEntity({ id, revealReason })).rejects.toThrow();
  }
});

test('reasons in the log name no protected person, and what a safeguarding decision says is not among them', async () => {
  const { api, idOf, idOfProtected } = await start();
  const id = await idOfProtected('Nell Otterly');
  await api.entity.correct({
    id: idOf('Ana Example'),
    field: 'occupation',
    value: 'Driver',
    reason: 'Told by cary  quillfeather at school',
  });
  const fields = {
    decision: 'allow' as const,
    decidedBy: 'Sam Guardian',
    decidedByRole: 'Designated safeguarding lead',
    decidedOn: '2026-01-04',
    reason: 'Moved to another refuge',
    reviewOn: '2999-01-01',
  };
  await api.safeguarding.record({ entityId: id, fields });
  const { decisions } = await api.safeguarding.forEntity({ id });
  await api.safeguarding.withdraw({ id: decisions[0]?.id ?? '', reason: 'Left another refuge' });
  const { numbers } = await api.audit.find({});
  const file = await api.audit.export({ filter: AuditFilter.parse({}), reason: 'Inspection' });
  const told = JSON.stringify([
    await api.audit.list({ limit: 1000 }),
    await api.audit.rows({ numbers }),
    await Promise.all(numbers.map((number) => api.audit.get({ number }))),
    await file.text(),
  ]);
  expect(told).toContain('at school');
  expect(told).not.toMatch(/quillfeather|another refuge/i);
});

test('whoever becomes protected leaves the names of changes that were cut short as well', async () => {
  const { api, idOf } = await start();
  const { levers } = await api.lever.catalogue();
  const [longest] = levers
    .filter(({ appliesTo }) => appliesTo.includes('person'))
    .sort((a, b) => b.title.length - a.title.length);
  const id = idOf('Dora Farther');
  const name = 'Theodora Montgomery-Farthingale-Ashworth';
  await api.entity.correct({ id, field: 'name', value: name, reason: 'Typed in full' });
  const about = { entityId: id, leverId: longest?.id ?? '' };
  const { id: assessmentId } = await api.assessment.save({
    ...about,
    fields: { status: 'not-appropriate', whyNot: 'Not needed' },
  });
  await api.assessment.remove({ id: assessmentId });
  expect(JSON.stringify(await api.history.list({}))).toMatch(/for Theodora Montgomery-F"/);
  await api.entity.correct({
    id,
    field: 'role',
    value: 'victim',
    reason: 'Assessed',
    grade: { source: 1, information: 'A', handling: 'P', conditions: null },
  });
  expect(JSON.stringify(await api.history.list({}))).not.toMatch(/Theodora|Montgomery/);
});

test('what was being read when a case is locked is not told: it could not be logged any more', async () => {
  const { api } = await start();
  const asked = api.audit.export({ filter: AuditFilter.parse({}), reason: 'Inspection' }).then(
    () => 'told',
    ({ data }) => data.code,
  );
  // Until it waits for others.
  for (let turn = 0; turn < 500; turn++) await Promise.resolve();
  await api.case.lock();
  expect(await asked).toBe('case-not-open');
});

test('where something near a group is coded C no effect is told, by words or by the order', async () => {
  const { api, idOf } = await start();
  const subject = { type: 'openings', ocgId: idOf('Group Kestrel'), links: 3 } as const;
  const open = await api.lever.print({ subject, reason: REASON });
  expect(open.openings.map(({ why }) => why).join()).toMatch(/cut off from the group/);
  await api.entity.correct({
    id: idOf('Hollis Coded'),
    field: 'occupation',
    value: 'Driver',
    reason: 'Report',
    grade: CODED_C,
  });
  const sheet = await api.lever.print({ subject, leavesOutC: true, reason: REASON });
  expect(sheet.openings.length).toBeGreaterThan(0);
  expect(sheet.openings.map(({ why }) => why).join()).not.toMatch(/cut off/);
  expect(sheet.scope.join()).toMatch(/Effects on the network are not told/);
});

test('conditions of handling travel with the tie that they were set on', async () => {
  const started = await start();
  const { api, idOf } = started;
  const conditions = 'Not to be read to the subject';
  const other = textFile('other.csv', 'id,type,name\nm9,premises,9 Sample Street\n');
  await importFiles(started, [other], {
    sourceName: 'Partner',
    basis: 'intelligence',
    grade: { source: 1, information: 'B', handling: 'P', conditions },
  });
  const partner = (await api.source.list()).find(({ name }) => name === 'Partner');
  await api.relation.create({
    fromId: idOf('Ana Example'),
    toId: idOf('1 Sample Street'),
    type: 'frequents',
    origin: {
      source: { id: partner?.id ?? '' },
      basis: 'intelligence',
      grade: { source: 1, information: 'B', handling: null, conditions: null },
    },
    reason: 'Seen',
  });
  const subject = { type: 'openings', ocgId: idOf('Group Kestrel'), links: 2 } as const;
  const { openings } = await api.lever.print({ subject, reason: REASON });
  const tied = openings.filter(({ record }) => record === '1 Sample Street');
  expect(tied.length).toBeGreaterThan(0);
  for (const one of tied) {
    expect(one.tie).toContain('Ana Example');
    expect(one.conditions).toContain(conditions);
  }
});

test('evidence that is written in a protected person’s record says nothing of who told it', async () => {
  const { api, idOf, idOfProtected } = await start();
  const recordId = await idOfProtected('Cary Quillfeather');
  const about = { entityId: idOf('1 Sample Street'), leverId: 'closure-notice-and-order' };
  const line = {
    line: 'Statements',
    state: 'held',
    askedOf: null,
    datedOn: null,
    note: null,
  } as const;
  const { checklist } = await api.assessment.save({
    ...about,
    evidence: [{ ...line, recordId, reportId: null }],
  });
  const reference = checklist.find(({ line }) => line === 'Statements')?.reference;
  expect(reference?.label).toMatch(/^Protected person PER-\w+$/);
});
