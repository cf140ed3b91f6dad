/** What the values of a column look like. */
export type Shape =
  | 'date'
  | 'postcode'
  | 'plate'
  | 'phone'
  | 'company-number'
  | 'email'
  | 'amount'
  | 'number'
  | 'name'
  | 'address';

const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const MONTH_NAME = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';

/** From the most telling to the least: a postcode is never taken for an address. */
const SHAPES: readonly (readonly [Shape, RegExp])[] = [
  ['email', /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/],
  ['postcode', /^[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}$/i],
  [
    'date',
    new RegExp(
      String.raw`^(?:${DAY}[-/. ]\d{1,2}[-/. ](?:\d{2}|\d{4})|\d{1,2}[-/. ]${DAY}[-/. ](?:\d{2}|\d{4})|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|${DAY}(?:st|nd|rd|th)?[-/. ]+${MONTH_NAME}[-/., ]+\d{2,4})(?:[T ,]+\d{1,2}:\d{2}.*)?$`,
      'i',
    ),
  ],
  ['plate', /^(?:[a-z]{2}\d{2}\s?[a-z]{3}|[a-z]\d{1,3}\s?[a-z]{3}|[a-z]{3}\s?\d{1,3}[a-z])$/i],
  ['phone', /^(?:\+44|0044|\(?0)[\d\s()-]{8,14}\d$/],
  ['company-number', /^(?:[a-z]{2}\d{6}|\d{8})$/i],
  ['amount', /^[-+(]?\s*[£$€]\s*\d[\d,]*(?:\.\d{1,2})?\)?$/],
  ['number', /^[-+]?\d[\d,]*(?:\.\d+)?$/],
  ['address', /^(?:flat|unit|apartment|suite)?\s*\d+[a-z]?[, ]+\p{L}.*\s\p{L}/iu],
  ['name', /^\p{Lu}[\p{L}'’.-]*(?:,? \p{Lu}[\p{L}'’.-]*){1,3}$/u],
];

/** Share of the values that must look alike before the shape counts. */
const ENOUGH = 0.6;
const MOST_CHARACTERS = 200;

/** What most of the values look like, and how many do; null: nothing that is known. Blank values are not to be given. */
export function shapeOf(
  values: readonly string[],
): { readonly shape: Shape; readonly count: number } | null {
  if (values.length === 0) return null;
  for (const [shape, pattern] of SHAPES) {
    const count = values.filter(
      (value) => value.length <= MOST_CHARACTERS && pattern.test(value.trim()),
    ).length;
    if (count / values.length >= ENOUGH) return { shape, count };
  }
  return null;
}
