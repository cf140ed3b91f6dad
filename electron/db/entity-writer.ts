import type { Database } from 'better-sqlite3';
import type { GradeSet } from '../../shared/domain/grade-set.ts';
import type { SubjectCategory } from '../../shared/domain/person.ts';
import type { SearchDocument } from './search-document.ts';

/** An entity as the projection writes it. */
export interface ProjectedEntity {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly sortLabel: string;
  readonly isProtected: 0 | 1;
  readonly category: SubjectCategory | null;
  readonly role: string | null;
  readonly sector: string | null;
  readonly premisesType: string | null;
  readonly seenOn: string | null;
  readonly grades: GradeSet;
  /** JSON: ids. */
  readonly sources: string;
  /** Null: none of its words may be in the index. */
  readonly document: SearchDocument | null;
}

/** Writes `entity` and its row of `search` together: neither is ever without the other. */
export function createEntityWriter(db: Database) {
  // Bound by place: objects would cost a third more, and an import writes hundreds of thousands.
  const insert = db.prepare(
    `INSERT INTO entity (id, kind, label, sort_label, is_protected, category, role, sector, premises_type, seen_on, grades, sources)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE entity SET kind = ?, label = ?, sort_label = ?, is_protected = ?, category = ?, role = ?, sector = ?,
       premises_type = ?, seen_on = ?, grades = ?, sources = ? WHERE number = ?`,
  );
  const selectNumber = db
    .prepare<[string], number>('SELECT number FROM entity WHERE id = ?')
    .pluck();
  const remove = db.prepare<[number]>('DELETE FROM entity WHERE number = ?');
  const insertWords = db.prepare(
    'INSERT INTO search (rowid, code, title, name, body) VALUES (?, ?, ?, ?, ?)',
  );
  const removeWords = db.prepare<[number]>('DELETE FROM search WHERE rowid = ?');
  const ofBatch = `(SELECT number FROM entity WHERE id IN (SELECT id FROM record WHERE batch_id = ?))`;
  const removeBatchWords = db.prepare<[string]>(`DELETE FROM search WHERE rowid IN ${ofBatch}`);
  const removeBatch = db.prepare<[string]>(`DELETE FROM entity WHERE number IN ${ofBatch}`);

  function writeWords(number: number, document: SearchDocument | null): void {
    if (document)
      insertWords.run(number, document.code, document.title, document.name, document.body);
  }

  return {
    /** Writes an entity, over the one of its id where there is one. */
    write(entity: ProjectedEntity): void {
      const values = [
        entity.kind,
        entity.label,
        entity.sortLabel,
        entity.isProtected,
        entity.category,
        entity.role,
        entity.sector,
        entity.premisesType,
        entity.seenOn,
        entity.grades,
        entity.sources,
      ];
      const inserted = insert.run(entity.id, ...values);
      if (inserted.changes > 0) {
        writeWords(Number(inserted.lastInsertRowid), entity.document);
        return;
      }
      const number = selectNumber.get(entity.id) ?? 0;
      update.run(...values, number);
      removeWords.run(number);
      writeWords(number, entity.document);
    },
    remove(id: string): void {
      const number = selectNumber.get(id);
      if (number === undefined) return;
      removeWords.run(number);
      remove.run(number);
    },
    /** Removes the entities whose own record came with a batch. */
    removeBatch(batchId: string): void {
      removeBatchWords.run(batchId);
      removeBatch.run(batchId);
    },
    clear(): void {
      db.exec('DELETE FROM search; DELETE FROM entity;');
    },
  };
}
