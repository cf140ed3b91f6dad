import { hash } from 'node:crypto';
import type { Fields, FieldValue } from '../../shared/domain/field.ts';
import type { Grade } from '../../shared/domain/grade.ts';
import { type FieldDefinition, kindOf, relationTypeOf } from '../../shared/domain/ontology.ts';
import type { MappedLink, MappedPart } from '../../shared/import/mapping.ts';
import type { Column, MappedLayout } from './layout.ts';
import { createPartKey } from './plan.ts';
import type { Row, RowFault } from './row.ts';
import { readField, readGrade, readObserved } from './stage-entity.ts';
import type { ReadingRules } from './value.ts';

/** One record that a row makes, or names (fields null: another table of the import makes it). */
export interface PartReading {
  readonly part: MappedPart;
  readonly key: string;
  readonly fields: Fields | null;
}

/** One link that a row makes between two of its records. */
export interface LinkReading {
  readonly from: string;
  readonly to: string;
  readonly sourceType: string;
  readonly type: string | null;
  readonly fields: Fields;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly observedOn: string | null;
}

/** What a mapped row says. With faults it makes nothing at all. */
export interface MappedReading {
  readonly parts: readonly PartReading[];
  readonly links: readonly LinkReading[];
  readonly observedOn: string | null;
  readonly grade: Grade | null;
  readonly faults: readonly RowFault[];
  readonly warnings: readonly RowFault[];
}

interface PlannedField {
  readonly column: Column;
  readonly field: FieldDefinition;
}

interface PlannedPart {
  readonly part: MappedPart;
  readonly isOwn: boolean;
  readonly fields: readonly PlannedField[];
  readonly keyOf: (cells: readonly string[]) => string | null;
}

interface Context {
  readonly rules: ReadingRules;
  readonly faults: RowFault[];
  readonly warnings: RowFault[];
}

const FALLBACK_TYPE = 'linked-to';
const AMOUNT = { id: 'amount', type: 'money' } as const;

/** Reads the rows of a mapped table. Each row is read by itself: `ordinalOf` alone remembers earlier ones. */
export function createMappedReader(
  layout: MappedLayout,
  rules: ReadingRules & { readonly ordinalOf: (key: string) => number },
) {
  const { mapping, columns } = layout;
  const column = (name: string | null) =>
    name === null ? null : (columns.find((one) => one.name === name) ?? null);
  const parts = mapping.parts.map((part, index): PlannedPart => {
    const kind = kindOf(rules.ontology, part.kind);
    return {
      part,
      isOwn: index === 0,
      keyOf: createPartKey(part, columns),
      fields: part.fields.flatMap(({ field: id, column: name }) => {
        const field = kind?.fields.find((one) => one.id === id);
        const from = column(name);
        return field && from ? [{ column: from, field }] : [];
      }),
    };
  });
  const kindById = new Map(mapping.parts.map((part) => [part.id, part.kind]));
  const observed = column(mapping.observedOn);
  const grade = column(mapping.grade);
  const links = mapping.links.map((link) => ({
    link,
    type: column(link.typeColumn),
    startedOn: column(link.startedOn),
    endedOn: column(link.endedOn),
    observedOn: column(link.observedOn),
    amount: column(link.amount),
  }));

  function readPart(planned: PlannedPart, row: Row, context: Context): PartReading | null {
    const { part } = planned;
    const fields = part.isReference ? null : readFields(planned.fields, row.cells, context);
    const key = planned.keyOf(row.cells);
    if (key !== null && key.length > rules.limits.shortTextCharacters) {
      context.faults.push({ column: part.key[0] ?? null, reason: 'the id is too long' });
      return null;
    }
    if (part.isReference) {
      if (key !== null) return { part, key, fields };
      context.faults.push({
        column: part.key[0] ?? null,
        reason: 'the link does not say where it leads',
      });
      return null;
    }
    if (key !== null) return { part, key, fields };
    // What a row says nothing of is not made: a licence without a vehicle has none.
    if (!planned.isOwn && fields && Object.keys(fields).length === 0) return null;
    if (planned.isOwn && part.key.length > 0) {
      context.faults.push({ column: part.key[0] ?? null, reason: 'the row has no id' });
      return null;
    }
    // Records without an id are known by what their row says; the ordinal keeps equal rows apart.
    const content = hash('sha256', JSON.stringify(row.received ?? row.cells), 'base64url').slice(
      0,
      22,
    );
    const ordinal = rules.ordinalOf(`${part.id}\u001f${content}`);
    return { part, key: `${part.id}:${content}#${ordinal}`, fields };
  }

  function readLink(
    planned: (typeof links)[number],
    keys: ReadonlyMap<string, string>,
    cells: readonly string[],
    context: Context,
  ): LinkReading | null {
    const { link } = planned;
    const from = keys.get(link.from);
    const to = keys.get(link.to);
    if (from === undefined || to === undefined) return null;
    if (from === to) {
      context.faults.push({ column: null, reason: 'the link goes from an entity to itself' });
      return null;
    }
    const fields: Record<string, FieldValue> = {};
    const amount =
      planned.amount &&
      readField(cells[planned.amount.index] ?? '', planned.amount, AMOUNT, context);
    if (amount !== null) fields.amount = amount;
    return {
      from,
      to,
      ...typeOf(link, planned.type, cells),
      fields,
      startedOn: readObserved(cells, planned.startedOn, context),
      endedOn: readObserved(cells, planned.endedOn, context),
      observedOn: readObserved(cells, planned.observedOn, context),
    };
  }

  function typeOf(link: MappedLink, typeColumn: Column | null, cells: readonly string[]) {
    const told = typeColumn ? (cells[typeColumn.index] ?? '').trim().slice(0, 200) : '';
    const type = link.type === null ? null : relationTypeOf(rules.ontology, link.type);
    const isFit =
      type?.from.includes(kindById.get(link.from) ?? '') &&
      type.to.includes(kindById.get(link.to) ?? '');
    return {
      sourceType: told || (type?.label ?? FALLBACK_TYPE),
      type: type && isFit ? type.id : null,
    };
  }

  return {
    read(row: Row): MappedReading {
      const context: Context = { rules, faults: [], warnings: [] };
      const made = parts.flatMap((planned) => {
        const reading = readPart(planned, row, context);
        return reading ? [reading] : [];
      });
      const keys = new Map(made.map(({ part, key }) => [part.id, key]));
      const joined = links.flatMap((planned) => {
        const reading = readLink(planned, keys, row.cells, context);
        return reading ? [reading] : [];
      });
      return {
        parts: made,
        links: joined,
        observedOn: readObserved(row.cells, observed, context),
        grade: readGrade(row.cells, grade),
        faults: context.faults,
        warnings: context.warnings,
      };
    },
  };
}

function readFields(
  plan: readonly PlannedField[],
  cells: readonly string[],
  context: Context,
): Fields {
  const fields: Record<string, FieldValue> = {};
  for (const { column, field } of plan) {
    const cell = cells[column.index] ?? '';
    if (cell === '') continue;
    const value = readField(cell, column, field, context);
    if (value === null) continue;
    if (fields[field.id] === undefined) fields[field.id] = value;
    else
      context.warnings.push({
        column: column.header,
        reason: `another column already gives “${field.id}”: kept as received only`,
      });
  }
  return fields;
}
