import { Certainty } from '../domain/grade.ts';
import { type FieldDefinition, isOwnField, type Ontology } from '../domain/ontology.ts';
import { SubjectCategory } from '../domain/person.ts';
import { foldText } from '../domain/search-text.ts';
import type { QueryKey } from './query.ts';

/** One word that a filter takes. */
export interface QueryWord {
  readonly id: string;
  readonly label: string;
  /** Other ways to type it. */
  readonly aliases: readonly string[];
}

/** How a filter is written and what it means. */
export interface QueryKeyDefinition {
  readonly key: QueryKey;
  readonly label: string;
  readonly form: 'words' | 'open-words' | 'number' | 'date' | 'grade' | 'near';
  /** Whether `none` finds what is not known. */
  readonly hasNone: boolean;
  readonly example: string;
  readonly help: string;
  readonly aliases: readonly string[];
}

/** Every filter, in the order that help lists them. */
export const QUERY_KEY_DEFINITIONS: readonly QueryKeyDefinition[] = [
  {
    key: 'type',
    label: 'Type',
    form: 'words',
    hasNone: false,
    example: 'type:business,premises',
    help: 'Kind of entity.',
    aliases: ['kind'],
  },
  {
    key: 'role',
    label: 'Role',
    form: 'words',
    hasNone: true,
    example: 'role:principal',
    help: 'Part a person plays in or around a group, as assessed.',
    aliases: ['roles'],
  },
  {
    key: 'sector',
    label: 'Sector',
    form: 'words',
    hasNone: true,
    example: 'sector:nail-bar',
    help: 'Trade of a business.',
    aliases: ['sectors'],
  },
  {
    key: 'premises',
    label: 'Type of premises',
    form: 'words',
    hasNone: true,
    example: 'premises:takeaway',
    help: 'What premises are used as.',
    aliases: ['premisestype', 'premises-type'],
  },
  {
    key: 'category',
    label: 'Category',
    form: 'words',
    hasNone: true,
    example: 'category:suspect',
    help: 'Data-subject category of a person in this case.',
    aliases: [],
  },
  {
    key: 'protected',
    label: 'Protected',
    form: 'words',
    hasNone: false,
    example: 'protected:no',
    help: 'Victims, witnesses, children and adults at risk.',
    aliases: [],
  },
  {
    key: 'source',
    label: 'Source',
    form: 'open-words',
    hasNone: true,
    example: 'source:"Licensing register"',
    help: 'Source of any record, by name.',
    aliases: ['sources'],
  },
  {
    key: 'certainty',
    label: 'Certainty of links',
    form: 'words',
    hasNone: true,
    example: 'certainty:confirmed',
    help: 'Has a link of this certainty.',
    aliases: [],
  },
  {
    key: 'lever',
    label: 'Levers',
    form: 'number',
    hasNone: false,
    example: 'lever>=1',
    help: 'How many levers apply.',
    aliases: ['levers'],
  },
  {
    key: 'links',
    label: 'Links',
    form: 'number',
    hasNone: false,
    example: 'links>=5',
    help: 'How many links there are.',
    aliases: ['link'],
  },
  {
    key: 'seen',
    label: 'Last seen',
    form: 'date',
    hasNone: true,
    example: 'seen:2026-02..',
    help: 'Latest date on which a record, a link or an event saw it.',
    aliases: ['lastseen'],
  },
  {
    key: 'review',
    label: 'Due for review',
    form: 'date',
    hasNone: true,
    example: 'review:overdue',
    help: 'Day on which a record, or a source of it, is due to be looked at again; also overdue.',
    aliases: ['due'],
  },
  {
    key: 'grade',
    label: 'Grade',
    form: 'grade',
    hasNone: false,
    example: 'grade:1A..2B',
    help: 'Grade of any record; also fact and ungraded.',
    aliases: ['grades'],
  },
  {
    key: 'near',
    label: 'Near',
    form: 'near',
    hasNone: false,
    example: 'near:"OCG-07"~2',
    help: 'Linked to it, or within so many links.',
    aliases: [],
  },
  {
    key: 'has',
    label: 'Has',
    form: 'words',
    hasNone: false,
    example: 'has:licence:premises-licence',
    help: 'Holds a licence, shows an indicator, or has a field filled in.',
    aliases: [],
  },
];

const BY_NAME: ReadonlyMap<string, QueryKeyDefinition> = new Map(
  QUERY_KEY_DEFINITIONS.flatMap((definition) =>
    [definition.key, ...definition.aliases].map((name) => [name, definition] as const),
  ),
);

