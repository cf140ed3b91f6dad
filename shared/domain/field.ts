import { z } from 'zod';

/** A value of a field as kept in a record: null is *not known*. */
export const FieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
]);
export type FieldValue = z.infer<typeof FieldValue>;

/** Fields of one record by the ontology's field id. */
export const Fields = z.record(z.string(), FieldValue);
export type Fields = z.infer<typeof Fields>;

/** ISO 8601 date, whole or partial: `2019`, `2019-03` or `2019-03-27`. */
export const PartialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);

/** UUIDv7 text, made by the backend. */
export const Id = z.string().min(1).max(64);
export type Id = z.infer<typeof Id>;
