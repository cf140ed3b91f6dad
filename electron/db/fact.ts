import {
  baseKindOf,
  baseTypeOf,
  type Ontology,
  protectedRolesOf,
} from '../../shared/domain/ontology.ts';
import type { FactInput, RelationInput } from '../../shared/levers/draft.ts';
import {
  buildFactStore,
  type FactChange,
  type KeptFactStore,
} from '../../shared/levers/fact-store.ts';
import type { FactStore, SafeguardingFact } from '../../shared/levers/facts.ts';
import type { EntityRepository, EntityRow } from './entity.ts';
import { readRecord } from './record.ts';
import type { RelationFactRow, RelationRepository } from './relation.ts';
import type { SafeguardingReader } from './safeguarding.ts';
import type { Touched, TouchedReader } from './touched.ts';

/** Records read between two pauses. */
const READ_PER_PAUSE = 400;

/** What facts are made by. */
interface FactOptions {
  readonly ontology: Ontology;
  readonly today: string;
  readonly labelOf: (row: EntityRow) => string;
}

/** What facts are read from. */
export interface FactSource {
  readonly entities: EntityRepository;
  readonly relations: RelationRepository;
  readonly touched: TouchedReader;
  readonly decisions: SafeguardingReader;
}

/**
 * Reads what the levers may know of a whole case, with a pause now and then for others: at first one pass over its
 * records and one over its relations, then what changed since.
 */
export function createFactReader(from: FactSource, options: FactOptions) {
  const says = inputsBy(options);
  let known: { readonly sequence: number; readonly store: KeptFactStore } | null = null;

  return {
    *read(): Generator<void, KeptFactStore> {
      // Asked first: what changes while the rest is read is then taken next time.
      const sequence = from.touched.newest();
      const touched = known && from.touched.since(known.sequence);
      const change = known && touched && changeOf(touched, known.store, from, says);
      if (known && change) {
        known.store.take(change);
        known = { ...known, sequence };
        yield* known.store.settle();
        return known.store;
      }
      known = null;
      const store = yield* readAll(from, says, options.today);
      known = { sequence, store };
      return store;
    },
  };
}

/** What changed, as the levers take it; null where it cannot be told apart from the rest. */
function changeOf(
  { entityIds, relationEnds }: Touched,
  store: FactStore,
  { entities, relations, decisions }: FactSource,
  says: Inputs,
): FactChange | null {
  const changed = new Map<string, FactInput | null>();
  const ends = new Map<string, Set<string>>(
    [...relationEnds].map(([id, own]) => [id, new Set(own)]),
  );
  for (const id of entityIds) {
    const row = entities.find(id);
    const before = store.get(id);
    if (row && row.id !== id) return null;
    if (row && before && says.kindOf(row) !== before.kind) return null;
    if (!row && !before) continue;
    changed.set(
      id,
      row && says.entity(row, entities.records(id).map(readRecord), decisions.inForceFor(id)),
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
        return [id, { ends: own, now: row ? says.relation(row) : null }];
      }),
    ),
  };
}

function* readAll(
  { entities, relations, decisions }: FactSource,
  says: Inputs,
  today: string,
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
    entityInputs(entities, records, decisions.inForce(), says),
    relationInputs(relations, says),
    today,
  );
}

function* entityInputs(
  entities: EntityRepository,
  records: ReadonlyMap<string, FactInput['records']>,
  decisions: ReadonlyMap<string, SafeguardingFact>,
  says: Inputs,
): Generator<FactInput> {
  for (const row of entities.each()) {
    yield says.entity(row, records.get(row.id) ?? [], decisions.get(row.id) ?? null);
  }
}

function* relationInputs(relations: RelationRepository, says: Inputs): Generator<RelationInput> {
  for (const row of relations.facts()) if (row.type !== null) yield says.relation(row);
}

type Inputs = ReturnType<typeof inputsBy>;

/** Rows as the levers take them: of what the case adds they know the shipped type that it is built on. */
function inputsBy({ ontology, labelOf }: FactOptions) {
  const protectedRoles = protectedRolesOf(ontology);
  const kindOf = ({ kind }: Pick<EntityRow, 'kind'>) => baseKindOf(ontology, kind);
  return {
    kindOf,
    entity: (
      row: EntityRow,
      records: FactInput['records'],
      decision: SafeguardingFact | null,
    ): FactInput => ({
      id: row.id,
      kind: kindOf(row),
      label: labelOf(row),
      isProtected: row.isProtected === 1,
      protectedRoles,
      decision,
      records,
    }),
    relation: (row: RelationFactRow): RelationInput => ({
      id: row.id,
      type: row.type === null ? null : baseTypeOf(ontology, row.type),
      fromId: row.fromId,
      toId: row.toId,
      basis: row.basis,
      grade: { source: row.gradeSource, information: row.gradeInformation },
      observedOn: row.observedOn,
      endedOn: row.endedOn,
    }),
  };
}
