import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';
import { createImportProfileRepository } from '../db/import-profile.ts';
import { loadProfiles, type Profile, readProfile } from '../formats/profile.ts';

/** What is shipped, by its folder: it does not change while the product runs, and is asked for with every preview. */
const shipped = new Map<string, readonly Profile[]>();

function shippedProfiles(resourcesDir: string): readonly Profile[] {
  const known = shipped.get(resourcesDir) ?? loadProfiles(resourcesDir);
  shipped.set(resourcesDir, known);
  return known;
}

/**
 * The profiles that an import goes by: those that people made in the case, then those of the product; or the one that
 * was asked for by its title or id.
 * @throws {AppError} `invalid-value` where there is none of that name
 */
export function importProfiles(
  db: Database,
  resourcesDir: string,
  wanted: string | null = null,
): Profile[] {
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
  const all = [...own, ...shippedProfiles(resourcesDir)];
  if (wanted === null) return all;
  const name = wanted.toLowerCase();
  const found = all.find(({ id, title }) => title.toLowerCase() === name || id === name);
  if (found) return [found];
  const titles = all.map(({ title }) => `“${title}”`).join(', ');
  throw new AppError(
    'invalid-value',
    `There is no import profile “${wanted}”. Choose one of: ${titles}.`,
  );
}
