import type { FactInput, RelationInput } from '../../shared/levers/fact-store.ts';
import { buildFactStore } from '../../shared/levers/fact-store.ts';
import type { FactStore } from '../../shared/levers/facts.ts';
import type { EntityRepository, EntityRow } from './entity.ts';
import { readRecord } from './record.ts';
import type { RelationRepository } from './relation.ts';

/** Records read between two pauses. */
const READ_PER_PAUSE = 400;

/**
 * Reads what the levers may know of a whole case: one pass over its records and one over its relations, with a
 * pause now and then for others.
 */
export function* readFactStore(
  repositories: { readonly entities: EntityRepository; readonly relations: RelationRepository },
  options: { readonly today: string; readonly labelOf: (row: EntityRow) => string },
): Generator<void, FactStore> {
  const records = new Map<string, FactInput['records'][number][]>();
  let read = 0;
  for (const row of repositories.entities.allRecords()) {
    const record = readRecord(row);
    const known = records.get(row.entityId);
    if (known) known.push(record);
    else records.set(row.entityId, [record]);
    if (++read % READ_PER_PAUSE === 0) yield;
  }
  return yield* buildFactStore(
    entityInputs(repositories.entities, records, options.labelOf),
    relationInputs(repositories.relations),
    options.today,
  );
}

function* entityInputs(
  entities: EntityRepository,
  records: ReadonlyMap<string, FactInput['records']>,
  labelOf: (row: EntityRow) => string,
): Generator<FactInput> {
  for (const row of entities.each()) {
    yield {
      id: row.id,
      kind: row.kind,
      label: labelOf(row),
      isProtected: row.isProtected === 1,
      records: records.get(row.id) ?? [],
    };
  }
}

function* relationInputs(relations: RelationRepository): Generator<RelationInput> {
  for (const row of relations.facts()) {
    if (row.type === null) continue;
    yield {
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
}
