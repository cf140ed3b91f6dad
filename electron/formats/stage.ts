import type { FileReport } from '../../shared/api/import.ts';
import { kindOf } from '../../shared/domain/ontology.ts';
import type { StagedRecord, StagedRelation } from '../../shared/domain/staged.ts';
import { reportOf, type Tally, unreadReport } from './file-report.ts';
import type { EntityLayout, MappedLayout, RelationLayout } from './layout.ts';
import { displayCount } from './limits.ts';
import type { ImportPlan, PlannedTable, RowPlace } from './plan.ts';
import { isSound } from './plan.ts';
import { createProblemLog } from './problem-log.ts';
import { FileRefusal } from './refusal.ts';
import { namedFaults, type Row, type RowFault } from './row.ts';
import { createEntityReader, type EntityRules } from './stage-entity.ts';
import { createMappedReader, type MappedReading, type PartReading } from './stage-mapped.ts';
import { createOrdinals, createRelationReader } from './stage-relation.ts';
import { brokenText } from './table.ts';

/** A row that is set aside, with why. */
export interface QuarantinedRow {
  readonly fileIndex: number;
  readonly rowNumber: number;
  readonly column: string | null;
  readonly reason: string;
  readonly raw: readonly string[];
  /** Natural key of a record, where it could be read. */
  readonly naturalKey?: string;
}

/** Takes the staged rows, in order: the records that a relation joins come before it. */
export interface StageSink {
  /** Whether the row is new or was in the case already. */
  record(record: StagedRecord): 'kept' | 'unchanged';
  relation(relation: StagedRelation): 'kept' | 'unchanged';
  quarantine(row: QuarantinedRow): void;
  /** Kind of an entity that an earlier edition brought; null: none by this key. */
  earlierKind(key: string): string | null;
}

export interface StageOptions extends Omit<EntityRules, 'isGuarded'> {
  /** Called now and then with the rows read so far; may throw to stop. */
  readonly onRows: (rows: number) => void;
}

/** What was staged. */
export interface StageResult {
  readonly files: readonly FileReport[];
  readonly entityCounts: ReadonlyMap<string, number>;
  readonly relationCounts: ReadonlyMap<string, number>;
  readonly unclaimedLabels: ReadonlyMap<string, number>;
  /** Whether some row said no kind and took the assumed one. */
  readonly isKindAssumed: boolean;
}

const ROWS_PER_STEP = 2000;

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * Reads every row of a plan into records and relations and hands them to the sink.
 * @throws {FileRefusal} when a file changed since it was planned
 */
export function stageImport(plan: ImportPlan, options: StageOptions, sink: StageSink): StageResult {
  const stage = createStage(plan, options, sink);
  for (const table of plan.tables) if (table.layout.rows === 'entities') stage.readTable(table);
  for (const table of plan.tables)
    if (table.layout.rows === 'mapped' && !refersToOthers(table.layout)) stage.readTable(table);
  for (const table of plan.tables) if (table.layout.rows === 'relations') stage.readTable(table);
  for (const table of plan.tables)
    if (table.layout.rows === 'mapped' && refersToOthers(table.layout)) stage.readTable(table);
  return stage.result();
}

/** Whether rows of a mapped table name records that other tables bring. */
function refersToOthers({ mapping }: MappedLayout): boolean {
  return mapping.parts.some((part) => part.isReference);
}

