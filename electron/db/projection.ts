import type { Database } from 'better-sqlite3';
import type { Fields } from '../../shared/domain/field.ts';
import { currentFields, type MergeRecord, mergeRecords } from '../../shared/domain/merge.ts';
import {
  type KindDefinition,
  kindOf,
  labelOf,
  type Ontology,
} from '../../shared/domain/ontology.ts';
import { isProtectedPerson, type SubjectCategory } from '../../shared/domain/person.ts';
import { compactText, foldText } from '../../shared/domain/search-text.ts';
import { LIVE_RECORD, RECORD_COLUMNS, RECORD_JOINS, type RecordRow, readRecord } from './record.ts';

interface EntityRow {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly searchText: string;
  readonly isProtected: number;
  readonly category: SubjectCategory | null;
  readonly role: string | null;
}

/** Labels are shown in lists and on the map: longer ones keep their full text in their record. */
const LABEL_LENGTH = 300;
const SEARCH_TEXT_LENGTH = 4000;

/**
 * Keeps `entity` and `entity_alias` true: what the records say together.
 * They hold nothing of their own and can be rebuilt at any time; they are not written to `change`.
 */
export interface Projection {
  /** Entities of every record of a batch, after it was committed or taken back. */
  projectBatch(batchId: string): void;
  /** Entities of these records, after they were made, changed or removed. */
  projectRecords(recordIds: Iterable<string>): void;
  /** All entities anew. */
  rebuild(): void;
}

