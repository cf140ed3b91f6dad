import type { FieldValue } from '../../shared/domain/field.ts';
import type { MergeRecord } from '../../shared/domain/merge.ts';
import {
  type FieldDefinition,
  type KindDefinition,
  type Ontology,
  termFor,
} from '../../shared/domain/ontology.ts';
import { compactText, foldText } from '../../shared/domain/search-text.ts';
import {
  dateWord,
  identifierForms,
  identifiersWithin,
  isIdentifierField,
  referenceWord,
} from '../../shared/search/identifier.ts';
import { textWords } from '../../shared/search/word.ts';

/** What the search index holds of one entity: words parted by spaces. */
export interface SearchDocument {
  /** Identifiers without spacing. */
  readonly code: string;
  /** Whole names without spacing. */
  readonly title: string;
  /** Words of names. */
  readonly name: string;
  /** Words of every other field. */
  readonly body: string;
}

/** Fields whose values nobody types to find something. */
const NOT_SEARCHED: ReadonlySet<string> = new Set(['boolean', 'latitude', 'longitude']);

/** Whether words of a field are those of a name. */
export function isNameField(field: FieldDefinition): boolean {
  return field.type === 'name' || field.id === 'aliases';
}

/** Whether the search index holds a field at all. */
export function isSearchedField(field: FieldDefinition): boolean {
  return !NOT_SEARCHED.has(field.type);
}

/** The texts of a value as people read them: words of a vocabulary by their label. */
export function searchedTexts(
  ontology: Ontology,
  field: FieldDefinition,
  value: FieldValue | undefined,
): readonly string[] {
  if (value === null || value === undefined || typeof value === 'boolean') return [];
  const texts = Array.isArray(value) ? value : [String(value)];
  if (!field.vocabulary) return texts;
  const { vocabulary } = field;
  return texts.map((text) => {
    const [word = ''] = field.type === 'dated-terms' ? text.split('=') : [text];
    return termFor(ontology, vocabulary, word)?.label ?? text;
  });
}

/** Makes the documents of one ontology. */
export function createSearchDocuments(ontology: Ontology) {
  const searched = new Map<KindDefinition, readonly FieldDefinition[]>();

  function fieldsOf(kind: KindDefinition): readonly FieldDefinition[] {
    let fields = searched.get(kind);
    if (!fields) {
      fields = kind.fields.filter(isSearchedField);
      searched.set(kind, fields);
    }
    return fields;
  }

  /** Earlier names and numbers still find the entity: every record counts, overtaken or not. */
  return function documentOf(entity: {
    readonly kind: KindDefinition | null;
    readonly label: string;
    readonly reference: string;
    readonly records: readonly MergeRecord[];
  }): SearchDocument {
    const codes = new Set([referenceWord(entity.reference)]);
    const titles = new Set<string>();
    const name: string[] = [];
    const body: string[] = [];
    const said = new Set<string>();
    const addName = (text: string) => {
      if (said.has(text)) return;
      said.add(text);
      titles.add(compactText(text));
      addWords(name, text);
    };
    addName(entity.label);
    if (/\d/.test(entity.label)) body.push(...identifiersWithin(foldText(entity.label)));
    for (const field of entity.kind ? fieldsOf(entity.kind) : []) {
      const isName = isNameField(field);
      const isIdentifier = isIdentifierField(field);
      for (const { fields } of entity.records) {
        const value = fields[field.id];
        if (value === null || value === undefined) continue;
        for (const text of searchedTexts(ontology, field, value)) {
          if (isName) addName(text);
          else if (isIdentifier)
            for (const form of identifierForms(field.type, text)) codes.add(form);
          if (isName || said.has(text)) continue;
          said.add(text);
          const date = field.type === 'date' ? dateWord(text) : null;
          if (date) body.push(date);
          // One plain word is found as an identifier already.
          else if (!isIdentifier || !/^\w+$/.test(text)) addBody(body, text);
        }
      }
    }
    return {
      code: [...codes].join(' '),
      title: [...titles].join(' '),
      name: name.join(' '),
      body: body.join(' '),
    };
  };
}

function addWords(to: string[], text: string): void {
  const { words, joined } = textWords(text);
  to.push(...words, ...joined);
}

function addBody(to: string[], text: string): void {
  addWords(to, text);
  if (/\d/.test(text)) to.push(...identifiersWithin(foldText(text)));
}
