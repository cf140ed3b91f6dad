import { expect, test } from 'vitest';
import { UNKNOWN_AREA } from '../../shared/domain/case-area.ts';
import { importFiles, PASSPHRASE, startWithCase, textFile } from './fixture.ts';

const METROPOLITAN = {
  nation: 'england',
  authorityType: 'metropolitan-district',
  authorityName: 'Harrowmere Council',
} as const;

test('the area of a case is kept with it, told by info, undone and redone, across closing', async () => {
  const { api, handle } = await startWithCase();
  expect((await api.case.info()).area).toEqual(UNKNOWN_AREA);
  await api.case.saveArea(METROPOLITAN);
  // Saving the same again is no change.
  await api.case.saveArea(METROPOLITAN);
  const [line, ...others] = await api.history.list({});
  expect(line).toMatchObject({
    name: 'Change the area of the case',
    touched: [{ kind: 'setting', count: 1 }],
  });
  expect(others).toEqual([]);

  await api.case.close();
  await api.case.unlock({ handle, user: null, passphrase: PASSPHRASE, reason: 'x' });
  expect((await api.case.info()).area).toEqual(METROPOLITAN);
  await api.history.undo();
  expect(await api.case.area()).toEqual(UNKNOWN_AREA);
  await api.history.redo();
  expect(await api.case.area()).toEqual(METROPOLITAN);
});

test('a council in Wales that is not unitary is refused with the reason', async () => {
  const { api } = await startWithCase();
  const refused = api.case.saveArea({
    nation: 'wales',
    authorityType: 'county',
    authorityName: null,
  });
  await expect(refused).rejects.toMatchObject({ data: { code: 'invalid-value' } });
  expect(await api.case.area()).toEqual(UNKNOWN_AREA);
  await api.case.saveArea({
    nation: 'wales',
    authorityType: 'unitary',
    authorityName: 'Cwm Invented',
  });
  expect((await api.case.area()).nation).toBe('wales');
});

test('a change of the area, and its undo, changes at once which levers are suggested and who holds them', async () => {
  const started = await startWithCase();
  const { api } = started;
  const homes = textFile(
    'homes.csv',
    'id,type,name,premisesType,tenure,indicators\nm1,premises,Sample House,supported-accommodation,supported-housing,drug-dealing-at-premises\n',
  );
  await importFiles(started, [homes], { basis: 'fact' });
  const { items } = await api.entity.list({});
  const id = items[0]?.id ?? '';
  const { levers } = await api.lever.catalogue();
  const jurisdictions = new Map(levers.map((lever) => [lever.id, lever.jurisdiction]));
  const read = async () => {
    const found = await api.lever.forEntity({ id });
    return {
      english: found.filter(({ leverId }) => jurisdictions.get(leverId) === 'england').length,
      own: [...new Set(found.map(({ heldHere }) => heldHere?.byOwnCouncil))],
      flags: (await api.lever.counts({ ids: [id] }))[0],
    };
  };
  const before = await read();
  expect(before.english).toBeGreaterThan(0);
  expect(before.own).toEqual([null]);
  await api.case.saveArea({
    nation: 'wales',
    authorityType: 'unitary',
    authorityName: 'Cwm Invented',
  });
  const inWales = await read();
  expect(inWales.english).toBe(0);
  expect(inWales.own).toContain(true);
  const flagged = (counts: typeof before.flags) =>
    (counts?.strong ?? 0) + (counts?.indicative ?? 0);
  expect(flagged(inWales.flags)).toBeLessThan(flagged(before.flags));
  await api.history.undo();
  expect(await read()).toEqual(before);
  await api.history.redo();
  expect(await read()).toEqual(inWales);
});
