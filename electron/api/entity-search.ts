import type { EntityMatch } from '../../shared/api/entity.ts';
import { kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import { compactText, foldText } from '../../shared/domain/search-text.ts';
import { explainMatch, type SearchedText } from '../../shared/search/explain.ts';
import {
  dateWord,
  identifierForms,
  isIdentifierField,
  typedReference,
} from '../../shared/search/identifier.ts';
import { readSearchText, type SearchText } from '../../shared/search/search-text.ts';
import type { EntityRepository, EntityRow } from '../db/entity.ts';
import { isSearchedField, searchedTexts } from '../db/search-document.ts';
import { displayDate } from './field-value.ts';
import { searchLinkFields } from './link-search.ts';
import { hasFreeNames, maskedLabel, nameMask, namesProtected } from './protected-name.ts';
import type { OpenCase } from './session.ts';
import { referenceFor, summaryOf } from './summary.ts';

/** Entities that a text finds, best first, each with the field that matched. */
export function searchEntities(
  ontology: Ontology,
  open: OpenCase,
  { text, limit }: { readonly text: string; readonly limit: number },
): { readonly total: number; readonly items: EntityMatch[] } {
  const search = readSearchText(text);
  if (!search) return { total: 0, items: [] };
  const masked = protectedOf(ontology, open.entities, text);
  const found = open.search.find(search, limit);
  const rows = [...masked, ...open.entities.byNumbers(found.numbers)].slice(0, limit);
  const items = rows.flatMap((row) => {
    const matched = matchOf(ontology, open, row, search);
    // Found by nothing that may be said: by a protected person's name, written as a licence's holder.
    if (matched === null && namesProtected(ontology, open, row)) return [];
    return [{ ...summaryOf(ontology, row, open), matched }];
  });
  const total = found.total + masked.length - (rows.length - items.length);
  // What is said of their links comes last, where all that is said of themselves is listed.
  if (found.total + masked.length > rows.length) return { total, items };
  const listed = new Set(items.map(({ id }) => id));
  const more = [...searchLinkFields(ontology, open, search)].flatMap(([id, matched]) => {
    const row = listed.has(id) ? null : open.entities.find(id);
    return row ? [{ ...summaryOf(ontology, row, open), matched }] : [];
  });
  return { total: total + more.length, items: [...items, ...more].slice(0, limit) };
}

/** A protected person is found by the whole reference alone. */
export function protectedOf(
  ontology: Ontology,
  entities: EntityRepository,
  text: string,
): readonly EntityRow[] {
  const reference = foldText(text);
  if (!/^[a-z]{3}-[0-9a-z]{6}$/.test(reference)) return [];
  return entities
    .protectedPeople()
    .filter((row) => foldText(referenceFor(ontology, row)) === reference);
}

function matchOf(
  ontology: Ontology,
  open: OpenCase,
  row: EntityRow,
  search: SearchText,
): EntityMatch['matched'] {
  const match = explainMatch(textsOf(ontology, open, row, search), search);
  return (
    match && {
      ...match,
      highlights: match.highlights.map(([start, end]) => [start, end] as [number, number]),
    }
  );
}

/** Every text that search may have found an entity by, what it is called first. */
function* textsOf(
  ontology: Ontology,
  open: OpenCase,
  row: EntityRow,
  search: SearchText,
): Generator<SearchedText> {
  const reference = referenceFor(ontology, row);
  const isReference = compactText(reference).startsWith(search.compact);
  if (isReference && typedReference(search.compact) !== null)
    yield { field: 'reference', label: 'Reference', text: reference, forms: [search.compact] };
  // Nothing that a protected person is known by may leave the backend.
  if (row.isProtected === 1) return;
  yield { field: 'label', label: 'Name', text: maskedLabel(ontology, open, row), forms: [] };
  const mask = hasFreeNames(ontology, row.kind) ? nameMask(ontology, open) : null;
  const records = open.entities.fields(row.id);
  for (const field of kindOf(ontology, row.kind)?.fields ?? []) {
    if (!isSearchedField(field)) continue;
    for (const fields of records) {
      for (const text of searchedTexts(ontology, field, fields[field.id])) {
        if (mask?.(text)) continue;
        const date = field.type === 'date' ? dateWord(text) : null;
        yield {
          field: field.id,
          label: field.label,
          text: date ? displayDate(text) : text,
          forms: date ? [date] : isIdentifierField(field) ? identifierForms(field.type, text) : [],
        };
      }
    }
  }
}
