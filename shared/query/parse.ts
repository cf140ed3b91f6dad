import type { FieldDefinition, Ontology } from '../domain/ontology.ts';
import { chunkWords } from '../search/word.ts';
import {
  QUERY_KEY_DEFINITIONS,
  type QueryKeyDefinition,
  queryFieldNamed,
  queryKeyNamed,
  wordMeant,
  wordsOf,
} from './key.ts';
import { isBareWord, lexQuery, type Piece, type PieceValue, quote } from './lex.ts';
import type { NearLinks, Query, QueryTerm } from './query.ts';
import { readDateRange, readGradeRange, readNumberRange } from './range.ts';
import { closestTo } from './suggest.ts';

/** What is wrong with a typed query, where, and what would be right. */
export interface QueryProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** Texts that could stand there instead. */
  readonly suggestions: readonly string[];
}

/** A stretch of a typed query: a filter, words to look for, or what could not be read. */
export interface QueryToken {
  readonly start: number;
  readonly end: number;
  readonly kind: 'filter' | 'text' | 'problem' | 'ignored';
  /** Which condition it became; several words share one. */
  readonly term: number | null;
}

/** A typed query as it was understood. What could not be read is not in `query`. */
export interface ParsedQuery {
  readonly query: Query;
  readonly tokens: readonly QueryToken[];
  readonly problems: readonly QueryProblem[];
}

/** What a piece is wrong about. */
export interface Fault {
  readonly message: string;
  readonly suggestions?: readonly string[];
}

/** A condition, or why there is none. */
type Reading = QueryTerm | Fault;

/** Whether a reading is a fault. */
export function isFault<T extends object>(reading: T | Fault): reading is Fault {
  return 'message' in reading;
}

/** Nobody reads more than this; each one is asked of every entity. */
const MOST_TERMS = 100;
const TOO_MANY: Fault = {
  message: `A query has at most ${MOST_TERMS} conditions. Leave some out.`,
};

/**
 * Reads a typed query: `type:business lever>=1 seen:2026-02.. near:"OCG-07" "free text" -type:phone`.
 * Conditions are joined by *and*, values after one colon by *or*; a minus keeps what does not meet the condition.
 */
export function parseQuery(text: string, ontology: Ontology): ParsedQuery {
  const terms: QueryTerm[] = [];
  const tokens: QueryToken[] = [];
  const problems: QueryProblem[] = [];
  let words: number | null = null;
  for (const piece of lexQuery(text)) {
    const { start, end } = piece;
    const token = (kind: QueryToken['kind'], term: number | null) =>
      tokens.push({ start, end, kind, term });
    if (piece.name === null && chunkWords(piece.values[0]?.text ?? '').length === 0) {
      // Marks alone, as in Smith & Sons, look for nothing.
      token('ignored', null);
      continue;
    }
    const reading = terms.length < MOST_TERMS ? readPiece(piece, ontology) : TOO_MANY;
    if (isFault(reading)) {
      problems.push({
        start,
        end,
        message: reading.message,
        suggestions: reading.suggestions ?? [],
      });
      token('problem', null);
      continue;
    }
    // Words beside each other are looked for together, so that AB12 CDE can be one number plate.
    const joined = joinWords(words === null ? undefined : terms[words], reading);
    if (joined && words !== null) {
      terms[words] = joined;
      token('text', words);
      continue;
    }
    terms.push(reading);
    if (isWords(reading)) words = terms.length - 1;
    token(reading.form === 'text' ? 'text' : 'filter', terms.length - 1);
  }
  return { query: { terms }, tokens, problems };
}

function isWords(term: QueryTerm): boolean {
  return term.form === 'text' && !term.isPhrase && !term.isExcluded;
}

function joinWords(known: QueryTerm | undefined, next: QueryTerm): QueryTerm | null {
  if (known?.form !== 'text' || next.form !== 'text' || !isWords(next)) return null;
  return { ...known, text: `${known.text} ${next.text}` };
}

function readPiece(piece: Piece, ontology: Ontology): Reading {
  if (piece.openQuoteAt !== null)
    return { message: 'These quotes are not closed. Put " at the end of the words they hold.' };
  const { name, isExcluded } = piece;
  if (name === null) return readText(piece);
  const definition = queryKeyNamed(name);
  if (definition) return readFilter(definition, piece, ontology);
  const field = queryFieldNamed(ontology, name);
  if (field) return readField(field, piece);
  const names = QUERY_KEY_DEFINITIONS.map(({ key }) => key);
  const meant = closestTo(name, names);
  const instead = meant.map((one) => `${isExcluded ? '-' : ''}${one}${piece.sign}`);
  return {
    message: `There is no filter “${name}”. ${meant.length > 0 ? `Did you mean ${meant.join(' or ')}?` : `Filters are ${names.join(', ')}, and any field.`} To look for these words, put them in quotes.`,
    suggestions: instead,
  };
}

function readText({ values, isExcluded }: Piece): Reading {
  const [value] = values;
  // A minus more before the words means nothing.
  const text = value?.isQuoted ? value.text.trim() : (value?.text ?? '').replace(/^-+/, '');
  return { form: 'text', text, isPhrase: value?.isQuoted || !isBareWord(text), isExcluded };
}

