import type {
  FactChange,
  FactInput,
  KeptFactStore,
  RelationInput,
} from '../../shared/levers/fact-store.ts';
import { buildFactStore } from '../../shared/levers/fact-store.ts';
import type { FactStore } from '../../shared/levers/facts.ts';
import type { EntityRepository, EntityRow } from './entity.ts';
import { readRecord } from './record.ts';
import type { RelationFactRow, RelationRepository } from './relation.ts';
import type { Touched, TouchedReader } from './touched.ts';

/** Records read between two pauses. */
const READ_PER_PAUSE = 400;

/** What facts are read from. */
export interface FactSource {
  readonly entities: EntityRepository;
  readonly relations: RelationRepository;
  readonly touched: TouchedReader;
}

/**
 * Reads what the levers may know of a whole case, with a pause now and then for others: at first one pass over its
 * records and one over its relations, then what changed since.
 */
export function createFactReader(
  from: FactSource,
  options: { readonly today: string; readonly labelOf: (row: EntityRow) => string },
) {
  let known: { readonly sequence: number; readonly store: KeptFactStore } | null = null;

  return {
    *read(): Generator<void, FactStore> {
      // Asked first: what changes while the rest is read is then taken next time.
      const sequence = from.touched.newest();
      const touched = known && from.touched.since(known.sequence);
      const change = known && touched && changeOf(touched, known.store, from, options.labelOf);
      if (known && change) {
        known.store.take(change);
        known = { ...known, sequence };
        yield* known.store.settle();
        return known.store;
      }
      known = null;
      const store = yield* readAll(from, options);
      known = { sequence, store };
      return store;
    },
  };
}

/** What changed, as the levers take it; null where it cannot be told apart from the rest. */
function changeOf(
  { entityIds, relationEnds }: Touched,
  store: FactStore,
  { entities, relations }: FactSource,
  labelOf: (row: EntityRow) => string,
): FactChange | null {
  const changed = new Map<string, FactInput | null>();
  const ends = new Map<string, Set<string>>(
    [...relationEnds].map(([id, own]) => [id, new Set(own)]),
  );
  for (const id of entityIds) {
    const row = entities.find(id);
    const before = store.get(id);
    if (row && row.id !== id) return null;
    if (row && before && row.kind !== before.kind) return null;
    if (!row && !before) continue;
    changed.set(
      id,
      row && inputOf(row, { records: entities.records(id).map(readRecord), labelOf }),
    );
    if (row && !before)
      for (const relation of relations.factsAbout(id))
        ends.set(relation.id, new Set([relation.fromId, relation.toId]));
  }
  const counting = new Map(relations.factsOf(ends.keys()).map((row) => [row.id, row]));
  return {
    entities: changed,
    relations: new Map(
      [...ends].map(([id, own]) => {
        const row = counting.get(id);
        return [id, { ends: own, now: row ? relationInput(row) : null }];
      }),
    ),
  };
}

function* readAll(
  { entities, relations }: FactSource,
  { today, labelOf }: { readonly today: string; readonly labelOf: (row: EntityRow) => string },
): Generator<void, KeptFactStore> {
  const records = new Map<string, FactInput['records'][number][]>();
  let read = 0;
  for (const row of entities.allRecords()) {
    const record = readRecord(row);
    const known = records.get(row.entityId);
    if (known) known.push(record);
    else records.set(row.entityId, [record]);
    if (++read % READ_PER_PAUSE === 0) yield;
  }
  return yield* buildFactStore(
    entityInputs(entities, records, labelOf),
    relationInputs(relations),
    today,
  );
}

function* entityInputs(
  entities: EntityRepository,
  records: ReadonlyMap<string, FactInput['records']>,
  labelOf: (row: EntityRow) => string,
): Generator<FactInput> {
  for (const row of entities.each())
    yield inputOf(row, { records: records.get(row.id) ?? [], labelOf });
}

function inputOf(
  row: EntityRow,
  {
    records,
    labelOf,
  }: { readonly records: FactInput['records']; readonly labelOf: (row: EntityRow) => string },
): FactInput {
  return {
    id: row.id,
    kind: row.kind,
    label: labelOf(row),
    isProtected: row.isProtected === 1,
    records,
  };
}

function* relationInputs(relations: RelationRepository): Generator<RelationInput> {
  for (const row of relations.facts()) if (row.type !== null) yield relationInput(row);
}

function relationInput(row: RelationFactRow): RelationInput {
  return {
    id: row.id,
    type: row.type,
    fromId: row.fromId,
    toId: row.toId,
    basis: row.basis,
    grade: { source: row.gradeSource, information: row.gradeInformation },
    observedOn: row.observedOn,
    endedOn: row.endedOn,
  };
}
