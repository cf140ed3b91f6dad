import { expect, test } from 'vitest';
import type { Origin } from '../../shared/domain/origin.ts';
import { startWithCase } from './fixture.ts';

const ORIGIN: Origin = {
  source: null,
  basis: 'fact',
  grade: { source: null, information: null, handling: null, conditions: null },
  observedOn: null,
  reviewOn: null,
  marking: null,
};

/** The four kinds that police data is kept by: people, objects, places and events. */
const FOUR = [
  { kind: 'person', fields: { name: 'Ana Example' }, label: 'Ana Example' },
  { kind: 'vehicle', fields: { registration: 'FK00 ABN' }, label: /FK00 ?ABN/ },
  { kind: 'premises', fields: { name: 'The Brass Heron' }, label: 'The Brass Heron' },
  { kind: 'event', fields: { eventType: 'warrant', date: '2026-03-01' }, label: /2026/ },
] as const;

test('people, objects, places and events are made by the fields of their kind, linked, found by kind and drawn', async () => {
  const { api } = await startWithCase();
  const ids: string[] = [];
  for (const { kind, fields, label } of FOUR) {
    const { summary } = await api.entity.create({
      kind,
      fields: { ...fields },
      origin: ORIGIN,
      reason: 'Known',
    });
    expect(summary).toMatchObject({ kind, label: expect.stringMatching(label) });
    expect((await api.entity.query({ filter: `type:${kind}` })).items).toMatchObject([
      { id: summary.id },
    ]);
    ids.push(summary.id);
  }
  const [person = '', ...others] = ids;
  for (const [toId, type] of [
    [others[0], 'drives'],
    [others[1], 'works-at'],
    [others[2], 'attends'],
  ] as const)
    await api.relation.create({
      fromId: person,
      toId: toId ?? '',
      type,
      origin: ORIGIN,
      reason: 'Known',
    });
  const { nodes, edges } = await api.graph.open({});
  expect(nodes.map(({ kind }) => kind).sort()).toEqual(['event', 'person', 'premises', 'vehicle']);
  expect(edges.every(({ source }) => source === person)).toBe(true);
  expect(edges).toHaveLength(3);
  // A field of another kind is not taken.
  await expect(
    api.entity.create({
      kind: 'vehicle',
      fields: { dateOfBirth: '1981-03-27' },
      origin: ORIGIN,
      reason: 'Typed',
    }),
  ).rejects.toThrow();
});
