import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { AppError, notFound } from '../../shared/api/errors.ts';
import { NamedView, ViewPicture, ViewState } from '../../shared/api/view.ts';
import { partsOf, placesOf } from './view-place.ts';

interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly picture: string;
}

/** Who writes a view, and when. */
export interface ViewAuthor {
  readonly user: string;
  /** ISO instant. */
  readonly at: string;
}

const NAMED = `SELECT id, name, created_at AS createdAt, created_by AS createdBy, updated_at AS updatedAt,
  updated_by AS updatedBy, picture FROM view`;

function namedView(row: ViewRow): NamedView {
  return NamedView.parse({ ...row, picture: ViewPicture.parse(JSON.parse(row.picture)) });
}

/** The `view` and `view_part` tables: the working view, which has no name, and those that have one. */
export function createViewRepository(db: Database) {
  const selectWorking = db.prepare<[], { id: string; state: string }>(
    'SELECT id, state FROM view WHERE name IS NULL',
  );
  const selectState = db
    .prepare<[string], string>('SELECT state FROM view WHERE id = ? AND name IS NOT NULL')
    .pluck();
  const selectNamed = db.prepare<[], ViewRow>(
    `${NAMED} WHERE name IS NOT NULL ORDER BY name COLLATE NOCASE`,
  );
  const selectById = db.prepare<[string], ViewRow>(`${NAMED} WHERE id = ? AND name IS NOT NULL`);
  const selectByName = db.prepare<[string], ViewRow>(`${NAMED} WHERE name = ? COLLATE NOCASE`);
  const insert = db.prepare(
    `INSERT INTO view (id, name, state, updated_at, created_at, created_by, updated_by, picture)
     VALUES (@id, @name, @state, @at, @at, @user, @user, @picture)`,
  );
  const updateState = db.prepare(
    `UPDATE view SET state = @state, picture = @picture, updated_at = @at, updated_by = @user WHERE id = @id`,
  );
  const updateName = db.prepare(
    `UPDATE view SET name = @name, updated_at = @at, updated_by = @user WHERE id = @id`,
  );
  const remove = db.prepare<[string]>('DELETE FROM view WHERE id = ?');
  const selectParts = db.prepare<[string], { part: string; places: string }>(
    'SELECT part, places FROM view_part WHERE view_id = ?',
  );
  const insertPart = db.prepare<[string, string, string]>(
    'INSERT INTO view_part (view_id, part, places) VALUES (?, ?, ?)',
  );
  const updatePart = db.prepare<[string, string, string]>(
    'UPDATE view_part SET places = ? WHERE view_id = ? AND part = ?',
  );
  const removePart = db.prepare<[string, string]>(
    'DELETE FROM view_part WHERE view_id = ? AND part = ?',
  );

  /** What an earlier version saved has its places in `state`, and no parts. */
  function readState(id: string, text: string): ViewState {
    const parts = selectParts.all(id).map(({ places }) => places);
    return ViewState.parse({ ...placesOf(parts), ...(JSON.parse(text) as object) });
  }

  function writeParts(id: string, parts: ReadonlyMap<string, string>): void {
    const before = new Map(selectParts.all(id).map(({ part, places }) => [part, places]));
    for (const part of before.keys()) if (!parts.has(part)) removePart.run(id, part);
    for (const [part, places] of parts) {
      const known = before.get(part);
      if (known === undefined) insertPart.run(id, part, places);
      else if (known !== places) updatePart.run(places, id, part);
    }
  }

  function textOf(state: ViewState): string {
    const { shownIds, positions, pinnedIds, putAwayIds, ...whole } = state;
    return JSON.stringify(whole);
  }

  function get(id: string): NamedView {
    const row = selectById.get(id);
    if (!row) throw notFound('view');
    return namedView(row);
  }

  /** @throws {AppError} `invalid-value` */
  function refuseTaken(name: string, id: string | null): void {
    const taken = selectByName.get(name);
    if (!taken || taken.id === id) return;
    throw new AppError(
      'invalid-value',
      `There is a view called “${taken.name}” already. Choose another name, or update that view.`,
    );
  }

  return {
    working(): ViewState | null {
      const row = selectWorking.get();
      return row ? readState(row.id, row.state) : null;
    },
    /** Must run within a command. */
    saveWorking(state: ViewState, author: ViewAuthor): void {
      const row = selectWorking.get();
      const id = row?.id ?? uuidv7();
      const written = { id, state: textOf(state), picture: null, ...author };
      if (!row) insert.run({ ...written, name: null });
      else if (row.state !== written.state) updateState.run(written);
      writeParts(id, partsOf(state));
    },
    /** Named views by name. */
    list: () => selectNamed.all().map(namedView),
    /** @throws {AppError} `not-found` */
    get,
    /** @throws {AppError} `not-found` */
    stateOf(id: string): ViewState {
      const text = selectState.get(id);
      if (text === undefined) throw notFound('view');
      return readState(id, text);
    },
    /** Must run within a command. @throws {AppError} `not-found`, `invalid-value` when the name is taken */
    save(
      view: {
        readonly id: string | null;
        readonly name: string;
        readonly state: ViewState;
        readonly picture: ViewPicture;
      },
      author: ViewAuthor,
    ): NamedView {
      refuseTaken(view.name, view.id);
      const id = view.id ?? uuidv7();
      const written = {
        id,
        name: view.name,
        state: textOf(view.state),
        picture: JSON.stringify(view.picture),
        ...author,
      };
      if (view.id === null) insert.run(written);
      else {
        if (get(id).name !== view.name) updateName.run(written);
        updateState.run(written);
      }
      writeParts(id, partsOf(view.state));
      return get(id);
    },
    /** Must run within a command. @throws {AppError} `not-found`, `invalid-value` when the name is taken */
    rename(id: string, name: string, author: ViewAuthor): NamedView {
      get(id);
      refuseTaken(name, id);
      updateName.run({ id, name, ...author });
      return get(id);
    },
    /** Must run within a command. @throws {AppError} `not-found` */
    remove(id: string): NamedView {
      const removed = get(id);
      writeParts(id, new Map());
      remove.run(id);
      return removed;
    },
    /** The name for a copy: "Money", "Money copy", "Money copy 2". */
    copyName(name: string, longest: number): string {
      for (let count = 1; ; count++) {
        const ending = count === 1 ? ' copy' : ` copy ${count}`;
        const copy = `${Array.from(name)
          .slice(0, longest - ending.length)
          .join('')}${ending}`;
        if (!selectByName.get(copy)) return copy;
      }
    },
  };
}

export type ViewRepository = ReturnType<typeof createViewRepository>;
