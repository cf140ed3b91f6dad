/** One stretch of a typed query without spaces, quotes kept together. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly isExcluded: boolean;
  /** What stands before the sign; null for free text. */
  readonly name: string | null;
  readonly sign: Sign | null;
  readonly values: readonly PieceValue[];
  /** Where the quotes that were never closed begin; null: all are closed. */
  readonly openQuoteAt: number | null;
}

export type Sign = ':' | '>=' | '<=' | '>' | '<' | '=';

/** One value of a filter, or one word of free text. */
export interface PieceValue {
  readonly text: string;
  readonly isQuoted: boolean;
  /** What follows closed quotes: ~2 of "OCG-07"~2. */
  readonly suffix: string;
  readonly start: number;
  readonly end: number;
}

const NAME = /^([A-Za-z][A-Za-z0-9-]*)(:|>=|<=|>|<|=)/;
const SPACE = /\s/;

/** Parts a typed query into its pieces. Nothing is refused here: whatever it holds comes out in some piece. */
export function lexQuery(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    if (SPACE.test(text[at] ?? '')) {
      at++;
      continue;
    }
    const piece = readPiece(text, at);
    pieces.push(piece);
    at = piece.end;
  }
  return pieces;
}

function readPiece(text: string, start: number): Piece {
  const isExcluded =
    text[start] === '-' && start + 1 < text.length && !SPACE.test(text[start + 1]!);
  const head = start + (isExcluded ? 1 : 0);
  const match = NAME.exec(text.slice(head));
  const bodyStart = head + (match?.[0].length ?? 0);
  const values: PieceValue[] = [];
  let openQuoteAt: number | null = null;
  let at = bodyStart;
  do {
    const value = readValue(text, at, match !== null);
    values.push(value.value);
    openQuoteAt ??= value.openQuoteAt;
    at = value.value.end + 1;
    // Only filters take several values: a comma of free text belongs to it.
  } while (match && text[at - 1] === ',');
  return {
    start,
    end: at - 1,
    isExcluded,
    name: match?.[1] ?? null,
    sign: (match?.[2] as Sign | undefined) ?? null,
    values,
    openQuoteAt,
  };
}

function readValue(
  text: string,
  start: number,
  isFilter: boolean,
): { readonly value: PieceValue; readonly openQuoteAt: number | null } {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && !isEnd(text, end, isFilter)) end++;
    const value = { text: text.slice(start, end), isQuoted: false, suffix: '', start, end };
    return { value, openQuoteAt: null };
  }
  let content = '';
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    content += text[at];
    at++;
  }
  const isOpen = at >= text.length;
  const close = isOpen ? at : at + 1;
  let end = close;
  // Free text goes on as a piece of its own.
  while (isFilter && end < text.length && !isEnd(text, end, isFilter) && text[end] !== '"') end++;
  const value = { text: content, isQuoted: true, suffix: text.slice(close, end), start, end };
  return { value, openQuoteAt: isOpen ? start : null };
}

function isEnd(text: string, at: number, isFilter: boolean): boolean {
  const character = text[at]!;
  return SPACE.test(character) || (isFilter && character === ',');
}

/** A text in quotes that reads back as the same. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Whether a text can stand without quotes as a value. */
export function isBareValue(text: string): boolean {
  return text !== '' && text !== 'none' && /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_:-]*$/u.test(text);
}

/** Whether a word of free text can stand without quotes and is not taken for a filter. */
export function isBareWord(word: string): boolean {
  return word !== '' && !/^["-]/.test(word) && !NAME.test(word) && !SPACE.test(word);
}
