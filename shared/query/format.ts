import { isBareValue, quote } from './lex.ts';
import type { Query, QueryTerm } from './query.ts';

/** A query as text that reads back as the same query. */
export function formatQuery(query: Query): string {
  return query.terms.map(formatTerm).join(' ');
}

/** One condition as text. */
export function formatTerm(term: QueryTerm): string {
  return `${term.isExcluded ? '-' : ''}${formatCondition(term)}`;
}

function formatCondition(term: QueryTerm): string {
  switch (term.form) {
    case 'words':
      return `${term.key}:${formatValues(term.values)}`;
    case 'field':
      return `${term.field}:${formatValues(term.values)}`;
    case 'number':
      return formatNumbers(term.key, term);
    case 'field-number':
      return formatNumbers(term.field, term);
    case 'date':
      return formatDates(term.key, term);
    case 'field-date':
      return formatDates(term.field, term);
    case 'grade': {
      const from = `${term.from.source}${term.from.information}`;
      const to = `${term.to.source}${term.to.information}`;
      return from === to ? `grade:${from}` : `grade:${from}..${to}`;
    }
    case 'near':
      return `near:${quote(term.name)}${term.links === 1 ? '' : `~${term.links}`}`;
    case 'text':
      return term.isPhrase ? quote(term.text) : term.text;
  }
}

function formatValues(values: readonly (string | null)[]): string {
  return values
    .map((value) => (value === null ? 'none' : isBareValue(value) ? value : quote(value)))
    .join(',');
}

function formatDates(
  key: string,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): string {
  return from !== null && from === to ? `${key}:${from}` : `${key}:${from ?? ''}..${to ?? ''}`;
}

function formatNumbers(
  key: string,
  { least, most }: { readonly least: number | null; readonly most: number | null },
): string {
  if (least !== null && least === most) return `${key}:${least}`;
  if (most === null) return `${key}>=${least ?? 0}`;
  return least === null ? `${key}<=${most}` : `${key}:${least}..${most}`;
}
