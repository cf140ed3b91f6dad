import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { CaseListing } from '../../shared/api/case.ts';
import { AppError } from '../../shared/api/errors.ts';
import { describeKeyslots } from '../db/open.ts';
import { handleOf } from './session.ts';

export const CASE_SUFFIX = '.achilles';

const Recents = z.array(
  z.strictObject({ path: z.string(), openedAt: z.string(), isDemonstration: z.boolean() }),
);
const RECENTS_KEPT = 12;

/** Where cases are, by opaque handle: those opened lately and those in the cases folder. */
export interface CaseFiles {
  list(): CaseListing[];
  /** @throws {AppError} `case-missing` */
  describe(handle: string): CaseListing;
  register(path: string): string;
  /** @throws {AppError} `case-missing` */
  pathOf(handle: string): string;
  /** A free path in the cases folder for a case of this name. @throws {AppError} `case-exists` */
  newPath(name: string): string;
  noteOpened(path: string, isDemonstration: boolean): void;
  readonly casesDir: string;
}

/** What a case is called: its file name without the suffix. */
export function caseName(path: string): string {
  return basename(path, CASE_SUFFIX);
}

export function createCaseFiles(options: {
  readonly dataDir: string;
  readonly casesDir: string;
  readonly now: () => number;
}): CaseFiles {
  const { dataDir, casesDir, now } = options;
  const recentsPath = join(dataDir, 'recent-cases.json');
  const paths = new Map<string, string>();

  function recents(): z.infer<typeof Recents> {
    if (!existsSync(recentsPath)) return [];
    try {
      return Recents.parse(JSON.parse(readFileSync(recentsPath, 'utf8')));
    } catch {
      // A damaged list of recent cases is no loss: the cases themselves are elsewhere.
      return [];
    }
  }

  function register(path: string): string {
    const handle = handleOf(path);
    paths.set(handle, path);
    return handle;
  }

  function listingOf(
    path: string,
    lastOpenedAt: string | null,
    isDemonstration: boolean,
  ): CaseListing {
    const isPresent = existsSync(path);
    return {
      handle: register(path),
      name: caseName(path),
      sizeBytes: isPresent ? statSync(path).size : null,
      lastOpenedAt,
      isDemonstration,
      isPresent,
      ...describeKeyslots(path),
    };
  }

  function pathOf(handle: string): string {
    const path = paths.get(handle);
    if (!path)
      throw new AppError(
        'case-missing',
        'That case is not known here any more. Choose its file again.',
      );
    return path;
  }

  return {
    casesDir,
    register,
    pathOf,
    describe(handle) {
      const path = pathOf(handle);
      const recent = recents().find((known) => known.path === path);
      return listingOf(path, recent?.openedAt ?? null, recent?.isDemonstration ?? false);
    },
    list() {
      const listed = new Map<string, CaseListing>();
      const add = (path: string, openedAt: string | null, isDemonstration: boolean): void => {
        const handle = register(path);
        if (listed.has(handle)) return;
        listed.set(handle, listingOf(path, openedAt, isDemonstration));
      };
      for (const recent of recents()) add(recent.path, recent.openedAt, recent.isDemonstration);
      if (existsSync(casesDir)) {
        for (const name of readdirSync(casesDir).sort())
          if (name.endsWith(CASE_SUFFIX)) add(join(casesDir, name), null, false);
      }
      return [...listed.values()];
    },
    newPath(name) {
      const safe = name
        .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^\.+|[. ]+$/g, '')
        .trim();
      if (safe === '')
        throw new AppError('invalid-value', 'Give the case a name with letters or digits in it.');
      mkdirSync(casesDir, { recursive: true, mode: 0o700 });
      const path = join(casesDir, `${safe}${CASE_SUFFIX}`);
      if (existsSync(path))
        throw new AppError(
          'case-exists',
          'There is already a case of this name. Choose another name, or open that case.',
        );
      return path;
    },
    noteOpened(path, isDemonstration) {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      const kept = recents()
        .filter((recent) => recent.path !== path)
        .slice(0, RECENTS_KEPT - 1);
      const text = JSON.stringify([
        { path, openedAt: new Date(now()).toISOString(), isDemonstration },
        ...kept,
      ]);
      const temporary = `${recentsPath}.new`;
      writeFileSync(temporary, text, { mode: 0o600 });
      chmodSync(temporary, 0o600);
      renameSync(temporary, recentsPath);
    },
  };
}
