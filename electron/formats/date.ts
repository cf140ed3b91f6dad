/** What a cell says of a date. */
export type DateReading =
  | { readonly date: string }
  /** On no calendar: the row is set aside. */
  | { readonly impossible: string }
  /** Cannot be told for certain: kept as text. */
  | { readonly doubtful: string };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const TIME = String.raw`(?:[T ,]+\d{1,2}:\d{2}.*)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})${TIME})?$`);
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})${TIME}$`);
const DAY_MONTH_NAME = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[-/. ]+(?:of )?([a-z]{3,9})[-/., ]+(\d{4})${TIME}$`,
  'i',
);
const MONTH_NAME_DAY = new RegExp(
  String.raw`^([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`,
  'i',
);
const MONTH_NAME_YEAR = /^([a-z]{3,9})[-/., ]+(\d{4})$/i;
const MONTH_YEAR = /^(\d{1,2})[-/.](\d{4})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SHORT_YEAR = /^\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2}$/i;
const SERIAL = /^\d{5}(?:\.\d+)?$/;

/**
 * Reads a date as people in the United Kingdom write it: day first. Whole or partial ISO 8601 comes out.
 * Nothing is guessed: two-digit years and spreadsheet serial numbers are told apart, not completed.
 */
export function readDate(text: string): DateReading {
  const year = /^\d{4}$/.test(text);
  if (year) return { date: text };
  let match = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (match) return dateOf(match[1], match[2], match[3]);
  match = DAY_FIRST.exec(text);
  if (match) return dateOf(match[3], match[2], match[1]);
  match = DAY_MONTH_NAME.exec(text);
  if (match) return namedDateOf(match[3], match[2], match[1]);
  match = MONTH_NAME_DAY.exec(text);
  if (match) return namedDateOf(match[3], match[1], match[2]);
  match = MONTH_NAME_YEAR.exec(text);
  if (match) return namedDateOf(match[2], match[1], undefined);
  match = MONTH_YEAR.exec(text);
  if (match) return dateOf(match[2], match[1], undefined);
  if (SHORT_YEAR.test(text))
    return { doubtful: 'the year has two digits: the century is not guessed' };
  if (SERIAL.test(text))
    return {
      doubtful:
        'this is a spreadsheet’s number for a date: format the column as dates and save again',
    };
  return { doubtful: 'this is not a date that can be read' };
}

function namedDateOf(
  year: string | undefined,
  name: string | undefined,
  day: string | undefined,
): DateReading {
  const month = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return { doubtful: 'this is not a date that can be read' };
  return dateOf(year, String(month), day);
}

function dateOf(year = '', month = '', day: string | undefined): DateReading {
  const monthNumber = Number(month);
  if (monthNumber < 1 || monthNumber > 12)
    return { impossible: 'there is no such month (dates are read day first)' };
  const iso = `${year}-${month.padStart(2, '0')}`;
  if (day === undefined) return { date: iso };
  const dayNumber = Number(day);
  if (dayNumber < 1 || dayNumber > daysIn(Number(year), monthNumber)) {
    if (year === '1900' && monthNumber === 2 && dayNumber === 29) {
      return { doubtful: '29 February 1900 is a spreadsheet’s mistake: there was no such day' };
    }
    return { impossible: 'there is no such day in that month (dates are read day first)' };
  }
  return { date: `${iso}-${day.padStart(2, '0')}` };
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}
