import { expect, test } from 'vitest';
import type { Origin } from '../../shared/domain/origin.ts';
import { type Api, importFiles, startWithCase, textFile } from './fixture.ts';

const GRADE = { source: 1, information: 'A', handling: 'P', conditions: null } as const;
const ORIGIN: Origin = {
  source: null,
  basis: 'intelligence',
  grade: GRADE,
  observedOn: '2026-03-14',
  reviewOn: null,
  marking: null,
};

async function startWithTwo() {
  const started = await startWithCase();
  await importFiles(started, [
    textFile('nodes.csv', 'id,type,name\nn1,person,Dorian Vexley\nb1,business,Heron Taverns Ltd\n'),
    textFile('links.csv', 'source,target,layer\nn1,b1,director of\n'),
  ]);
  const { items } = await started.api.entity.list({});
  const idOf = (kind: string) => items.find((item) => item.kind === kind)?.id ?? '';
  return { ...started, personId: idOf('person'), businessId: idOf('business') };
}

async function linksOf(api: Api, id: string) {
  return (await api.entity.get({ id })).relations;
}

test('parallel links between two records each keep their own source, grade and dates', async () => {
  const { api, personId, businessId } = await startWithTwo();
  const made = await api.relation.create({
    fromId: personId,
    toId: businessId,
    type: 'director-of',
    startedOn: '2024-05',
    origin: { ...ORIGIN, source: { name: 'Companies register', ownerAgency: null }, basis: 'fact' },
    reason: 'Looked up',
  });
  await api.relation.create({
    fromId: personId,
    toId: businessId,
    type: 'controls',
    origin: ORIGIN,
    reason: 'Runs it day to day',
  });
  expect(await linksOf(api, personId)).toHaveLength(3);
  const detail = await api.relation.get({ id: made.id });
  expect(detail).toMatchObject({
    words: 'director of',
    from: { label: 'Dorian Vexley' },
    to: { label: 'Heron Taverns Ltd' },
    certainty: 'confirmed',
    strength: { timesSeen: 2, sourceQuality: 1, lastSeenOn: '2026-03-14' },
    against: [],
  });
  expect(detail.sightings[0]).toMatchObject({
    relationId: made.id,
    sourceName: 'Companies register',
  });
  expect(detail.parallel).toHaveLength(1);
});

test('a link whose type does not fit its ends, or that ends before it begins, is refused', async () => {
  const { api, personId, businessId } = await startWithTwo();
  const link = {
    fromId: businessId,
    toId: personId,
    type: 'director-of',
    origin: ORIGIN,
    reason: 'Typed',
  };
  await expect(api.relation.create(link)).rejects.toThrow(/does not join/);
  await expect(api.relation.create({ ...link, toId: businessId })).rejects.toThrow(/same one/);
  await expect(
    api.relation.create({
      ...link,
      fromId: personId,
      toId: businessId,
      startedOn: '2024-05',
      endedOn: '2023',
    }),
  ).rejects.toThrow(/before the beginning/);
  expect(await linksOf(api, personId)).toHaveLength(1);
});

test('a changed link takes the place of the one received, which undo brings back', async () => {
  const { api, personId } = await startWithTwo();
  const [received] = await linksOf(api, personId);
  const changed = await api.relation.edit({
    id: received?.id ?? '',
    type: null,
    startedOn: '2020',
    endedOn: '2025-12-31',
    observedOn: null,
    basis: 'intelligence',
    grade: { source: 3, information: 'D', handling: 'P', conditions: null },
    reason: 'He resigned',
  });
  expect(changed).toMatchObject({ certainty: 'tentative', words: 'director of' });
  expect(changed.id).not.toBe(received?.id);
  expect(await linksOf(api, personId)).toMatchObject([{ id: changed.id, endedOn: '2025-12-31' }]);
  // The id from before the change still opens the link.
  expect((await api.relation.get({ id: received?.id ?? '' })).id).toBe(changed.id);
  expect((await api.history.undo()).undone.name).toBe(
    'Change the link of Dorian Vexley and Heron Taverns Ltd',
  );
  expect(await linksOf(api, personId)).toMatchObject([{ id: received?.id, endedOn: null }]);
});

test('what speaks against a link stays with it when it is changed', async () => {
  const { api, personId } = await startWithTwo();
  const [received] = await linksOf(api, personId);
  await api.relation.dispute({
    id: received?.id ?? '',
    text: 'The register shows another man of this name.',
    origin: { ...ORIGIN, source: { name: 'Registrar', ownerAgency: null } },
    reason: 'Checked',
  });
  const changed = await api.relation.edit({
    id: received?.id ?? '',
    type: null,
    startedOn: null,
    endedOn: null,
    observedOn: null,
    basis: 'intelligence',
    grade: { ...GRADE, information: 'E' },
    reason: 'Doubted',
  });
  expect(changed.against).toMatchObject([
    { sourceName: 'Registrar', text: 'The register shows another man of this name.' },
  ]);
  await api.history.undo();
  await api.history.undo();
  expect((await api.relation.get({ id: received?.id ?? '' })).against).toEqual([]);
});

test('a deleted link counts nowhere until undo', async () => {
  const { api, personId, businessId } = await startWithTwo();
  const [received] = await linksOf(api, personId);
  const id = received?.id ?? '';
  expect(await api.relation.remove({ ids: [id], reason: 'Wrong man' })).toEqual({ links: 1 });
  expect(await linksOf(api, personId)).toEqual([]);
  expect((await api.graph.among({ ids: [personId, businessId] })).edges).toEqual([]);
  expect((await api.case.info()).totals.relations).toBe(0);
  await expect(api.relation.get({ id })).rejects.toThrow(/no such link/);
  await api.history.undo();
  expect(await linksOf(api, personId)).toHaveLength(1);
  const log = await api.audit.list({ limit: 50 });
  expect(log.find((row) => row.method === 'relation.remove')).toMatchObject({
    category: 'alteration',
  });
});

test('what was recorded against a link is taken back with a reason, kept, and brought back by undo', async () => {
  const { api, personId } = await startWithTwo();
  const [received] = await linksOf(api, personId);
  const id = received?.id ?? '';
  const { against } = await api.relation.dispute({
    id,
    text: 'The register shows another man of this name.',
    origin: ORIGIN,
    reason: 'Checked',
  });
  const disputeId = against[0]?.id ?? '';
  const taken = await api.relation.withdrawDispute({
    id: disputeId,
    reason: 'It was the same man',
  });
  expect(taken.against).toEqual([]);
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    method: 'relation.withdrawDispute',
    category: 'alteration',
    reason: 'It was the same man',
  });
  await expect(
    api.relation.withdrawDispute({ id: disputeId, reason: 'Again' }),
  ).rejects.toMatchObject({ data: { code: 'not-found' } });
  expect((await api.history.undo()).undone.name).toMatch(/^Take back the dispute of the link of/);
  expect((await api.relation.get({ id })).against).toEqual(against);
});