function createStage(plan: ImportPlan, options: StageOptions, sink: StageSink) {
  const tallies = new Map(
    plan.tables.map((table): [PlannedTable, Tally] => [
      table,
      { rows: 0, kept: 0, unchanged: 0, quarantined: 0, log: createProblemLog() },
    ]),
  );
  const kindOfKey = new Map<string, string>();
  const entityCounts = new Map<string, number>();
  const relationCounts = new Map<string, number>();
  const unclaimedLabels = new Map<string, number>();
  const ordinalOf = createOrdinals();
  const hasEntityTable = plan.tables.some((table) => table.layout.rows !== 'relations');
  let isKindAssumed = false;
  let rowsRead = 0;

  function rulesOf({ isGuarded = false }: PlannedTable): EntityRules {
    return { ...options, isGuarded };
  }

  function setAside(
    table: PlannedTable,
    tally: Tally,
    row: Row,
    faults: readonly RowFault[],
    naturalKey?: string,
  ): void {
    tally.quarantined++;
    for (const fault of faults)
      tally.log.add({ row: row.rowNumber, ...fault, severity: 'quarantine' });
    sink.quarantine({
      fileIndex: table.fileIndex,
      rowNumber: row.rowNumber,
      column: faults[0]?.column ?? null,
      reason: faults.map((fault) => fault.reason).join('; '),
      raw: row.received ?? row.cells,
      ...(naturalKey === undefined ? null : { naturalKey }),
    });
  }

  function keepRecord(record: StagedRecord): 'kept' | 'unchanged' {
    kindOfKey.set(record.naturalKey, record.kind);
    const outcome = sink.record(record);
    if (outcome === 'kept') {
      count(entityCounts, record.kind);
      if (record.sourceLabel !== undefined) count(unclaimedLabels, record.sourceLabel);
    }
    return outcome;
  }

  /** Kind of a link's end: of this import, else of an earlier edition, else the one it is about to be made with. */
  function kindOfEnd(table: PlannedTable, key: string): string | null {
    const known = kindOfKey.get(key);
    if (known !== undefined) return known;
    if (hasEntityTable) return null;
    // A graph export without its nodes is half a graph; a plain list of links may be all there is.
    const isPlain = table.layout.profile.headers === 'plain';
    return sink.earlierKind(key) ?? (isPlain ? options.assumedKind : null);
  }

  /** Makes the end of a link where no file and no earlier edition lists it. */
  function makeEnd(table: PlannedTable, key: string, rowNumber: number): void {
    if (hasEntityTable || kindOfKey.has(key) || sink.earlierKind(key) !== null) return;
    const kind = options.assumedKind;
    const fields = kindOf(options.ontology, kind)?.fields ?? [];
    isKindAssumed = true;
    keepRecord({
      naturalKey: key,
      kind,
      fields: fields.some((field) => field.id === 'name') ? { name: key } : {},
      raw: [],
      fileIndex: table.fileIndex,
      rowNumber,
    });
    tallies.get(table)?.log.warn({
      row: rowNumber,
      column: null,
      reason: 'entities were made from the ends of links, as no file lists them',
    });
  }

  function keepRow(
    {
      table,
      tally,
      outcome,
      row,
    }: {
      readonly table: PlannedTable;
      readonly tally: Tally;
      readonly outcome: 'kept' | 'unchanged';
      readonly row: Row;
    },
    warnings: readonly RowFault[],
  ): void {
    tally[outcome]++;
    for (const doubt of namedFaults(row.doubts, table.headers))
      tally.log.warn({ row: row.rowNumber, ...doubt });
    for (const warning of warnings) tally.log.warn({ row: row.rowNumber, ...warning });
  }

  function createRelationStage(table: PlannedTable, layout: RelationLayout, tally: Tally) {
    const reader = createRelationReader(table, layout, {
      ...rulesOf(table),
      ordinalOf,
      kindOfKey: (key) => kindOfEnd(table, key),
    });
    return (row: Row): void => {
      const { relation, faults, warnings } = reader.read(row);
      if (!relation) {
        setAside(table, tally, row, faults);
        return;
      }
      makeEnd(table, relation.fromKey, row.rowNumber);
      makeEnd(table, relation.toKey, row.rowNumber);
      const outcome = sink.relation(relation);
      if (outcome === 'kept') count(relationCounts, relation.sourceType);
      keepRow({ table, tally, outcome, row }, warnings);
    };
  }

  function createEntityStage(table: PlannedTable, layout: EntityLayout, tally: Tally) {
    const reader = createEntityReader(table, layout, rulesOf(table));
    const { fileIndex } = table;
    return (row: Row): void => {
      const { record, faults, warnings, ...reading } = reader.read(row);
      if (!record) {
        setAside(table, tally, row, faults, reading.naturalKey);
        return;
      }
      const places = layout.key ? plan.duplicates.get(record.naturalKey) : undefined;
      if (places) {
        const reason = otherPlaces(plan, places, { fileIndex, rowNumber: row.rowNumber });
        const fault = { column: layout.key?.header ?? null, reason };
        setAside(table, tally, row, [fault], record.naturalKey);
        return;
      }
      isKindAssumed ||= reading.isKindAssumed;
      keepRow({ table, tally, outcome: keepRecord(record), row }, warnings);
    };
  }

  /** Records of mapped rows by key, with what was said of them first: the same again makes no second record. */
  const sharedFields = new Map<string, { readonly fields: string; times: number }>();

  function keepPart(
    { part, key, fields }: PartReading,
    common: Omit<StagedRecord, 'naturalKey' | 'kind' | 'fields'>,
  ): boolean {
    if (fields === null) return false;
    const record = { ...common, kind: part.kind, fields };
    if (!part.isShared) return keepRecord({ ...record, naturalKey: key }) === 'kept';
    const said = JSON.stringify(fields);
    const known = sharedFields.get(key);
    if (!known) {
      sharedFields.set(key, { fields: said, times: 1 });
      return keepRecord({ ...record, naturalKey: key }) === 'kept';
    }
    if (known.fields === said) return false;
    known.times++;
    const naturalKey = `${key}\u001d${known.times}`;
    return keepRecord({ ...record, naturalKey, subjectKey: key }) === 'kept';
  }

  function missingEnd(reading: MappedReading): RowFault | null {
    const missing = reading.parts.find(
      ({ fields, key }) =>
        fields === null && kindOfKey.get(key) === undefined && sink.earlierKind(key) === null,
    );
    if (!missing) return null;
    return {
      column: missing.part.key[0] ?? null,
      reason: 'the link leads to a record that is not there, or whose row was set aside',
    };
  }

  function createMappedStage(table: PlannedTable, layout: MappedLayout, tally: Tally) {
    const reader = createMappedReader(layout, { ...rulesOf(table), ordinalOf });
    const { fileIndex } = table;
    return (row: Row): void => {
      const reading = reader.read(row);
      const [own] = reading.parts;
      const ownKey = own && !own.part.isShared ? own.key : undefined;
      const fault = missingEnd(reading);
      const faults = fault ? [...reading.faults, fault] : reading.faults;
      if (faults.length > 0) {
        setAside(table, tally, row, faults, ownKey);
        return;
      }
      const places = ownKey === undefined ? undefined : plan.duplicates.get(ownKey);
      if (places) {
        const reason = otherPlaces(plan, places, { fileIndex, rowNumber: row.rowNumber });
        setAside(table, tally, row, [{ column: own?.part.key[0] ?? null, reason }], ownKey);
        return;
      }
      const raw = row.received ?? row.cells;
      const common = {
        raw,
        ...(row.fixes && { fixes: row.fixes }),
        fileIndex,
        rowNumber: row.rowNumber,
        ...(reading.grade && { grade: reading.grade }),
        ...(reading.observedOn !== null && { observedOn: reading.observedOn }),
      };
      let isKept = false;
      for (const part of reading.parts) isKept = keepPart(part, common) || isKept;
      for (const { from, to, startedOn, endedOn, observedOn, ...link } of reading.links) {
        const pair = `${from}\u001f${to}\u001f${link.sourceType}`;
        const outcome = sink.relation({
          ...common,
          ...link,
          naturalKey: `${pair}\u001f${ordinalOf(pair)}`,
          fromKey: from,
          toKey: to,
          ...(startedOn !== null && { startedOn }),
          ...(endedOn !== null && { endedOn }),
          ...(observedOn !== null && { observedOn }),
        });
        if (outcome === 'kept') count(relationCounts, link.sourceType);
        isKept = outcome === 'kept' || isKept;
      }
      keepRow({ table, tally, outcome: isKept ? 'kept' : 'unchanged', row }, reading.warnings);
    };
  }

  function readerOf(table: PlannedTable, tally: Tally): (row: Row) => void {
    const { layout } = table;
    switch (layout.rows) {
      case 'relations':
        return createRelationStage(table, layout, tally);
      case 'mapped':
        return createMappedStage(table, layout, tally);
      case 'entities':
        return createEntityStage(table, layout, tally);
    }
  }

  return {
    readTable(table: PlannedTable): void {
      const tally = tallies.get(table);
      if (!tally) return;
      const read = readerOf(table, tally);
      readNamed(table, (row) => {
        tally.rows++;
        rowsRead++;
        if (rowsRead % ROWS_PER_STEP === 0) options.onRows(rowsRead);
        const faults = structuralFaults(row, table, options.limits.cellCharacters);
        if (faults) setAside(table, tally, row, faults);
        else read(row);
      });
      if (tally.rows !== tally.kept + tally.unchanged + tally.quarantined) {
        throw new Error(`Rows of file ${table.fileIndex} do not add up.`);
      }
    },
    result(): StageResult {
      const files = plan.files.map(({ name, outcome }): FileReport => {
        const tally = outcome.status === 'table' ? tallies.get(outcome.table) : undefined;
        return outcome.status === 'table' && tally
          ? reportOf(outcome.table, tally)
          : unreadReport(name, outcome);
      });
      return { files, entityCounts, relationCounts, unclaimedLabels, isKindAssumed };
    },
  };
}

