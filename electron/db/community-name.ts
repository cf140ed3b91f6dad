import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '../../shared/api/errors.ts';

/** What a community is called by people, and whom it held when they named it. */
export interface KeptCommunityName {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

interface NameRow {
  readonly id: string;
  readonly name: string;
  readonly members: string;
}

function kept({ id, name, members }: NameRow): KeptCommunityName {
  return { id, name, members: JSON.parse(members) as string[] };
}

/** The `community_name` table. What writes must run within a command. */
export function createCommunityNameRepository(db: Database) {
  const selectAll = db.prepare<[], NameRow>(
    'SELECT id, name, members FROM community_name ORDER BY id',
  );
  const selectById = db.prepare<[string], NameRow>(
    'SELECT id, name, members FROM community_name WHERE id = ?',
  );
  const upsert = db.prepare(
    `INSERT INTO community_name (id, name, members, updated_at, updated_by)
     VALUES (@id, @name, @members, @at, @user)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, members = excluded.members,
       updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
  );
  const remove = db.prepare<[string]>('DELETE FROM community_name WHERE id = ?');

  function get(id: string): KeptCommunityName {
    const row = selectById.get(id);
    if (!row) throw notFound('name of a community');
    return kept(row);
  }

  return {
    list: (): readonly KeptCommunityName[] => selectAll.all().map(kept),
    /** @throws {AppError} `not-found` */
    get,
    /** @throws {AppError} `not-found` */
    save(
      named: Omit<KeptCommunityName, 'id'> & { readonly id: string | null },
      author: { readonly user: string; readonly at: string },
    ): KeptCommunityName {
      if (named.id !== null) get(named.id);
      const id = named.id ?? uuidv7();
      upsert.run({ id, name: named.name, members: JSON.stringify(named.members), ...author });
      return get(id);
    },
    /** @throws {AppError} `not-found` */
    remove(id: string): void {
      get(id);
      remove.run(id);
    },
  };
}

export type CommunityNameRepository = ReturnType<typeof createCommunityNameRepository>;
