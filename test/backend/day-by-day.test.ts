import { expect, test } from 'vitest';
import { importFiles, PASSPHRASE, startBackend, textFile, USER } from './fixture.ts';

// Ages, reports and decisions go by the calendar, and no record changes when a day does.

const PEOPLE = textFile(
  'people.csv',
  [
    'id,type,name,dateOfBirth,indicators,role',
    'p1,person,Ana Example,2008-11-23,drug-dealing-individual,core-member',
    'p2,person,Bo Sample,2013,drug-dealing-individual,core-member',
    'p3,person,Cy Sample,1980-05,drug-dealing-individual,core-member',
  ].join('\n'),
);
async function startOn(day: string) {
  let today = day;
  const started = startBackend(undefined, () => Date.parse(`${today}T12:00:00Z`));
  const { api, backend } = started;
  const created = await api.case.create({
    handle: null,
    name: 'Test case',
    user: USER,
    passphrase: PASSPHRASE,
  });
  await importFiles({ api, backend }, [PEOPLE], { basis: 'fact' });
  const people = async () => {
    const { items } = await api.entity.list({ kind: 'person' });
    return items.map(({ id, label, isProtected }) => ({ id, label, isProtected }));
  };
  return {
    ...started,
    handle: created.handle ?? '',
    people,
    setDay: (next: string) => {
      today = next;
    },
  };
}

test('a child of whom only the year of birth is known is protected', async () => {
  const { people } = await startOn('2026-11-22');
  const open = (await people()).filter(({ isProtected }) => !isProtected);
  expect(open.map(({ label }) => label)).toEqual(['Cy Sample']);
});

test('whoever comes of age is met as an adult from that day on, while the case stays open', async () => {
  const { api, people, setDay } = await startOn('2026-11-22');
  const before = await people();
  const answersOf = async (id: string) =>
    (await api.lever.forEntity({ id })).filter(({ guards }) => !guards.isProtective);
  setDay('2026-11-23');
  const now = (await people()).find(({ label }) => label === 'Ana Example');
  expect(now?.isProtected).toBe(false);
  expect(before.find(({ id }) => id === now?.id)?.isProtected).toBe(true);
  const answers = await answersOf(now?.id ?? '');
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.filter(({ guards }) => guards.heldForSafeguarding)).toEqual([]);
});

test('whoever came of age while the case was closed is met as an adult', async () => {
  const { api, handle, people, setDay } = await startOn('2026-11-22');
  await api.case.lock();
  setDay('2026-12-01');
  await api.case.unlock({ handle, user: null, passphrase: PASSPHRASE, reason: 'Test' });
  expect((await people()).map(({ label }) => label)).toContain('Ana Example');
});

test('a report lapses when its day comes, while the case stays open', async () => {
  const { api, setDay } = await startOn('2026-11-23');
  const { summary } = await api.entity.create({
    kind: 'premises',
    fields: {
      name: 'The Invented Arms',
      premisesType: 'pub-bar',
      indicators: ['drug-dealing-at-premises'],
    },
    origin: { basis: 'fact', observedOn: '2023-11-23' },
    links: [],
    reason: 'Seen',
  });
  const { id } = summary;
  const closure = async () =>
    (await api.lever.forEntity({ id })).find(
      ({ leverId }) => leverId === 'closure-notice-and-order',
    )?.answer;
  const flagged = async () => (await api.lever.counts({ ids: [id] }))[0]?.strong ?? 0;
  expect(await closure()).toBe('applies');
  const before = await flagged();
  setDay('2026-11-24');
  expect(await closure()).not.toBe('applies');
  expect(await flagged()).toBeLessThan(before);
});
