import { columnsMade, type Mapping, type Transform, workingColumns } from './mapping.ts';

type Change = (cells: string[]) => void;

/** Longest cell that a pattern is tried on: patterns of people can take very long on long texts. */
const PATTERN_CHARACTERS = 1000;

/** Nested repeats such as `(a+)+` can run for hours on a short text. */
const NESTED_REPEAT = /[*+}][^()]*\)[*+{]|\([^()]*\|[^()]*\)[*+{]/;

/** Why a pattern cannot be used; null: it can. */
export function patternFault(pattern: string): string | null {
  if (NESTED_REPEAT.test(pattern))
    return 'a repeat within a repeat can take for ever: write it plainer';
  try {
    new RegExp(pattern, 'u');
    return null;
  } catch {
    return 'this is not a pattern: look for brackets that are not closed';
  }
}

function splitter(transform: Extract<Transform, { op: 'split' }>): (cell: string) => string[] {
  const { at, into } = transform;
  if (transform.by === 'text') {
    return (cell) => {
      const parts = cell.split(at);
      // What is beyond the last column stays in it: nothing is dropped.
      return [...parts.slice(0, into.length - 1), parts.slice(into.length - 1).join(at)];
    };
  }
  if (patternFault(at) !== null) return () => [];
  const pattern = new RegExp(at, 'u');
  return (cell) => (cell.length > PATTERN_CHARACTERS ? [] : (pattern.exec(cell)?.slice(1) ?? []));
}

const NUMERIC_DATE = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})(?:([ T].*))?$/;

/** A date written as `order` says, as ISO 8601; null: it is not one. Whether there is such a day is not looked at. */
export function orderedDate(
  text: string,
  { order, turn }: Pick<Extract<Transform, { op: 'date' }>, 'order' | 'turn'>,
): string | null {
  const match = NUMERIC_DATE.exec(text.trim());
  if (!match) return null;
  const [, first = '', , second = '', third = '', time = ''] = match;
  const [year, month, day] =
    order === 'ymd'
      ? [first, second, third]
      : order === 'mdy'
        ? [third, first, second]
        : [third, second, first];
  const whole = fullYear(year, turn);
  if (whole === null || month.length > 2 || day.length > 2) return null;
  return `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${time}`;
}

function fullYear(year: string, turn: number | null): string | null {
  if (year.length === 4) return year;
  if (year.length !== 2 || turn === null) return null;
  return `${Number(year) <= turn ? '20' : '19'}${year}`;
}

const COMMA_NUMBER = /^([-+]?[£$€]?\s*\d{1,3}(?:[. ]?\d{3})*),(\d+)$/;

function plainNumber(text: string): string {
  const match = COMMA_NUMBER.exec(text.trim());
  return match ? `${(match[1] ?? '').replace(/[. ]/g, '')}.${match[2]}` : text;
}

function valueMap(values: readonly { readonly from: string; readonly to: string }[]) {
  const to = new Map(values.map((pair) => [pair.from.trim().toLowerCase(), pair.to]));
  return (cell: string) => to.get(cell.trim().toLowerCase()) ?? cell;
}

function inPlace(transform: Transform): ((cell: string) => string) | null {
  switch (transform.op) {
    case 'date':
      return (cell) => orderedDate(cell, transform) ?? cell;
    case 'trim':
      return (cell) => cell.trim().replace(/[ \t\u00A0]+/g, ' ');
    case 'replace':
      return (cell) => cell.replaceAll(transform.find, () => transform.put);
    case 'map':
      return valueMap(transform.values);
    case 'number':
      return transform.decimal === ',' ? plainNumber : (cell) => cell;
    case 'split':
    case 'join':
    case 'fixed':
      return null;
  }
}

function changeOf(transform: Transform, indexOf: ReadonlyMap<string, number>): Change {
  const at = (column: string) => indexOf.get(column) ?? -1;
  switch (transform.op) {
    case 'split': {
      const split = splitter(transform);
      const from = at(transform.column);
      const targets = transform.into.map(at);
      return (cells) => {
        const parts = split(cells[from] ?? '');
        for (const [index, target] of targets.entries())
          cells[target] = (parts[index] ?? '').trim();
      };
    }
    case 'join': {
      const sources = transform.columns.map(at);
      const target = at(transform.into);
      return (cells) => {
        const parts = sources.map((source) => cells[source] ?? '');
        cells[target] = parts.filter((part) => part.trim() !== '').join(transform.separator);
      };
    }
    case 'fixed': {
      const target = at(transform.into);
      return (cells) => {
        cells[target] = transform.value;
      };
    }
    case 'date':
    case 'trim':
    case 'replace':
    case 'map':
    case 'number': {
      const change = inPlace(transform);
      const index = at(transform.column);
      return (cells) => {
        if (change) cells[index] = change(cells[index] ?? '');
      };
    }
  }
}

/** Makes the working cells of rows from their cells as received, which stay as they are. */
export function createTransformer(
  mapping: Pick<Mapping, 'columns' | 'transforms'>,
): (received: readonly string[]) => string[] {
  const names = workingColumns(mapping);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const changes = mapping.transforms.map((transform) => changeOf(transform, indexOf));
  const made = mapping.transforms.flatMap(columnsMade).length;
  return (received) => {
    const cells = [...received];
    for (let index = 0; index < made; index++) cells.push('');
    for (const change of changes) change(cells);
    return cells;
  };
}