function readFilter(definition: QueryKeyDefinition, piece: Piece, ontology: Ontology): Reading {
  const { key, form, example } = definition;
  const [first] = piece.values;
  if (!first || (first.text === '' && !first.isQuoted))
    return { message: `Nothing stands after ${key}${piece.sign} yet. Write it like ${example}.` };
  if (form !== 'near' && piece.values.some((value) => value.suffix !== ''))
    return { message: `Something follows the closing quotes. Write it like ${example}.` };
  const isWord = piece.sign === ':' || piece.sign === '=';
  if (isWord && (form === 'words' || form === 'open-words'))
    return readWords(definition, piece, ontology);
  if (isWord && definition.hasNone && piece.values.length === 1 && isNone(first))
    return { form: 'words', key, values: [null], isExcluded: piece.isExcluded };
  if (form === 'near') return readNear(definition, piece);
  if ((form === 'grade' || form === 'date') && isWord) {
    const word = wordMeant(wordsOf(ontology, key) ?? [], first.text);
    if (word) return readWords(definition, piece, ontology);
  }
  if (piece.values.length > 1)
    return { message: `Only one value can stand here. Write it like ${example}.` };
  const { isExcluded, sign } = piece;
  switch (form) {
    case 'number': {
      const range = readNumberRange(sign, first.text, definition);
      return isFault(range) ? range : { form, key, ...range, isExcluded };
    }
    case 'date': {
      const range = readDateRange(sign, first.text, definition);
      return isFault(range) ? range : { form, key, ...range, isExcluded };
    }
    case 'grade': {
      const range = readGradeRange(sign, first.text, definition);
      return isFault(range) ? range : { form, key: 'grade', ...range, isExcluded };
    }
    case 'words':
    case 'open-words':
      return {
        message: `After ${key} goes a colon. Write it like ${example}.`,
        suggestions: [`${key}:`],
      };
  }
}

function isNone(value: PieceValue): boolean {
  return !value.isQuoted && value.text.toLowerCase() === 'none';
}

function readWords(definition: QueryKeyDefinition, piece: Piece, ontology: Ontology): Reading {
  const { key, hasNone } = definition;
  const words = wordsOf(ontology, key);
  const values: (string | null)[] = [];
  for (const value of piece.values) {
    if (hasNone && isNone(value)) {
      if (!values.includes(null)) values.push(null);
      continue;
    }
    const text = value.text.trim();
    if (text === '')
      return { message: `A value is missing after ${key}:. Write it like ${definition.example}.` };
    const meant = words ? wordMeant(words, text)?.id : text;
    if (meant === undefined) return notAWord(definition, piece, text, words ?? []);
    if (!values.includes(meant)) values.push(meant);
  }
  return { form: 'words', key, values, isExcluded: piece.isExcluded };
}

function notAWord(
  { key, label }: QueryKeyDefinition,
  piece: Piece,
  text: string,
  words: readonly { readonly id: string; readonly label: string }[],
): Fault {
  const meant = closestTo(
    text,
    words.flatMap(({ id, label: called }) => [id, called]),
  );
  const ids = [
    ...new Set(
      meant.flatMap(
        (one) => words.find(({ id, label: called }) => one === id || one === called)?.id ?? [],
      ),
    ),
  ];
  const known =
    ids.length > 0
      ? `Did you mean ${ids.join(' or ')}?`
      : words.length <= 12
        ? `It is one of: ${words.map(({ id }) => id).join(', ')}.`
        : `Such as ${words
            .slice(0, 3)
            .map(({ id }) => id)
            .join(', ')}.`;
  return {
    message: `“${text}” is no word for ${label.toLowerCase()}. ${known}`,
    suggestions: ids.map((id) => `${piece.isExcluded ? '-' : ''}${key}:${id}`),
  };
}

function readNear({ example }: QueryKeyDefinition, piece: Piece): Reading {
  const [value] = piece.values;
  if (piece.sign !== ':' || piece.values.length !== 1 || !value)
    return { message: `Near takes one name. Write it like ${example}.` };
  const match = value.isQuoted
    ? /^(?:~([1-3]))?$/.exec(value.suffix)
    : /^[^~]*?(?:~([1-3]))?$/.exec(value.text);
  const name = (value.isQuoted ? value.text : value.text.replace(/~[1-3]$/, '')).trim();
  if (!match || name === '')
    return {
      message: `Near takes a name, and how many links away at the most: 1, 2 or 3. Write it like ${example}.`,
      suggestions: name === '' ? [] : [`near:${quote(name)}~2`],
    };
  const links = Number(match[1] ?? 1) as NearLinks;
  return { form: 'near', key: 'near', name, links, isExcluded: piece.isExcluded };
}

const NUMBER_TYPES: ReadonlySet<string> = new Set(['integer', 'number', 'money']);

function readField(field: FieldDefinition, piece: Piece): Reading {
  const { sign, values, isExcluded } = piece;
  const [first] = values;
  if (first && values.length === 1 && !first.isQuoted && !isNone(first)) {
    const named = { key: field.id, example: `${field.id}:2020..2026` };
    if (field.type === 'date') {
      const range = readDateRange(sign, first.text, named);
      return isFault(range) ? range : { form: 'field-date', field: field.id, ...range, isExcluded };
    }
    if (NUMBER_TYPES.has(field.type)) {
      const range = readNumberRange(sign, first.text, { ...named, example: `${field.id}>=1` });
      return isFault(range)
        ? range
        : { form: 'field-number', field: field.id, ...range, isExcluded };
    }
  }
  return readFieldWords(field, piece);
}

function readFieldWords(field: FieldDefinition, { sign, values, isExcluded }: Piece): Reading {
  if (sign !== ':' && sign !== '=')
    return {
      message: `${field.label} is compared in words alone: put a colon after it.`,
      suggestions: [`${field.id}:`],
    };
  const read: (string | null)[] = [];
  for (const value of values) {
    const text = isNone(value) ? null : value.text.trim();
    if (text === '' || value.suffix !== '')
      return { message: `A value is missing after ${field.id}:. Words with spaces go in quotes.` };
    if (!read.includes(text)) read.push(text);
  }
  return { form: 'field', field: field.id, values: read, isExcluded };
}
