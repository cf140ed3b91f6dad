import { z } from 'zod';

const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(60);
const FieldId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .max(60);
/** Name of a column, as the file has it or as a transform makes it. */
const ColumnName = z.string().min(1).max(10_000);
const Text = z.string().max(10_000);

/**
 * One change of a table's columns before its rows are read. A column in place keeps its name; what was received
 * stays beside it. Where a cell does not fit a change, it is left as it is and checked as it stands.
 */
export const Transform = z.discriminatedUnion('op', [
  /** A column in several, at a text, or by the groups of a pattern. */
  z.strictObject({
    op: z.literal('split'),
    column: ColumnName,
    by: z.enum(['text', 'pattern']),
    at: z.string().min(1).max(200),
    into: z.array(ColumnName).min(1).max(20),
  }),
  /** Several columns in one; blank ones leave no separator. */
  z.strictObject({
    op: z.literal('join'),
    columns: z.array(ColumnName).min(1).max(20),
    separator: z.string().max(20),
    into: ColumnName,
  }),
  /** Dates written in another order, or with years of two digits: those up to `turn` are of this century. */
  z.strictObject({
    op: z.literal('date'),
    column: ColumnName,
    order: z.enum(['dmy', 'mdy', 'ymd']),
    turn: z.int().min(0).max(99).nullable(),
  }),
  /** The same value on every row. */
  z.strictObject({ op: z.literal('fixed'), into: ColumnName, value: Text }),
  /** Blanks around it taken off, and several in it made one. */
  z.strictObject({ op: z.literal('trim'), column: ColumnName }),
  /** A text in it changed for another, wherever it stands. */
  z.strictObject({
    op: z.literal('replace'),
    column: ColumnName,
    find: z.string().min(1).max(1000),
    put: Text,
  }),
  /** Whole values changed for others; case and outer blanks do not matter. */
  z.strictObject({
    op: z.literal('map'),
    column: ColumnName,
    values: z.array(z.strictObject({ from: Text, to: Text })).max(1000),
  }),
  /** Numbers with a comma before their decimals. */
  z.strictObject({ op: z.literal('number'), column: ColumnName, decimal: z.enum(['.', ',']) }),
]);
export type Transform = z.infer<typeof Transform>;

/** One record that a row makes. */
export const MappedPart = z.strictObject({
  id: Slug,
  kind: Slug,
  /** Columns that together name it; none: a row is known by what it says. */
  key: z.array(ColumnName).max(10),
  /** Ids of different spaces are different though they read the same; '' is the common one. */
  space: z.string().max(60).default(''),
  /** The same key on another row is the same record: a holder with several licences. Otherwise it is a fault. */
  isShared: z.boolean().default(false),
  /** The key names a record that another table of the import brings: none is made here. */
  isReference: z.boolean().default(false),
  fields: z.array(z.strictObject({ field: FieldId, column: ColumnName })).max(200),
});
export type MappedPart = z.infer<typeof MappedPart>;

/** One link that a row makes between two of its records. */
export const MappedLink = z.strictObject({
  from: Slug,
  to: Slug,
  /** Ontology type; null: the words of `typeColumn`, or none. */
  type: Slug.nullable(),
  typeColumn: ColumnName.nullable().default(null),
  startedOn: ColumnName.nullable().default(null),
  endedOn: ColumnName.nullable().default(null),
  observedOn: ColumnName.nullable().default(null),
  amount: ColumnName.nullable().default(null),
});
export type MappedLink = z.infer<typeof MappedLink>;

/** How the rows of a table with these columns become records and links. */
export const Mapping = z
  .strictObject({
    /** The columns it was made for, as received. */
    columns: z.array(ColumnName).min(1).max(2000),
    transforms: z.array(Transform).max(200).default([]),
    /** The first part is what a row is about; the others are told along with it. */
    parts: z.array(MappedPart).min(1).max(10),
    links: z.array(MappedLink).max(20).default([]),
    observedOn: ColumnName.nullable().default(null),
    grade: ColumnName.nullable().default(null),
    /** Columns left out on purpose. They stay in the row as received. */
    ignored: z.array(ColumnName).max(2000).default([]),
  })
  .superRefine(checkMapping);
