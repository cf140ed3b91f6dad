import { expect, test } from 'vitest';
import { UNKNOWN_AREA } from '../../shared/domain/case-area.ts';
import { PASSPHRASE, startWithCase } from './fixture.ts';

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
