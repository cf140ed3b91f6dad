import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { gradeSetOf } from '../../shared/domain/grade-set.ts';
import { currentFields, type MergeRecord, mergeRecords } from '../../shared/domain/merge.ts';
import {
  baseKindOf,
  kindOf,
  labelOf,
  type Ontology,
  protectedRolesOf,
  referenceOf,
} from '../../shared/domain/ontology.ts';
import { ADULT_AGE, isProtectedPerson, type SubjectCategory } from '../../shared/domain/person.ts';
import { foldText } from '../../shared/domain/search-text.ts';
import { ageOn } from '../../shared/levers/age.ts';
import { readCaseInfo, writeCaseInfo } from './case-info.ts';
import { createEntityWriter, type ProjectedEntity } from './entity-writer.ts';
import { kindsDescribedAnew } from './projection-difference.ts';
import {
  isCorrection,
  LIVE_RECORD,
  RECORD_COLUMNS,
  RECORD_JOINS,
  type RecordRow,
  readRecord,
} from './record.ts';
import { createSearchDocuments } from './search-document.ts';

/** Labels are shown in lists and on the map: longer ones keep their full text in their record. */
const LABEL_LENGTH = 300;

/** Rises when what the projection computes changes: every case is then projected anew at its next opening. */
const PROJECTION_VERSION = 3;

/** Whoever came of age longer ago than this was seen at an earlier opening. */
const YEARS_LOOKED_BACK = 5;

/**
 * Keeps `entity`, `entity_alias` and `search` true: what the records say together.
 * They hold nothing of their own and can be rebuilt at any time; they are not written to `change`.
 */
export interface Projection {
  /** Entities of every record of a batch, after it was committed or taken back. */
  projectBatch(batchId: string): void;
  /** Entities of these records, after they were made, changed or removed; tells of each that is done. */
  projectRecords(recordIds: Iterable<string>, onStep?: (done: number, total: number) => void): void;
  /** All entities anew. */
  rebuild(): void;
  /**
   * All entities anew where another version, or another ontology, projected them, and says whether it did; else those
   * who were protected as children and have come of age.
   */
  ensureCurrent(): boolean;
  /** Entities that the case's types now call, find or protect otherwise than they did before. */
  follow(before: Ontology): void;
}

