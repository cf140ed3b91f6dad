import type { Fields, FieldValue } from '../../shared/domain/field.ts';
import { relationTypeFor } from '../../shared/domain/ontology.ts';
import type { StagedRelation } from '../../shared/domain/staged.ts';
import type { Column, RelationLayout } from './layout.ts';
import { keyIn, type PlannedTable } from './plan.ts';
import type { Row, RowFault } from './row.ts';
import { readBasis, readField, readGrade, readObserved } from './stage-entity.ts';
import type { ReadingRules } from './value.ts';

/** What a row of links says: a relation, or why there is none. */
export interface RelationReading {
  readonly relation: StagedRelation | null;
  readonly faults: readonly RowFault[];
  readonly warnings: readonly RowFault[];
}

export interface RelationRules extends ReadingRules {
  /** Kind of the entity that a key names; null: there is none. */
  readonly kindOfKey: (key: string) => string | null;
}

const NONE: readonly RowFault[] = [];
const FALLBACK_TYPE = 'linked-to';
const MISSING = 'the link leads to a node that is not there, or whose row was set aside';

interface Link {
  readonly fromId: string;
  readonly toId: string;
  readonly fromKey: string;
  readonly toKey: string;
  readonly sourceType: string;
}

/** Counts how often the same link was met: identical parallel rows are all kept. */
export function createOrdinals() {
  const counts = new Map<string, number>();
  return (key: string): number => {
    const ordinal = (counts.get(key) ?? 0) + 1;
    counts.set(key, ordinal);
    return ordinal;
  };
}

/** Reads the rows of one table of links into relations. */
export function createRelationReader(
  table: PlannedTable,
  layout: RelationLayout,
  rules: RelationRules & { readonly ordinalOf: (key: string) => number },
) {
  const defaultType = typeFromName(table.name, layout);
  const plainTypes = new Set(layout.profile.relations?.plainTypes ?? []);
  const types = new Map<string, string | null>();

  function ontologyType(sourceType: string, fromKind: string, toKind: string): string | null {
    const key = `${fromKind} ${toKind} ${sourceType}`;
    let type = types.get(key);
    if (type === undefined) {
      type = relationTypeFor(rules.ontology, sourceType, fromKind, toKind);
      if (types.size < 10_000) types.set(key, type);
    }
    return type;
  }

  function sourceTypeOf(cells: readonly string[]): string {
    const text = layout.type ? (cells[layout.type.index] ?? '').trim() : '';
    return text === '' || plainTypes.has(text.toLowerCase()) ? defaultType : text;
  }

  /** What is wrong with the ends and the type of a link, as far as the row itself tells. */
  function plainFaults(link: Link): RowFault[] {
    const faults: RowFault[] = [];
    const { shortTextCharacters } = rules.limits;
    for (const [id, column, missing] of [
      [link.fromId, layout.from, 'the link does not say where it begins'],
      [link.toId, layout.to, 'the link does not say where it ends'],
    ] as const) {
      if (id === '') faults.push({ column: column.header, reason: missing });
      if (id.length > shortTextCharacters)
        faults.push({ column: column.header, reason: 'the id is too long' });
    }
    if (faults.length === 0 && link.fromKey === link.toKey)
      faults.push({ column: layout.to.header, reason: 'the link goes from an entity to itself' });
    if (link.sourceType.length > shortTextCharacters)
      faults.push({ column: layout.type?.header ?? null, reason: 'the type is too long' });
    return faults;
  }

  return {
    read(row: Row): RelationReading {
      const { cells, rowNumber } = row;
      const fromId = (cells[layout.from.index] ?? '').trim();
      const toId = (cells[layout.to.index] ?? '').trim();
      const fromKey = keyIn(layout.fromSpace, fromId);
      const toKey = keyIn(layout.toSpace, toId);
      const sourceType = sourceTypeOf(cells);
      const faults = plainFaults({ fromId, toId, fromKey, toKey, sourceType });
      if (faults.length > 0) return { relation: null, faults, warnings: NONE };
      const fromKind = rules.kindOfKey(fromKey);
      const toKind = rules.kindOfKey(toKey);
      if (fromKind === null) faults.push({ column: layout.from.header, reason: MISSING });
      if (toKind === null) faults.push({ column: layout.to.header, reason: MISSING });
      const warnings: RowFault[] = [];
      const context = { rules, faults, warnings };
      const startedOn = readFirstDate(cells, layout.startedOn, context);
      const endedOn = readFirstDate(cells, layout.endedOn, context);
      const observedOn = readObserved(cells, layout.observedOn, context);
      const fields = readFields(cells, layout, context);
      const grade = readGrade(cells, layout.grade);
      const basis = readBasis(cells, layout.basis);
      if (fromKind === null || toKind === null || faults.length > 0) {
        return { relation: null, faults, warnings: NONE };
      }
      const pair = `${fromKey}\u001f${toKey}\u001f${sourceType}`;
      const relation: StagedRelation = {
        naturalKey: `${pair}\u001f${rules.ordinalOf(pair)}`,
        fromKey,
        toKey,
        sourceType,
        type: ontologyType(sourceType, fromKind, toKind),
        fields,
        raw: row.received ?? cells,
        ...(row.fixes && { fixes: row.fixes }),
        fileIndex: table.fileIndex,
        rowNumber,
        ...(startedOn === null ? null : { startedOn }),
        ...(endedOn === null ? null : { endedOn }),
        ...(observedOn === null ? null : { observedOn }),
        ...(grade === null ? null : { grade }),
        ...(basis === null ? null : { basis }),
      };
      return { relation, faults: NONE, warnings };
    },
  };
}

/** The date of the first column that says something in this row. */
function readFirstDate(
  cells: readonly string[],
  columns: readonly Column[],
  context: Parameters<typeof readObserved>[2],
): string | null {
  const column = columns.find(({ index }) => (cells[index] ?? '').trim() !== '');
  return readObserved(cells, column ?? null, context);
}

const NO_FIELDS: Fields = {};
const BELOW_ZERO = 'a weight below zero: kept, but a link cannot be weaker than none';

function readFields(
  cells: readonly string[],
  layout: RelationLayout,
  context: Parameters<typeof readField>[3],
): Fields {
  if (layout.fields.length === 0) return NO_FIELDS;
  const fields: Record<string, FieldValue> = {};
  for (const { column, id, type } of layout.fields) {
    const value = readField(cells[column.index] ?? '', column, { id, type }, context);
    if (value !== null) fields[id] = value;
    if (id === 'weight' && typeof value === 'number' && value < 0)
      context.warnings.push({ column: column.header, reason: BELOW_ZERO });
  }
  return fields;
}

/** What the links of a file are called when no column says: the file's own name, where it says anything. */
function typeFromName(name: string, layout: RelationLayout): string {
  const base = name
    .slice(name.lastIndexOf('/') + 1)
    .replace(/\.[^.]*$/, '')
    .trim();
  const plain = new Set(layout.profile.relations?.plainNames ?? []);
  return base === '' || plain.has(base.toLowerCase().replace(/[^a-z]/g, '')) ? FALLBACK_TYPE : base;
}
