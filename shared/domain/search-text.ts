/** Letters that Unicode does not take apart, as people without them type them. */
const PLAIN_LETTERS: readonly (readonly [RegExp, string])[] = [
  [/ł/g, 'l'],
  [/ø/g, 'o'],
  [/đ/g, 'd'],
  [/ħ/g, 'h'],
  [/ı/g, 'i'],
  [/ß/g, 'ss'],
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
  [/þ/g, 'th'],
  [/ð/g, 'd'],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
const ASCII = /^[\u0000-\u007f]*$/;

function withoutAccents(text: string): string {
  let folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  // Lower case can bring marks of its own: İ becomes i with a dot.
  folded = folded.normalize('NFKD').replace(/\p{M}+/gu, '');
  for (const [letter, plain] of PLAIN_LETTERS) folded = folded.replace(letter, plain);
  return folded;
}

/** Text as it is searched: lower case, without accents, single spaces. */
export function foldText(text: string): string {
  const folded = ASCII.test(text) ? text.toLowerCase() : withoutAccents(text);
  return folded.replace(/\s+/g, ' ').trim();
}

/** An identifier as it is searched, whatever its spacing: letters and digits only. */
export function compactText(text: string): string {
  const folded = ASCII.test(text) ? text.toLowerCase() : withoutAccents(text);
  return folded.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, '');
}