/** @param today ISO date on which ages are reckoned. */
export function createProjection(db: Database, ontology: Ontology, today: string): Projection {
  const writer = createEntityWriter(db);
  const documentOf = createSearchDocuments(ontology);
  const edition = editionOf(ontology);
  const protectedRoles = protectedRolesOf(ontology);
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
       AND NOT EXISTS (SELECT 1 FROM record_withdrawal w WHERE w.record_id = r.id)
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
  const selectGrown = db
    .prepare<[{ readonly after: string; readonly until: string }], string>(
      `SELECT r.id FROM entity e CROSS JOIN record r
         ON r.id IN (SELECT e.id UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = e.id)
       WHERE e.is_protected = 1
         AND json_extract(r.fields, '$.dateOfBirth') BETWEEN @after AND @until`,
    )
    .pluck();
  const selectOfKinds = db
    .prepare<[string], string>(
      'SELECT id FROM record WHERE kind IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  const removeAlias = db.prepare<[string]>('DELETE FROM entity_alias WHERE record_id = ?');
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
    removeAliases.run(rootId);
    for (const id of members) if (id !== rootId) insertAlias.run(id, rootId);
    // A correction, or the mere mention in a report, does not bring back an entity whose own records were taken back.
    if (live.some((row) => !isCorrection(row) && !isMention(row)))
      writer.write(describe(rootId, live));
    else writer.remove(rootId);
  }

  function describe(id: string, rows: readonly RecordRow[]): ProjectedEntity {
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
    const base = baseKindOf(ontology, kind);
    const isProtected =
      base === 'person' &&
      isProtectedPerson({
        categories,
        roles: typeof fields.role === 'string' ? [fields.role] : [],
        age: ageOf(fields, today),
        isVulnerable: typeof fields.vulnerable === 'boolean' ? fields.vulnerable : null,
        protectedRoles,
      });
    const reference = definition ? referenceOf(definition, id) : id;
    return {
      id,
      kind,
      label: label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1)}…` : label,
      sortLabel: foldText(isProtected ? reference : label).slice(0, LABEL_LENGTH),
      isProtected: isProtected ? 1 : 0,
      category: firstCategory(categories),
      role: textOf(fields.role),
      sector: textOf(fields.sector),
      premisesType: textOf(fields.premisesType),
      seenOn: lastSeen(base, records, today),
      grades: records.reduce((set, { basis, grade }) => set | gradeSetOf(basis, grade), 0),
      sources: sourcesOf(rows),
      // A protected person is found by reference alone: a word that finds one would tell who it is.
      document: isProtected ? null : documentOf({ kind: definition, label, reference, records }),
    };
  }

  function projectLone(batchId: string): void {
    if (selectBatch.get(batchId)?.withdrawnAt !== null) {
      writer.removeBatch(batchId);
      return;
    }
    const rows = selectLone.all(batchId);
    for (const row of rows) writer.write(describe(row.id, [row]));
  }

  function projectRecords(
    recordIds: Iterable<string>,
    onStep?: (done: number, total: number) => void,
  ): void {
    const roots = new Set<string>();
    for (const id of recordIds) roots.add(rootOf(id));
    let done = 0;
    for (const root of writer.inOrder(roots)) {
      projectRoot(root);
      onStep?.(++done, roots.size);
    }
  }

  /** A birthday changes no record: whoever has come of age is only found by the calendar. */
  const followAges = db.transaction(() => {
    const year = Number(today.slice(0, 4)) - ADULT_AGE;
    const born = { after: String(year - YEARS_LOOKED_BACK), until: `${year}${today.slice(4)}` };
    projectRecords(selectGrown.all(born));
  });

  const rebuild = db.transaction(() => {
    writer.clear();
    db.exec('DELETE FROM entity_alias');
    const batches = db.prepare<[], string>('SELECT id FROM batch ORDER BY id').pluck().all();
    for (const batch of batches) projectLone(batch);
    const joined = db
      .prepare<[], string>(
        'SELECT id FROM record WHERE batch_id IS NULL OR subject_record_id IS NOT NULL',
      )
      .pluck()
      .all();
    projectRecords(joined);
    writeCaseInfo(db, 'projection', edition);
  });

  return {
    projectBatch(batchId) {
      projectLone(batchId);
      projectRecords(selectJoined.all(batchId, batchId));
    },
    projectRecords,
    rebuild,
    ensureCurrent() {
      if (readCaseInfo(db, 'projection') === edition) {
        if (!db.readonly) followAges();
        return false;
      }
      // Who is protected is part of what would have to be worked out anew.
      if (db.readonly) throw needsWriting();
      rebuild();
      return true;
    },
    follow(before) {
      const kinds = JSON.stringify([...kindsDescribedAnew(before, ontology)]);
      projectRecords(selectOfKinds.all(kinds));
      writeCaseInfo(db, 'projection', edition);
    },
  };
}

/** Why a damaged case of another version cannot be read. */
export function needsWriting(): AppError {
  return new AppError(
    'case-damaged',
    'This case was last opened with another version of Achilles and would have to be changed to be read, which a damaged file never is. Open it with that version, or restore a backup.',
  );
}

/** Whether a record says no more than that another source spoke of the entity. */
function isMention(row: RecordRow): boolean {
  return row.isStatement === 1 && row.subjectRecordId !== null && row.fields === '{}';
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

/**
 * Age in whole years on a day, from a date of birth, else as recorded; null when not known. Of a date without its day or
 * month it is the least that it can be: whoever may be a child is taken for one.
 */
export function ageOf(fields: Fields, today: string): number | null {
  const born = fields.dateOfBirth;
  if (typeof born === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(born)) {
    const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
    return today.slice(5) < born.slice(5) ? years - 1 : years;
  }
  const range = typeof born === 'string' ? ageOn(born, today) : null;
  if (range) return range.least;
  return typeof fields.age === 'number' ? fields.age : null;
}

/** Dates of these fields are sightings, as the day a record was made from is. */
const SEEN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  event: ['date'],
  phone: ['firstSeen', 'lastSeen'],
  account: ['firstSeen', 'lastSeen'],
};

/** Latest date on which any record saw the entity; dates that lie ahead are no sightings. */
function lastSeen(base: string, records: readonly MergeRecord[], today: string): string | null {
  let latest: string | null = null;
  for (const { observedOn, fields } of records) {
    for (const value of [observedOn, ...(SEEN_FIELDS[base] ?? []).map((field) => fields[field])]) {
      if (typeof value !== 'string' || !/^\d{4}(-\d{2}){0,2}$/.test(value) || value > today)
        continue;
      if (latest === null || value > latest) latest = value;
    }
  }
  return latest;
}

/** Ids of the sources of some records, as JSON. */
function sourcesOf(rows: readonly RecordRow[]): string {
  const [first] = rows;
  if (!first) return '[]';
  if (rows.some((row) => row.sourceId !== first.sourceId))
    return JSON.stringify([...new Set(rows.map((row) => row.sourceId))].sort());
  return JSON.stringify([first.sourceId]);
}

function textOf(value: Fields[string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Names what a projection was made by: a changed ontology may call, protect or find an entity otherwise. */
function editionOf(ontology: Ontology): string {
  const known = editions.get(ontology);
  if (known) return known;
  const digest = createHash('sha256').update(JSON.stringify(ontology)).digest('hex').slice(0, 16);
  const edition = `${PROJECTION_VERSION}-${digest}`;
  editions.set(ontology, edition);
  return edition;
}

const editions = new WeakMap<Ontology, string>();
