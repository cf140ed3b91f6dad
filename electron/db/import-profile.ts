import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '../../shared/api/errors.ts';

/** A profile that people made, as text. */
export interface KeptProfile {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

const COLUMNS = 'id, title, profile AS text, updated_at AS updatedAt, updated_by AS updatedBy';

/** The `import_profile` table. Writing is to be done inside a command. */
export function createImportProfileRepository(db: Database) {
  const select = db.prepare<[], KeptProfile>(
    `SELECT ${COLUMNS} FROM import_profile ORDER BY title COLLATE NOCASE`,
  );
  const selectById = db.prepare<[string], KeptProfile>(
    `SELECT ${COLUMNS} FROM import_profile WHERE id = ?`,
  );
  const selectIdByTitle = db
    .prepare<[string], string>('SELECT id FROM import_profile WHERE title = ? COLLATE NOCASE')
    .pluck();
  const insert = db.prepare(
    'INSERT INTO import_profile (id, title, profile, updated_at, updated_by) VALUES (@id, @title, @text, @at, @user)',
  );
  const update = db.prepare(
    'UPDATE import_profile SET title = @title, profile = @text, updated_at = @at, updated_by = @user WHERE id = @id',
  );
  const remove = db.prepare<[string]>('DELETE FROM import_profile WHERE id = ?');

  function get(id: string): KeptProfile {
    const profile = selectById.get(id);
    if (!profile) throw notFound('profile');
    return profile;
  }

  return {
    list: () => select.all(),
    /** @throws {AppError} `not-found` */
    get,
    idOfTitle: (title: string): string | null => selectIdByTitle.get(title) ?? null,
    /** A new profile where `id` is null. */
    save(
      profile: { readonly id: string | null; readonly title: string; readonly text: string },
      author: { readonly user: string; readonly at: string },
    ): KeptProfile {
      const id = profile.id ?? uuidv7();
      (profile.id === null ? insert : update).run({ ...profile, ...author, id });
      return get(id);
    },
    remove: (id: string) => {
      remove.run(id);
    },
  };
}
