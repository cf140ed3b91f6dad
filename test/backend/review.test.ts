import { expect, test } from 'vitest';
import type { Origin } from '../../shared/domain/origin.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const ORIGIN: Origin = {
  source: null,
  basis: 'assessment',
  grade: { source: null, information: null, handling: null, conditions: null },
  observedOn: null,
  reviewOn: null,
  marking: null,
};

const PEOPLE = textFile(
  'nodes.csv',
  'id,type,name,role\np1,person,Ana Example,\np2,person,Bo Sample,\nv1,person,Cary Quillfeather,exploited-child\n',
);
const FIRMS = textFile('firms.csv', 'id,type,name\nb1,business,Example Nails\n');

async function startWithDates() {
  const started = await startWithCase();
  await importFiles(started, [PEOPLE], { sourceName: 'Register', reviewOn: '2027-01-31' });
  await importFiles(started, [FIRMS], { sourceName: 'Web page' });
  const { api } = started;
  const due = async (filter: string) => {
    const answer = await api.entity.query({
      filter,
      sort: { by: 'label', direction: 'ascending' },
    });
    return answer.items.map(({ label }) => label);
  };
  const [ana] = (await api.entity.query({ filter: 'ana' })).items;
  if (!ana) throw new Error('Ana is not there.');
  return { ...started, due, anaId: ana.id };
}

test('what is due for review is found by the date of its source, and what has none as not known', async () => {
  const { due } = await startWithDates();
  expect(await due('review:..2027-01')).toEqual(['Ana Example', 'Bo Sample']);
  expect(await due('review:..2027-01-30')).toEqual([]);
  expect(await due('review:2027')).toEqual(['Ana Example', 'Bo Sample']);
  expect(await due('review:none protected:no')).toEqual(['Example Nails']);
  expect(await due('-review:2027 protected:no')).toEqual(['Example Nails']);
});

test('what is overdue is found by that word: a day before today, or a month that has ended', async () => {
  const { api, due, anaId } = await startWithDates();
  const setReview = (reviewOn: string) =>
    api.entity.edit({
      id: anaId,
      changes: [],
      origin: { ...ORIGIN, reviewOn },
      reason: 'Looked at',
    });
  const today = new Date().toISOString().slice(0, 10);
  expect(await due('review:overdue')).toEqual([]);
  await setReview('2020-01-31');
  expect(await due('review:overdue')).toEqual(['Ana Example']);
  expect(await due('review:overdue,none protected:no')).toEqual(['Ana Example', 'Example Nails']);
  await setReview(today);
  expect(await due('review:overdue')).toEqual([]);
  await setReview(today.slice(0, 7));
  expect(await due('review:overdue')).toEqual([]);
  await setReview('2020-01');
  expect(await due('review:overdue')).toEqual(['Ana Example']);
  await expect(due('review:overdu')).rejects.toThrow(/is no date/);
});

test('a date that was set for a record goes before that of its source, is overtaken by the next, and is undone', async () => {
  const { api, due, anaId } = await startWithDates();
  const setReview = (reviewOn: string) =>
    api.entity.edit({
      id: anaId,
      changes: [],
      origin: { ...ORIGIN, reviewOn },
      reason: 'Looked at',
    });
  await setReview('2026-12-01');
  expect(await due('review:..2026')).toEqual(['Ana Example']);
  await setReview('2028-03');
  expect(await due('review:..2027')).toEqual(['Bo Sample']);
  expect(await due('review:2028..')).toEqual(['Ana Example']);
  await api.history.undo();
  expect(await due('review:..2026')).toEqual(['Ana Example']);
});

test('a new date of a source moves everything that rests on it alone', async () => {
  const { api, due } = await startWithDates();
  const source = (await api.source.list()).find(({ name }) => name === 'Web page');
  if (!source) throw new Error('The source is not there.');
  await api.source.setReview({ id: source.id, reviewOn: '2026-06', reason: 'Agreed' });
  expect(await due('review:..2026')).toEqual(['Example Nails']);
  await api.history.undo();
  expect(await due('review:..2026')).toEqual([]);
});

test('no date of review finds a protected person, whoever set it', async () => {
  const { api, due } = await startWithDates();
  const [hidden] = (await api.entity.query({ filter: 'protected:yes' })).items;
  await api.entity.edit({
    id: hidden?.id ?? '',
    changes: [],
    origin: { ...ORIGIN, reviewOn: '2026-05' },
    reason: 'Safeguarding review',
  });
  expect(await due('review:2026')).toEqual([]);
  expect(await due('review:2027 protected:yes')).toEqual([]);
});
