import { hash } from 'node:crypto';
import type { Fields, FieldValue } from '../../shared/domain/field.ts';
import { type Basis, Grade } from '../../shared/domain/grade.ts';
import {
  baseKindOf,
  fieldFor,
  type KindDefinition,
  kindFor,
  kindOf,
  normaliseHeader,
  type Ontology,
} from '../../shared/domain/ontology.ts';
import { SubjectCategory } from '../../shared/domain/person.ts';
import type { StagedRecord } from '../../shared/domain/staged.ts';
import type { Column, EntityLayout } from './layout.ts';
import { keyIn, type PlannedTable } from './plan.ts';
import type { Row, RowFault } from './row.ts';
import {
  isDoubt,
  isNotKnown,
  parseNumber,
  type ReadableField,
  type ReadingRules,
  readValue,
} from './value.ts';

/** What a row of entities says: a record, or why there is none. */
export interface EntityReading {
  readonly record: StagedRecord | null;
  readonly faults: readonly RowFault[];
  readonly warnings: readonly RowFault[];
  /** Whether the kind was assumed, as the row says none. */
  readonly isKindAssumed: boolean;
  /** Empty where the row has none. */
  readonly naturalKey: string;
}

export interface EntityRules extends ReadingRules {
  /** Kind of rows that say none. */
  readonly assumedKind: string;
}

interface PlannedField {
  readonly column: Column;
  /** Null: no field of the kind claims the column; only its type is checked. */
  readonly field: ReadableField | null;
  readonly numberType: 'integer' | 'number' | null;
}

const INTEGER_TYPES = new Set(['int', 'integer', 'long', 'short', 'byte']);
const NUMBER_TYPES = new Set(['float', 'double']);
const NO_KIND_ID = 'other';
const NONE: readonly RowFault[] = [];

/** Reads the rows of one table of entities into records. */
export function createEntityReader(table: PlannedTable, layout: EntityLayout, rules: EntityRules) {
  const plans = new Map<string, readonly PlannedField[]>();
  const kinds = new Map<string, { readonly kind: string; readonly sourceLabel: string | null }>();
  const ordinals = new Map<string, number>();

  function planOf(kind: string): readonly PlannedField[] {
    let plan = plans.get(kind);
    if (!plan) {
      plan = planFields(table, layout, kindOf(rules.ontology, kind));
      plans.set(kind, plan);
    }
    return plan;
  }

  function kindOfLabel(label: string) {
    let known = kinds.get(label);
    if (!known) {
      known = readKind(rules.ontology, label);
      // A column of names taken for kinds must not fill the memory.
      if (kinds.size < 10_000) kinds.set(label, known);
    }
    return known;
  }

  function naturalKey(row: Row): string {
    if (layout.key) return keyIn(layout.keySpace, (row.cells[layout.key.index] ?? '').trim());
    // Rows without an id are known by what they say; the ordinal keeps equal rows apart.
    const content = hash('sha256', JSON.stringify(row.cells), 'base64url').slice(0, 22);
    const ordinal = (ordinals.get(content) ?? 0) + 1;
    ordinals.set(content, ordinal);
    return `${content}#${ordinal}`;
  }

  return {
    read(row: Row): EntityReading {
      const key = naturalKey(row);
      if (key === '')
        return noRecord({ column: layout.key?.header ?? null, reason: 'the row has no id' });
      if (key.length > rules.limits.shortTextCharacters)
        return noRecord({ column: layout.key?.header ?? null, reason: 'the id is too long' });
      const label = table.kindColumn ? (row.cells[table.kindColumn.index] ?? '').trim() : '';
      if (label.length > rules.limits.shortTextCharacters)
        return noRecord({
          column: table.kindColumn?.header ?? null,
          reason: 'the kind is too long',
        });
      const isKindAssumed = label === '';
      const { kind, sourceLabel } = isKindAssumed
        ? { kind: rules.assumedKind, sourceLabel: null }
        : kindOfLabel(label);
      const faults: RowFault[] = [];
      const warnings: RowFault[] = [];
      const fields = readFields(row.cells, planOf(kind), { rules, faults, warnings });
      const observedOn = readObserved(row.cells, layout.observedOn, { rules, faults, warnings });
      if (faults.length > 0)
        return { record: null, faults, warnings: NONE, isKindAssumed, naturalKey: key };
      const grade = readGrade(row.cells, layout.grade);
      const basis = readBasis(row.cells, layout.basis);
      const category =
        baseKindOf(rules.ontology, kind) === 'person' && layout.category
          ? readCategory(row.cells[layout.category.index] ?? '')
          : null;
      const record: StagedRecord = {
        naturalKey: key,
        kind,
        fields,
        raw: row.received ?? row.cells,
        ...(row.fixes && { fixes: row.fixes }),
        fileIndex: table.fileIndex,
        rowNumber: row.rowNumber,
        ...(sourceLabel === null ? null : { sourceLabel }),
        ...(observedOn === null ? null : { observedOn }),
        ...(category === null ? null : { category }),
        ...(grade === null ? null : { grade }),
        ...(basis === null ? null : { basis }),
      };
      return { record, faults: NONE, warnings, isKindAssumed, naturalKey: key };
    },
  };
}

function noRecord(fault: RowFault): EntityReading {
  return { record: null, faults: [fault], warnings: NONE, isKindAssumed: false, naturalKey: '' };
}

/** The kind that the first known of several labels means; a label that no kind claims is kept beside kind `other`. */
function readKind(ontology: Ontology, label: string) {
  for (const part of label.split(/[;:]/)) {
    const kind = kindFor(ontology, part);
    if (kind) return { kind: kind.id, sourceLabel: null };
  }
  return { kind: NO_KIND_ID, sourceLabel: label };
}

