/** How the number of a cell is meant, from its style. */
export type CellFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' }
  /** A time of day, whatever the day. */
  | { readonly kind: 'time' }
  /** A length of time: hours may be more than a day has. */
  | { readonly kind: 'duration' }
  /** Leading zeros that only the style holds. */
  | { readonly kind: 'zeros'; readonly digits: number };

/** Days are counted from 1900, with a 29 February that never was, or from 1904. */
export type DateSystem = 1900 | 1904;

export const PLAIN: CellFormat = { kind: 'plain' };

const DATE: CellFormat = { kind: 'date' };
const TIME: CellFormat = { kind: 'time' };
const DURATION: CellFormat = { kind: 'duration' };

/** Formats that every workbook has without saying (ECMA-376, part 1, 18.8.30), those of East Asian ones too. */
export function builtInFormat(id: number): CellFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id === 36)
    return DATE;
  if (id === 22) return DATE;
  if (id === 46) return DURATION;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return TIME;
  return PLAIN;
}

/** What a format code that a workbook makes itself means, such as `dd/mm/yyyy` or `00000000`. */
export function readFormat(code: string): CellFormat {
  // The first part is that of numbers above zero; quoted and escaped letters, colours and conditions mean nothing here.
  const [first = ''] = code
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\\.|_.|\*./g, '')
    .split(';');
  const plain = first.replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').trim();
  if (/^0{2,}$/.test(plain)) return { kind: 'zeros', digits: plain.length };
  if (/general/i.test(plain)) return PLAIN;
  if (/[dy]/i.test(plain)) return DATE;
  if (/\[[hms]+\]/i.test(plain)) return DURATION;
  if (/[hs]/i.test(plain)) return TIME;
  // An m beside neither is a month.
  return /m/i.test(plain) ? DATE : PLAIN;
}

/** What a cell says, and what to mind about it. */
export interface CellText {
  readonly text: string;
  readonly doubt: string | null;
}

const MS_PER_DAY = 86_400_000;
const SECONDS_PER_DAY = 86_400;
const MIDNIGHT = '00:00';
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;
/** Beyond this many digits a spreadsheet writes zeros for what was typed. */
const EXACT = 1e15;

const HIDDEN_DATE = 'the cell holds a date too, which its format does not show: kept as a time';
const NO_DATE = 'the number is no date though its cell is formatted as one: kept as a number';
const LONG = 'spreadsheets keep 15 digits of a number: check the last ones against the original';

/** The number of a cell as text: dates in ISO 8601, so that no order of day and month is left to guess. */
export function numberText(raw: string, format: CellFormat, system: DateSystem): CellText {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value))
    return { text: raw, doubt: 'this is not a number, though its cell says so: kept as received' };
  const plain = String(value);
  switch (format.kind) {
    case 'plain':
      return {
        text: plain,
        doubt: Number.isInteger(value) && Math.abs(value) >= EXACT ? LONG : null,
      };
    case 'zeros': {
      const isWhole = Number.isInteger(value) && value >= 0 && value < EXACT;
      return { text: isWhole ? plain.padStart(format.digits, '0') : plain, doubt: null };
    }
    case 'time':
      if (value < 0) return { text: plain, doubt: NO_DATE };
      return { text: timeOf(value % 1), doubt: value >= 1 ? HIDDEN_DATE : null };
    case 'duration':
      return value < 0
        ? { text: plain, doubt: NO_DATE }
        : { text: clock(Math.round(value * SECONDS_PER_DAY)), doubt: null };
    case 'date':
      return dateText(value, system);
  }
}

function dateText(serial: number, system: DateSystem): CellText {
  const day = Math.floor(serial);
  if (day < 0 || day > LAST_SERIAL) return { text: String(serial), doubt: NO_DATE };
  const date = dayText(day, system);
  if (date === null) return { text: String(serial), doubt: NO_DATE };
  const time = timeOf(serial - day);
  return { text: time === MIDNIGHT ? date : `${date}T${time}`, doubt: null };
}

/** The day of a serial number; null: there is none, as of day 0 of 1900. */
function dayText(day: number, system: DateSystem): string | null {
  if (system === 1904) return isoDay(Date.UTC(1904, 0, 1) + day * MS_PER_DAY);
  if (day === 0) return null;
  // As the spreadsheet shows it; the reader of dates then says that there was no such day.
  if (day === 60) return '1900-02-29';
  const epoch = day < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  return isoDay(epoch + day * MS_PER_DAY);
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function timeOf(fraction: number): string {
  return clock(Math.min(SECONDS_PER_DAY - 1, Math.round(fraction * SECONDS_PER_DAY)));
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const text = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return seconds % 60 === 0 ? text : `${text}:${two(seconds % 60)}`;
}
