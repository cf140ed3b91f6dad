import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { ViewState } from '../../shared/api/view.ts';

/** The `view` table: for now the working view alone. */
export function createViewRepository(db: Database) {
  const selectWorking = db.prepare<[], { id: string; state: string }>(
    'SELECT id, state FROM view WHERE name IS NULL',
  );
  const insert = db.prepare<[string, string, string]>(
    'INSERT INTO view (id, name, state, updated_at) VALUES (?, NULL, ?, ?)',
  );
  const update = db.prepare<[string, string, string]>(
    'UPDATE view SET state = ?, updated_at = ? WHERE id = ?',
  );

  return {
    working(): ViewState | null {
      const row = selectWorking.get();
      return row ? ViewState.parse(JSON.parse(row.state)) : null;
    },
    /** Must run within a command. */
    saveWorking(state: ViewState, at: string): void {
      const row = selectWorking.get();
      const text = JSON.stringify(state);
      if (row) update.run(text, at, row.id);
      else insert.run(uuidv7(), text, at);
    },
  };
}

export type ViewRepository = ReturnType<typeof createViewRepository>;
