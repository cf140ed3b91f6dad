import { isOwnField, type Ontology } from '../domain/ontology.ts';
import { foldText } from '../domain/search-text.ts';
import {
  QUERY_KEY_DEFINITIONS,
  type QueryWord,
  queryFieldNamed,
  queryFields,
  queryKeyNamed,
  wordsOf,
} from './key.ts';
import { isBareValue, lexQuery, quote } from './lex.ts';

/** What could be typed at a place of a query. */
export interface QueryCompletion {
  /** Stretch of the text that it takes the place of. */
  readonly start: number;
  readonly end: number;
  readonly insert: string;
  readonly label: string;
  readonly help: string;
}

const MOST = 12;

/** What may be meant by the word at the caret: filters by name, then the words that a filter takes. */
export function completeQuery(text: string, caret: number, ontology: Ontology): QueryCompletion[] {
  const piece = lexQuery(text).find(({ start, end }) => start < caret && caret <= end);
  if (!piece) return [];
  const head = piece.start + (piece.isExcluded ? 1 : 0);
  if (piece.name === null)
    return [
      ...keysLike(text.slice(head, caret), head, caret),
      ...fieldsLike(ontology, { typed: text.slice(head, caret), start: head, end: caret }),
    ].slice(0, MOST);
  const key = queryKeyNamed(piece.name)?.key;
  const value = piece.values.find(({ start, end }) => start <= caret && caret <= end);
  const words = key ? wordsOf(ontology, key) : wordsOfField(ontology, piece.name);
  if (!words || !value || piece.sign === null) return [];
  const typed = foldText(value.isQuoted ? value.text : text.slice(value.start, caret));
  return words
    .map((word) => ({ word, rank: rankOf(typed, word) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ word }) => ({
      start: value.start,
      end: value.end,
      insert: isBareValue(word.id) ? word.id : quote(word.id),
      label: word.label,
      help: word.id,
    }));
}

function keysLike(typed: string, start: number, end: number): QueryCompletion[] {
  const wanted = typed.toLowerCase();
  if (wanted === '') return [];
  const named = QUERY_KEY_DEFINITIONS.filter(({ key }) => key.startsWith(wanted));
  const called = QUERY_KEY_DEFINITIONS.filter(
    ({ key, label }) => !key.startsWith(wanted) && label.toLowerCase().startsWith(wanted),
  );
  return [...named, ...called].map(({ key, label, help, form }) => ({
    start,
    end,
    insert: form === 'number' ? `${key}>=` : `${key}:`,
    label,
    help,
  }));
}

const MEASURED: ReadonlySet<string> = new Set(['number', 'integer', 'money']);

/** Fields that the case added, by what they are called: nobody knows their ids. */
function fieldsLike(
  ontology: Ontology,
  { typed, start, end }: { readonly typed: string; readonly start: number; readonly end: number },
): QueryCompletion[] {
  const wanted = foldText(typed);
  if (wanted === '') return [];
  return [...queryFields(ontology).values()]
    .filter(({ id, label }) => isOwnField(id) && foldText(label).startsWith(wanted))
    .map(({ id, label, type, unit }) => ({
      start,
      end,
      insert: MEASURED.has(type) ? `${id}>=` : `${id}:`,
      label: unit ? `${label} (${unit})` : label,
      help: 'A field of this case.',
    }));
}

/** Words that a field takes; null where it takes any. */
function wordsOfField(ontology: Ontology, name: string): readonly QueryWord[] | null {
  const field = queryFieldNamed(ontology, name);
  if (field?.type === 'boolean') return wordsOf(ontology, 'protected');
  return (field?.vocabulary && ontology.vocabularies[field.vocabulary]) || null;
}

function rankOf(typed: string, word: { readonly id: string; readonly label: string }): number {
  const label = foldText(word.label);
  if (word.id.startsWith(typed) || label.startsWith(typed)) return 0;
  if (label.includes(` ${typed}`)) return 1;
  return word.id.includes(typed) ? 2 : 3;
}
