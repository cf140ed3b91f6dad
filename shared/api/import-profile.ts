import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { Mapping } from '../import/mapping.ts';
import { call } from './base.ts';

/** Opaque name of a chosen or uploaded file, given out by the host. Never a path. */
export const FileHandle = z.string().min(1).max(120);

/** Largest profile that is read, in bytes. */
export const LARGEST_PROFILE_BYTES = 1_000_000;

/** A profile that people made. */
export const ImportProfileEntry = z.strictObject({
  id: Id,
  title: z.string(),
  columns: z.array(z.string()),
  /** What its columns mean; null: a newer version wrote it, and it knows no table here. */
  mapping: Mapping.nullable(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  /** As it is kept: YAML, by the schema of the product's own profiles. */
  text: z.string(),
});
export type ImportProfileEntry = z.infer<typeof ImportProfileEntry>;

/** What a column of a product's profile means, and the headers that it is known by. */
const KnownColumn = z.strictObject({ meaning: z.string(), headers: z.array(z.string()) });

/** A profile that comes with the product. */
export const ShippedProfile = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** `plain`: known by what columns are called; `typed`: headers say what columns are; `graph`: the format does. */
  headers: z.enum(['plain', 'typed', 'graph']),
  entities: z.array(KnownColumn),
  relations: z.array(KnownColumn),
});
export type ShippedProfile = z.infer<typeof ShippedProfile>;

export const ProfileTitle = z.string().trim().min(1).max(80);

/** Calls of `import` about profiles. */
export const importProfile = {
  /** Profiles that people made in this case, by title. */
  profiles: call('none').output(z.array(ImportProfileEntry)),
  /** Profiles that come with the product, in the order in which they are tried. */
  shippedProfiles: call('none').output(z.array(ShippedProfile)),
  /** Keeps a mapping for when the same headers come again; a profile of the same title is replaced. Undoable. */
  saveProfile: call('alteration')
    .input(z.strictObject({ title: ProfileTitle, mapping: Mapping }))
    .output(ImportProfileEntry),
  renameProfile: call('alteration')
    .input(z.strictObject({ id: Id, title: ProfileTitle }))
    .output(ImportProfileEntry),
  /** A profile again, under a title of its own. Undoable. @throws invalid-value where the title is taken */
  duplicateProfile: call('alteration')
    .input(z.strictObject({ id: Id, title: ProfileTitle }))
    .output(ImportProfileEntry),
  /** A profile from a YAML file, as another case gave it out. Undoable. @throws invalid-value */
  addProfile: call('alteration')
    .input(z.strictObject({ file: FileHandle }))
    .output(ImportProfileEntry),
  /** A profile as a YAML file that leaves the case: values that it changes for others may name people. */
  exportProfile: call('disclosure')
    .input(z.strictObject({ id: Id, reason: z.string().trim().min(1).max(500) }))
    .output(z.file()),
  removeProfile: call('alteration')
    .input(z.strictObject({ id: Id }))
    .output(z.strictObject({ id: Id })),
};
