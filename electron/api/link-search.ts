import type { EntityMatch } from '../../shared/api/entity.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { isOwnField, linkFieldOf, type Ontology } from '../../shared/domain/ontology.ts';
import { explainMatch, type SearchedText } from '../../shared/search/explain.ts';
import type { SearchText } from '../../shared/search/search-text.ts';
import { textWords } from '../../shared/search/word.ts';
import { isSearchedField, searchedTexts } from '../db/search-document.ts';
import { displayDate } from './field-value.ts';
import { textMask } from './protected-name.ts';
import type { OpenCase } from './session.ts';

/**
 * Entities at the ends of links whose own fields hold every word of a text, each with the field that does. People fill
 * them in by hand, so there are few. Links with protected people, and texts that name one, find nobody.
 */
export function searchLinkFields(
  ontology: Ontology,
  open: OpenCase,
  search: SearchText,
): ReadonlyMap<string, EntityMatch['matched']> {
  const mask = textMask(ontology, open);
  const found = new Map<string, EntityMatch['matched']>();
  for (const link of open.relations.withOwnFields()) {
    const fields: Fields = JSON.parse(link.fields);
    const texts = [...textsOf(ontology, link.type, fields)].filter(
      ({ text }) => mask(text) === text,
    );
    const match = holdsAll(texts, search) ? explainMatch(texts, search) : null;
    if (!match) continue;
    const matched = {
      ...match,
      highlights: match.highlights.map(([start, end]) => [start, end] as [number, number]),
    };
    for (const id of [link.fromId, link.toId]) if (!found.has(id)) found.set(id, matched);
  }
  return found;
}

function* textsOf(
  ontology: Ontology,
  type: string | null,
  fields: Fields,
): Generator<SearchedText> {
  for (const [id, value] of Object.entries(fields)) {
    const field = isOwnField(id) ? linkFieldOf(ontology, type, id) : null;
    if (!field || !isSearchedField(field)) continue;
    for (const text of searchedTexts(ontology, field, value))
      yield {
        field: id,
        label: `${field.label} of a link`,
        text: field.type === 'date' ? displayDate(text) : text,
        forms: [],
      };
  }
}

function holdsAll(texts: readonly SearchedText[], search: SearchText): boolean {
  const words = texts.flatMap(({ text }) => {
    const { words: single, joined } = textWords(text);
    return [...single, ...joined];
  });
  return search.readings.some((reading) =>
    reading.every(({ parts }) =>
      parts.every((part) => words.some((word) => word.startsWith(part))),
    ),
  );
}
