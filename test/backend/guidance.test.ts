import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { LeverEvaluation } from '../../shared/domain/lever.ts';
import { importFiles, PASSPHRASE, startBackend, textFile, USER } from './fixture.ts';

const FOLDER = resolve(import.meta.dirname, '../fixtures/guidance');
/** The moment at which the fixture is asked. */
const NOW = '2026-07-01T09:00:00Z';

interface Expected {
  readonly entity: string;
  readonly lever: string;
  readonly answer: string;
  readonly strength: string;
  /** Description of the trigger that carries it. */
  readonly reason: string;
}

const EXPECTED = Papa.parse<Expected>(readFileSync(join(FOLDER, 'expected.csv'), 'utf8'), {
  header: true,
  skipEmptyLines: true,
}).data;

function fileOf(name: string) {
  return textFile(`guidance/${name}`, readFileSync(join(FOLDER, name)));
}

/** The case of the fixture, with the ids of its entities by the ids of its file. */
async function start() {
  const started = startBackend(undefined, () => Date.parse(NOW));
  const { api } = started;
  await api.case.create({ handle: null, name: 'Guidance', user: USER, passphrase: PASSPHRASE });
  const { totals } = await importFiles(started, [fileOf('nodes.csv'), fileOf('links.csv')], {
    basis: 'intelligence',
  });
  expect(totals).toMatchObject({ quarantined: 0, kept: totals.rows });
  const ids = new Map<string, string>();
  const { items } = await api.entity.list({ limit: 500 });
  for (const { id } of items) {
    const { raw } = await api.entity.reveal({ id, reason: 'Test' });
    ids.set(raw[0]?.cells[0] ?? '', id);
  }
  const idOf = (key: string): string => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`the fixture has no ${key}`);
    return id;
  };
  // Some of them are protected: their reasons are told for a reason alone.
  const answersOf = (key: string) =>
    api.lever.forEntity({ id: idOf(key), revealReason: 'Comparison with the guidance' });
  return { ...started, idOf, answersOf };
}

/** What is told to be right or wrong of an answer: its strength, and the reasons that carry it. */
function told(evaluation: LeverEvaluation | undefined) {
  if (!evaluation) return 'no answer';
  const wanted = evaluation.answer === 'applies' ? 'true' : 'unknown';
  return {
    answer: evaluation.answer,
    strength: evaluation.strength,
    reasons: evaluation.triggers
      .filter(({ result }) => result === wanted)
      .map(({ description }) => description),
  };
}

const suggested = ({ answer }: LeverEvaluation) => answer !== 'ruled-out';

test('the levers that were used in the cases of the guidance come out for them, for the right reason', async () => {
  const { answersOf } = await start();
  for (const { entity, lever, answer, strength, reason } of EXPECTED) {
    const evaluation = (await answersOf(entity)).find(({ leverId }) => leverId === lever);
    expect(told(evaluation), `${entity}: ${lever}`).toEqual({
      answer,
      strength,
      reasons: expect.arrayContaining([reason]),
    });
    if (answer === 'could-apply') expect(evaluation?.missing.length).toBeGreaterThan(0);
    else expect(evaluation?.weakestGrade, `${entity}: ${lever}`).not.toBeNull();
    expect(evaluation?.guards.safeguards).toContain('Deconflict with the LRO before acting.');
  }
  const parts = new Set(EXPECTED.map(({ entity }) => entity.charAt(0)));
  expect([...parts].sort().join('')).toBe('BCHMPRSTVWX');
});

test('the reason names the record it rests on and what was found there', async () => {
  const { answersOf } = await start();
  const find = async (entity: string, lever: string) =>
    (await answersOf(entity)).find(({ leverId }) => leverId === lever)?.triggers ?? [];
  const test = (triggers: LeverEvaluation['triggers'], words: RegExp) =>
    triggers.flatMap(({ tests }) => tests).find((one) => words.test(one.test));
  expect(
    test(await find('T-SHOP1', 'landlord-liaison-tenancy-termination'), /^let by/),
  ).toMatchObject({ result: 'true', actual: 'Edda Quillmoor' });
  expect(test(await find('B-PUB', 'premises-licence-review'), /holds premises/)).toMatchObject({
    result: 'true',
    actual: expect.stringMatching(/^held, in force/),
  });
  expect(test(await find('P-FIRM', 'supplier-data-washing'), /crime group/)).toMatchObject({
    actual: 'has director Gwil Ashmolean-Pye, leads OCG-P Pewter',
    grade: { source: 1, information: 'B' },
  });
  expect(
    test(await find('W-FIRM', 'waste-duty-of-care-and-carrier-checks'), /holds no/),
  ).toMatchObject({ result: 'true', actual: 'looked up 2026-05-18, not held' });
});

test('neither a site address nor a tie of kinship suggests a lever', async () => {
  const { answersOf } = await start();
  const suggestedFor = async (key: string) =>
    (await answersOf(key)).filter(suggested).map(({ leverId }) => leverId);
  for (const key of ['S-PITCH2', 'S-NEIGHBOUR', 'S-SISTER', 'S-BROTHER'])
    expect(await suggestedFor(key), key).toEqual([]);
  // As far from the group, but by a tie that says something.
  expect(await suggestedFor('S-FRIEND')).not.toEqual([]);
});

test('a home that was taken over is answered first by what protects who lives there, and they by nothing else', async () => {
  const { answersOf } = await start();
  const home = (await answersOf('C-FLAT')).map(({ leverId }) => leverId);
  expect(home[0]).toBe('cuckooed-tenant-protective-response');
  for (const key of ['C-TENANT', 'V-WORKER']) {
    const answers = await answersOf(key);
    expect(answers.length, key).toBeGreaterThan(0);
    expect(
      answers.filter(({ guards }) => !guards.isProtective),
      key,
    ).toEqual([]);
  }
});

test('what is suspected false, and a supplier that nothing speaks against, suggest nothing', async () => {
  const { answersOf } = await start();
  expect((await answersOf('E-BAR')).filter(({ answer }) => answer === 'applies')).toEqual([]);
  expect((await answersOf('P-OTHER')).filter(({ answer }) => answer === 'applies')).toEqual([]);
});
