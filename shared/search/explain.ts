import { compactText } from '../domain/search-text.ts';
import { editDistance, toleranceOf } from './edit-distance.ts';
import type { SearchText, SearchWord } from './search-text.ts';
import { type WordSpan, wordSpans } from './word.ts';

/** One text of an entity that may be why it was found. */
export interface SearchedText {
  readonly field: string;
  readonly label: string;
  readonly text: string;
  /** The text as an identifier, in each form it is kept in; empty for other texts. */
  readonly forms: readonly string[];
}

/** Where in a text something stands: from the first character to the one after the last. */
export type Place = readonly [start: number, end: number];

/** Why an entity was found: the text that matches best, cut to what a list can show. */
export interface TextMatch {
  readonly field: string;
  readonly label: string;
  readonly text: string;
  readonly highlights: readonly Place[];
}

interface Closeness {
  /** Less is closer. */
  readonly rank: number;
  readonly highlights: readonly Place[];
}

const SNIPPET_LENGTH = 160;
const LEAD_LENGTH = 40;
/** Neighbouring words that may be one identifier. */
const MOST_JOINED = 4;

/** The first of the texts that match best; null: none holds any of the words. */
export function explainMatch(texts: Iterable<SearchedText>, search: SearchText): TextMatch | null {
  let best: (Closeness & { readonly of: SearchedText }) | null = null;
  for (const of of texts) {
    const found = closenessOf(of, search);
    if (found && (best === null || found.rank < best.rank)) best = { ...found, of };
    if (best?.rank === 0) break;
  }
  if (!best) return null;
  const { field, label, text } = best.of;
  return { field, label, ...snippet(text, best.highlights) };
}

function closenessOf({ text, forms }: SearchedText, search: SearchText): Closeness | null {
  const whole: Place = [0, text.length];
  if (forms.some((form) => search.forms.includes(form))) return { rank: 0, highlights: [whole] };
  if (compactText(text) === search.compact) return { rank: 1, highlights: [whole] };
  if (search.forms.some((typed) => forms.some((form) => form.startsWith(typed))))
    return { rank: 2, highlights: beginningOf(text, search.compact) };
  const byWords = closestReading(wordSpans(text), search);
  if (byWords && byWords.rank < 4) return byWords;
  if (search.forms.some((typed) => typed.length > 2 && forms.some((form) => form.includes(typed))))
    return { rank: 4, highlights: [whole] };
  return byWords;
}

/** The beginning of a text that holds so many letters and digits; all of it where they are written otherwise. */
function beginningOf(text: string, compact: string): readonly Place[] {
  for (let end = compact.length; end <= text.length; end++)
    if (compactText(text.slice(0, end)) === compact) return [[0, end]];
  return [[0, text.length]];
}

function closestReading(spans: readonly WordSpan[], search: SearchText): Closeness | null {
  let best: Closeness | null = null;
  for (const words of search.readings) {
    const found = closenessOfWords(spans, words);
    if (found && (best === null || found.rank < best.rank)) best = found;
  }
  return best;
}

/** 3: every word begins a word here; 5: with typing errors; beyond: the fewer words are found, the higher. */
function closenessOfWords(
  spans: readonly WordSpan[],
  words: readonly SearchWord[],
): Closeness | null {
  const highlights: Place[] = [];
  let missing = 0;
  let isMistyped = false;
  for (const word of words) {
    const start = startsWith(spans, word);
    const place = start ?? mistyped(spans, word);
    if (!place) missing++;
    else {
      highlights.push(place);
      if (!start) isMistyped = true;
    }
  }
  if (highlights.length === 0) return null;
  const rank = missing === 0 ? (isMistyped ? 5 : 3) : 6 + missing / words.length;
  return { rank, highlights: highlights.sort((a, b) => a[0] - b[0]) };
}

function startsWith(spans: readonly WordSpan[], { forms }: SearchWord): Place | null {
  for (let first = 0; first < spans.length; first++) {
    let joined = '';
    for (let last = first; last < Math.min(spans.length, first + MOST_JOINED); last++) {
      const span = spans[last]!;
      const before = joined.length;
      joined += span.word;
      const form = forms.find((candidate) => joined.startsWith(candidate));
      if (form === undefined) continue;
      // Letters that folding took apart leave no telling where the typed part ends.
      const isLikeWritten = span.end - span.start === span.word.length;
      const end = isLikeWritten ? span.start + Math.max(1, form.length - before) : span.end;
      return [spans[first]!.start, end];
    }
  }
  return null;
}

function mistyped(spans: readonly WordSpan[], { compact }: SearchWord): Place | null {
  const most = toleranceOf(compact);
  if (most === 0) return null;
  let best: { readonly errors: number; readonly place: Place } | null = null;
  for (let first = 0; first < spans.length; first++) {
    let joined = '';
    for (let last = first; last < Math.min(spans.length, first + MOST_JOINED); last++) {
      joined += spans[last]!.word;
      const errors = Math.min(
        editDistance(compact, joined, most),
        compact.length > 4 ? editDistance(compact, joined, most, { isPrefix: true }) : most + 1,
      );
      if (errors > most || (best && errors >= best.errors)) continue;
      best = { errors, place: [spans[first]!.start, spans[last]!.end] };
    }
  }
  return best?.place ?? null;
}

/** A long text cut to the part around its first highlight. */
function snippet(
  text: string,
  highlights: readonly Place[],
): { readonly text: string; readonly highlights: readonly Place[] } {
  if (text.length <= SNIPPET_LENGTH) return { text, highlights };
  const first = highlights[0]?.[0] ?? 0;
  const start = wordBoundary(text, Math.max(0, first - LEAD_LENGTH), first);
  const end = Math.min(text.length, start + SNIPPET_LENGTH);
  const lead = start > 0 ? '…' : '';
  const shift = lead.length - start;
  return {
    text: `${lead}${text.slice(start, end)}${end < text.length ? '…' : ''}`,
    highlights: highlights
      .filter((place) => place[0] < end)
      .map((place) => [place[0] + shift, Math.min(place[1], end) + shift] as const),
  };
}

/** The first place after a space, so that no word, and no letter of two halves, is cut. */
function wordBoundary(text: string, from: number, to: number): number {
  if (from === 0) return 0;
  const space = text.indexOf(' ', from);
  return space === -1 || space >= to ? to : space + 1;
}
