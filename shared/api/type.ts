import { z } from 'zod';
import { OwnItem, OwnSort, OwnTypes } from '../domain/own-type.ts';
import { call } from './base.ts';
import { FileHandle } from './import-profile.ts';

/** How many records or links rest on each type, by what names it. */
const Counts = z.record(z.string(), z.int());

/** How often types are used. Kinds and link types count all; fields and words leave out protected people and what links to them. */
export const TypeUses = z.strictObject({
  /** Entities by kind. */
  kinds: Counts,
  /** Links by relation type. */
  relationTypes: Counts,
  /** Entities by `kind/field`. */
  fields: Counts,
  /** Links by `type/field`. */
  linkFields: Counts,
  /** Entities and links by `vocabulary/term`. */
  terms: Counts,
});
export type TypeUses = z.infer<typeof TypeUses>;

/** What reading a file of types into the case does, or would do. */
export const TypeFileReport = z.strictObject({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** What is wrong, by line; where there is anything, nothing is taken. */
  problems: z.array(z.strictObject({ line: z.int(), reason: z.string() })),
});
export type TypeFileReport = z.infer<typeof TypeFileReport>;

const FromFile = z.strictObject({ file: FileHandle });

export const type = {
  /** What the case says about types beside what is shipped, and whether whoever has it open may change that. */
  own: call('none').output(z.strictObject({ own: OwnTypes, mayChange: z.boolean() })),
  /** How often the types of the case are used. Takes a while in a large case, and lets others in between. */
  uses: call('none').output(TypeUses),
  /**
   * Adds or changes some types together, as one step. Undoable.
   * @throws not-permitted, invalid-value with what is wrong by name
   */
  save: call('alteration')
    .input(z.strictObject({ items: z.array(OwnItem).min(1).max(1000) }))
    .output(z.strictObject({ changed: z.int() })),
  /** Removes one that nothing rests on. Undoable. @throws not-permitted, not-found, invalid-value while it is in use */
  remove: call('alteration')
    .input(z.strictObject({ sort: OwnSort, key: z.string().min(1).max(140) }))
    .output(z.strictObject({ changed: z.int() })),
  /** What taking a file of types would do. @throws not-found */
  checkFile: call('none').input(FromFile).output(TypeFileReport),
  /** Takes a file of types, whole or not at all. Undoable. @throws not-permitted, not-found */
  importFile: call('alteration').input(FromFile).output(TypeFileReport),
  /** The case's own types as a file for another case. It holds no records. */
  export: call('disclosure')
    .input(z.strictObject({ reason: z.string().trim().min(1).max(500) }))
    .output(z.file()),
};
