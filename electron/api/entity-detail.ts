import type {
  EntityDetail,
  FieldEntry,
  ImportFixes,
  RecordReference,
  RelationEntry,
} from '../../shared/api/entity.ts';
import { type Basis, certaintyOf, type Grade } from '../../shared/domain/grade.ts';
import { type MergedValue, mergeRecords } from '../../shared/domain/merge.ts';
import {
  type FieldDefinition,
  type KindDefinition,
  kindOf,
  type Ontology,
  relationTypeOf,
} from '../../shared/domain/ontology.ts';
import type { EntityRow, SourcedRecordRow } from '../db/entity.ts';
import { gradeOf, isCorrection, readRecord } from '../db/record.ts';
import type { NeighbourRow } from '../db/relation.ts';
import { displayOf } from './field-value.ts';
import { hasFreeNames, isFreeName, nameMask } from './protected-name.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

/** Relations the inspector lists; the rest are counted. */
const LISTED_RELATIONS = 500;

/** Everything the inspector shows of an entity; a protected person's only where it was revealed. */
export function detailOf(
  session: Session,
  open: OpenCase,
  row: EntityRow,
  { isRevealed }: { isRevealed: boolean },
): EntityDetail {
  const { ontology } = session;
  const kind = kindOf(ontology, row.kind);
  const isWithheld = row.isProtected === 1 && !isRevealed;
  const rows = open.entities.records(row.id);
  const references = new Map(rows.map((record) => [record.id, referenceOfRecord(record)]));
  const merged = mergeRecords(rows.map(readRecord));
  const neighbours = open.relations.neighbours(row.id);
  // Free text that is a protected person's name is one, wherever it stands.
  const mask = hasFreeNames(ontology, row.kind) ? nameMask(ontology, open) : () => null;
  const entries = { ontology, kind, merged, references, isWithheld, mask };
  const summary = summaryOf(ontology, row, open);
  return {
    summary:
      isWithheld || row.isProtected === 0
        ? summary
        : { ...summary, label: row.label, role: row.role },
    kindLabel: kind?.label ?? row.kind,
    category: isWithheld ? null : row.category,
    isWithheld,
    facts: fieldEntries({ ...entries, isWanted: (basis) => basis === 'fact' }),
    intelligence: fieldEntries({ ...entries, isWanted: (basis) => basis !== 'fact' }),
    relations: neighbours
      .slice(0, LISTED_RELATIONS)
      .map((neighbour) => relationEntry(ontology, open, neighbour)),
    moreRelations: Math.max(0, neighbours.length - LISTED_RELATIONS),
    // Reasons are written freely, and may tell a name.
    records: [...references.values()].map((record) =>
      isWithheld ? { ...record, reason: null } : record,
    ),
    raw: isWithheld ? [] : rows.flatMap((record) => rawOf(record, mask)),
  };
}

function fieldEntries(options: {
  readonly ontology: Ontology;
  readonly kind: KindDefinition | null;
  readonly merged: ReadonlyMap<string, readonly MergedValue[]>;
  readonly references: ReadonlyMap<string, RecordReference>;
  readonly isWithheld: boolean;
  readonly mask: (text: string) => string | null;
  readonly isWanted: (basis: Basis) => boolean;
}): FieldEntry[] {
  const { ontology, kind, merged, references, isWithheld, mask, isWanted } = options;
  const definitions = kind?.fields ?? [];
  const entries: FieldEntry[] = [];
  for (const definition of definitions) {
    // Everything a protected person is known by is withheld, not only what the ontology calls personal:
    // what is left to see is that they matter.
    if (isWithheld && definition.id !== 'safeguardingOwner') continue;
    for (const entry of merged.get(definition.id) ?? []) {
      const records = entry.records.filter((record) => isWanted(record.basis));
      if (records.length > 0)
        entries.push(
          fieldEntry({
            ontology,
            definition,
            entry,
            records: records.map((record) => record.id),
            references,
            shownInstead:
              kind &&
              isFreeName(kind.base ?? kind.id, definition) &&
              typeof entry.value === 'string'
                ? mask(entry.value)
                : null,
          }),
        );
    }
  }
  return entries;
}

function fieldEntry(options: {
  readonly ontology: Ontology;
  readonly definition: FieldDefinition;
  readonly entry: MergedValue;
  readonly records: readonly string[];
  readonly references: ReadonlyMap<string, RecordReference>;
  /** What stands for a name that must not be told. */
  readonly shownInstead: string | null;
}): FieldEntry {
  const { ontology, definition, entry, records, references, shownInstead } = options;
  return {
    field: definition.id,
    label: definition.label,
    type: definition.type,
    value: shownInstead === null ? entry.value : null,
    display: shownInstead ?? displayOf(ontology, definition, entry.value),
    isCurrent: entry.isCurrent,
    records: records.flatMap((id) => references.get(id) ?? []),
  };
}

function filesOf(
  row: SourcedRecordRow,
): readonly { readonly name: string; readonly columns?: readonly string[] }[] {
  return row.files ? JSON.parse(row.files) : [];
}

function referenceOfRecord(row: SourcedRecordRow): RecordReference {
  const file = row.fileIndex === null ? undefined : filesOf(row)[row.fileIndex];
  return {
    recordId: row.id,
    sourceId: row.sourceId,
    sourceName: row.sourceName,
    ownerAgency: row.ownerAgency,
    basis: row.basis,
    grade: gradeOf(row),
    observedOn: row.observedOn,
    recordedAt: row.recordedAt,
    fileName: file?.name ?? null,
    rowNumber: row.rowNumber,
    isCorrection: isCorrection(row),
    reason: row.reason,
    reviewOn: row.reviewOn,
    marking: row.marking,
    reportId: row.reportId,
    reportReference: row.reportReference,
    absentSince: row.absentSince,
  };
}

function rawOf(row: SourcedRecordRow, mask: (text: string) => string | null): EntityDetail['raw'] {
  if (row.raw === null) return [];
  const cells = (JSON.parse(row.raw) as string[]).map((cell) => mask(cell) ?? cell);
  const columns = row.fileIndex === null ? [] : (filesOf(row)[row.fileIndex]?.columns ?? []);
  const fixes = row.fixes === null ? null : (JSON.parse(row.fixes) as ImportFixes);
  return [{ recordId: row.id, columns: [...columns], cells, fixes }];
}

function relationEntry(ontology: Ontology, open: OpenCase, row: NeighbourRow): RelationEntry {
  const grade: Grade = gradeOf(row);
  return {
    id: row.relationId,
    type: row.type,
    sourceType: row.sourceType,
    words: relationWords(ontology, row),
    direction: row.direction,
    other: summaryOf(ontology, open.entities.get(row.otherId), open),
    certainty: certaintyOf(row.basis, grade),
    grade,
    basis: row.basis,
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    observedOn: row.observedOn,
    sourceName: row.sourceName,
  };
}

/** A relation in words from one side; a type that the ontology lacks is told as received. */
export function relationWords(
  ontology: Ontology,
  row: Pick<NeighbourRow, 'type' | 'sourceType' | 'direction'>,
): string {
  const type = row.type === null ? null : relationTypeOf(ontology, row.type);
  if (type) return row.direction === 'out' ? type.label : type.inverseLabel;
  const words = row.sourceType.replaceAll('_', ' ').toLowerCase();
  return row.direction === 'out' ? words : `${words} (from)`;
}
