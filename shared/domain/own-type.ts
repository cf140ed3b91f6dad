import { z } from 'zod';
import { FieldId, OWN_PREFIX as OWN, RelationFamily, Slug } from './ontology.ts';

const OwnSlug = Slug.refine((id) => id.startsWith(OWN) && id.length > OWN.length, {
  error: `ids of a case's own types begin with “${OWN}”`,
});
const OwnFieldId = FieldId.regex(/^own[A-Z][A-Za-z0-9]*$/, {
  error: 'ids of a case’s own fields begin with “own” and a capital letter',
});

const Label = z.string().trim().min(1).max(60);
const Help = z.string().trim().max(300).default('');
/** Words by which files of other systems call it. */
const Names = z.array(z.string().trim().min(1).max(60)).max(30).default([]);
const Retired = z.boolean().default(false);

/** Icons that a kind of a case may have, by their lucide name. */
export const OWN_ICONS = [
  'box',
  'briefcase',
  'flag',
  'globe',
  'house',
  'key-round',
  'package',
  'paw-print',
  'plane',
  'school',
  'ship',
  'shopping-cart',
  'tent',
  'truck',
  'wallet',
  'warehouse',
] as const;

/** A kind of entity that a case adds. All that is not said here is its base's: fields, links, shape, colour, levers. */
export const OwnKind = z.strictObject({
  id: OwnSlug,
  /** The shipped kind that it is built on. */
  base: Slug,
  label: Label,
  plural: Label,
  /** Prefix of its references. */
  prefix: z.string().regex(/^[A-Z]{3}$/, { error: 'a prefix is three capital letters' }),
  /** Null: that of its base. */
  icon: z.enum(OWN_ICONS).nullable().default(null),
  isOnMap: z.boolean().default(true),
  /** The field that says what one of it is called, before those of its base; null: none does. */
  labelField: FieldId.nullable().default(null),
  names: Names,
  isRetired: Retired,
});
export type OwnKind = z.infer<typeof OwnKind>;

/** How the values of a field that a case adds may be read: those types that need no rule of their own. */
export const OwnFieldType = z.enum([
  'text',
  'long-text',
  'number',
  'date',
  'boolean',
  'term',
  'terms',
]);
export type OwnFieldType = z.infer<typeof OwnFieldType>;

/** A field that a case adds to kinds and link types, and to those that are built on them. */
export const OwnField = z.strictObject({
  id: OwnFieldId,
  kinds: z.array(Slug).max(60).default([]),
  linkTypes: z.array(Slug).max(120).default([]),
  label: Label,
  type: OwnFieldType,
  /** What a number counts; empty: nothing is said. */
  unit: z.string().trim().max(20).default(''),
  vocabulary: Slug.nullable().default(null),
  isIdentifier: z.boolean().default(false),
  /** Whether it tells of a person: then nothing is ever drawn by it. */
  isPersonal: z.boolean().default(false),
  help: Help,
  names: Names,
  isRetired: Retired,
});
export type OwnField = z.infer<typeof OwnField>;

/** A relation type that a case adds. */
export const OwnRelationType = z.strictObject({
  id: OwnSlug,
  /** The shipped type that it counts as; null: it stands alone, and no lever asks about it. */
  base: Slug.nullable().default(null),
  label: Label,
  inverseLabel: Label,
  from: z.array(Slug).min(1, { error: 'say at least one kind' }).max(60),
  to: z.array(Slug).min(1, { error: 'say at least one kind' }).max(60),
  family: RelationFamily,
  isDirected: z.boolean(),
  names: Names,
  isRetired: Retired,
});
export type OwnRelationType = z.infer<typeof OwnRelationType>;

/** A list of words that a case adds. Its words are terms. */
export const OwnVocabulary = z.strictObject({ id: OwnSlug, label: Label });
export type OwnVocabulary = z.infer<typeof OwnVocabulary>;

/** A word that a case adds to one of its own lists, or to a shipped one that is open. */
export const OwnTerm = z.strictObject({
  id: OwnSlug,
  vocabulary: Slug,
  label: Label,
  help: Help,
  /** For roles: whoever has it is protected. */
  isProtected: z.boolean().default(false),
  names: Names,
  isRetired: Retired,
});
export type OwnTerm = z.infer<typeof OwnTerm>;

/** What a shipped type is called in a case, and whether its forms offer it. What it means stays. */
export const ShippedChange = z.strictObject({
  of: z.enum(['kind', 'field', 'relation-type', 'term']),
  /** Of a field `kind/field`, of a term `vocabulary/term`. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*(\/[a-z][A-Za-z0-9-]*)?$/)
    .max(130),
  /** Null: as shipped. */
  label: Label.nullable().default(null),
  /** Plural of a kind, inverse of a relation type; null: as shipped. */
  otherLabel: Label.nullable().default(null),
  isRetired: Retired,
});
export type ShippedChange = z.infer<typeof ShippedChange>;

