import { FACT_BIT } from '../domain/grade-set.ts';
import { foldText } from '../domain/search-text.ts';
import type { QuerySort, SortSource } from './sort.ts';

/** Neighbours in an ordered list that say the same of what it is grouped by. */
export interface GroupRun {
  /** Tells one group of a list from another; null: not known. */
  readonly key: string | null;
  readonly label: string;
  readonly count: number;
}

/** What a place is grouped under. */
interface Heading {
  readonly key: string | null;
  readonly label: string;
}

/** What grouping asks for besides what ordering does. */
export interface GroupSource extends SortSource {
  readonly kindPlural: (kind: string) => string;
  /** Whether a field holds dates: they are gathered by month. */
  readonly isDate: (field: string) => boolean;
}

const NOT_KNOWN: Heading = { key: null, label: 'Not known' };
/** A key that no value has. */
const PROTECTED: Heading = { key: '\u0000protected', label: 'Protected people' };

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function monthOf(date: string | null | undefined): Heading {
  if (date === null || date === undefined) return NOT_KNOWN;
  const [year = '', month] = date.slice(0, 7).split('-');
  const name = MONTHS[Number(month) - 1];
  return { key: date.slice(0, 7), label: name === undefined ? year : `${name} ${year}` };
}

function counted(count: number, one: string): Heading {
  return { key: `${count}`, label: `${count} ${one}${count === 1 ? '' : 's'}` };
}

function textOf(text: string | null | undefined): Heading {
  return text === null || text === undefined ? NOT_KNOWN : { key: foldText(text), label: text };
}

function gradeOf(grades: number): Heading {
  if ((grades & FACT_BIT) !== 0) return { key: 'fact', label: 'Fact' };
  for (let bit = 0; bit < 15; bit++)
    if ((grades & (1 << bit)) !== 0) {
      const grade = `${Math.floor(bit / 5) + 1}${'ABCDE'[bit % 5]}`;
      return { key: grade, label: `Graded ${grade}` };
    }
  return { key: 'ungraded', label: 'Ungraded' };
}

/** What each place is grouped under, as lists ordered by the same thing run. */
function headingsOf(by: QuerySort, from: GroupSource): (place: number) => Heading {
  const { columns } = from;
  const word = ({ codes, words }: typeof columns.role, label: (word: string) => string) => {
    const headings = words.map((one) => textOf(one === null ? null : label(one)));
    return (place: number) => headings[codes[place]!] ?? NOT_KNOWN;
  };
  switch (by) {
    case 'best':
    case 'label':
      return (place) => textOf(columns.sortLabels[place]?.charAt(0).toUpperCase());
    case 'type':
      return word(columns.type, from.kindPlural);
    case 'role':
      return word(columns.role, from.roleLabel);
    case 'levers': {
      const levers = from.levers();
      return (place) => counted(levers[place]!, 'lever');
    }
    case 'links':
      return (place) => counted(columns.links[place]!, 'link');
    case 'seen':
      return (place) => monthOf(columns.lastSeenOn[place]);
    case 'grade':
      return (place) => gradeOf(columns.grades[place]!);
    case 'source': {
      const { codes, sets } = columns.sources;
      const first = sets.map((set) => textOf([...set].sort()[0]));
      return (place) => first[codes[place]!] ?? NOT_KNOWN;
    }
    default: {
      const field = by.slice('field:'.length);
      const values = from.values(field);
      const isDate = from.isDate(field);
      return (place) => {
        const value = values.get(place);
        if (value === undefined) return NOT_KNOWN;
        return isDate ? monthOf(String(value)) : textOf(String(value));
      };
    }
  }
}

/**
 * The groups of a list that is ordered by what it is grouped by, in its order. Protected people, who come last
 * whatever they say, are a group of their own that says nothing of them.
 */
export function groupRuns(
  places: Iterable<number>,
  by: QuerySort,
  from: GroupSource,
): readonly GroupRun[] {
  const { isProtected } = from.columns;
  const headingOf = headingsOf(by, from);
  const runs: { key: string | null; label: string; count: number }[] = [];
  for (const place of places) {
    const { key, label } = isProtected[place] === 1 ? PROTECTED : headingOf(place);
    const last = runs.at(-1);
    if (last?.key === key) last.count++;
    else runs.push({ key, label, count: 1 });
  }
  return runs;
}
