import { expect, test } from 'vitest';
import { type Api, importFiles, startWithCase, textFile } from './fixture.ts';

const NODES = textFile(
  'nodes.csv',
  [
    'id,type,name,dateOfBirth,role,indicators,sector,premisesType',
    'g1,ocg,Group Kestrel,,,,,',
    'p1,person,Ana Example,1981-03-27,principal,,,',
    'v1,person,Cary Quillfeather,2012-05-05,exploited-child,child-criminal-exploitation,,',
    'b1,business,=Example Vapes,,,illicit-vapes;illicit-tobacco,vape-tobacco-shop,',
    'm1,premises,1 Sample Street,,,drug-dealing-at-premises,,shop',
  ].join('\n'),
);
const LINKS = textFile(
  'links.csv',
  [
    'from,to,type',
    'p1,g1,member-of',
    'p1,b1,controls',
    'b1,m1,trades-at',
    'p1,v1,exploits',
    'v1,m1,lives-at',
  ].join('\n'),
);
const P_ON_CONDITIONS = {
  source: 1,
  information: 'B',
  handling: 'P',
  conditions: 'Not to be read to the subject',
} as const;
const CODED_C = {
  source: 1,
  information: 'A',
  handling: 'C',
  conditions: 'Ask the owner',
} as const;
const REASON = 'For the meeting of partners';

async function startWithGroup() {
  const started = await startWithCase();
  await importFiles(started, [NODES, LINKS], { basis: 'fact' });
  const { items } = await started.api.entity.list({});
  const idOf = (label: string) => items.find((item) => item.label === label)?.id ?? '';
  return { ...started, idOf };
}

type Subject = Parameters<Api['lever']['export']>[0]['subject'];

async function csvOf(api: Api, subject: Subject, leavesOutC = false) {
  const file = await api.lever.export({ subject, leavesOutC, reason: REASON });
  return { name: file.name, text: await file.text() };
}

async function addIndicators(api: Api, id: string, value: string[], grade: typeof CODED_C) {
  await api.entity.correct({ id, field: 'indicators', value, reason: 'Report', grade });
}

test('a lever sheet of a record tells its tests, law, safeguards, grades, marking and edition, and that it is no evidence', async () => {
  const { api, idOf } = await startWithGroup();
  const sheet = await api.lever.print({
    subject: { type: 'record', id: idOf('=Example Vapes') },
    reason: REASON,
  });
  expect(sheet.standing.join(' ')).toMatch(/A suggestion is not evidence/);
  expect(sheet.catalogue.version).toMatch(/^\d{4}\.\d+/);
  expect(sheet.catalogue.asAt).toMatch(/^\d{4}-\d\d$/);
  expect(sheet.marking).toBe('OFFICIAL-SENSITIVE');
  const seizure = sheet.openings.find(({ leverId }) => leverId === 'illicit-tobacco-seizure');
  expect(seizure).toMatchObject({ answer: 'applies', strength: 'strong', grade: 'fact' });
  expect(seizure?.legalBasis.length).toBeGreaterThan(0);
  expect(seizure?.safeguards.join(' ')).toMatch(/LRO/);
  const met = seizure?.tests.find(({ result }) => result === 'true');
  expect(met).toMatchObject({ test: 'reported: illicit tobacco', grade: 'fact' });
  expect(met?.sources.length).toBeGreaterThan(0);
  for (const { answer } of sheet.openings) expect(['applies', 'could-apply']).toContain(answer);
});

test('a list leaves as values that no spreadsheet runs, each row a suggestion with marking and edition', async () => {
  const { api, idOf } = await startWithGroup();
  const { name, text } = await csvOf(api, { type: 'openings', ocgId: idOf('Group Kestrel') });
  expect(name).toMatch(/^Levers OFFICIAL-SENSITIVE \d{4}-\d{2}-\d{2}\.csv$/);
  const [head = '', ...rows] = text.trim().split('\r\n');
  expect(head).toContain('Suggested lever');
  expect(head).not.toMatch(/finding/i);
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) {
    expect(row).toMatch(/OFFICIAL-SENSITIVE,.*law as at.*,"?Suggestion, not evidence"?$/);
    expect(row).not.toMatch(/^"?=/);
  }
  expect(text).toContain("'=Example Vapes");
});

test('a printed list says what it was narrowed to', async () => {
  const { api, idOf } = await startWithGroup();
  const scopeOf = async (filters: NonNullable<Extract<Subject, { type: 'openings' }>['filters']>) =>
    (
      await api.lever.print({
        subject: { type: 'openings', ocgId: idOf('Group Kestrel'), filters },
        reason: REASON,
      })
    ).scope.join('. ');
  expect(await scopeOf({})).not.toMatch(/Only|Narrowed/);
  const narrowed = await scopeOf({ answer: ['applies'], fourP: ['pursue'], maxLeadTimeDays: 60 });
  expect(narrowed).toContain('Only what applies: what needs evidence first is not listed');
  expect(narrowed).toContain('Narrowed by: 4P, lead time');
});

test('what rests on code C refuses the export, or is left out and counted where that is asked', async () => {
  const { api, idOf } = await startWithGroup();
  const id = idOf('1 Sample Street');
  await addIndicators(api, id, ['drug-dealing-at-premises', 'fly-tipping'], CODED_C);
  const subject: Subject = { type: 'openings', ocgId: idOf('Group Kestrel'), links: 3 };
  await expect(csvOf(api, subject)).rejects.toThrow(/rests? on information coded C/);
  const { text } = await csvOf(api, subject, true);
  expect(text).toContain('Example Vapes');
  expect(text).not.toContain('1 Sample Street');
  const printed = await api.lever.print({ subject, leavesOutC: true, reason: REASON });
  expect(printed.leftOutC).toBeGreaterThan(0);
  expect(JSON.stringify(printed)).not.toContain('1 Sample Street');
  const asked: Subject = { type: 'to-find-out' };
  await expect(csvOf(api, asked)).rejects.toThrow(/coded C/);
  expect((await csvOf(api, asked, true)).text).not.toContain('1 Sample Street');
});

