import { expect, test } from 'vitest';
import { historyState, undo } from '../../electron/db/command.ts';
import { commitStaged } from '../../electron/db/import.ts';
import { createIdSource } from '../../electron/db/new-id.ts';
import { loadOntology } from '../../electron/db/resources.ts';
import type { StagedRecord, StagedRelation, StagedSource } from '../../shared/domain/staged.ts';
import { newCase } from '../fixtures/case.ts';
import { RESOURCES_DIR } from './fixture.ts';

const ontology = loadOntology(RESOURCES_DIR);

function record(naturalKey: string, more: Partial<StagedRecord> = {}): StagedRecord {
  return {
    naturalKey,
    kind: 'person',
    fields: { name: naturalKey },
    raw: [naturalKey],
    fileIndex: 0,
    rowNumber: 2,
    ...more,
  };
}

function source(
  name: string,
  records: readonly StagedRecord[],
  relations: readonly StagedRelation[] = [],
): StagedSource {
  return {
    name,
    ownerAgency: null,
    basis: 'fact',
    grade: { source: null, information: null, handling: null, conditions: null },
    regime: 'general',
    purpose: null,
    files: [{ name: `${name}.csv`, columns: ['name'] }],
    records,
    relations,
  };
}

const LINK: StagedRelation = {
  naturalKey: 'link',
  fromKey: 'Ann Made',
  toKey: 'Bo Made',
  sourceType: 'knows',
  type: 'associate-of',
  fields: {},
  raw: ['x'],
  fileIndex: 0,
  rowNumber: 3,
};

async function commit(sources: Iterable<StagedSource>) {
  const { connection } = await newCase();
  const { db } = connection;
  const result = commitStaged(db, {
    sources,
    author: 'Ana Example',
    ontology,
    today: '2026-11-01',
    commandName: 'Make a county',
  });
  return { db, result };
}

test('sources are committed as one command, and links may lead to records of sources before', async () => {
  const { db, result } = await commit([
    source('first', [record('Ann Made')]),
    source('second', [record('Bo Made')], [LINK]),
  ]);

  expect(result).toMatchObject({ records: 2, relations: 1 });
  expect(result.batchIds).toHaveLength(2);
  expect(historyState(db, 'Ana Example').undo).toMatchObject({ name: 'Make a county' });
  expect(db.prepare('SELECT label FROM entity ORDER BY label').pluck().all()).toEqual([
    'Ann Made',
    'Bo Made',
  ]);
  undo(db, 'Ana Example');
  expect(db.prepare('SELECT count(*) FROM batch WHERE withdrawn_at IS NULL').pluck().get()).toBe(0);
});

test('a record that speaks of another’s entity is part of it', async () => {
  const { db } = await commit([
    source('first', [record('Ann Made')]),
    source('second', [
      record('report 1', { subjectKey: 'Ann Made', fields: { occupation: 'baker' } }),
    ]),
  ]);
  expect(db.prepare('SELECT label FROM entity').pluck().all()).toEqual(['Ann Made']);
  expect(db.prepare('SELECT count(*) FROM entity_alias').pluck().get()).toBe(1);
});

test('a record with a grade of its own keeps it whole, even where its source is graded otherwise', async () => {
  const grade = { source: 2, information: 'C', handling: 'C', conditions: 'Ask first.' } as const;
  const graded = {
    ...source('first', [record('Ann Made', { grade }), record('Bo Made')]),
    basis: 'intelligence',
    grade: { source: 1, information: 'A', handling: 'P', conditions: null },
  } as const;
  const { db } = await commit([graded]);
  const rows = db
    .prepare(
      'SELECT natural_key AS name, basis, grade_source AS source, grade_information AS information, handling_conditions AS conditions FROM record ORDER BY natural_key',
    )
    .all();
  expect(rows).toEqual([
    {
      name: 'Ann Made',
      basis: 'intelligence',
      source: 2,
      information: 'C',
      conditions: 'Ask first.',
    },
    { name: 'Bo Made', basis: null, source: null, information: null, conditions: null },
  ]);
});

test('a link to a record that nobody staged is a fault of the program, and nothing is kept', async () => {
  const { connection } = await newCase();
  const { db } = connection;
  const run = () =>
    commitStaged(db, {
      sources: [source('first', [record('Ann Made')], [LINK])],
      author: 'Ana Example',
      ontology,
      today: '2026-11-01',
      commandName: 'Make a county',
    });
  expect(run).toThrow(/not staged before/);
  expect(db.prepare('SELECT count(*) FROM source').pluck().get()).toBe(0);
});

test('ids made in bulk are UUIDv7s in rising order, each once', () => {
  const nextId = createIdSource();
  const ids = Array.from({ length: 10_000 }, nextId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
