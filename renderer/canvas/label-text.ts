const MAX_LENGTH = 28;
const END_LENGTH = 8;

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/**
 * A name short enough for the map. Long names lose their middle: the beginning says who,
 * and the end of a company name or number tells one from another.
 */
export function shortenLabel(label: string): string {
  // Very long text is cut before it is taken apart: only its two ends matter.
  const flat = (label.length > 400 ? `${label.slice(0, 200)}${label.slice(-200)}` : label)
    .replace(/\s+/g, ' ')
    .trim();
  if (flat.length <= MAX_LENGTH) return flat;
  const letters = Array.from(graphemes.segment(flat), ({ segment }) => segment);
  if (letters.length <= MAX_LENGTH) return flat;
  const start = letters.slice(0, MAX_LENGTH - END_LENGTH - 1).join('');
  const end = letters.slice(-END_LENGTH).join('');
  return `${start.trimEnd()}…${end.trimStart()}`;
}
