import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { FieldType, normaliseHeader } from '../../shared/domain/ontology.ts';

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
    fields: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
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
export const Profile = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  /** Editions of a source are compared within a family: files of one family can be mixed in an import. */
  family: Slug,
  /** Profiles are tried in this order. */
  order: z.int().positive(),
  /**
   * `typed`: headers themselves say what columns are, as in `:START_ID` and `age:int`.
   * `graph`: the format says what rows and columns are, as in GEXF and GraphML.
   */
  headers: z.enum(['plain', 'typed', 'graph']),
  entities: EntityColumns.optional(),
  relations: RelationColumns.optional(),
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
