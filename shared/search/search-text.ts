import { compactText } from '../domain/search-text.ts';
import { isMonth, typedIdentifierForms } from './identifier.ts';
import { chunkWords } from './word.ts';

/** One word to look for: as typed, or several that are taken together as one identifier. */
export interface SearchWord {
  /** Its parts in order: *o* and *brien* of *O'Brien*; one for most words. */
  readonly parts: readonly string[];
  /** Its letters and digits as one. */
  readonly compact: string;
  /** Forms in which an identifier may be kept. */
  readonly forms: readonly string[];
}

/** What a person typed into a search box, ready to be looked for. */
export interface SearchText {
  readonly compact: string;
  /** The whole as one identifier, in each form it may be kept in. */
  readonly forms: readonly string[];
  /** Ways to read it: each word by itself first, then with neighbours taken together (*AB12 CDE*). */
  readonly readings: readonly (readonly SearchWord[])[];
}

const MOST_WORDS = 16;
const MOST_READINGS = 24;
/** +44 (0)7700 900 123 is written in four pieces. */
const MOST_JOINED = 4;

/** The longest run of letters in a plate, a postcode, a bank account or a company number. */
const LETTERS_IN_IDENTIFIER = 4;

function wordOf(chunks: readonly string[]): SearchWord {
  const text = chunks.join(' ');
  return {
    parts: chunks.flatMap(chunkWords),
    compact: compactText(text),
    forms: typedIdentifierForms(text),
  };
}

/** Whether neighbours may be one identifier: it holds a digit, and no long word. */
function mayBeOne(run: readonly string[]): boolean {
  return (
    run.some((chunk) => /\d/.test(chunk)) &&
    run.every(
      (chunk) => /\d/.test(chunk) || chunk.length <= LETTERS_IN_IDENTIFIER || isMonth(chunk),
    )
  );
}

/** Every way to take neighbours together where the whole then holds a digit, fewest joins first. */
function readingsOf(chunks: readonly string[]): SearchWord[][] {
  let readings: { readonly at: number; readonly words: SearchWord[] }[] = [{ at: 0, words: [] }];
  const done: SearchWord[][] = [];
  while (readings.length > 0) {
    const next: typeof readings = [];
    for (const { at, words } of readings) {
      if (at === chunks.length) {
        done.push(words);
        continue;
      }
      for (let size = 1; size <= MOST_JOINED && at + size <= chunks.length; size++) {
        const run = chunks.slice(at, at + size);
        if (size > 1 && !mayBeOne(run)) continue;
        next.push({ at: at + size, words: [...words, wordOf(run)] });
      }
    }
    readings = next.slice(0, MOST_READINGS * 4);
  }
  return done.sort((a, b) => b.length - a.length).slice(0, MOST_READINGS);
}

/** Reads typed text; null where it holds no letter or digit. Words beyond the first sixteen are passed over. */
export function readSearchText(text: string): SearchText | null {
  const chunks = text
    .split(/\s+/)
    .filter((chunk) => chunkWords(chunk).length > 0)
    .slice(0, MOST_WORDS);
  if (chunks.length === 0) return null;
  return {
    compact: compactText(text),
    forms: typedIdentifierForms(text),
    readings: readingsOf(chunks),
  };
}