const MOST = 500;

/** Everything that a case says about types beside what is shipped. */
export const OwnTypes = z.strictObject({
  kinds: z.array(OwnKind).max(MOST).default([]),
  fields: z.array(OwnField).max(MOST).default([]),
  relationTypes: z.array(OwnRelationType).max(MOST).default([]),
  vocabularies: z.array(OwnVocabulary).max(MOST).default([]),
  terms: z.array(OwnTerm).max(5000).default([]),
  changes: z.array(ShippedChange).max(2000).default([]),
});
export type OwnTypes = z.infer<typeof OwnTypes>;

/** The sorts of what a case says about types. */
export const OwnSort = z.enum([
  'kinds',
  'fields',
  'relationTypes',
  'vocabularies',
  'terms',
  'changes',
]);
export type OwnSort = z.infer<typeof OwnSort>;

/** One thing that a case says about types, with its sort. */
export const OwnItem = z.discriminatedUnion('sort', [
  z.strictObject({ sort: z.literal('kinds'), item: OwnKind }),
  z.strictObject({ sort: z.literal('fields'), item: OwnField }),
  z.strictObject({ sort: z.literal('relationTypes'), item: OwnRelationType }),
  z.strictObject({ sort: z.literal('vocabularies'), item: OwnVocabulary }),
  z.strictObject({ sort: z.literal('terms'), item: OwnTerm }),
  z.strictObject({ sort: z.literal('changes'), item: ShippedChange }),
]);
export type OwnItem = z.infer<typeof OwnItem>;

/** A case that says nothing. */
export const NO_OWN_TYPES: OwnTypes = OwnTypes.parse({});

/** What names an item among those of its sort. */
export function ownKeyOf(one: OwnItem): string {
  switch (one.sort) {
    case 'terms':
      return `${one.item.vocabulary}/${one.item.id}`;
    case 'changes':
      return `${one.item.of}/${one.item.id}`;
    default:
      return one.item.id;
  }
}

/** Everything that a case says, one after the other. */
export function ownItems(own: OwnTypes): readonly OwnItem[] {
  return [
    ...own.vocabularies.map((item) => ({ sort: 'vocabularies', item }) as const),
    ...own.terms.map((item) => ({ sort: 'terms', item }) as const),
    ...own.kinds.map((item) => ({ sort: 'kinds', item }) as const),
    ...own.fields.map((item) => ({ sort: 'fields', item }) as const),
    ...own.relationTypes.map((item) => ({ sort: 'relationTypes', item }) as const),
    ...own.changes.map((item) => ({ sort: 'changes', item }) as const),
  ];
}

/** Items gathered by their sort. */
export function ownTypesOf(items: Iterable<OwnItem>): OwnTypes {
  const own = {
    kinds: [] as OwnKind[],
    fields: [] as OwnField[],
    relationTypes: [] as OwnRelationType[],
    vocabularies: [] as OwnVocabulary[],
    terms: [] as OwnTerm[],
    changes: [] as ShippedChange[],
  };
  for (const one of items) {
    switch (one.sort) {
      case 'kinds':
        own.kinds.push(one.item);
        break;
      case 'fields':
        own.fields.push(one.item);
        break;
      case 'relationTypes':
        own.relationTypes.push(one.item);
        break;
      case 'vocabularies':
        own.vocabularies.push(one.item);
        break;
      case 'terms':
        own.terms.push(one.item);
        break;
      case 'changes':
        own.changes.push(one.item);
        break;
    }
  }
  return own;
}

function latin(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}

const LONGEST_ID = 50;

/** A free id made from what something is called: `own-safe-house`, or `ownAlarmCode` of a field. */
export function ownIdFor(label: string, sort: OwnSort, taken: ReadonlySet<string>): string {
  const words =
    latin(label)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const name =
    sort === 'fields'
      ? `own${(words.length > 0 ? words : ['field']).map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('')}`
          .replace(/^own(?=\d)/, 'ownN')
          .slice(0, LONGEST_ID)
      : `${OWN}${(words.length > 0 ? words : ['type']).join('-')}`
          .slice(0, LONGEST_ID)
          .replace(/-+$/, '');
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) {
    const next = sort === 'fields' ? `${name}${number}` : `${name}-${number}`;
    if (!taken.has(next)) return next;
  }
}

/** A free prefix made from what a kind is called: its first letters, then others of it. */
export function ownPrefixFor(label: string, taken: ReadonlySet<string>): string {
  const letters = latin(label)
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .padEnd(3, 'X');
  const first = letters.slice(0, 3);
  if (!taken.has(first)) return first;
  const rest = [...new Set([...letters.slice(2), ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'])];
  for (const second of [letters[1] ?? 'X', ...rest])
    for (const third of rest) {
      const prefix = `${letters[0]}${second}${third}`;
      if (!taken.has(prefix)) return prefix;
    }
  return first;
}
