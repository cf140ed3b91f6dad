import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';
import { createImportProfileRepository } from '../db/import-profile.ts';
import { loadProfiles, type Profile, readProfile } from '../formats/profile.ts';

/** The profiles that an import goes by: those that people made in the case, then those of the product. */
export function importProfiles(db: Database, resourcesDir: string): Profile[] {
  const own = createImportProfileRepository(db)
    .list()
    .flatMap(({ text }) => {
      try {
        return [readProfile(text)];
      } catch (error) {
        // One that a newer version wrote knows no table here; it must not stop every import.
        if (error instanceof AppError) return [];
        throw error;
      }
    });
  return [...own, ...loadProfiles(resourcesDir)];
}
