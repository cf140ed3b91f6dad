import { expect, test } from 'vitest';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const PREMISES = textFile(
  'premises.csv',
  [
    'id,type,name,premisesType,indicators',
    'm1,premises,The Invented Arms,pub-bar,',
    'm2,premises,Sample House,dwelling,',
  ].join('\n'),
);

async function startWithPremises() {
  const started = await startWithCase();
  await importFiles(started, [PREMISES], { basis: 'fact' });
  const { items } = await started.api.entity.list({});
  return {
    ...started,
    idOf: (label: string) => items.find((item) => item.label === label)?.id ?? '',
  };
}

const GRADED = { source: 1, information: 'B', handling: 'P', conditions: null } as const;

test('a graded report of drug supply makes closure apply, with the record and grade it rests on', async () => {
  const { api, idOf } = await startWithPremises();
  const id = idOf('The Invented Arms');
  await api.entity.correct({
    id,
    field: 'indicators',
    value: ['drug-dealing-at-premises'],
    reason: 'Two reports',
    grade: GRADED,
  });
  const closure = (await api.lever.forEntity({ id })).find(
    (entry) => entry.leverId === 'closure-notice-and-order',
  );
  expect(closure).toMatchObject({ answer: 'applies', strength: 'strong' });
  const test = closure?.triggers
    .flatMap((trigger) => trigger.tests)
    .find((one) => one.result === 'true');
  expect(test?.recordIds).toHaveLength(1);
  expect(test?.grade).toMatchObject({ source: 1, information: 'B' });
  expect(closure?.guards).toMatchObject({ needsDecisionMaker: true });
  expect(closure?.guards.safeguards.join(' ')).toMatch(/LRO/);
});

test('information suspected false never triggers a lever', async () => {
  const { api, idOf } = await startWithPremises();
  const id = idOf('The Invented Arms');
  await api.entity.correct({
    id,
    field: 'indicators',
    value: ['drug-dealing-at-premises'],
    reason: 'One report',
    grade: { ...GRADED, information: 'E' },
  });
  const answers = await api.lever.forEntity({ id });
  expect(answers.filter((entry) => entry.answer === 'applies')).toEqual([]);
});

test('ungraded intelligence triggers nothing until it is graded', async () => {
  const { api, idOf } = await startWithPremises();
  const id = idOf('The Invented Arms');
  await api.entity.correct({
    id,
    field: 'indicators',
    value: ['drug-dealing-at-premises'],
    reason: 'Overheard',
  });
  expect((await api.lever.forEntity({ id })).filter((entry) => entry.answer === 'applies')).toEqual(
    [],
  );
});

test('counts follow an edit and its undo', async () => {
  const { api, idOf } = await startWithPremises();
  const id = idOf('The Invented Arms');
  const countOf = async () => (await api.lever.counts({ ids: [id] }))[0];
  expect(await countOf()).toEqual({ id, strong: 0, indicative: 0 });
  await api.entity.correct({
    id,
    field: 'indicators',
    value: ['drug-dealing-at-premises'],
    reason: 'Report',
    grade: GRADED,
  });
  expect((await countOf())?.strong).toBeGreaterThan(0);
  await api.history.undo();
  expect(await countOf()).toEqual({ id, strong: 0, indicative: 0 });
});

test('the catalogue holds 130 levers, each with its law and safeguards', async () => {
  const { api } = await startWithCase();
  const { levers, asAt } = await api.lever.catalogue();
  expect(levers).toHaveLength(130);
  expect(asAt).toMatch(/^20\d\d-\d\d$/);
  for (const lever of levers) {
    expect(lever.legalBasis.length, lever.id).toBeGreaterThan(0);
    expect(lever.safeguards.length, lever.id).toBeGreaterThan(0);
  }
});
