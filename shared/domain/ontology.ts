import { z } from 'zod';

const Slug = z.string().regex(/^[a-z][a-z0-9-]*$/).max(60);
const FieldId = z.string().regex(/^[a-z][A-Za-z0-9]*$/).max(60);

/** How the values of a field are read, checked and shown. */
export const FieldType = z.enum([
  'text', 'long-text', 'name', 'date', 'time', 'integer', 'number', 'boolean', 'term', 'terms', 'texts',
  'postcode', 'registration', 'phone', 'email', 'company-number', 'uprn', 'latitude', 'longitude', 'money', 'dated-terms',
]);
export type FieldType = z.infer<typeof FieldType>;

/** One field of a kind. */
export const FieldDefinition = z.strictObject({
  id: FieldId,
  label: z.string().min(1),
  type: FieldType,
  /** Vocabulary of a `term`, `terms` or `dated-terms` field. */
  vocabulary: Slug.optional(),
  /** Column headers that mean this field, lower case, without spaces or punctuation. */
  aliases: z.array(z.string()).default([]),
  /** Whether the value tells one entity from another (searched exactly, in any spacing). */
  isIdentifier: z.boolean().default(false),
  /** Whether the value is withheld with a protected person's name. */
  isPersonal: z.boolean().default(false),
  help: z.string().optional(),
});
export type FieldDefinition = z.infer<typeof FieldDefinition>;

export const Shape = z.enum([
  'circle', 'rounded-square', 'house', 'hexagon', 'upright-bar', 'diamond', 'triangle', 'octagon', 'shield', 'dot',
]);
export type Shape = z.infer<typeof Shape>;

/** One kind of entity. */
export const KindDefinition = z.strictObject({
  id: Slug,
  label: z.string().min(1),
  plural: z.string().min(1),
  /** Prefix of the short reference shown to people, such as PER. */
  prefix: z.string().regex(/^[A-Z]{3}$/),
  shape: Shape,
  /** lucide icon name. */
  icon: z.string(),
  /** Drawn on the map without being asked for. */
  isOnMap: z.boolean(),
  /** Ways to make the label, best first: each is field ids joined by spaces. */
  labelFrom: z.array(z.array(FieldId)).min(1),
  /** Labels of other systems that mean this kind, lower case, without spaces or punctuation. */
  aliases: z.array(z.string()).default([]),
  fields: z.array(FieldDefinition),
});
export type KindDefinition = z.infer<typeof KindDefinition>;

/** Families of relations: one colour and width each. */
export const RelationFamily = z.enum([
  'people', 'control', 'money', 'place', 'comms', 'member', 'event', 'other',
]);
export type RelationFamily = z.infer<typeof RelationFamily>;

/** One type of relation, read from source to target. */
export const RelationTypeDefinition = z.strictObject({
  id: Slug,
  /** Words from source to target: *lives at*. */
  label: z.string().min(1),
  /** Words from target to source: *home of*. */
  inverseLabel: z.string().min(1),
  from: z.array(Slug).min(1),
  to: z.array(Slug).min(1),
  family: RelationFamily,
  isDirected: z.boolean(),
  /** Strength (sigma) and half-life in days of analytics.md 1.2; null: no ageing, or no weight. */
  strength: z.number().min(0).max(1).nullable(),
  halfLifeDays: z.int().positive().nullable(),
  aliases: z.array(z.string()).default([]),
});
export type RelationTypeDefinition = z.infer<typeof RelationTypeDefinition>;

/** One word of a vocabulary. */
export const Term = z.strictObject({
  id: Slug,
  label: z.string().min(1),
  help: z.string().optional(),
  isProtected: z.boolean().default(false),
  aliases: z.array(z.string()).default([]),
});
export type Term = z.infer<typeof Term>;

/** Everything the product knows about what there is: kinds, fields, relations and vocabularies. */
export const Ontology = z.strictObject({
  version: z.string(),
  kinds: z.array(KindDefinition),
  relationTypes: z.array(RelationTypeDefinition),
  /** By vocabulary id: roles, sectors, premises-types, tenures, licence-types, indicators, threat-categories, … */
  vocabularies: z.record(z.string(), z.array(Term)),
});
export type Ontology = z.infer<typeof Ontology>;
