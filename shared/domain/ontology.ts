import { z } from 'zod';
import type { Fields } from './field.ts';

/** The id of a kind, a relation type, a vocabulary or a word. */
export const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(60);
/** The id of a field. */
export const FieldId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .max(60);

/** Ids of what a case adds begin so: nothing that a later version ships can take one of them. */
export const OWN_PREFIX = 'own-';

/** How the values of a field are read, checked and shown. */
export const FieldType = z.enum([
  'text',
  'long-text',
  'name',
  'date',
  'time',
  'integer',
  'number',
  'boolean',
  'term',
  'terms',
  'texts',
  'postcode',
  'registration',
  'phone',
  'email',
  'company-number',
  'uprn',
  'latitude',
  'longitude',
  'money',
  'dated-terms',
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
  /** What a number counts: kilograms, pounds a week. */
  unit: z.string().optional(),
  /** Kept where it was filled in, and offered in no form. */
  isRetired: z.boolean().optional(),
});
export type FieldDefinition = z.infer<typeof FieldDefinition>;

export const Shape = z.enum([
  'circle',
  'rounded-square',
  'house',
  'hexagon',
  'upright-bar',
  'diamond',
  'triangle',
  'octagon',
  'shield',
  'dot',
]);
export type Shape = z.infer<typeof Shape>;

/** One kind of entity. */
export const KindDefinition = z.strictObject({
  id: Slug,
  /** The shipped kind that it is built on: tested, protected and coloured as that one. Shipped kinds have none. */
  base: Slug.optional(),
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
  /** Kept where it is used, and offered in no form. */
  isRetired: z.boolean().optional(),
});
export type KindDefinition = z.infer<typeof KindDefinition>;

/** Families of relations: one colour and width each. */
export const RelationFamily = z.enum([
  'people',
  'control',
  'money',
  'place',
  'comms',
  'member',
  'event',
  'other',
]);
export type RelationFamily = z.infer<typeof RelationFamily>;

/** One type of relation, read from source to target. */
export const RelationTypeDefinition = z.strictObject({
  id: Slug,
  /** The shipped type that it counts as: to levers, times and places. */
  base: Slug.optional(),
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
  /** What a case records of such links; shipped types have none. */
  fields: z.array(FieldDefinition).default([]),
  /** Kept where it is used, and offered in no form. */
  isRetired: z.boolean().optional(),
});
export type RelationTypeDefinition = z.infer<typeof RelationTypeDefinition>;

/** One word of a vocabulary. */
export const Term = z.strictObject({
  id: Slug,
  label: z.string().min(1),
  help: z.string().optional(),
  isProtected: z.boolean().default(false),
  aliases: z.array(z.string()).default([]),
  /** Kept where it is used, and offered in no form. */
  isRetired: z.boolean().optional(),
});
export type Term = z.infer<typeof Term>;

/** How a vocabulary is called, and whether a case may add words to it. */
export const VocabularyDefinition = z.strictObject({
  id: Slug,
  label: z.string().min(1),
  isOpen: z.boolean(),
});
export type VocabularyDefinition = z.infer<typeof VocabularyDefinition>;

/** Everything the product knows about what there is: kinds, fields, relations and vocabularies. */
export const Ontology = z.strictObject({
  kinds: z.array(KindDefinition),
  relationTypes: z.array(RelationTypeDefinition),
  /** By vocabulary id: roles, sectors, premises-types, tenures, licence-types, indicators, threat-categories, … */
  vocabularies: z.record(z.string(), z.array(Term)),
  /** What each vocabulary is called. */
  vocabularyList: z.array(VocabularyDefinition),
});
export type Ontology = z.infer<typeof Ontology>;