/** Reads rows; a refusal names the file, as the reader of many files must. */
function readNamed(table: PlannedTable, onRow: (row: Row) => void): void {
  try {
    table.read(onRow);
  } catch (error) {
    throw error instanceof FileRefusal ? error.of(table.name) : error;
  }
}

function otherPlaces(plan: ImportPlan, places: readonly RowPlace[], here: RowPlace): string {
  const others = places.filter(
    (place) => place.fileIndex !== here.fileIndex || place.rowNumber !== here.rowNumber,
  );
  const named = others.slice(0, 3).map(({ fileIndex, rowNumber }) => {
    const file =
      fileIndex === here.fileIndex ? '' : ` of ${plan.files[fileIndex]?.name ?? 'another file'}`;
    return `row ${displayCount(rowNumber)}${file}`;
  });
  const more =
    others.length > named.length ? ` and ${displayCount(others.length - named.length)} more` : '';
  return `the id also stands on ${named.join(', ')}${more}`;
}

/** What is wrong with the row itself, before anything in it is read; null: nothing. */
function structuralFaults(
  row: Row,
  table: PlannedTable,
  cellCharacters: number,
): readonly RowFault[] | null {
  if (!isSound(row, table)) {
    const counts = `the row has ${displayCount(row.cellCount)} cells, the header ${displayCount(table.headers.length)}`;
    return row.faults.length > 0
      ? namedFaults(row.faults, table.headers)
      : [{ column: null, reason: counts }];
  }
  for (const [index, cell] of row.cells.entries()) {
    if (cell.length > cellCharacters) {
      const counts = `the cell has ${displayCount(cell.length)} characters; ${displayCount(cellCharacters)} can be kept`;
      return [{ column: table.headers[index] ?? null, reason: counts }];
    }
    const broken = table.hasBrokenText ? brokenText(cell, table.isLossy) : null;
    if (broken) return [{ column: table.headers[index] ?? null, reason: broken }];
  }
  return null;
}