export type Mapping = z.infer<typeof Mapping>;

interface Checked {
  readonly columns: readonly string[];
  readonly transforms: readonly Transform[];
  readonly parts: readonly MappedPart[];
  readonly links: readonly MappedLink[];
  readonly observedOn: string | null;
  readonly grade: string | null;
}

/** Columns that a transform reads. */
export function columnsRead(transform: Transform): readonly string[] {
  switch (transform.op) {
    case 'join':
      return transform.columns;
    case 'fixed':
      return [];
    case 'split':
    case 'date':
    case 'trim':
    case 'replace':
    case 'map':
    case 'number':
      return [transform.column];
  }
}

/** Columns that a transform adds. */
export function columnsMade(transform: Transform): readonly string[] {
  if (transform.op === 'split') return transform.into;
  return transform.op === 'join' || transform.op === 'fixed' ? [transform.into] : [];
}

/** The columns of a table after its transforms: those received first, then those made. */
export function workingColumns(mapping: Pick<Mapping, 'columns' | 'transforms'>): string[] {
  return [...mapping.columns, ...mapping.transforms.flatMap(columnsMade)];
}

function checkMapping(mapping: Checked, context: z.RefinementCtx): void {
  const fault = (message: string, path: PropertyKey[]) =>
    context.addIssue({ code: 'custom', message, path });
  const known = new Set(mapping.columns);
  for (const [index, transform] of mapping.transforms.entries()) {
    for (const column of columnsRead(transform))
      if (!known.has(column)) fault(`there is no column “${column}”`, ['transforms', index]);
    for (const column of columnsMade(transform)) {
      if (known.has(column)) fault(`there is a column “${column}” already`, ['transforms', index]);
      known.add(column);
    }
  }
  const parts = new Set<string>();
  for (const [index, part] of mapping.parts.entries()) {
    if (parts.has(part.id)) fault(`two records are called “${part.id}”`, ['parts', index]);
    parts.add(part.id);
    for (const column of [...part.key, ...part.fields.map((field) => field.column)])
      if (!known.has(column)) fault(`there is no column “${column}”`, ['parts', index]);
    if (part.isReference && part.key.length === 0)
      fault('a record of another table is named by its key', ['parts', index]);
  }
  for (const [index, link] of mapping.links.entries()) {
    for (const end of [link.from, link.to])
      if (!parts.has(end)) fault(`a link leads to “${end}”, which no row makes`, ['links', index]);
    if (link.from === link.to) fault('a link needs two ends', ['links', index]);
    const { typeColumn, startedOn, endedOn, observedOn, amount } = link;
    for (const column of [typeColumn, startedOn, endedOn, observedOn, amount])
      if (column !== null && !known.has(column))
        fault(`there is no column “${column}”`, ['links', index]);
  }
  for (const column of [mapping.observedOn, mapping.grade])
    if (column !== null && !known.has(column)) fault(`there is no column “${column}”`, []);
}

/** A cell corrected before its row is read: on one row, or (row null) wherever the column says `from`. */
export const CellFix = z.strictObject({
  table: z.string().min(1).max(2000),
  row: z.int().positive().nullable(),
  column: ColumnName,
  from: Text,
  to: Text,
});
export type CellFix = z.infer<typeof CellFix>;

/** How the rows of one table of an import are read. */
export const TableMapping = z.strictObject({
  table: z.string().min(1).max(2000),
  mapping: Mapping,
});
export type TableMapping = z.infer<typeof TableMapping>;

/** Which row of one table of an import is its header; 0: none is, and its columns are called by their places. */
export const TableHeader = z.strictObject({
  table: z.string().min(1).max(2000),
  row: z.int().min(0).max(1_048_576),
});
export type TableHeader = z.infer<typeof TableHeader>;

/** Encodings that people may choose where a text file does not say its own. */
export const CHOSEN_ENCODINGS = [
  'utf-8',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
] as const;

/** In which encoding one text file of an import is read. */
export const TableEncoding = z.strictObject({
  table: z.string().min(1).max(2000),
  encoding: z.enum(CHOSEN_ENCODINGS),
});
export type TableEncoding = z.infer<typeof TableEncoding>;
