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
  'registrations',
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
      if (world.records.has(description.id) || world.relations.has(description.id)) {
        yield stageSource(description, world, keys);
      }
    }
  }

  return { sources, keyOf: (entity) => keys[entity.id] ?? null };
}

/** What the rows of one source are made with. */
interface Stage {
  readonly description: SourceDescription;
  /** Columns of the source's own fields, in order. */
  readonly columns: readonly string[];
  /** Day of a register's edition; null: each row has its own date, or none. */
  readonly editionDay: number | null;
  /** Natural key of each entity's first record, by entity id. */
  readonly keys: (string | undefined)[];
}

function stageSource(
  description: SourceDescription,
  world: World,
  keys: (string | undefined)[],
): StagedSource {
  const claims = world.records.get(description.id) ?? [];
  const rows = ONE_ROW_EACH.has(description.id) ? joinByEntity(claims) : claims;
  const { editionAgeDays } = description;
  const stage: Stage = {
    description,
    keys,
    columns: columnsOf(rows),
    editionDay: editionAgeDays === null ? null : world.today - editionAgeDays,
  };
  const links = world.relations.get(description.id) ?? [];
  return {
    name: description.name,
    ownerAgency: description.ownerAgency.replace('{county}', world.lists.places.county),
    basis: description.basis,
    grade: description.grade,
    regime: description.regime,
    purpose: description.purpose,
    files: [
      {
        name: `synthetic-${description.id}.csv`,
        columns: [...RECORD_COLUMNS, ...stage.columns.map(headerOf)],
      },
      { name: `synthetic-${description.id}-links.csv`, columns: [...LINK_COLUMNS] },
    ],
    records: rows.map((claim, index) => stageRecord(stage, claim, index)),
    relations: links.map((claim, index) => stageRelation(stage, claim, index)),
  };
}

/** A register has one row for each thing: what it says there and there is joined. */
function joinByEntity(claims: readonly RecordClaim[]): RecordClaim[] {
  const joined = new Map<Entity, RecordClaim>();
  for (const claim of claims) {
    const known = joined.get(claim.entity);
    if (!known) joined.set(claim.entity, claim);
    else if (known.fields !== claim.fields) {
      joined.set(claim.entity, { ...known, fields: joinFields(known.fields, claim.fields) });
    }
  }
  return [...joined.values()];
}

function joinFields(known: Fields, more: Fields): Fields {
  const joined: Fields = { ...known };
  for (const [field, value] of Object.entries(more)) {
    const before = joined[field];
    joined[field] =
      Array.isArray(before) && Array.isArray(value) ? [...new Set([...before, ...value])] : value;
  }
  return joined;
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

function keyFor(stage: Stage, letter: string, index: number): string {
  return `${stage.description.prefix}-${letter}${String(index + 1).padStart(6, '0')}`;
}

function stageRecord(stage: Stage, claim: RecordClaim, index: number): StagedRecord {
  const { columns, keys } = stage;
  const { entity, fields } = claim;
  const naturalKey = keyFor(stage, 'R', index);
  const subjectKey = keys[entity.id];
  if (subjectKey === undefined) keys[entity.id] = naturalKey;
  const observedOn = claim.observedOn === undefined ? stage.editionDay : claim.observedOn;
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
    ...(observedOn === null ? {} : { observedOn: isoDate(observedOn) }),
  };
}

const NO_FIELDS: Fields = {};

function stageRelation(stage: Stage, claim: LinkClaim, index: number): StagedRelation {
  const naturalKey = keyFor(stage, 'L', index);
  const fromKey = stage.keys[claim.from.id];
  const toKey = stage.keys[claim.to.id];
  if (fromKey === undefined || toKey === undefined) {
    const missing = fromKey === undefined ? claim.from : claim.to;
    throw new Error(
      `${stage.description.name}: “${claim.type}” names a ${missing.kind} that no source above holds.`,
    );
  }
  // A link that ended is not in the edition any more; it was last seen when it ended.
  const seenOn =
    claim.observedOn === undefined ? (claim.endedOn ?? stage.editionDay) : claim.observedOn;
  const [started, ended, seen] = [claim.startedOn, claim.endedOn, seenOn].map((day) =>
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
      started ?? '',
      ended ?? '',
      seen ?? '',
      cellOf(fields.report),
      cellOf(fields.notes),
    ],
    fileIndex: 1,
    rowNumber: index + 2,
    ...(claim.grade ? { grade: claim.grade } : {}),
    ...(started ? { startedOn: started } : {}),
    ...(ended ? { endedOn: ended } : {}),
    ...(seen ? { observedOn: seen } : {}),
  };
}
