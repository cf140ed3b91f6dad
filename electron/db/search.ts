import type { Database } from 'better-sqlite3';
import { editDistance, toleranceOf } from '../../shared/search/edit-distance.ts';
import { typedReference } from '../../shared/search/identifier.ts';
import type { SearchText, SearchWord } from '../../shared/search/search-text.ts';
import { createWordList } from './search-word.ts';

/**
 * How an entity was found, best first: an identifier or a whole name as typed, the beginning of one, words of names,
 * words of any field, part of an identifier, words with typing errors.
 */
export const SEARCH_TIERS = ['code', 'title', 'start', 'name', 'word', 'part', 'fuzzy'] as const;
export type SearchTier = (typeof SEARCH_TIERS)[number];

const EVERYWHERE = '{code title name body}';
/** Words that a mistyped one may have meant; the closest are kept. */
const MOST_MEANT = 200;

/** How many of a tier are compared: whoever types so little that it finds more has not said yet what is wanted. */
const COMPARED = 4000;

interface Found {
  readonly total: number;
  /** Numbers of entities, best first. */
  readonly numbers: readonly number[];
}

// Words hold letters and digits alone, so that nothing in them can end the quotes.
function exactly(word: string): string {
  return `"${word}"`;
}

function beginning(word: string): string {
  return `"${word}" *`;
}

function anyOf(expressions: readonly string[]): string | null {
  if (expressions.length === 0) return null;
  return expressions.length === 1 ? (expressions[0] ?? null) : `(${expressions.join(' OR ')})`;
}

function isExpression(expression: string | null): expression is string {
  return expression !== null;
}

function allOf(expressions: readonly (string | null)[]): string | null {
  if (expressions.length === 0 || expressions.includes(null)) return null;
  return expressions.length === 1 ? (expressions[0] ?? null) : `(${expressions.join(' AND ')})`;
}

function within(columns: string, expression: string | null): string | null {
  return expression && `${columns} : (${expression})`;
}

/** A word as the beginning of a word of the index, or its parts one after another. */
function wordStart(word: SearchWord): string {
  const ways = new Set(word.forms.map(beginning));
  if (word.parts.length > 1) ways.add(`"${word.parts.join(' ')}" *`);
  return anyOf([...ways]) ?? exactly(word.compact);
}

function everyReading(
  text: SearchText,
  expressionOf: (word: SearchWord) => string | null,
): string | null {
  const readings = text.readings.map((words) => allOf(words.map(expressionOf)));
  return anyOf(readings.filter(isExpression));
}

/** The full-text index over every entity but protected people. */
export function createSearchRepository(db: Database) {
  // The index gives its rows by number; the best of a tier are found by what they are called.
  const selectTier = db
    .prepare<[string, number], number>(
      `SELECT e.number FROM (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ${COMPARED}) found
       JOIN entity e ON e.number = found.rowid ORDER BY e.kind = 'other', length(e.sort_label), e.sort_label, e.id LIMIT ?`,
    )
    .pluck();
  const selectAll = db
    .prepare<[string], number>('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid')
    .pluck();
  const count = db
    .prepare<[string], number>('SELECT COUNT(*) FROM search WHERE search MATCH ?')
    .pluck();
  const words = createWordList(db);

  function meant(word: string): readonly string[] {
    const most = toleranceOf(word);
    if (most === 0) return [];
    const found: { readonly word: string; readonly errors: number }[] = [];
    for (const candidate of words.near(word, most)) {
      const errors = Math.min(
        editDistance(word, candidate, most),
        // Who is still typing has the end of the word to come.
        word.length > 4 ? editDistance(word, candidate, most, { isPrefix: true }) : most + 1,
      );
      if (errors <= most) found.push({ word: candidate, errors });
    }
    return found
      .sort(
        (a, b) =>
          a.errors - b.errors || a.word.length - b.word.length || (a.word < b.word ? -1 : 1),
      )
      .slice(0, MOST_MEANT)
      .map(({ word: one }) => one);
  }

  function expressionOf(tier: SearchTier, text: SearchText): string | null {
    const reference = typedReference(text.compact);
    const references = reference === null ? [] : [reference];
    switch (tier) {
      case 'code':
        return within('code', anyOf([...text.forms, ...references].map(exactly)));
      case 'title':
        return within('title', exactly(text.compact));
      case 'start':
        return within('{code title}', anyOf([...text.forms, ...references].map(beginning)));
      case 'name':
        return within('{code title name}', everyReading(text, wordStart));
      case 'word':
        return within(EVERYWHERE, everyReading(text, wordStart));
      case 'part': {
        // Letters within a name are not what anyone types; digits within a number or plate are.
        const parts = text.forms
          .filter((form) => /\P{ASCII}|\d/u.test(form))
          .flatMap((form) => words.holding(form));
        return within('{code title}', anyOf(parts.slice(0, MOST_MEANT).map(exactly)));
      }
      case 'fuzzy': {
        // A word stands in several readings.
        const known = new Map<string, string | null>();
        const expressionFor = (word: SearchWord) => {
          const expression =
            known.get(word.compact) ??
            anyOf([wordStart(word), ...meant(word.compact).map(exactly)]);
          known.set(word.compact, expression);
          return expression;
        };
        return within(EVERYWHERE, everyReading(text, expressionFor));
      }
    }
  }

  function selectAny(tiers: readonly SearchTier[], text: SearchText): readonly number[] {
    const expression = anyOf(tiers.map((tier) => expressionOf(tier, text)).filter(isExpression));
    return expression === null ? [] : selectAll.all(expression);
  }

  return {
    /** The best `limit` entities, and how many there are. */
    find(text: SearchText, limit: number): Found {
      const fuzzy = expressionOf('fuzzy', text);
      const part = expressionOf('part', text);
      const whole = anyOf([expressionOf('start', text), part, fuzzy].filter(isExpression));
      const total = whole === null ? 0 : (count.get(whole) ?? 0);
      const numbers = new Set<number>();
      for (const tier of SEARCH_TIERS) {
        if (numbers.size >= Math.min(limit, total)) break;
        const expression =
          tier === 'fuzzy' ? fuzzy : tier === 'part' ? part : expressionOf(tier, text);
        if (expression === null) continue;
        // A tier holds the better ones again: so many more are asked for.
        for (const number of selectTier.all(expression, limit + numbers.size))
          if (numbers.size < limit) numbers.add(number);
      }
      return { total, numbers: [...numbers] };
    },
    /** Every entity that a text finds, in order of number. */
    all(text: SearchText): readonly number[] {
      return selectAny(['start', 'part', 'fuzzy'], text);
    },
    /** Every entity that holds these words one after another in a field, as typed. */
    phrase(parts: readonly string[]): readonly number[] {
      return parts.length === 0 ? [] : selectAll.all(`"${parts.join(' ')}"`);
    },
    /** Entities of which this is an identifier or a whole name. */
    named(text: SearchText): readonly number[] {
      return selectAny(['code', 'title'], text);
    },
    /** The index changed: words are read anew when they are next needed. */
    invalidate(): void {
      words.invalidate();
    },
  };
}

export type SearchRepository = ReturnType<typeof createSearchRepository>;
