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
  const insertText = db.prepare(
    'INSERT INTO search_text (number, code, title, name, body) VALUES (?, ?, ?, ?, ?)',
  );
  const insertWords = db.prepare(
    'INSERT INTO search (rowid, code, title, name, body) VALUES (?, ?, ?, ?, ?)',
  );
  // The index must be told the very words that it holds; they are in `search_text`.
  const removeWordsWhere = (condition: string) =>
    `INSERT INTO search (search, rowid, code, title, name, body)
     SELECT 'delete', number, code, title, name, body FROM search_text WHERE number ${condition}`;
  // By value: a statement that reads what it inserts is undone by itself, for which the index is written out each time.
  const removeWords = db.prepare(
    `INSERT INTO search (search, rowid, code, title, name, body) VALUES ('delete', ?, ?, ?, ?, ?)`,
  );
  const selectText = db.prepare<[number], SearchDocument>(
    'SELECT code, title, name, body FROM search_text WHERE number = ?',
  );
  const removeText = db.prepare<[number]>('DELETE FROM search_text WHERE number = ?');
  const ofBatch = `IN (SELECT number FROM entity WHERE id IN (SELECT id FROM record WHERE batch_id = ?))`;
  const countBatch = db
    .prepare<[string], number>(`SELECT COUNT(*) FROM entity WHERE number ${ofBatch}`)
    .pluck();
  const count = db.prepare<[], number>('SELECT COUNT(*) FROM entity').pluck();
  const removeBatchWords = db.prepare<[string]>(removeWordsWhere(ofBatch));
  const removeBatchTexts = db.prepare<[string]>(`DELETE FROM search_text WHERE number ${ofBatch}`);
  const removeBatch = db.prepare<[string]>(`DELETE FROM entity WHERE number ${ofBatch}`);
  const rebuildWords = db.prepare(`INSERT INTO search (search) VALUES ('rebuild')`);

  function writeWords(number: number, document: SearchDocument | null): void {
    if (!document) return;
    const { code, title, name, body } = document;
    insertText.run(number, code, title, name, body);
    insertWords.run(number, code, title, name, body);
  }

  function forgetWords(number: number, held = selectText.get(number)): void {
    if (!held) return;
    removeWords.run(number, held.code, held.title, held.name, held.body);
    removeText.run(number);
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
      const held = selectText.get(number);
      if (isSaid(held, entity.document)) return;
      forgetWords(number, held);
      writeWords(number, entity.document);
    },
    /**
     * Entities in the order of the search index, those that it does not have yet last: it writes itself out whenever
     * one comes that stands before the one before.
     */
    inOrder(ids: Iterable<string>): readonly string[] {
      const all = [...ids];
      if (all.length < 2) return all;
      const numbers = new Map(all.map((id) => [id, selectNumber.get(id) ?? Infinity]));
      const numberOf = (id: string) => numbers.get(id) ?? Infinity;
      return all.sort((a, b) => (numberOf(a) === numberOf(b) ? 0 : numberOf(a) - numberOf(b)));
    },
    remove(id: string): void {
      const number = selectNumber.get(id);
      if (number === undefined) return;
      forgetWords(number);
      remove.run(number);
    },
    /** Removes the entities whose own record came with a batch. */
    removeBatch(batchId: string): void {
      // Word by word an index is emptied slower than it is made: past a tenth, it is made anew of what stays.
      const isSmall = (countBatch.get(batchId) ?? 0) * 10 < (count.get() ?? 0);
      if (isSmall) removeBatchWords.run(batchId);
      removeBatchTexts.run(batchId);
      if (!isSmall) rebuildWords.run();
      removeBatch.run(batchId);
    },
    clear(): void {
      db.exec('DELETE FROM search_text');
      rebuildWords.run();
      db.exec('DELETE FROM entity');
    },
  };
}

/** Whether the index holds these very words already. */
function isSaid(held: SearchDocument | undefined, wanted: SearchDocument | null): boolean {
  if (!held || !wanted) return !held && !wanted;
  return (
    held.code === wanted.code &&
    held.title === wanted.title &&
    held.name === wanted.name &&
    held.body === wanted.body
  );
}