function planFields(
  table: PlannedTable,
  layout: EntityLayout,
  kind: KindDefinition | null,
): PlannedField[] {
  const plan: PlannedField[] = [];
  const isGraph = layout.profile.headers === 'graph';
  const fieldOf = ({ name }: Column) => (kind && name !== '' ? fieldFor(kind, name) : null);
  const hasNames = layout.columns.some((column) => fieldOf(column)?.id === 'name');
  for (const column of layout.columns) {
    if (column === layout.key && column.name === '') continue;
    if (column === table.kindColumn) continue;
    const field = fieldOf(column);
    // An id beside a column of references is an id and nothing else, even where that column is blank.
    const isElsewhere = layout.columns.some(
      (other) => other !== column && fieldOf(other) === field,
    );
    if (column === layout.key && field && isElsewhere) continue;
    // In a graph file a label is what a node is called, which a column of names says already.
    if (isGraph && normaliseHeader(column.name) === 'label' && field?.id !== 'name' && hasNames)
      continue;
    const type = column.type ?? '';
    const numberType = INTEGER_TYPES.has(type)
      ? 'integer'
      : NUMBER_TYPES.has(type)
        ? 'number'
        : null;
    if (field || numberType) plan.push({ column, field, numberType });
  }
  const name = kind?.fields.find((field) => field.id === 'name');
  if (!kind || !name) return plan;
  // What a table calls its rows: a label that is no kind, else the id itself where nothing else names them.
  // In a graph file a node's label is what it is called, whatever part of a name stands beside it.
  const naming = new Set(isGraph ? [name.id] : kind.labelFrom.flat());
  if (plan.some(({ field }) => field && naming.has(field.id))) return plan;
  const label = layout.columns.find(
    (column) => column !== table.kindColumn && normaliseHeader(column.name) === 'label',
  );
  const column = label ?? (layout.profile.headers === 'typed' ? null : layout.key);
  if (column) plan.push({ column, field: name, numberType: null });
  return plan;
}

interface CellContext {
  readonly rules: ReadingRules;
  readonly faults: RowFault[];
  readonly warnings: RowFault[];
}

function readFields(
  cells: readonly string[],
  plan: readonly PlannedField[],
  context: CellContext,
): Fields {
  const fields: Record<string, FieldValue> = {};
  for (const { column, field, numberType } of plan) {
    const cell = cells[column.index] ?? '';
    if (cell === '') continue;
    if (numberType && !isTyped(cell, numberType)) {
      context.faults.push({
        column: column.header,
        reason: `a number is promised here (${column.type})`,
      });
      continue;
    }
    if (!field) continue;
    const value = readField(cell, column, field, context);
    if (value === null) continue;
    // Ids of fields come from the ontology, never from the file: no header can reach a prototype.
    if (fields[field.id] === undefined) fields[field.id] = value;
    else if (fields[field.id] !== value) {
      context.warnings.push({
        column: column.header,
        reason: `another column already gives “${field.id}”: kept as received only`,
      });
    }
  }
  return fields;
}

function isTyped(cell: string, type: 'integer' | 'number'): boolean {
  const text = cell.trim();
  if (text === '' || isNotKnown(text)) return true;
  const value = parseNumber(text);
  return value !== null && (type === 'number' || Number.isInteger(value));
}

/** The value of a cell, with its doubts noted; null where it is not known or not to be kept. */
export function readField(
  cell: string,
  column: Column,
  field: ReadableField,
  context: CellContext,
): FieldValue {
  const reading = readValue(field, cell, context.rules);
  if (!isDoubt(reading)) return reading;
  const notes = reading.doubt === 'quarantine' ? context.faults : context.warnings;
  notes.push({ column: column.header, reason: reading.reason });
  return reading.value;
}

const OBSERVED: ReadableField = { id: 'observedOn', type: 'date' };

/** An ISO date from a column of dates; null where it is blank or cannot be told for certain. */
export function readObserved(
  cells: readonly string[],
  column: Column | null,
  context: CellContext,
): string | null {
  if (!column) return null;
  const value = readField(cells[column.index] ?? '', column, OBSERVED, context);
  // A doubtful date stays in the cells as received: this column orders and ages information.
  return typeof value === 'string' && /^\d{4}(?:-\d{2}){0,2}$/.test(value) ? value : null;
}

const GRADE = /^([123])\s*([A-E])\s*([PC])?$/i;

/** A 3x5x2 grade such as `1A P`. Grades of other systems are never converted: they stay in the cells as received. */
export function readGrade(cells: readonly string[], column: Column | null): Grade | null {
  const match = column ? GRADE.exec((cells[column.index] ?? '').trim()) : null;
  if (!match) return null;
  const grade = Grade.safeParse({
    source: Number(match[1]),
    information: match[2]?.toUpperCase(),
    handling: match[3]?.toUpperCase() ?? null,
    conditions: null,
  });
  return grade.success ? grade.data : null;
}

/**
 * Whether a row says that it is intelligence or an assessment. That it is a fact only whoever imports it can say: a
 * file may claim less than they do, never more.
 */
export function readBasis(cells: readonly string[], column: Column | null): Basis | null {
  const text = column ? (cells[column.index] ?? '').trim().toLowerCase() : '';
  return text === 'intelligence' || text === 'assessment' ? text : null;
}

function readCategory(cell: string): SubjectCategory | null {
  const result = SubjectCategory.safeParse(cell.trim().toLowerCase());
  return result.success ? result.data : null;
}
