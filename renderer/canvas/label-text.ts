const MAX_LETTERS = 28;
const LEAST_FIRST_PART = 10;
const MOST_LAST_WORD = 9;

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

function lettersOf(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** The parts before commas that fit: of "The Brass Heron, 4 Cooper's Row, Harrow" the name alone. */
function leadingParts(text: string): string | null {
  const parts = text.split(/,\s*/);
  for (let count = parts.length - 1; count > 0; count--) {
    const lead = parts.slice(0, count).join(', ');
    if (lead.length <= MAX_LETTERS) return lead.length >= LEAST_FIRST_PART ? lead : null;
  }
  return null;
}

/**
 * A name short enough for the map. An address after a name goes first; else the middle does, as the last
 * word of a company, street or number tells one from another.
 */
export function shortenLabel(label: string): string {
  // Very long text is cut before it is taken apart: only its two ends matter.
  const flat = (label.length > 400 ? `${label.slice(0, 200)} ${label.slice(-200)}` : label)
    .replace(/\s+/g, ' ')
    .trim();
  if (flat.length <= MAX_LETTERS) return flat;
  const letters = lettersOf(flat);
  if (letters.length <= MAX_LETTERS) return flat;
  const lead = leadingParts(flat);
  if (lead) return lead;
  const lastWord = lettersOf(flat.slice(flat.lastIndexOf(' ') + 1));
  const ending = lastWord.length <= MOST_LAST_WORD ? ` ${lastWord.join('')}` : '';
  const start = letters.slice(0, MAX_LETTERS - 1 - lettersOf(ending).length).join('');
  return `${start.replace(/[\s,;.]+$/, '')}…${ending}`;
}