/** A header, label or type as aliases are written: lower case, letters and digits only. */
export function normaliseHeader(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

interface OntologyIndex {
  readonly kinds: ReadonlyMap<string, KindDefinition>;
  readonly kindOfLabel: ReadonlyMap<string, KindDefinition>;
  readonly relationTypes: ReadonlyMap<string, RelationTypeDefinition>;
  readonly relationTypesOfAlias: ReadonlyMap<string, readonly RelationTypeDefinition[]>;
}

const indexes = new WeakMap<Ontology, OntologyIndex>();
const fieldIndexes = new WeakMap<KindDefinition, ReadonlyMap<string, FieldDefinition>>();
const termIndexes = new WeakMap<readonly Term[], ReadonlyMap<string, Term>>();

function claim<T>(index: Map<string, T>, value: T, names: readonly string[]): void {
  for (const name of names) if (!index.has(name)) index.set(name, value);
}

function indexOf(ontology: Ontology): OntologyIndex {
  const known = indexes.get(ontology);
  if (known) return known;
  const kindOfLabel = new Map<string, KindDefinition>();
  // Ids and labels go before aliases, so that an alias never hides another kind's own name.
  for (const kind of ontology.kinds)
    claim(kindOfLabel, kind, [kind.id, kind.label, kind.plural].map(normaliseHeader));
  for (const kind of ontology.kinds) claim(kindOfLabel, kind, kind.aliases);
  const relationTypesOfAlias = new Map<string, RelationTypeDefinition[]>();
  for (const type of ontology.relationTypes) {
    for (const alias of new Set([
      normaliseHeader(type.id),
      normaliseHeader(type.label),
      ...type.aliases,
    ])) {
      const types = relationTypesOfAlias.get(alias);
      if (types) types.push(type);
      else relationTypesOfAlias.set(alias, [type]);
    }
  }
  const index: OntologyIndex = {
    kinds: new Map(ontology.kinds.map((kind) => [kind.id, kind])),
    kindOfLabel,
    relationTypes: new Map(ontology.relationTypes.map((type) => [type.id, type])),
    relationTypesOfAlias,
  };
  indexes.set(ontology, index);
  return index;
}

/** The kind of this id, or null. */
export function kindOf(ontology: Ontology, id: string): KindDefinition | null {
  return indexOf(ontology).kinds.get(id) ?? null;
}

/** The relation type of this id, or null. */
export function relationTypeOf(ontology: Ontology, id: string): RelationTypeDefinition | null {
  return indexOf(ontology).relationTypes.get(id) ?? null;
}

/**
 * The shipped kind that a kind is built on, which tests, protection and colours go by: itself where it is shipped.
 * A kind of the case that is not known any more counts as a person: whoever may need protection has it.
 */
export function baseKindOf(ontology: Ontology, id: string): string {
  const kind = kindOf(ontology, id);
  return kind?.base ?? (kind === null && id.startsWith(OWN_PREFIX) ? 'person' : id);
}

/** The shipped relation type that a type counts as: itself where it is shipped or stands alone. */
export function baseTypeOf(ontology: Ontology, id: string): string {
  return relationTypeOf(ontology, id)?.base ?? id;
}

/** A shipped kind and the kinds that are built on it, by id. */
export function kindsBasedOn(ontology: Ontology, base: string): ReadonlySet<string> {
  return new Set([
    base,
    ...ontology.kinds.filter((kind) => kind.base === base).map(({ id }) => id),
  ]);
}

/** Roles of people who are never shown as suspects. */
export function protectedRolesOf(ontology: Ontology): ReadonlySet<string> {
  const roles = ontology.vocabularies.roles ?? [];
  return new Set(roles.filter(({ isProtected }) => isProtected).map(({ id }) => id));
}

/** Whether a field was added by a case. */
export function isOwnField(id: string): boolean {
  return /^own[A-Z]/.test(id);
}

/** What a form offers: what is retired only where it is what stands there already. */
export function offered<
  T extends { readonly id: string; readonly isRetired?: boolean | undefined },
>(choices: readonly T[], standing: readonly (string | null)[] = []): readonly T[] {
  return choices.filter(({ id, isRetired }) => !isRetired || standing.includes(id));
}

/** What a field of links means, whatever type has it now: what was recorded of a link stays readable when its type changes. */
export function linkFieldOf(
  ontology: Ontology,
  type: string | null,
  id: string,
): FieldDefinition | null {
  const known = type === null ? null : relationTypeOf(ontology, type);
  for (const { fields } of known ? [known, ...ontology.relationTypes] : ontology.relationTypes) {
    const field = fields.find((one) => one.id === id);
    if (field) return field;
  }
  return null;
}

/** The kind that claims a label of another system, or null where none does: it is then kept as `other`. */
export function kindFor(ontology: Ontology, label: string): KindDefinition | null {
  return indexOf(ontology).kindOfLabel.get(normaliseHeader(label)) ?? null;
}

/** The field of a kind that a column header means, or null. */
export function fieldFor(kind: KindDefinition, header: string): FieldDefinition | null {
  let index = fieldIndexes.get(kind);
  if (!index) {
    const made = new Map<string, FieldDefinition>();
    for (const field of kind.fields) claim(made, field, [normaliseHeader(field.id)]);
    for (const field of kind.fields)
      claim(made, field, [normaliseHeader(field.label), ...field.aliases]);
    index = made;
    fieldIndexes.set(kind, index);
  }
  return index.get(normaliseHeader(header)) ?? null;
}

/** The word of a vocabulary that a text means, by id, label or alias, or null. */
export function termFor(ontology: Ontology, vocabulary: string, text: string): Term | null {
  const terms = Object.hasOwn(ontology.vocabularies, vocabulary)
    ? ontology.vocabularies[vocabulary]
    : undefined;
  if (!terms) return null;
  let index = termIndexes.get(terms);
  if (!index) {
    const made = new Map<string, Term>();
    for (const term of terms) claim(made, term, [normaliseHeader(term.id)]);
    for (const term of terms) claim(made, term, [normaliseHeader(term.label), ...term.aliases]);
    index = made;
    termIndexes.set(terms, index);
  }
  return index.get(normaliseHeader(text)) ?? null;
}

/** The relation type that claims a source's type between two kinds, or null: an alias counts only where the ends fit. */
export function relationTypeFor(
  ontology: Ontology,
  sourceType: string,
  fromKind: string,
  toKind: string,
): string | null {
  const types = indexOf(ontology).relationTypesOfAlias.get(normaliseHeader(sourceType));
  return (
    types?.find((type) => type.from.includes(fromKind) && type.to.includes(toKind))?.id ?? null
  );
}

function labelPart(
  kind: KindDefinition,
  fields: Fields,
  id: string,
  ontology: Ontology | null,
): string | null {
  if (!Object.hasOwn(fields, id)) return null;
  const value = fields[id];
  const text = Array.isArray(value) ? value[0] : value;
  if (text === null || text === undefined || typeof text === 'boolean') return null;
  const vocabulary = ontology && kind.fields.find((field) => field.id === id)?.vocabulary;
  const term = ontology && vocabulary ? termFor(ontology, vocabulary, String(text)) : null;
  return (term?.label ?? String(text)).trim() || null;
}

function joinLabel(label: string, part: string): string {
  const said = label.toLowerCase();
  const next = part.toLowerCase();
  // A full name beside a surname, or an address that begins with the name, is not said twice.
  if (said === next || said.endsWith(` ${next}`)) return label;
  if (next.startsWith(`${said} `) || next.startsWith(`${said},`)) return part;
  return `${label} ${part}`;
}

/**
 * What an entity is called, from the first way of its kind whose fields are all known; null where none is.
 * With the ontology, words of vocabularies are shown by their label.
 */
export function labelOf(
  kind: KindDefinition,
  fields: Fields,
  ontology: Ontology | null = null,
): string | null {
  for (const way of kind.labelFrom) {
    const parts = way.map((id) => labelPart(kind, fields, id, ontology));
    if (parts.every((part) => part !== null)) return parts.reduce(joinLabel);
  }
  return null;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const REFERENCE_LENGTH = 6;

/**
 * Short reference of an entity, such as `PER-7K2Q9F`: always the same for an id.
 * 30 bits: handy for people, not unique in a big case; the id stays the key.
 */
export function referenceOf(kind: KindDefinition, id: string): string {
  let hash = 0x811c9dc5; // FNV-1a, then murmur3's finaliser, as ids made together share their beginning.
  for (let index = 0; index < id.length; index++)
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = (hash ^ (hash >>> 16)) >>> 0;
  let text = '';
  for (let place = 0; place < REFERENCE_LENGTH; place++) {
    text += CROCKFORD[hash & 31];
    hash >>>= 5;
  }
  return `${kind.prefix}-${text}`;
}
