import { PartialDate } from '../domain/field.ts';
import { InformationGrade, type SourceGrade } from '../domain/grade.ts';
import type { Sign } from './lex.ts';
import type { Fault } from './parse.ts';
import type { KnownGrade } from './query.ts';

/** What a range belongs to, by name, and how one is written. */
interface Definition {
  readonly key: string;
  readonly example: string;
}

/** Bigger numbers are mistakes: no case holds so much. */
const MOST = 1_000_000_000;

/** `>=1`, `:2`, `:1..3`, `:..3` as a range of whole numbers. */
export function readNumberRange(
  sign: Sign | null,
  text: string,
  { key, example }: Definition,
): { readonly least: number | null; readonly most: number | null } | Fault {
  const wrong: Fault = {
    message: `After ${key}${sign ?? ':'} goes a whole number. Write it like ${example}, ${key}:2 or ${key}:1..3.`,
    suggestions: [example],
  };
  const [low, high] = endsOf(sign, text) ?? [];
  if (low === undefined || high === undefined) return wrong;
  const least = readNumber(low);
  const most = readNumber(high);
  if (least === undefined || most === undefined) return wrong;
  switch (sign) {
    case '>':
      return { least: (least ?? 0) + 1, most: null };
    case '<':
      // Less than nothing: no number is.
      return most === 0
        ? { message: `Nothing is below 0. Write it like ${key}:0.`, suggestions: [`${key}:0`] }
        : { least: null, most: (most ?? 1) - 1 };
    case '>=':
    case '<=':
    case ':':
    case '=':
    case null:
      return orderOf(least, most) ?? backwards(key, low, high);
  }
}

function orderOf(least: number | null, most: number | null) {
  return least !== null && most !== null && least > most ? null : { least, most };
}

function backwards(key: string, low: string, high: string): Fault {
  return {
    message: `This range ends before it begins. Did you mean ${key}:${high}..${low}?`,
    suggestions: [`${key}:${high}..${low}`],
  };
}

/** The two ends of a range as typed; null where there is none. */
function endsOf(sign: Sign | null, text: string): readonly [string, string] | null {
  switch (sign) {
    case '>':
    case '>=':
      return text === '' || text.includes('..') ? null : [text, ''];
    case '<':
    case '<=':
      return text === '' || text.includes('..') ? null : ['', text];
    case ':':
    case '=':
    case null: {
      const parts = text.split('..');
      if (parts.length === 1) return text === '' ? null : [text, text];
      const [low = '', high = ''] = parts;
      return parts.length > 2 || (low === '' && high === '') ? null : [low, high];
    }
  }
}

function readNumber(text: string): number | null | undefined {
  if (text === '') return null;
  const value = Number(text);
  return /^\d{1,10}$/.test(text) && value < MOST ? value : undefined;
}

/** `:2026-02..`, `:2026`, `>=2026-02-03` as a range of dates. */
export function readDateRange(
  sign: Sign | null,
  text: string,
  { key, example }: Definition,
): { readonly from: string | null; readonly to: string | null } | Fault {
  const wrong = (message: string): Fault => ({
    message: `${message} Write it like ${example}, ${key}:2026 or ${key}:..2025-12-31.`,
    suggestions: [],
  });
  if (sign === '>' || sign === '<')
    return {
      message: `Dates are compared with ${sign}=, both ends in.`,
      suggestions: [`${key}${sign}=${text}`],
    };
  const ends = endsOf(sign, text);
  if (!ends) return wrong(`After ${key}${sign ?? ':'} goes a date or a range of dates.`);
  const [from, to] = ends;
  for (const end of ends) {
    if (end === '') continue;
    if (!PartialDate.safeParse(end).success)
      return wrong(`“${end}” is no date: year, month and day go like 2026-02-03.`);
    if (!isOnCalendar(end)) return wrong(`There is no ${end} on the calendar.`);
  }
  if (from !== '' && to !== '' && !isInOrder(from, to)) return backwards(key, from, to);
  return { from: from === '' ? null : from, to: to === '' ? null : to };
}

/** Whether one date, whole or partial, can be on or before another. */
export function isInOrder(from: string, to: string): boolean {
  const length = Math.min(from.length, to.length);
  return from.slice(0, length) <= to.slice(0, length);
}

function isOnCalendar(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return true;
  // Day 0 of the next month is the last of this one.
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** `:2B`, `:1A..2B` as a range of grades. */
export function readGradeRange(
  sign: Sign | null,
  text: string,
  { key, example }: Definition,
): { readonly from: KnownGrade; readonly to: KnownGrade } | Fault {
  const wrong: Fault = {
    message: `After ${key}: goes a grade such as 2B, a range such as 1A..2B, fact or ungraded.`,
    suggestions: [example],
  };
  if (sign !== ':' && sign !== '=') return wrong;
  const parts = text.toUpperCase().split('..');
  const from = readGrade(parts[0] ?? '');
  const to = readGrade(parts[1] ?? parts[0] ?? '');
  if (!from || !to || parts.length > 2) return wrong;
  if (from.source > to.source || from.information > to.information)
    return {
      message:
        'A range of grades goes from the better to the worse in both its parts, such as 1A..2B.',
      suggestions: [example],
    };
  return { from, to };
}

function readGrade(text: string): KnownGrade | null {
  const match = /^([123])([A-E])$/.exec(text);
  const information = InformationGrade.safeParse(match?.[2]);
  return match && information.success
    ? { source: Number(match[1]) as SourceGrade, information: information.data }
    : null;
}
