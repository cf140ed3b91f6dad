import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { FieldType, normaliseHeader } from '../../shared/domain/ontology.ts';
import { Mapping } from '../../shared/import/mapping.ts';

const Header = z.string().refine((text) => text !== '' && text === normaliseHeader(text), {
  error: 'headers are written in lower case, letters and digits only',
});
const Headers = z.array(Header).default([]);
const Slug = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** Which columns of a table of entities mean what. */
export const EntityColumns = z.strictObject({
  key: Headers,
  isKeyRequired: z.boolean(),
  kind: Headers,
  kindUnlessChosen: Headers,
  kindWhenClaimed: Headers,
  observedOn: Headers,
  category: Headers,
  grade: Headers,
  /** Says that a row is less than the fact that the whole file is taken for. */
  basis: Headers,
});
export type EntityColumns = z.infer<typeof EntityColumns>;

/** Which columns of a table of links mean what. `from` and `to` go in pairs. */
export const RelationColumns = z
  .strictObject({
    from: Headers,
    to: Headers,
    type: Headers,
    plainTypes: Headers,
    plainNames: Headers,
    startedOn: Headers,
    endedOn: Headers,
    observedOn: Headers,
    grade: Headers,
    basis: Headers,
    fields: z
      .array(
        z.strictObject({
          // What a case adds to link types is checked by its own rules, which rows of a file have not met.
          id: z.string().regex(/^(?!own[A-Z])[a-z][A-Za-z0-9]*$/, {
            error:
              'fields of links are not named as a case’s own: begin with another word than “own”',
          }),
          type: FieldType,
          headers: z.array(Header).min(1),
        }),
      )
      .default([]),
  })
  .refine(({ from, to }) => from.length === to.length, {
    error: 'from and to go in pairs: give as many of each',
  });
export type RelationColumns = z.infer<typeof RelationColumns>;

/** How files of one sort are recognised by their headers and read. */
export const Profile = z
  .strictObject({
    id: Slug,
    title: z.string().min(1),
    /** Editions of a source are compared within a family: files of one family can be mixed in an import. */
    family: Slug,
    /** Profiles are tried in this order. */
    order: z.int().positive(),
    /**
     * `typed`: headers themselves say what columns are, as in `:START_ID` and `age:int`.
     * `graph`: the format says what rows and columns are, as in GEXF and GraphML.
     * `mapped`: people said what the columns of just these headers are.
     */
    headers: z.enum(['plain', 'typed', 'graph', 'mapped']),
    entities: EntityColumns.optional(),
    relations: RelationColumns.optional(),
    mapping: Mapping.optional(),
  })
  .refine(({ headers, mapping }) => (headers === 'mapped') === (mapping !== undefined), {
    error: 'a profile of mapped headers has a mapping, and no other has',
  });
export type Profile = z.infer<typeof Profile>;

/** Reads `profiles/` of a resources folder, in the order in which they are tried. @throws naming the file */
export function loadProfiles(resourcesDir: string): Profile[] {
  const folder = join(resourcesDir, 'profiles');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const profiles = files.map((name) => {
    const result = Profile.safeParse(
      parse(readFileSync(join(folder, name), 'utf8'), { uniqueKeys: true }),
    );
    if (!result.success) throw new Error(`Profile ${name}: ${z.prettifyError(result.error)}`);
    return result.data;
  });
  return profiles.sort((a, b) => a.order - b.order);
}

/** Editions of mapped tables are compared among each other, whatever profile they were read by. */
const MAPPED_FAMILY = 'mapped';

/** A mapping as a profile of its own, tried before those that come with the product. */
export function mappedProfile(mapping: Mapping, id = 'mapped', title = 'Mapped by hand'): Profile {
  return { id, title, family: MAPPED_FAMILY, order: 1, headers: 'mapped', mapping };
}

/** @throws {AppError} `invalid-value`, saying where the text is no profile */
export function readProfile(text: string): Profile {
  let document: unknown;
  try {
    document = parse(text, { uniqueKeys: true, maxAliasCount: 0 });
  } catch (cause) {
    throw new AppError('invalid-value', 'The profile is not YAML that can be read.', { cause });
  }
  const result = Profile.safeParse(document);
  if (result.success) return result.data;
  throw new AppError(
    'invalid-value',
    `The profile cannot be used: ${z.prettifyError(result.error).replaceAll('\n', ' ')}`,
  );
}

/** A profile as YAML, as it is kept. */
export function writeProfile(profile: Profile): string {
  return stringify(profile);
}