/** @param today ISO date on which ages are reckoned. */
export function createProjection(db: Database, ontology: Ontology, today: string): Projection {
  const insertEntity = db.prepare<[EntityRow]>(
    `INSERT OR REPLACE INTO entity (id, kind, label, search_text, is_protected, category, role)
     VALUES (@id, @kind, @label, @searchText, @isProtected, @category, @role)`,
  );
  const removeEntity = db.prepare<[string]>('DELETE FROM entity WHERE id = ?');
  const insertAlias = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO entity_alias (record_id, entity_id) VALUES (?, ?)',
  );
  const removeAliases = db.prepare<[string]>('DELETE FROM entity_alias WHERE entity_id = ?');
  const selectSubject = db.prepare<[string], { subject: string | null }>(
    'SELECT subject_record_id AS subject FROM record WHERE id = ?',
  );
  const selectCluster = db
    .prepare<[string], string>(
      `WITH RECURSIVE cluster (id) AS (
         SELECT ? UNION SELECT r.id FROM record r JOIN cluster c ON r.subject_record_id = c.id)
       SELECT id FROM cluster ORDER BY id`,
    )
    .pluck();
  const selectLive = db.prepare<[string], RecordRow>(
    `SELECT ${RECORD_COLUMNS} FROM record r ${RECORD_JOINS} WHERE r.id = ? AND ${LIVE_RECORD}`,
  );
  // Rows of a batch that stand alone: no subject, and no other record speaks of them.
  const selectLone = db.prepare<[string], RecordRow>(
    `SELECT ${RECORD_COLUMNS} FROM record r ${RECORD_JOINS}
     WHERE r.batch_id = ? AND r.subject_record_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM record o WHERE o.subject_record_id = r.id)`,
  );
  const selectJoined = db
    .prepare<[string, string], string>(
      `SELECT r.id FROM record r WHERE r.batch_id = ? AND r.subject_record_id IS NOT NULL
       UNION SELECT r.id FROM record r
         WHERE r.batch_id = ? AND EXISTS (SELECT 1 FROM record o WHERE o.subject_record_id = r.id)`,
    )
    .pluck();
  const selectBatch = db.prepare<[string], { withdrawnAt: string | null }>(
    'SELECT withdrawn_at AS withdrawnAt FROM batch WHERE id = ?',
  );
  const selectAlias = db
    .prepare<[string], string>('SELECT entity_id FROM entity_alias WHERE record_id = ?')
    .pluck();
  const removeAlias = db.prepare<[string]>('DELETE FROM entity_alias WHERE record_id = ?');
  const removeLone = db.prepare<[string]>(
    'DELETE FROM entity WHERE id IN (SELECT id FROM record WHERE batch_id = ?)',
  );

  function rootOf(recordId: string): string {
    let id = recordId;
    if (!selectSubject.get(id)) {
      // The record is gone (its making was undone): what it spoke of is still known from its alias.
      id = selectAlias.get(recordId) ?? recordId;
      removeAlias.run(recordId);
    }
    for (let row = selectSubject.get(id); row?.subject; row = selectSubject.get(id))
      id = row.subject;
    return id;
  }

  function projectRoot(rootId: string): void {
    const members = selectCluster.all(rootId);
    const live = members.flatMap((id) => {
      const row = selectLive.get(id);
      return row ? [row] : [];
    });
    removeEntity.run(rootId);
    removeAliases.run(rootId);
    for (const id of members) if (id !== rootId) insertAlias.run(id, rootId);
    // A correction alone does not bring back an entity whose own records were taken back.
    if (!live.some((row) => !readRecord(row).isCorrection)) return;
    insertEntity.run(describe(rootId, live));
  }

  function describe(id: string, rows: readonly RecordRow[]): EntityRow {
    const records = rows.map(readRecord);
    const kind = rows[0]?.kind ?? 'other';
    const definition = kindOf(ontology, kind);
    const fields =
      records.length === 1 && records[0] ? records[0].fields : currentFields(mergeRecords(records));
    const label =
      (definition && labelOf(definition, fields, ontology)) ??
      rows[0]?.sourceLabel ??
      definition?.label ??
      kind;
    const categories = records.map((record) => record.category);
    const isProtected =
      kind === 'person' &&
      isProtectedPerson({
        categories,
        roles: typeof fields.role === 'string' ? [fields.role] : [],
        age: ageOf(fields, today),
        isVulnerable: typeof fields.vulnerable === 'boolean' ? fields.vulnerable : null,
      });
    return {
      id,
      kind,
      label: label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1)}…` : label,
      // A protected person is found by reference alone: a name that finds one would tell who it is.
      searchText: isProtected ? '' : searchTextOf(definition, fields, label, records),
      isProtected: isProtected ? 1 : 0,
      category: firstCategory(categories),
      role: typeof fields.role === 'string' ? fields.role : null,
    };
  }

  function projectLone(batchId: string): void {
    if (selectBatch.get(batchId)?.withdrawnAt !== null) {
      removeLone.run(batchId);
      return;
    }
    // Read through a cursor: a batch may hold hundreds of thousands of rows.
    const rows = selectLone.all(batchId);
    for (const row of rows) insertEntity.run(describe(row.id, [row]));
  }

  function projectRecords(recordIds: Iterable<string>): void {
    const roots = new Set<string>();
    for (const id of recordIds) roots.add(rootOf(id));
    for (const root of roots) projectRoot(root);
  }

  return {
    projectBatch(batchId) {
      projectLone(batchId);
      projectRecords(selectJoined.all(batchId, batchId));
    },
    projectRecords,
    rebuild: db.transaction(() => {
      db.exec('DELETE FROM entity; DELETE FROM entity_alias;');
      const batches = db.prepare<[], string>('SELECT id FROM batch ORDER BY id').pluck().all();
      for (const batch of batches) projectLone(batch);
      const joined = db
        .prepare<[], string>(
          'SELECT id FROM record WHERE batch_id IS NULL OR subject_record_id IS NOT NULL',
        )
        .pluck()
        .all();
      projectRecords(joined);
    }),
  };
}

const CATEGORY_ORDER: readonly SubjectCategory[] = [
  'victim',
  'witness',
  'convicted',
  'suspect',
  'unassessed',
];

function firstCategory(categories: readonly (SubjectCategory | null)[]): SubjectCategory | null {
  return CATEGORY_ORDER.find((category) => categories.includes(category)) ?? null;
}

/** Age in whole years on a day, from a full date of birth, else as recorded; null when not known. */
export function ageOf(fields: Fields, today: string): number | null {
  const born = fields.dateOfBirth;
  if (typeof born === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(born)) {
    const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
    return today.slice(5) < born.slice(5) ? years - 1 : years;
  }
  return typeof fields.age === 'number' ? fields.age : null;
}

function searchTextOf(
  kind: KindDefinition | null,
  fields: Fields,
  label: string,
  records: readonly MergeRecord[],
): string {
  const parts = new Set<string>([foldText(label)]);
  for (const field of kind?.fields ?? []) {
    const isName = field.type === 'name' || field.id === 'aliases';
    if (!field.isIdentifier && !isName && field.type !== 'postcode') continue;
    // Earlier names and numbers still find the entity.
    for (const record of records.length === 1 ? [{ fields }] : [{ fields }, ...records]) {
      const value = record.fields[field.id];
      for (const text of Array.isArray(value) ? value : [value]) {
        if (typeof text !== 'string' && typeof text !== 'number') continue;
        parts.add(isName ? foldText(String(text)) : compactText(String(text)));
      }
    }
  }
  return [...parts].join('\n').slice(0, SEARCH_TEXT_LENGTH);
}
