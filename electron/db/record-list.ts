import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { AppError, notFound } from '../../shared/api/errors.ts';
import { RecordListState } from '../../shared/api/record-list.ts';

/** A saved list as it is kept. */
export interface KeptRecordList {
  readonly id: string;
  readonly name: string;
  readonly state: RecordListState;
}

interface ListRow {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

const LONGEST_NAME = 60;

function kept({ id, name, state }: ListRow): KeptRecordList {
  return { id, name, state: RecordListState.parse(JSON.parse(state)) };
}

/** The `record_list` table. What writes must run within a command. */
export function createRecordListRepository(db: Database) {
  const selectAll = db.prepare<[], ListRow>(
    'SELECT id, name, state FROM record_list ORDER BY name COLLATE NOCASE',
  );
  const selectById = db.prepare<[string], ListRow>(
    'SELECT id, name, state FROM record_list WHERE id = ?',
  );
  const selectByName = db.prepare<[string], ListRow>(
    'SELECT id, name, state FROM record_list WHERE name = ? COLLATE NOCASE',
  );
  const upsert = db.prepare(
    `INSERT INTO record_list (id, name, state, updated_at, updated_by) VALUES (@id, @name, @state, @at, @user)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, state = excluded.state,
       updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
  );
  const remove = db.prepare<[string]>('DELETE FROM record_list WHERE id = ?');

  function get(id: string): KeptRecordList {
    const row = selectById.get(id);
    if (!row) throw notFound('saved list');
    return kept(row);
  }

  return {
    /** By name. */
    list: () => selectAll.all().map(kept),
    /** @throws {AppError} `not-found` */
    get,
    /** @throws {AppError} `not-found`, `invalid-value` when the name is taken */
    save(
      list: { readonly id: string | null; readonly name: string; readonly state: RecordListState },
      author: { readonly user: string; readonly at: string },
    ): KeptRecordList {
      if (list.id !== null) get(list.id);
      const taken = selectByName.get(list.name);
      if (taken && taken.id !== list.id)
        throw new AppError(
          'invalid-value',
          `There is a list called “${taken.name}” already. Choose another name, or update that list.`,
        );
      const id = list.id ?? uuidv7();
      upsert.run({ id, name: list.name, state: JSON.stringify(list.state), ...author });
      return get(id);
    },
    /** @throws {AppError} `not-found` */
    remove(id: string): void {
      get(id);
      remove.run(id);
    },
    /** The name for a copy: "Fronts", "Fronts copy", "Fronts copy 2". */
    copyName(name: string): string {
      for (let count = 1; ; count++) {
        const ending = count === 1 ? ' copy' : ` copy ${count}`;
        const copy = `${name.slice(0, LONGEST_NAME - ending.length)}${ending}`;
        if (!selectByName.get(copy)) return copy;
      }
    },
  };
}

export type RecordListRepository = ReturnType<typeof createRecordListRepository>;
