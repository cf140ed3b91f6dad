import type { Database } from 'better-sqlite3';
import { notFound } from '../../shared/api/errors.ts';
import type { Fields } from '../../shared/domain/field.ts';
import type { SubjectCategory } from '../../shared/domain/person.ts';
import { pages } from './page.ts';
import { LIVE_RECORD, RECORD_COLUMNS, RECORD_JOINS, type RecordRow } from './record.ts';

/** An entity as the projection holds it. Labels of protected people are masked above this layer. */
export interface EntityRow {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly isProtected: number;
  readonly category: SubjectCategory | null;
  readonly role: string | null;
}

/** A record of an entity with what the inspector shows of its origin. */
export interface SourcedRecordRow extends RecordRow {
  readonly sourceName: string;
  readonly ownerAgency: string | null;
  readonly fileIndex: number | null;
  readonly rowNumber: number | null;
  readonly raw: string | null;
  /** JSON. */
  readonly fixes: string | null;
  readonly files: string | null;
  readonly reason: string | null;
  readonly absentSince: string | null;
  readonly reviewOn: string | null;
  readonly marking: 'OFFICIAL' | 'OFFICIAL-SENSITIVE';
  readonly reportId: string | null;
  readonly reportReference: string | null;
}

const COLUMNS =
  'e.id AS id, e.kind AS kind, e.label AS label, e.is_protected AS isProtected, e.category AS category, e.role AS role';

const numberOf = ({ number }: { readonly number: number }): number => number;

