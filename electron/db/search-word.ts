import type { Database } from 'better-sqlite3';
import { isReferenceWord } from '../../shared/search/identifier.ts';

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
  readonly words: readonly string[];
  readonly letters: Int32Array;
}

/** Every word of the search index, in memory from the first mistyped word until records change. */
export function createWordList(db: Database) {
  const select = db.prepare<[], string>('SELECT term FROM search_word').pluck();
  let known: Words | null = null;

  function read(): Words {
    if (known) return known;
    const words = select
      .all()
      .filter((word) => word.length > 1 && word.length <= LONGEST_WORD && !isReferenceWord(word));
    known = { words, letters: Int32Array.from(words, lettersOf) };
    return known;
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
    invalidate(): void {
      known = null;
    },
  };
}
