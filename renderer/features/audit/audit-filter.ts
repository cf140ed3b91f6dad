import type { AuditFacet, AuditFilter } from '../../../shared/api/audit.ts';
import { auditWords, CATEGORY_WORDS } from '../../../shared/audit-words.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';

/** What was done, in one word, with the calls that do it and how many entries say so. */
export interface ActFacet {
  readonly what: string;
  readonly methods: readonly string[];
  readonly count: number;
}

/** Calls by what they do, most entries first. */
export function actsOf(methods: readonly AuditFacet[]): readonly ActFacet[] {
  const acts = new Map<string, { methods: string[]; count: number }>();
  for (const { value, count } of methods) {
    const { what } = auditWords(value);
    const act = acts.get(what) ?? { methods: [], count: 0 };
    act.methods.push(value);
    act.count += count;
    acts.set(what, act);
  }
  return [...acts]
    .map(([what, act]) => ({ what, ...act }))
    .sort((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1));
}

/** A list with some values put in where one of them was not, and all taken away where it was. */
export function toggled<T>(list: readonly T[], values: readonly T[]): T[] {
  const [first] = values;
  return first !== undefined && list.includes(first)
    ? list.filter((one) => !values.includes(one))
    : [...list, ...values];
}

/** The day that a filter begins or ends with, as a date field holds it; empty: none. */
export function dayOf(instant: string | null, shiftDays = 0): string {
  if (instant === null) return '';
  const day = new Date(instant);
  day.setDate(day.getDate() + shiftDays);
  return [
    String(day.getFullYear()).padStart(4, '0'),
    String(day.getMonth() + 1).padStart(2, '0'),
    String(day.getDate()).padStart(2, '0'),
  ].join('-');
}

/** The instant at which a day of a date field begins here, or the one so many days later. */
export function instantOf(day: string, shiftDays = 0): string | null {
  const date = new Date(`${day}T00:00:00`);
  if (day === '' || Number.isNaN(date.getTime())) return null;
  date.setDate(date.getDate() + shiftDays);
  return date.toISOString();
}

/** Whether anything is chosen. */
export function hasConditions(filter: AuditFilter): boolean {
  return conditionsOf(filter, '').length > 0;
}

/** What is chosen, in words. */
export function conditionsOf(filter: AuditFilter, recordLabel: string | null): readonly string[] {
  const { people, methods, categories, from, before, recordId, isProtected } = filter;
  return [
    people.length > 0 && people.join(' or '),
    methods.length > 0 && [...new Set(methods.map((one) => auditWords(one).what))].join(' or '),
    categories.length > 0 && categories.map((one) => CATEGORY_WORDS[one] ?? one).join(' or '),
    from !== null && `from ${dateWords(dayOf(from))}`,
    before !== null && `to ${dateWords(dayOf(before, -1))}`,
    recordId !== null && `about ${recordLabel ?? 'one record'}`,
    isProtected && 'protected people',
  ].filter((condition) => condition !== false);
}