/** The filter of this name, or null. */
export function queryKeyNamed(name: string): QueryKeyDefinition | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}

/** How a filter is called and written. */
export function queryKeyOf(key: QueryKey): QueryKeyDefinition {
  const definition = BY_NAME.get(key);
  if (!definition) throw new Error(`There is no filter ${key}.`);
  return definition;
}

/** Fields of the ontology by id; where kinds share one, the first kind's. */
export function queryFields(ontology: Ontology): ReadonlyMap<string, FieldDefinition> {
  let fields = fieldsOf.get(ontology);
  if (!fields) {
    const made = new Map<string, FieldDefinition>();
    for (const kind of ontology.kinds)
      for (const field of kind.fields) if (!made.has(field.id)) made.set(field.id, field);
    fields = made;
    fieldsOf.set(ontology, fields);
  }
  return fields;
}

const fieldsOf = new WeakMap<Ontology, ReadonlyMap<string, FieldDefinition>>();

/** The field of this name, however its letters are written, or null. */
export function queryFieldNamed(ontology: Ontology, name: string): FieldDefinition | null {
  const fields = queryFields(ontology);
  const exact = fields.get(name);
  if (exact) return exact;
  const wanted = name.toLowerCase().replaceAll('-', '');
  for (const field of fields.values()) if (field.id.toLowerCase() === wanted) return field;
  // What a case adds is known by what it is called: nobody knows its id.
  for (const field of fields.values())
    if (isOwnField(field.id) && plain(field.label) === plain(name)) return field;
  return null;
}

function termWords(ontology: Ontology, vocabulary: string): readonly QueryWord[] {
  return ontology.vocabularies[vocabulary] ?? [];
}

function plainWords(ids: readonly string[]): readonly QueryWord[] {
  return ids.map((id) => ({ id, label: `${id[0]?.toUpperCase()}${id.slice(1)}`, aliases: [] }));
}

/** Words that a filter takes; null where any word will do. */
export function wordsOf(ontology: Ontology, key: QueryKey): readonly QueryWord[] | null {
  switch (key) {
    case 'type':
      return ontology.kinds.map(({ id, label, plural, aliases }) => ({
        id,
        label,
        aliases: [plural, ...aliases],
      }));
    case 'role':
      return termWords(ontology, 'roles');
    case 'sector':
      return termWords(ontology, 'sectors');
    case 'premises':
      return termWords(ontology, 'premises-types');
    case 'category':
      return plainWords(SubjectCategory.options);
    case 'certainty':
      return plainWords(Certainty.options);
    case 'protected':
      return plainWords(['yes', 'no']);
    case 'grade':
      return [
        { id: 'fact', label: 'Fact', aliases: [] },
        { id: 'ungraded', label: 'Not graded', aliases: ['not graded'] },
      ];
    case 'has':
      return hasWords(ontology);
    case 'source':
    case 'lever':
    case 'links':
    case 'seen':
    case 'near':
      return null;
    case 'review':
      return [{ id: OVERDUE, label: 'Overdue', aliases: ['late', 'past due'] }];
  }
}

/** What `review` takes besides dates: the day has passed. */
export const OVERDUE = 'overdue';

/** What `has` takes: a licence or one of a type, an indicator or a certain one, and any field. */
function hasWords(ontology: Ontology): readonly QueryWord[] {
  let words = hasWordsOf.get(ontology);
  if (!words) {
    const ofVocabulary = (word: string, label: string, vocabulary: string): QueryWord[] => [
      { id: word, label, aliases: [] },
      ...termWords(ontology, vocabulary).map((term) => ({
        id: `${word}:${term.id}`,
        label: term.label,
        aliases: [`${word}:${term.label}`],
      })),
    ];
    words = [
      ...ofVocabulary('licence', 'A licence', 'licence-types'),
      ...ofVocabulary('indicator', 'An indicator', 'indicators'),
      ...[...queryFields(ontology).values()].map(({ id, label }) => ({ id, label, aliases: [] })),
    ];
    hasWordsOf.set(ontology, words);
  }
  return words;
}

const hasWordsOf = new WeakMap<Ontology, readonly QueryWord[]>();

/** The word that a text means by id, label or alias, however it is written; null: none. */
export function wordMeant(words: readonly QueryWord[], text: string): QueryWord | null {
  const wanted = plain(text);
  return (
    words.find((word) => plain(word.id) === wanted) ??
    words.find((word) => plain(word.label) === wanted) ??
    words.find((word) => word.aliases.some((alias) => plain(alias) === wanted)) ??
    null
  );
}

function plain(text: string): string {
  return foldText(text).replace(/[\s_-]+/g, '');
}
