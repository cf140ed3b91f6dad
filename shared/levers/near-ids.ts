import { editDistance } from '../search/edit-distance.ts';

const MOST_NEAR = 5;
/** Ids that are further apart are all as far. */
const MOST_ERRORS = 20;
/** A word is near when about a third of its letters are wrong at the most. */
const WRONG_SHARE = 3;

/** Ids of levers that someone may have meant, the nearest first: by their words, mistyped or not. */
export function nearIds(
  wanted: string,
  levers: readonly { readonly id: string; readonly title: string }[],
): string[] {
  const words = wanted
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length > 2);
  if (words.length === 0) return [];
  const scored = levers.map(({ id, title }) => {
    const known = `${id} ${title}`.toLowerCase().split(/[^\p{L}\d]+/u);
    let score = 0;
    for (const word of words) {
      const most = Math.floor(word.length / WRONG_SHARE);
      const errors = Math.min(...known.map((one) => editDistance(word, one, most)));
      if (errors <= most) score += 1 - errors / (word.length + 1);
      else if (known.some((one) => one.includes(word))) score += 0.5;
    }
    return { id, score, errors: editDistance(wanted.toLowerCase(), id, MOST_ERRORS) };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.errors - b.errors || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map(({ id }) => id);
}
