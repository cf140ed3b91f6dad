import { foldText } from '../domain/search-text.ts';
import { editDistance } from '../search/edit-distance.ts';

const MOST_SUGGESTED = 3;

/** Those of some words that a mistyped one most likely meant, closest first; none where nothing is close. */
export function closestTo(typed: string, words: readonly string[]): string[] {
  const wanted = foldText(typed);
  if (wanted === '') return [];
  const most = Math.max(1, Math.floor(wanted.length / 3));
  return words
    .map((word) => {
      const known = foldText(word);
      const isBeginning = wanted.length > 1 && known.startsWith(wanted);
      return { word, errors: isBeginning ? 0 : editDistance(wanted, known, most) };
    })
    .filter(({ errors }) => errors <= most)
    .sort((a, b) => a.errors - b.errors || a.word.length - b.word.length)
    .slice(0, MOST_SUGGESTED)
    .map(({ word }) => word);
}
