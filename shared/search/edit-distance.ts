/** Words shorter than this are taken as typed. */
const TOLERANT_LENGTH = 4;
const VERY_TOLERANT_LENGTH = 8;

/** How many typing errors a word of this length may hold: none below 4 letters, one below 8, else two. Numbers: one at most. */
export function toleranceOf(word: string): 0 | 1 | 2 {
  if (word.length < TOLERANT_LENGTH) return 0;
  if (word.length < VERY_TOLERANT_LENGTH || /\d/.test(word)) return 1;
  return 2;
}

/**
 * The least number of typing errors (a letter too many, missing, wrong, or two swapped) between two words, or
 * `most + 1` where there are more. With `isPrefix`, between the first word and the best beginning of the second.
 *
 * Complexity: O(n · m) time, O(n) space; it stops as soon as no way is left within `most`.
 * Source: Damerau (1964), Communications of the ACM 7(3), 171–176, as optimal string alignment: no letter is
 * touched twice.
 */
export function editDistance(
  typed: string,
  word: string,
  most: number,
  { isPrefix = false }: { readonly isPrefix?: boolean } = {},
): number {
  const width = typed.length;
  const tooMany = most + 1;
  if (width - word.length > most || (!isPrefix && word.length - width > most)) return tooMany;
  const height = Math.min(word.length, width + most);
  let twoBefore: number[] = [];
  let before = Array.from({ length: width + 1 }, (_, column) => column);
  let best = before[width]!;
  for (let row = 1; row <= height; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= width; column++) {
      const isSame = word.charCodeAt(row - 1) === typed.charCodeAt(column - 1);
      let cost = Math.min(
        before[column]! + 1,
        current[column - 1]! + 1,
        before[column - 1]! + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 &&
        column > 1 &&
        word.charCodeAt(row - 1) === typed.charCodeAt(column - 2) &&
        word.charCodeAt(row - 2) === typed.charCodeAt(column - 1);
      if (isSwapped) cost = Math.min(cost, twoBefore[column - 2]! + 1);
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (isPrefix && current[width]! < best) best = current[width]!;
    if (least > most) return isPrefix ? Math.min(best, tooMany) : tooMany;
    twoBefore = before;
    before = current;
  }
  return Math.min(isPrefix ? best : before[width]!, tooMany);
}