test('a record that is coded C itself has no sheet, and neither has the list of such a group', async () => {
  const { api, idOf } = await startWithGroup();
  await addIndicators(api, idOf('1 Sample Street'), ['fly-tipping'], CODED_C);
  await api.entity.correct({
    id: idOf('Group Kestrel'),
    field: 'name',
    value: 'Group Kestrel',
    reason: 'Report',
    grade: CODED_C,
  });
  for (const subject of [
    { type: 'record', id: idOf('1 Sample Street') },
    { type: 'openings', ocgId: idOf('Group Kestrel') },
    { type: 'to-find-out', ocgId: idOf('Group Kestrel') },
  ] satisfies Subject[])
    await expect(csvOf(api, subject, true)).rejects.toThrow(/rests on information coded C/);
});

test('conditions of handling travel with what they were set on', async () => {
  const started = await startWithGroup();
  const { api } = started;
  const report = textFile(
    'report.csv',
    'id,type,name,indicators,premisesType\nm9,premises,9 Sample Street,drug-dealing-at-premises,shop\n',
  );
  await importFiles(started, [report], {
    sourceName: 'Partner',
    basis: 'intelligence',
    grade: P_ON_CONDITIONS,
  });
  const { items } = await api.entity.list({});
  const id = items.find(({ label }) => label === '9 Sample Street')?.id ?? '';
  const { text } = await csvOf(api, { type: 'record', id });
  expect(text).toContain(P_ON_CONDITIONS.conditions);
});

test('what is not graded is not told', async () => {
  const { api, idOf } = await startWithGroup();
  const id = idOf('1 Sample Street');
  await api.entity.correct({
    id,
    field: 'indicators',
    value: ['drug-dealing-at-premises', 'asb'],
    reason: 'Overheard',
  });
  const { openings } = await api.lever.print({ subject: { type: 'record', id }, reason: REASON });
  const tests = openings.flatMap((one) => one.tests);
  const ungraded = tests.filter(({ actual }) => /told only once it is graded/.test(actual));
  expect(ungraded.length).toBeGreaterThan(0);
  for (const one of ungraded)
    expect(one).toMatchObject({ grade: '', observedOn: null, sources: [] });
});

test('a protected person leaves by reference alone, and what others’ levers say of one is withheld', async () => {
  const { api, idOf } = await startWithGroup();
  const { items } = await api.entity.list({});
  const child = items.find(({ isProtected }) => isProtected)?.id ?? '';
  // What would tell who it is, or what was done.
  const told = (answer: unknown) =>
    /Quillfeather|2012-05|exploited-child|exploits: Protected/.exec(JSON.stringify(answer))?.[0] ??
    null;
  const own = await api.lever.print({ subject: { type: 'record', id: child }, reason: REASON });
  expect(own.openings.length).toBeGreaterThan(0);
  for (const one of own.openings)
    expect(one).toMatchObject({ tests: [], tie: null, why: null, grade: 'withheld', missing: [] });
  expect(own.title).toMatch(/Protected person PER-/);
  expect(told(own)).toBeNull();
  const subjects: Subject[] = [
    { type: 'record', id: idOf('Ana Example') },
    { type: 'record', id: idOf('1 Sample Street') },
    { type: 'openings', ocgId: idOf('Group Kestrel'), links: 4 },
    { type: 'openings', part: 'protect', links: 4 },
    { type: 'to-find-out', links: 4 },
  ];
  for (const subject of subjects) {
    expect(
      told(await api.lever.print({ subject, reason: REASON })),
      JSON.stringify(subject),
    ).toBeNull();
    expect(told(await csvOf(api, subject))).toBeNull();
  }
  const list = await csvOf(api, { type: 'openings', ocgId: idOf('Group Kestrel'), links: 4 });
  expect(list.text).not.toMatch(/Protected person/);
  const asked = await csvOf(api, { type: 'to-find-out', links: 4 });
  expect(asked.text).not.toMatch(/Protected person/);
});

test('letting levers out is logged as disclosure with its reason and what left, and needs a reason', async () => {
  const { api, idOf } = await startWithGroup();
  const subject: Subject = { type: 'record', id: idOf('=Example Vapes') };
  await csvOf(api, subject);
  await api.lever.print({ subject, reason: REASON });
  for (const method of ['lever.export', 'lever.print'])
    expect((await api.audit.list({})).find((row) => row.method === method)).toMatchObject({
      category: 'disclosure',
      reason: REASON,
      recordCount: 1,
    });
  await expect(api.lever.export({ subject, reason: '  ' })).rejects.toThrow();
});

test('a request list says who holds what, by which gateway, about which records and for which levers', async () => {
  const { api } = await startWithGroup();
  const { requests } = await api.lever.print({ subject: { type: 'to-find-out' }, reason: REASON });
  const licence = requests.find(({ question }) => question.startsWith('Premises licence:'));
  expect(licence).toMatchObject({
    holder: 'Licensing',
    gateways: ['Public registers and open sources'],
  });
  expect(licence?.about.map(({ record }) => record)).toContain('1 Sample Street');
  const unknown = requests.find(({ holder }) => holder === 'Holder not settled');
  if (unknown) expect(unknown.gateways).toEqual(['Check the gateway with the lawyers.']);
  const { text } = await csvOf(api, { type: 'to-find-out' });
  expect(text.split('\r\n')[0]).toContain('Who holds it,Gateway,Question,Record');
});
