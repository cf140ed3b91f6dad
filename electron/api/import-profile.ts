import { AppError } from '../../shared/api/errors.ts';
import type { ImportProfileEntry, ShippedProfile } from '../../shared/api/import-profile.ts';
import { LARGEST_PROFILE_BYTES, ProfileTitle } from '../../shared/api/import-profile.ts';
import { normaliseHeader } from '../../shared/domain/ontology.ts';
import type { Mapping } from '../../shared/import/mapping.ts';
import { runCommand } from '../db/command.ts';
import { createImportProfileRepository, type KeptProfile } from '../db/import-profile.ts';
import { readWhole } from '../formats/import-file.ts';
import { IMPORT_LIMITS } from '../formats/limits.ts';
import {
  loadProfiles,
  mappedProfile,
  type Profile,
  readProfile,
  writeProfile,
} from '../formats/profile.ts';
import { FileRefusal } from '../formats/refusal.ts';
import { os } from './os.ts';
import type { Session } from './session.ts';

type Profiles = ReturnType<typeof createImportProfileRepository>;

function entryOf({ text, ...profile }: KeptProfile): ImportProfileEntry {
  const mapping = mappingOf(text);
  return { ...profile, text, mapping, columns: [...(mapping?.columns ?? [])] };
}

function mappingOf(text: string): Mapping | null {
  try {
    return readProfile(text).mapping ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** @throws {AppError} `not-found`, or `invalid-value` where this version cannot read it */
function mappingOfKept(profiles: Profiles, id: string): Mapping {
  const { mapping } = readProfile(profiles.get(id).text);
  if (!mapping) throw new Error('A kept profile has no mapping.');
  return mapping;
}

/** What a profile is called in reports: its title, in the form of an id. */
function profileId(title: string): string {
  const words = title
    .split(/\s+/)
    .map((word) => normaliseHeader(word).replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
    .join('-');
  return `own-${words}`.replace(/-+$/, '').slice(0, 60);
}

function textOf(title: string, mapping: Mapping): string {
  return writeProfile(mappedProfile(mapping, profileId(title), title));
}

/** Profiles are told apart by their titles. */
function refuseTaken(profiles: Profiles, title: string, ownId: string | null): void {
  const holder = profiles.idOfTitle(title);
  if (holder !== null && holder !== ownId)
    throw new AppError('invalid-value', `There is a profile “${title}” already.`);
}

function change<T>(
  session: Session,
  name: string,
  work: (profiles: Profiles, author: { readonly user: string; readonly at: string }) => T,
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

/** A file that says how tables are read. @throws {AppError} `invalid-value` */
function readProfileFile(session: Session, handle: string) {
  const limits = { ...IMPORT_LIMITS, fileBytes: LARGEST_PROFILE_BYTES };
  try {
    const bytes = readWhole(session.file(handle), limits);
    const { title, mapping } = readProfile(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const named = ProfileTitle.safeParse(title);
    if (mapping && named.success) return { title: named.data, mapping };
  } catch (error) {
    if (error instanceof FileRefusal)
      throw new AppError('invalid-value', `The profile cannot be read: ${error.message}.`);
    if (!(error instanceof TypeError)) throw error;
    throw new AppError('invalid-value', 'The profile is not text in UTF-8.', { cause: error });
  }
  throw new AppError(
    'invalid-value',
    'The file is no profile of mapped columns with a title of 80 characters at most.',
  );
}

const NOT_IN_FILE_NAMES = /[^\p{L}\p{N} _-]+/gu;

/** Meanings of columns in the order they are told, with the headers that they are known by. */
function knownColumns(columns: object | undefined): ShippedProfile['entities'] {
  return Object.entries(columns ?? {}).flatMap(([meaning, headers]) =>
    meaning !== 'plainTypes' && meaning !== 'plainNames' && isHeaders(headers) && headers.length > 0
      ? [{ meaning, headers: [...headers] }]
      : [],
  );
}

function isHeaders(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function shippedOf({ id, title, headers, entities, relations }: Profile): ShippedProfile[] {
  if (headers === 'mapped') return [];
  const fields = relations?.fields.map((field) => ({
    meaning: field.id,
    headers: [...field.headers],
  }));
  return [
    {
      id,
      title,
      headers,
      entities: knownColumns(entities),
      relations: [...knownColumns(relations), ...(fields ?? [])],
    },
  ];
}

/** Handlers of `import` about profiles. */
export const importProfileHandlers = {
  profiles: os.import.profiles.handler(({ context }) =>
    createImportProfileRepository(context.session.open().connection.db).list().map(entryOf),
  ),

  shippedProfiles: os.import.shippedProfiles.handler(({ context }) =>
    loadProfiles(context.session.resourcesDir).flatMap(shippedOf),
  ),

  saveProfile: os.import.saveProfile.handler(({ input: { title, mapping }, context }) =>
    change(context.session, `Keep import profile ${title}`, (profiles, author) => {
      const id = profiles.idOfTitle(title);
      return entryOf(profiles.save({ id, title, text: textOf(title, mapping) }, author));
    }),
  ),

  renameProfile: os.import.renameProfile.handler(({ input: { id, title }, context }) =>
    change(context.session, `Rename import profile ${title}`, (profiles, author) => {
      refuseTaken(profiles, title, id);
      const text = textOf(title, mappingOfKept(profiles, id));
      return entryOf(profiles.save({ id, title, text }, author));
    }),
  ),

  duplicateProfile: os.import.duplicateProfile.handler(({ input: { id, title }, context }) =>
    change(context.session, `Duplicate import profile ${title}`, (profiles, author) => {
      refuseTaken(profiles, title, null);
      const text = textOf(title, mappingOfKept(profiles, id));
      return entryOf(profiles.save({ id: null, title, text }, author));
    }),
  ),

  addProfile: os.import.addProfile.handler(({ input, context }) => {
    const { session } = context;
    const { title, mapping } = readProfileFile(session, input.file);
    session.forgetFiles([input.file]);
    return change(session, `Add import profile ${title}`, (profiles, author) => {
      refuseTaken(profiles, title, null);
      return entryOf(profiles.save({ id: null, title, text: textOf(title, mapping) }, author));
    });
  }),

  exportProfile: os.import.exportProfile.handler(({ input: { id, reason }, context }) => {
    const { title, text } = createImportProfileRepository(context.session.open().connection.db).get(
      id,
    );
    context.touch([id]);
    context.because(reason);
    const name = `${title.replaceAll(NOT_IN_FILE_NAMES, '').replaceAll(/\s+/g, ' ').trim() || 'Profile'}.yaml`;
    return new File([text], name, { type: 'application/yaml' });
  }),

  removeProfile: os.import.removeProfile.handler(({ input: { id }, context }) =>
    change(context.session, 'Delete an import profile', (profiles) => {
      profiles.get(id);
      profiles.remove(id);
      return { id };
    }),
  ),
};
