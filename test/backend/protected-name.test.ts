import { expect, test } from 'vitest';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const ORIGIN = {
  source: null,
  basis: 'assessment',
  grade: { source: null, information: null, handling: null, conditions: null },
  observedOn: null,
  reviewOn: null,
  marking: null,
} as const;

test('a licence whose holder or supervisor is written as a protected person’s name does not tell it', async () => {
  const started = await startWithCase();
  const { api } = started;
  await importFiles(
    started,
    [
      textFile(
        'licences.csv',
        [
          'id,type,name,licenceType,number,holder,supervisor',
          'l1,licence,,premises,,CARY  QUILLFEATHER,Ana Example',
          'l2,licence,,premises,LP 1,Ana Example,Cary Quillfeather',
        ].join('\n'),
      ),
    ],
    { sourceName: 'Licences', basis: 'fact' },
  );
  const { summary } = await api.entity.create({
    kind: 'person',
    fields: { name: 'Cary Quillfeather' },
    category: null,
    origin: ORIGIN,
    reason: 'Known',
  });
  const listed = async () =>
    (await api.entity.list({})).items.filter(({ kind }) => kind === 'licence');
  const ids = (await listed()).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  const answers = async () =>
    JSON.stringify([
      await listed(),
      ...(await Promise.all(ids.map((id) => api.entity.get({ id })))),
      ...(await Promise.all(ids.map((id) => api.entity.history({ id })))),
      await api.entity.rows({
        ids,
        fields: ['holder', 'supervisor'],
        hasDetail: true,
      }),
      await (
        await api.entity.export({
          format: 'csv',
          columns: ['record', 'field:holder', 'field:supervisor'],
          sort: { by: 'label', direction: 'ascending' },
          ids,
          reason: 'Practice',
        })
      ).text(),
    ]);
  // Until she is protected the name is what the register says.
  expect(await answers()).toMatch(/quillfeather/i);
  await api.entity.edit({
    id: summary.id,
    changes: [],
    category: 'victim',
    origin: ORIGIN,
    reason: 'Coerced',
  });
  const after = await answers();
  expect(after).not.toMatch(/quillfeather/i);
  expect(after).toMatch(/Protected person PER-/);
  expect(after).toContain('Ana Example');
  // Not found by her name either, and still by everything else.
  expect((await api.entity.search({ text: 'quillf' })).items).toEqual([]);
  expect((await api.entity.search({ text: 'Cary Quillfeather' })).total).toBe(0);
  expect((await api.entity.search({ text: 'Ana Example' })).items.map(({ id }) => id)).toEqual(
    expect.arrayContaining(ids),
  );
});
