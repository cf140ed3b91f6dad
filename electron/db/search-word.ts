import type { Database } from 'better-sqlite3';
import { isReferenceWord } from '../../shared/search/identifier.ts';
import { createTouchedReader } from './touched.ts';

/** Longer words are digests and the like: nobody mistypes them. */
const LONGEST_WORD = 24;

/**
 * Which letters and digits a word holds, as bits of one number. Two words that differ in one letter differ in two
 * bits at the most, so that nearly all of a hundred thousand words are passed over without being read.
 */
function lettersOf(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    // Letters have a bit each; digits share five, all others one.
    if (code >= 97 && code <= 122) bits |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) bits |= 1 << (26 + ((code - 48) >> 1));
    else bits |= 1 << 31;
  }
  return bits;
}

function countBits(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

interface Words {
  /** The latest change that they hold. */
  readonly sequence: number;
  readonly words: readonly string[];
  readonly letters: Int32Array;
}

function isLookedFor(word: string): boolean {
  return word.length > 1 && word.length <= LONGEST_WORD && !isReferenceWord(word);
}

/**
 * Every word of the search index, in memory from the first mistyped word on. An edit adds its words; those that
 * nothing holds any more stay until all are read anew, and find nothing.
 */
export function createWordList(db: Database) {
  const select = db.prepare<[], string>('SELECT term FROM search_word').pluck();
  const selectTexts = db
    .prepare<[string], string>(
      `SELECT code || ' ' || title || ' ' || name || ' ' || body FROM search_text
       WHERE number = (SELECT number FROM entity WHERE id = ?)`,
    )
    .pluck();
  const touched = createTouchedReader(db);
  let known: Words | null = null;
  let isCurrent = false;

  /** The words of before with those of what changed; null where everything may be otherwise. */
  function follow({ sequence, words }: Words, newest: number): Words | null {
    const changed = touched.since(sequence);
    if (!changed) return null;
    const all = new Set(words);
    for (const id of changed.entityIds)
      for (const word of (selectTexts.get(id) ?? '').split(' '))
        if (isLookedFor(word)) all.add(word);
    return withLetters([...all], newest);
  }

  function read(): Words {
    if (known && isCurrent) return known;
    const newest = touched.newest();
    known =
      (known && follow(known, newest)) ?? withLetters(select.all().filter(isLookedFor), newest);
    isCurrent = true;
    return known;
  }

  function withLetters(words: readonly string[], sequence: number): Words {
    return { sequence, words, letters: Int32Array.from(words, lettersOf) };
  }

  return {
    /** Words that may be this one with so many errors, or begin like it; nearly all others are not among them. */
    near(word: string, most: number): readonly string[] {
      const { words, letters } = read();
      const wanted = lettersOf(word);
      const first = word.charCodeAt(0);
      const found: string[] = [];
      for (let index = 0; index < words.length; index++) {
        // An error takes one wanted letter away at the most.
        if (countBits(wanted & ~letters[index]!) > most) continue;
        const candidate = words[index]!;
        if (candidate.length < word.length - most) continue;
        // Short words have so many neighbours that the first letter is taken to be right.
        if (word.length < 6 && candidate.charCodeAt(0) !== first) continue;
        found.push(candidate);
      }
      return found;
    },
    /** Words that hold this within them: the last digits of a phone number, part of a plate. */
    holding(part: string): readonly string[] {
      if (part.length < 3) return [];
      const wanted = lettersOf(part);
      const { words, letters } = read();
      return words.filter(
        (word, index) => (wanted & ~letters[index]!) === 0 && word.includes(part, 1),
      );
    },
    /** Records changed. */
    invalidate(): void {
      isCurrent = false;
    },
  };
}
