import { expect, test } from 'vitest';
import { startBackend } from './fixture.ts';

test('windows hear of the demonstration case only once it is filled, and one that is cut short is closed again', async () => {
  const { api } = startBackend();
  const told: { status: string; records: number }[] = [];
  const stop = new AbortController();
  const following = (async () => {
    for await (const { status } of await api.case.events(undefined, { signal: stop.signal })) {
      const records = status === 'open' ? (await api.case.info()).totals.entities : 0;
      told.push({ status, records });
    }
  })().catch(() => undefined);

  for await (const { progress } of await api.case.openDemonstration()) {
    if (progress?.phase === 'Inventing a county') break;
  }
  expect((await api.case.state()).status).toBe('closed');

  for await (const { state } of await api.case.openDemonstration()) {
    if (state) expect(state.status).toBe('open');
  }
  expect((await api.case.info()).totals.entities).toBeGreaterThan(1000);
  await expect.poll(() => told.some(({ status }) => status === 'open')).toBe(true);
  for (const { status, records } of told)
    if (status === 'open') expect(records).toBeGreaterThan(1000);
  stop.abort();
  await following;
  expect(await api.case.area()).toMatchObject({ nation: 'england', authorityType: 'unitary' });
  expect((await api.history.undo()).undone.name).toBe('Make the demonstration county');
});
