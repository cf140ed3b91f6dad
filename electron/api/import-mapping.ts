import { AppError } from '../../shared/api/errors.ts';
import type { ImportOptions, ImportProfileEntry } from '../../shared/api/import.ts';
import { kindFor, normaliseHeader } from '../../shared/domain/ontology.ts';
import type { Mapping } from '../../shared/import/mapping.ts';
import { runCommand } from '../db/command.ts';
import { createImportProfileRepository, type KeptProfile } from '../db/import-profile.ts';
import { IMPORT_LIMITS } from '../formats/limits.ts';
import { tableOutlooks } from '../formats/outlook.ts';
import { type Preview, previewRows, previewTable } from '../formats/preview.ts';
import { mappedProfile, readProfile, writeProfile } from '../formats/profile.ts';
import { FileRefusal } from '../formats/refusal.ts';
import { importProfiles } from '../jobs/import-profiles.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';

const DEFAULT_KIND = 'person';

function readingOptions(session: Session, open: OpenCase, options: ImportOptions) {
  const chosen = options.kind === null ? null : kindFor(session.ontology, options.kind);
  return {
    ontology: session.ontology,
    profiles: importProfiles(open.connection.db, session.resourcesDir),
    limits: IMPORT_LIMITS,
    mappings: options.mappings,
    headers: options.headers,
    fixes: options.fixes,
    today: session.today(),
    assumedKind: chosen?.id ?? DEFAULT_KIND,
  };
}

interface PreviewRequest {
  readonly files: readonly string[];
  readonly options: ImportOptions;
  readonly table: string;
}

/** The last preview of each open case: its pages are asked for one after the other. It dies with the case. */
const previews = new WeakMap<OpenCase, { readonly key: string; readonly made: Promise<Preview> }>();

function previewOf(session: Session, request: PreviewRequest): Promise<Preview> {
  const open = session.open();
  const { files, table, options } = request;
  const { mappings, headers, fixes, kind } = options;
  const key = JSON.stringify([files, table, mappings, headers, fixes, kind]);
  const known = previews.get(open);
  if (known?.key === key) return known.made;
  const made = previewTable(
    files.map((handle) => session.file(handle)),
    table,
    readingOptions(session, open, options),
  );
  previews.set(open, { key, made });
  return made.catch((error: unknown) => {
    previews.delete(open);
    throw refusalOf(error);
  });
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof FileRefusal)) return error;
  return new AppError('import-refused', `The table cannot be read: ${error.message}.`);
}

function entryOf({ text, ...profile }: KeptProfile): ImportProfileEntry {
  return { ...profile, text, columns: [...(readProfile(text).mapping?.columns ?? [])] };
}

/** What a profile is called in reports: its title, in the form of an id. */
function profileId(title: string): string {
  const words = title
    .split(/\s+/)
    .map(normaliseHeader)
    .join('-')
    .replace(/[^a-z0-9-]/g, '');
  return `own-${words}`.replace(/-+$/, '').slice(0, 60);
}

function textOf(title: string, mapping: Mapping): string {
  return writeProfile(mappedProfile(mapping, profileId(title), title));
}

function change<T>(
  session: Session,
  name: string,
  work: (
    profiles: ReturnType<typeof createImportProfileRepository>,
    author: { readonly user: string; readonly at: string },
  ) => T,
): T {
  const open = session.open();
  const { db } = open.connection;
  const author = { user: open.user, at: new Date().toISOString() };
  const result = runCommand(db, { name, author: open.user }, () =>
    work(createImportProfileRepository(db), author),
  );
  session.changed('view');
  return result;
}

/** Handlers of `import` for tables that no profile knows, and for the profiles that people make. */
export const importMappingHandlers = {
  tables: os.import.tables.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    context.audited(); // Nothing is taken in, as in a dry run.
    const files = input.files.map((handle) => session.file(handle));
    return tableOutlooks(files, readingOptions(session, open, input.options));
  }),

  preview: os.import.preview.handler(async ({ input, context }) => {
    context.audited();
    const { columns, rows, isWhole, faults, moreFaults } = await previewOf(context.session, input);
    return {
      columns: [...columns],
      rows: rows.length,
      isWhole,
      faults: [...faults],
      moreFaults,
    };
  }),

  rows: os.import.rows.handler(async ({ input, context }) => {
    context.audited();
    return previewRows(await previewOf(context.session, input), input.places);
  }),

  profiles: os.import.profiles.handler(({ context }) =>
    createImportProfileRepository(context.session.open().connection.db).list().map(entryOf),
  ),

  saveProfile: os.import.saveProfile.handler(({ input: { title, mapping }, context }) =>
    change(context.session, `Keep import profile ${title}`, (profiles, author) => {
      const id = profiles.idOfTitle(title);
      return entryOf(profiles.save({ id, title, text: textOf(title, mapping) }, author));
    }),
  ),

  renameProfile: os.import.renameProfile.handler(({ input: { id, title }, context }) =>
    change(context.session, `Rename import profile ${title}`, (profiles, author) => {
      const holder = profiles.idOfTitle(title);
      if (holder !== null && holder !== id)
        throw new AppError('invalid-value', `There is a profile “${title}” already.`);
      const { mapping } = readProfile(profiles.get(id).text);
      if (!mapping) throw new Error('A kept profile has no mapping.');
      return entryOf(profiles.save({ id, title, text: textOf(title, mapping) }, author));
    }),
  ),

  removeProfile: os.import.removeProfile.handler(({ input: { id }, context }) =>
    change(context.session, 'Delete an import profile', (profiles) => {
      profiles.get(id);
      profiles.remove(id);
      return { id };
    }),
  ),
};