/** The `entity` projection. */
export function createEntityRepository(db: Database) {
  const selectById = db.prepare<[string, string], EntityRow>(
    `SELECT ${COLUMNS} FROM entity e WHERE e.id = ? OR e.id = (SELECT entity_id FROM entity_alias WHERE record_id = ?)`,
  );
  // A masked label sorts by its reference, not by the name it hides: that is its sort_label.
  const order = `ORDER BY e.is_protected, e.sort_label, e.id LIMIT ? OFFSET ?`;
  const selectPage = db.prepare<[number, number], EntityRow>(
    `SELECT ${COLUMNS} FROM entity e ${order}`,
  );
  const selectPageOfKind = db.prepare<[string, number, number], EntityRow>(
    `SELECT ${COLUMNS} FROM entity e WHERE e.kind = ? ${order}`,
  );
  const count = db.prepare<[], number>('SELECT COUNT(*) FROM entity').pluck();
  const countOfKind = db
    .prepare<[string], number>('SELECT COUNT(*) FROM entity WHERE kind = ?')
    .pluck();
  const countByKind = db.prepare<[], { kind: string; count: number; protected: number }>(
    'SELECT kind, COUNT(*) AS count, SUM(is_protected) AS protected FROM entity GROUP BY kind ORDER BY kind',
  );
  const selectByNumber = db.prepare<[number], EntityRow>(
    `SELECT ${COLUMNS} FROM entity e WHERE e.number = ?`,
  );
  const selectAll = db.prepare<[], EntityRow>(`SELECT ${COLUMNS} FROM entity e`);
  const selectPageAfter = db.prepare<[number, number], EntityRow & { number: number }>(
    `SELECT ${COLUMNS}, e.number AS number FROM entity e WHERE e.number > ? ORDER BY e.number LIMIT ?`,
  );
  const selectProtected = db.prepare<[], EntityRow>(
    `SELECT ${COLUMNS} FROM entity e WHERE e.is_protected = 1`,
  );
  const selectRecords = db.prepare<[string, string], SourcedRecordRow>(
    `SELECT ${RECORD_COLUMNS}, s.name AS sourceName, s.owner_agency AS ownerAgency, r.file_index AS fileIndex,
       r.row_number AS rowNumber, r.raw AS raw, r.fixes AS fixes, b.files AS files, r.reason AS reason,
       COALESCE(r.review_on, s.review_on) AS reviewOn, COALESCE(r.marking, s.marking) AS marking,
       p.id AS reportId, p.reference AS reportReference,
       (SELECT MIN(ab.imported_at) FROM batch_absent x JOIN batch ab ON ab.id = x.batch_id
        WHERE x.row_id = r.id AND ab.withdrawn_at IS NULL) AS absentSince
     FROM record r ${RECORD_JOINS}
     LEFT JOIN report_item i ON i.id = r.report_item_id LEFT JOIN report p ON p.id = i.report_id
     WHERE (r.id = ? OR r.id IN (SELECT record_id FROM entity_alias WHERE entity_id = ?)) AND ${LIVE_RECORD}`,
  );
  const selectFields = db
    .prepare<[string, string], string>(
      `SELECT r.fields FROM record r LEFT JOIN batch b ON b.id = r.batch_id
       WHERE (r.id = ? OR r.id IN (SELECT record_id FROM entity_alias WHERE entity_id = ?)) AND ${LIVE_RECORD}
       ORDER BY r.id DESC`,
    )
    .pluck();
  const selectFieldValues = db
    .prepare<{ path: string }, [string, string]>(
      `SELECT r.id, r.fields -> @path FROM record r LEFT JOIN batch b ON b.id = r.batch_id
       WHERE r.fields -> @path IS NOT NULL AND ${LIVE_RECORD}`,
    )
    .raw();
  const selectReviews = db
    .prepare<[], [recordId: string, own: string | null, ofSource: string | null]>(
      `SELECT r.id, r.review_on, s.review_on FROM record r ${RECORD_JOINS}
       WHERE COALESCE(r.review_on, s.review_on) IS NOT NULL AND ${LIVE_RECORD} ORDER BY r.id`,
    )
    .raw();
  const selectRecordsAfter = db.prepare<
    [number, number],
    RecordRow & { entityId: string; number: number }
  >(
    `SELECT ${RECORD_COLUMNS}, e.id AS entityId, r.rowid AS number FROM record r ${RECORD_JOINS}
     LEFT JOIN entity_alias a ON a.record_id = r.id
     JOIN entity e ON e.id = COALESCE(a.entity_id, r.id)
     WHERE r.rowid > ? AND ${LIVE_RECORD} ORDER BY r.rowid LIMIT ?`,
  );

  return {
    /** Follows an alias to the entity it became part of. @throws {AppError} `not-found` */
    get(id: string): EntityRow {
      const row = selectById.get(id, id);
      if (!row) throw notFound('record');
      return row;
    },
    find(id: string): EntityRow | null {
      return selectById.get(id, id) ?? null;
    },
    list(
      kind: string | null,
      limit: number,
      offset: number,
    ): { readonly total: number; readonly items: readonly EntityRow[] } {
      return kind === null
        ? { total: count.get() ?? 0, items: selectPage.all(limit, offset) }
        : { total: countOfKind.get(kind) ?? 0, items: selectPageOfKind.all(kind, limit, offset) };
    },
    countByKind(): readonly {
      readonly kind: string;
      readonly count: number;
      readonly protected: number;
    }[] {
      return countByKind.all();
    },
    /** By their numbers, in that order; numbers that no entity has are passed over. */
    byNumbers(numbers: Iterable<number>): readonly EntityRow[] {
      return Array.from(numbers).flatMap((number) => selectByNumber.get(number) ?? []);
    },
    /** How many there are of every kind together. */
    count(): number {
      return count.get() ?? 0;
    },
    all(): readonly EntityRow[] {
      return selectAll.all();
    },
    protectedPeople(): readonly EntityRow[] {
      return selectProtected.all();
    },
    /** Records that count, of one entity. */
    records(id: string): readonly SourcedRecordRow[] {
      return selectRecords.all(id, id);
    },
    /** What the records that count say, newest first. */
    fields(id: string): readonly Fields[] {
      return selectFields.all(id, id).map((fields) => JSON.parse(fields) as Fields);
    },
    /** What every record that counts says of one field, as JSON; records that are silent on it are left out. */
    fieldValues(field: string): Iterable<readonly [recordId: string, json: string]> {
      return selectFieldValues.all({ path: `$."${field}"` });
    },
    /** When each record that counts is due for review, by its own date and that of its source, oldest record first. */
    reviews: () => selectReviews.all(),
    /** Every entity, a page at a time: whoever goes through them may pause, and others write meanwhile. */
    each: () => pages((after, limit) => selectPageAfter.all(after, limit), numberOf),
    /** Records that count, of every entity, for the levers; as `each`. */
    allRecords: () => pages((after, limit) => selectRecordsAfter.all(after, limit), numberOf),
  };
}

export type EntityRepository = ReturnType<typeof createEntityRepository>;
