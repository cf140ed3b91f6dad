/** Values that are small get more decimals, so that two which differ do not look alike. */
const FINE_BELOW = 0.1;

/** A value as it is shown: no more digits than can be told apart. */
export function valueWords(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en-GB');
  if (size >= 10) return value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
  if (size >= FINE_BELOW) return value.toFixed(2);
  return size < 0.0005 ? 'under 0.001' : value.toFixed(3);
}

/** Ranks from one to another: `3`, `2 to 5`. */
export function rankRange(best: number, worst: number): string {
  return best === worst
    ? best.toLocaleString('en-GB')
    : `${best.toLocaleString('en-GB')} to ${worst.toLocaleString('en-GB')}`;
}

const SUFFIXES: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
  zero: 'th',
  many: 'th',
  other: 'th',
};
const ORDINAL = new Intl.PluralRules('en-GB', { type: 'ordinal' });

/** `1st`, `22nd`. */
export function ordinal(place: number): string {
  return `${place.toLocaleString('en-GB')}${SUFFIXES[ORDINAL.select(place)]}`;
}

/** `1 record`, `12 records`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** `14:32`. */
export function timeWords(time: Date): string {
  return time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
