import type { Database } from 'better-sqlite3';

/** The row that an earlier edition of a source has under a natural key. */
export interface EarlierRow {
  readonly id: string;
  readonly raw: string | null;
  /** How its file was read: equal cells under other names, or otherwise mapped, are not the same row. */
  readonly reading: string;
  /** What people corrected in it, as JSON. */
  readonly fixes: string | null;
  /** Kind of a record; empty on a relation. */
  readonly kind: string;
  /** Whether the latest edition no longer had it. */
  readonly isAbsent: boolean;
  /** Whether somebody deleted it: a later edition does not bring it back by itself. */
  readonly isDeleted: boolean;
  /** Whether nothing is left of the entity that a record told of; false for a relation. */
  readonly isEntityGone: boolean;
}

/** What a source says before a new edition of it is read, by natural key. */
export interface EarlierEdition {
  readonly records: Map<string, EarlierRow>;
  readonly relations: Map<string, EarlierRow>;
  /** Rows in quarantine, as received: the same fault again is nothing new. */
  readonly quarantined: ReadonlySet<string>;
}

interface StoredRow {
  readonly id: string;
  readonly key: string;
  readonly raw: string | null;
  readonly fixes: string | null;
  readonly kind: string;
  readonly batchId: string;
  readonly fileIndex: number | null;
  readonly isDeleted: number;
  readonly isEntityGone: number;
}

/** Nothing is shown of a record's entity: neither it nor what it is an alias of is there. */
const ENTITY_GONE = `NOT EXISTS (SELECT 1 FROM entity e WHERE e.id = r.id)
  AND NOT EXISTS (SELECT 1 FROM entity_alias a JOIN entity e ON e.id = a.entity_id WHERE a.record_id = r.id)`;

function selectCurrent(table: 'record' | 'relation'): string {
  return `SELECT r.id AS id, r.natural_key AS key, r.raw AS raw, r.fixes AS fixes, ${table === 'record' ? 'r.kind' : "''"} AS kind,
       r.batch_id AS batchId, r.file_index AS fileIndex, w.${table}_id IS NOT NULL AS isDeleted,
       ${table === 'record' ? `w.record_id IS NOT NULL AND ${ENTITY_GONE}` : '0'} AS isEntityGone
     FROM ${table} r JOIN batch b ON b.id = r.batch_id LEFT JOIN ${table}_withdrawal w ON w.${table}_id = r.id
     WHERE r.source_id = ? AND r.natural_key IS NOT NULL AND b.withdrawn_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM ${table} n JOIN batch nb ON nb.id = n.batch_id
         WHERE n.supersedes_id = r.id AND nb.withdrawn_at IS NULL)
     ORDER BY r.id`;
}

/** An edition of nothing: the source is new. */
export function noEarlierEdition(): EarlierEdition {
  return { records: new Map(), relations: new Map(), quarantined: new Set() };
}

/** The rows of a source that count: not taken back, not superseded. */
export function readEarlierEdition(db: Database, sourceId: string): EarlierEdition {
  const absent = new Set(
    db
      .prepare<[string], string>(
        `SELECT a.row_id FROM batch_absent a JOIN batch b ON b.id = a.batch_id
         WHERE b.source_id = ? AND b.withdrawn_at IS NULL`,
      )
      .pluck()
      .all(sourceId),
  );
  const readings = readingsByBatch(db, sourceId);
  const read = (table: 'record' | 'relation') => {
    const rows = new Map<string, EarlierRow>();
    for (const row of db.prepare<[string], StoredRow>(selectCurrent(table)).iterate(sourceId)) {
      rows.set(row.key, {
        id: row.id,
        raw: row.raw,
        kind: row.kind,
        fixes: row.fixes,
        reading: readings.get(row.batchId)?.[row.fileIndex ?? -1] ?? '',
        isAbsent: absent.has(row.id),
        isDeleted: row.isDeleted === 1,
        isEntityGone: row.isEntityGone === 1,
      });
    }
    return rows;
  };
  const quarantined = db
    .prepare<[string], string>(
      `SELECT q.raw FROM quarantine q JOIN batch b ON b.id = q.batch_id
       WHERE b.source_id = ? AND b.withdrawn_at IS NULL`,
    )
    .pluck()
    .all(sourceId);
  return {
    records: read('record'),
    relations: read('relation'),
    quarantined: new Set(quarantined),
  };
}

/** What tells one way of reading a file from another, in one text. */
export function readingOf(file: {
  readonly columns: readonly string[];
  /** Hash of the mapping; null, or not there: read by a profile of the product. */
  readonly mapping?: string | null;
}): string {
  return `${JSON.stringify(file.columns)}${file.mapping ?? ''}`;
}

function readingsByBatch(db: Database, sourceId: string): Map<string, string[]> {
  const rows = db
    .prepare<[string], { id: string; files: string }>(
      'SELECT id, files FROM batch WHERE source_id = ?',
    )
    .all(sourceId);
  return new Map(
    rows.map(({ id, files }) => {
      const parsed = JSON.parse(files) as readonly Parameters<typeof readingOf>[0][];
      return [id, parsed.map(readingOf)];
    }),
  );
}
