import type { Fields, FieldValue } from '../domain/field.ts';
import type { Basis, Certainty, Grade } from '../domain/grade.ts';
import type { Marking } from '../domain/marking.ts';
import type { SubjectCategory } from '../domain/person.ts';

/** How far what leaves is to be believed: a fact needs no grade. Code C never leaves, so its conditions do not either. */
export interface ExportedGrading {
  readonly basis: Basis;
  readonly source: Grade['source'];
  readonly information: Grade['information'];
  readonly handling: 'P' | null;
}

/** A record as it leaves a case. Protected people never do. */
export interface ExportedNode extends ExportedGrading {
  readonly id: string;
  readonly reference: string;
  /** Id of a shipped kind; the label of one that the case added; what the source called it where no kind claims it. */
  readonly kind: string;
  /** The shipped kind that it is built on. */
  readonly baseKind: string;
  readonly kindLabel: string;
  readonly label: string;
  readonly category: SubjectCategory | null;
  readonly fields: Fields;
  readonly observedOn: string | null;
  readonly marking: Marking;
  /** Where it lies on the map, y upwards; null: it was not drawn. */
  readonly position: readonly [x: number, y: number] | null;
}

/** A link as it leaves a case. */
export interface ExportedLink extends ExportedGrading {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  /** Id of a shipped type, else the words of the case or of the source. */
  readonly type: string;
  /** The shipped type that it counts as; null: none. */
  readonly baseType: string | null;
  readonly label: string;
  readonly isDirected: boolean;
  readonly certainty: Certainty;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly observedOn: string | null;
  readonly fields: Fields;
  readonly marking: Marking;
}

/** What every file says of itself. */
export interface ExportHead {
  /** The case, or what people call what they let out. */
  readonly title: string;
  readonly marking: Marking;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** Which records: *What the map shows*, *3 selected records*, *The whole case*. */
  readonly scope: string;
  /** The filter as typed; null: none. */
  readonly filter: string | null;
  /** What was left out, and why: a sentence each. */
  readonly withheld: readonly string[];
  /** Such as `Achilles 1.0`. */
  readonly application: string;
}

/** A part of a case as it leaves it. */
export interface ExportedGraph {
  readonly head: ExportHead;
  readonly nodes: readonly ExportedNode[];
  readonly links: readonly ExportedLink[];
  /** What the fields of records and links are called, by id: the id itself where kinds call it otherwise. */
  readonly fieldLabels: Readonly<Record<string, string>>;
}

/** Writes a file piece by piece, so that whoever writes it may pause or stop between any two. */
export type ExportWriter = (graph: ExportedGraph) => Generator<string, void>;

/** What the head says, line by line, for formats with one place for remarks. */
export function headLines(head: ExportHead): string[] {
  return [
    `Protective marking: ${head.marking}`,
    `Records: ${head.scope}`,
    ...(head.filter === null ? [] : [`Filter: ${head.filter}`]),
    ...head.withheld,
    `Exported: ${head.madeAt.slice(0, 16).replace('T', ' ')} UTC by ${head.application}`,
    'Grades are 3x5x2. Links and dates are as recorded: check them before acting.',
  ];
}

/** A grade as people write it: `2B P`; null: a fact that has none. */
export function gradeText({ source, information, handling }: ExportedGrading): string | null {
  if (source === null || information === null) return null;
  return `${source}${information}${handling === null ? '' : ` ${handling}`}`;
}

/** A value of a field as one text, lists parted by semicolons; null: not known. */
export function valueText(value: FieldValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  const text = Array.isArray(value) ? value.join('; ') : String(value);
  return text === '' ? null : text;
}

/** Types of values that graph formats know alike. */
export type ValueType = 'string' | 'double' | 'boolean';

/** What all values of a field are, as far as they are known; text where they differ or none is. */
export function valueType(items: Iterable<{ readonly fields: Fields }>, id: string): ValueType {
  let type: ValueType | null = null;
  for (const { fields } of items) {
    const value = fields[id];
    if (value === undefined || value === null) continue;
    const own =
      typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'boolean' : 'string';
    if (type !== null && type !== own) return 'string';
    type = own;
  }
  return type ?? 'string';
}

/** Ids of the fields that any of these has, in one order. */
export function fieldsUsed(items: Iterable<{ readonly fields: Fields }>): string[] {
  const used = new Set<string>();
  for (const { fields } of items) for (const id of Object.keys(fields)) used.add(id);
  return [...used].sort();
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The first day of a whole or partial date; null: it is none. */
export function firstDay(date: string | null): string | null {
  const parts = date === null ? null : /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  return parts ? `${parts[1]}-${parts[2] ?? '01'}-${parts[3] ?? '01'}` : null;
}

/** The last day of a whole or partial date; null: it is none. */
export function lastDay(date: string | null): string | null {
  const parts = date === null ? null : /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!parts) return null;
  const [, year = '', month = '12', day] = parts;
  if (day !== undefined) return `${year}-${month}-${day}`;
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = month === '02' && isLeap ? 29 : (DAYS_OF_MONTH[Number(month) - 1] ?? 31);
  return `${year}-${month}-${String(days).padStart(2, '0')}`;
}

/** Whether a date names a day. */
export function isWholeDate(date: string | null): boolean {
  return date !== null && date.length === 10;
}

/** Fields that say from when to when something was, by shipped kind. */
const SPAN_FIELDS: Readonly<Record<string, readonly [start: string, end: string]>> = {
  business: ['incorporatedOn', 'dissolvedOn'],
  phone: ['firstSeen', 'lastSeen'],
  account: ['firstSeen', 'lastSeen'],
  event: ['date', 'date'],
  licence: ['issuedOn', 'expiresOn'],
};

/** From when to when a record's own fields say that it was. */
export function spanOf(node: Pick<ExportedNode, 'baseKind' | 'fields'>): {
  readonly start: string | null;
  readonly end: string | null;
} {
  const [start, end] = SPAN_FIELDS[node.baseKind] ?? [];
  const dateIn = (field: string | undefined) => {
    const value = field === undefined ? null : node.fields[field];
    return typeof value === 'string' && firstDay(value) !== null ? value : null;
  };
  return { start: dateIn(start), end: dateIn(end) };
}
