import { compactText } from '../domain/search-text.ts';

/** A word of a text and where it stands in it. */
export interface WordSpan {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text as they are searched. */
export interface TextWords {
  /** Words in order, folded. */
  readonly words: readonly string[];
  /** Words that are written with a mark inside, as one: O'Brien, Smith-Jones, 14/2. */
  readonly joined: readonly string[];
}

const NONE: readonly string[] = [];

/** A join of more than this is an address of a page or the like, not a word that anyone types as one. */
const JOINED_LENGTH = 64;

// Marks belong to the letter before them; folding takes them off.
const WORD = /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/gu;
const PLAIN = /^[A-Za-z0-9 ]*$/;

/** Words of a text in order, with their places. */
export function wordSpans(text: string): WordSpan[] {
  const spans: WordSpan[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = compactText(match[0]);
    if (word !== '') spans.push({ word, start: match.index, end: match.index + match[0].length });
  }
  return spans;
}

/** The words of a text as they are searched. */
export function textWords(text: string): TextWords {
  if (PLAIN.test(text))
    return {
      words: text
        .toLowerCase()
        .split(' ')
        .filter((word) => word !== ''),
      joined: NONE,
    };
  const words: string[] = [];
  const joined: string[] = [];
  for (const chunk of text.split(/\s+/)) {
    const parts = chunkWords(chunk);
    words.push(...parts);
    if (parts.length < 2) continue;
    const whole = parts.join('');
    if (whole.length <= JOINED_LENGTH) joined.push(whole);
  }
  return { words, joined };
}

/** Words of one stretch of text without spaces: *O'Brien* gives *o* and *brien*. */
export function chunkWords(chunk: string): string[] {
  const words: string[] = [];
  for (const [match] of chunk.matchAll(WORD)) {
    const word = compactText(match);
    if (word !== '') words.push(word);
  }
  return words;
}
