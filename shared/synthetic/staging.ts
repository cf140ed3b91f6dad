import type { Fields, FieldValue } from '../domain/field.ts';
import type { StagedRecord, StagedRelation, StagedSource } from '../domain/staged.ts';
import { isoDate } from './calendar.ts';
import { SOURCES, type SourceDescription } from './source-list.ts';
import type { Entity, LinkClaim, RecordClaim, World } from './world.ts';

/** Sources that hold one row for each entity; in the others each report or visit is a row of its own. */
const ONE_ROW_EACH: ReadonlySet<string> = new Set([
  'mapping',
  'property',
  'rates',
  'companies',
  'premises-licences',
  'taxi',
  'hmo',
  'food',
  'suppliers',
  'keepers',
  'telecoms',
  'bank',
]);

const RECORD_COLUMNS = ['Reference', 'Kind'] as const;
const LINK_COLUMNS = [
  'Reference',
  'From',
  'Link',
  'To',
  'Started',
  'Ended',
  'Seen',
  'Report',
  'Notes',
] as const;

/** Rows of every source, and the first record of each entity: the one that relations point at. */
export interface Staging {
  /** Sources one at a time, in order: a caller that lets go of each needs memory for one. */
  sources(): Generator<StagedSource>;
  /** Natural key of an entity's first record; null before its source was made, or when no source knows it. */
  keyOf(entity: Entity): string | null;
}

/** Writes what sources claim as the rows an import would stage. */
export function createStaging(world: World): Staging {
  const keys: (string | undefined)[] = new Array(world.entities.length);

  function* sources(): Generator<StagedSource> {
    for (const description of SOURCES) {
      const claims = world.records.get(description.id) ?? [];
      const links = world.relations.get(description.id) ?? [];
      if (claims.length === 0 && links.length === 0) continue;
      yield stageSource(description, claims, links, keys);
    }
  }

  return { sources, keyOf: (entity) => keys[entity.id] ?? null };
}

function stageSource(
  description: SourceDescription,
  claims: readonly RecordClaim[],
  links: readonly LinkClaim[],
  keys: (string | undefined)[],
): StagedSource {
  const rows = ONE_ROW_EACH.has(description.id) ? joinByEntity(claims) : claims;
  const columns = columnsOf(rows);
  return {
    name: description.name,
    ownerAgency: description.ownerAgency,
    basis: description.basis,
    grade: description.grade,
    regime: description.regime,
    purpose: description.purpose,
    files: [
      { name: `${description.id}.csv`, columns: [...RECORD_COLUMNS, ...columns.map(headerOf)] },
      { name: `${description.id}-links.csv`, columns: [...LINK_COLUMNS] },
    ],
    records: rows.map((claim, index) => stageRecord(description, claim, index, columns, keys)),
    relations: links.map((claim, index) => stageRelation(description, claim, index, keys)),
  };
}

/** A register has one row for each thing: what it says there and there is joined. */
function joinByEntity(claims: readonly RecordClaim[]): RecordClaim[] {
  const joined = new Map<Entity, RecordClaim>();
  for (const claim of claims) {
    const known = joined.get(claim.entity);
    if (!known) joined.set(claim.entity, claim);
    else if (known.fields !== claim.fields) {
      joined.set(claim.entity, { ...known, fields: { ...known.fields, ...claim.fields } });
    }
  }
  return [...joined.values()];
}

function columnsOf(claims: readonly RecordClaim[]): string[] {
  const columns = new Set<string>();
  for (const { fields } of claims) for (const field in fields) columns.add(field);
  return [...columns];
}

/** `companyNumber` as a column header: *Company number*. */
function headerOf(field: string): string {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words[0]?.toUpperCase() + words.slice(1);
}

function cellOf(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join('; ');
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  return String(value);
}

function keyFor(description: SourceDescription, letter: string, index: number): string {
  return `${description.prefix}-${letter}${String(index + 1).padStart(6, '0')}`;
}

function stageRecord(
  description: SourceDescription,
  claim: RecordClaim,
  index: number,
  columns: readonly string[],
  keys: (string | undefined)[],
): StagedRecord {
  const { entity, fields } = claim;
  const naturalKey = keyFor(description, 'R', index);
  const subjectKey = keys[entity.id];
  if (subjectKey === undefined) keys[entity.id] = naturalKey;
  return {
    naturalKey,
    kind: entity.kind,
    fields,
    raw: [naturalKey, entity.kind, ...columns.map((column) => cellOf(fields[column]))],
    fileIndex: 0,
    rowNumber: index + 2,
    ...(subjectKey === undefined ? {} : { subjectKey }),
    ...(claim.grade ? { grade: claim.grade } : {}),
    ...(claim.category ? { category: claim.category } : {}),
    ...(claim.observedOn == null ? {} : { observedOn: isoDate(claim.observedOn) }),
  };
}

const NO_FIELDS: Fields = {};

function stageRelation(
  description: SourceDescription,
  claim: LinkClaim,
  index: number,
  keys: readonly (string | undefined)[],
): StagedRelation {
  const naturalKey = keyFor(description, 'L', index);
  const fromKey = keys[claim.from.id];
  const toKey = keys[claim.to.id];
  if (fromKey === undefined || toKey === undefined) {
    const missing = fromKey === undefined ? claim.from : claim.to;
    throw new Error(
      `${description.name}: “${claim.type}” names a ${missing.kind} that no source above holds.`,
    );
  }
  const dates = [claim.startedOn, claim.endedOn, claim.observedOn].map((day) =>
    day == null ? '' : isoDate(day),
  );
  const fields = claim.fields ?? NO_FIELDS;
  return {
    naturalKey,
    fromKey,
    toKey,
    sourceType: claim.type,
    type: claim.type,
    fields,
    raw: [
      naturalKey,
      fromKey,
      claim.type,
      toKey,
      ...dates,
      cellOf(fields.report),
      cellOf(fields.notes),
    ],
    fileIndex: 1,
    rowNumber: index + 2,
    ...(claim.grade ? { grade: claim.grade } : {}),
    ...(dates[0] ? { startedOn: dates[0] } : {}),
    ...(dates[1] ? { endedOn: dates[1] } : {}),
    ...(dates[2] ? { observedOn: dates[2] } : {}),
  };
}
