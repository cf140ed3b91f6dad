import type { FactInput, RelationInput } from '../../shared/levers/fact-store.ts';
import { createFactStore } from '../../shared/levers/fact-store.ts';
import type { FactStore } from '../../shared/levers/facts.ts';
import type { EntityRepository, EntityRow } from './entity.ts';
import { readRecord } from './record.ts';
import type { RelationRepository } from './relation.ts';

/** Reads what the levers may know of a whole case: one pass over its records and one over its relations. */
export function readFactStore(
  repositories: { readonly entities: EntityRepository; readonly relations: RelationRepository },
  options: { readonly today: string; readonly labelOf: (row: EntityRow) => string },
): FactStore {
  const records = new Map<string, FactInput['records'][number][]>();
  for (const row of repositories.entities.allRecords()) {
    const record = readRecord(row);
    const known = records.get(row.entityId);
    if (known) known.push(record);
    else records.set(row.entityId, [record]);
  }
  const inputs = repositories.entities.all().map(
    (row): FactInput => ({
      id: row.id,
      kind: row.kind,
      label: options.labelOf(row),
      isProtected: row.isProtected === 1,
      records: records.get(row.id) ?? [],
    }),
  );
  return createFactStore(inputs, relationInputs(repositories.relations), options.today);
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
