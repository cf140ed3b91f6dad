import type { Database } from 'better-sqlite3';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import type { Marking } from '../../shared/domain/marking.ts';
import { pages } from './page.ts';
import { gradingColumns } from './record.ts';

/** One relation seen from one of its entities. */
export interface NeighbourRow {
  readonly relationId: string;
  readonly type: string | null;
  readonly sourceType: string;
  readonly direction: 'out' | 'in';
  readonly otherId: string;
  readonly otherKind: string;
  readonly otherIsProtected: 0 | 1;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly handlingConditions: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly observedOn: string | null;
  readonly sourceName: string;
}

/** A relation as the levers' facts take it, its ends as entities. */
export interface RelationFactRow {
  readonly id: string;
  readonly type: string | null;
  readonly fromId: string;
  readonly toId: string;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly endedOn: string | null;
  readonly observedOn: string | null;
}

/** A relation as filters take it: both records, its grading and its dates. */
export type LinkRow = readonly [
  fromRecordId: string,
  toRecordId: string,
  basis: Basis,
  gradeSource: Grade['source'],
  gradeInformation: Grade['information'],
  startedOn: string | null,
  endedOn: string | null,
  observedOn: string | null,
  number: number,
];

/** A relation with what it carries, and whether an end of it is a protected person. */
export interface RelationDetailRow {
  readonly id: string;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly observedOn: string | null;
  readonly sourceName: string;
  /** JSON. */
  readonly fields: string;
  readonly marking: Marking;
  readonly isProtected: number;
}

/** A relation counts while neither it nor its batch is taken back, and no relation that counts supersedes it. */
export const LIVE_RELATION = `b.withdrawn_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM relation n LEFT JOIN batch nb ON nb.id = n.batch_id
  WHERE n.supersedes_id = r.id AND nb.withdrawn_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM relation_withdrawal w WHERE w.relation_id = r.id)`;

function side(direction: 'out' | 'in'): string {
  const near = direction === 'out' ? 'from_record_id' : 'to_record_id';
  const far = direction === 'out' ? 'to_record_id' : 'from_record_id';
  // The entity's own records: the one of its id, and its aliases.
  return `SELECT r.id AS relationId, r.type AS type, r.source_type AS sourceType, '${direction}' AS direction,
    e.id AS otherId, e.kind AS otherKind, e.is_protected AS otherIsProtected, ${gradingColumns('r')},
    r.started_on AS startedOn, r.ended_on AS endedOn, r.observed_on AS observedOn, s.name AS sourceName
  FROM (SELECT @id AS own UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @id) o
  JOIN relation r ON r.${near} = o.own
  JOIN source s ON s.id = r.source_id
  LEFT JOIN batch b ON b.id = r.batch_id
  LEFT JOIN entity_alias a ON a.record_id = r.${far}
  JOIN entity e ON e.id = COALESCE(a.entity_id, r.${far})
  WHERE ${LIVE_RELATION} AND e.id <> @id`;
}

/** When a relation was so, and what it carries. */
export interface LinkSpanRow {
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly observedOn: string | null;
  /** JSON. */
  readonly fields: string;
}

/** The `relation` table, read through the entities its records belong to. */
export function createRelationRepository(db: Database) {
  const selectNeighbours = db.prepare<[{ id: string }], NeighbourRow>(
    `${side('out')} UNION ALL ${side('in')}`,
  );
  const selectOtherEnds = db.prepare<[{ id: string }], { otherId: string; otherKind: string }>(
    `SELECT DISTINCT otherId, otherKind FROM (${side('out')} UNION ALL ${side('in')})`,
  );
  const counted = `FROM relation r LEFT JOIN batch b ON b.id = r.batch_id
    LEFT JOIN entity_alias fa ON fa.record_id = r.from_record_id
    LEFT JOIN entity_alias ta ON ta.record_id = r.to_record_id
    JOIN entity fe ON fe.id = COALESCE(fa.entity_id, r.from_record_id)
    JOIN entity te ON te.id = COALESCE(ta.entity_id, r.to_record_id)
    WHERE ${LIVE_RELATION}`;
  const facts = `SELECT r.rowid AS number, r.id AS id, r.type AS type, fe.id AS fromId, te.id AS toId, ${gradingColumns('r')},
       r.ended_on AS endedOn, r.observed_on AS observedOn
     ${counted.replace('LEFT JOIN batch b', 'JOIN source s ON s.id = r.source_id LEFT JOIN batch b')} AND fe.id <> te.id`;
  const selectFacts = db.prepare<[number, number], RelationFactRow & { number: number }>(
    `${facts} AND r.rowid > ? ORDER BY r.rowid LIMIT ?`,
  );
  const selectFactsOf = db.prepare<[string], RelationFactRow>(
    `${facts} AND r.id IN (SELECT value FROM json_each(?))`,
  );
  const selectFactsAbout = db.prepare<[{ id: string }], RelationFactRow>(
    `WITH own (record_id) AS (SELECT @id UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @id)
     ${facts} AND r.id IN (
       SELECT x.id FROM own CROSS JOIN relation x ON x.from_record_id = own.record_id
       UNION SELECT x.id FROM own CROSS JOIN relation x ON x.to_record_id = own.record_id)`,
  );
  const selectSpans = db.prepare<[{ id: string }], LinkSpanRow>(
    `WITH own (record_id) AS (SELECT @id UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @id)
     SELECT r.started_on AS startedOn, r.ended_on AS endedOn, r.observed_on AS observedOn, r.fields AS fields
     ${counted} AND fe.id <> te.id AND fe.is_protected = 0 AND te.is_protected = 0 AND r.id IN (
       SELECT x.id FROM own CROSS JOIN relation x ON x.from_record_id = own.record_id
       UNION SELECT x.id FROM own CROSS JOIN relation x ON x.to_record_id = own.record_id)`,
  );
  // Without the entities of its ends: a hundred thousand of them are looked up sooner by who has them in memory.
  const selectLinks = db
    .prepare<[number, number], LinkRow>(
      `SELECT from_record_id, to_record_id, basis, gradeSource, gradeInformation, started_on, ended_on, observed_on, number
       FROM (SELECT r.rowid AS number, r.from_record_id, r.to_record_id, ${gradingColumns('r')}, r.started_on,
           r.ended_on, r.observed_on
         FROM relation r JOIN source s ON s.id = r.source_id LEFT JOIN batch b ON b.id = r.batch_id
         WHERE r.rowid > ? AND ${LIVE_RELATION} ORDER BY r.rowid LIMIT ?)`,
    )
    .raw();
  const linksFrom = (near: string, far: string) =>
    `SELECT r.from_record_id, r.to_record_id, ${gradingColumns('r')}, r.started_on, r.ended_on, r.observed_on, r.rowid AS number
     FROM ${near} n CROSS JOIN relation r ON r.from_record_id = n.id
     JOIN source s ON s.id = r.source_id LEFT JOIN batch b ON b.id = r.batch_id
     WHERE r.to_record_id IN (SELECT id FROM ${far}) AND ${LIVE_RELATION}`;
  const recordsOf = (name: string) =>
    `${name}_records (id) AS (SELECT @${name} UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @${name})`;
  const selectLinksBetween = db
    .prepare<[{ one: string; other: string }], LinkRow>(
      `WITH ${recordsOf('one')}, ${recordsOf('other')}
       SELECT from_record_id, to_record_id, basis, gradeSource, gradeInformation, started_on, ended_on, observed_on, number
       FROM (${linksFrom('one_records', 'other_records')} UNION ALL ${linksFrom('other_records', 'one_records')})
       ORDER BY number`,
    )
    .raw();
  const countByType = db.prepare<[], { sourceType: string; type: string | null; count: number }>(
    `SELECT r.source_type AS sourceType, r.type AS type, COUNT(*) AS count ${counted} GROUP BY 1, 2`,
  );

  const selectWithOwnFields = db.prepare<
    [],
    {
      readonly id: string;
      readonly type: string | null;
      readonly fields: string;
      readonly fromId: string;
      readonly toId: string;
    }
  >(
    `SELECT r.id AS id, r.type AS type, r.fields AS fields, fe.id AS fromId, te.id AS toId ${counted} AND instr(r.fields, '"own') > 0
       AND fe.is_protected = 0 AND te.is_protected = 0`,
  );

  const selectDetails = db.prepare<[string], RelationDetailRow>(
    `SELECT r.id AS id, ${gradingColumns('r')}, r.started_on AS startedOn, r.ended_on AS endedOn,
       r.observed_on AS observedOn, s.name AS sourceName, r.fields AS fields,
       COALESCE(r.marking, s.marking, 'OFFICIAL') AS marking, MAX(fe.is_protected, te.is_protected) AS isProtected
     FROM json_each(?) asked JOIN relation r ON r.id = asked.value
     JOIN source s ON s.id = r.source_id
     LEFT JOIN entity_alias fa ON fa.record_id = r.from_record_id
     LEFT JOIN entity_alias ta ON ta.record_id = r.to_record_id
     JOIN entity fe ON fe.id = COALESCE(fa.entity_id, r.from_record_id)
     JOIN entity te ON te.id = COALESCE(ta.entity_id, r.to_record_id)`,
  );

  const countAmong = db
    .prepare<[{ kinds: string }], number>(
      `SELECT COUNT(*) ${counted} AND fe.kind IN (SELECT value FROM json_each(@kinds))
         AND te.kind IN (SELECT value FROM json_each(@kinds))`,
    )
    .pluck();

  return {
    /** How many relations join two entities of these kinds. */
    countAmong(kinds: Iterable<string>): number {
      return countAmong.get({ kinds: JSON.stringify([...kinds]) }) ?? 0;
    },
    /** Every relation of an entity, with the entity at its other end. */
    neighbours(id: string): readonly NeighbourRow[] {
      return selectNeighbours.all({ id });
    },
    /** The distinct entities an entity is joined to. */
    otherEnds(id: string): readonly { readonly otherId: string; readonly otherKind: string }[] {
      return selectOtherEnds.all({ id });
    },
    /** Relations by their ids, with what they carry. */
    details(ids: readonly string[]): readonly RelationDetailRow[] {
      return selectDetails.all(JSON.stringify(ids));
    },
    /** All relations that count, for the levers. */
    facts: (): Iterable<RelationFactRow> =>
      pages(
        (after, limit) => selectFacts.all(after, limit),
        ({ number }) => number,
      ),
    /** Those of some relations that count, for the levers. */
    factsOf: (ids: Iterable<string>): readonly RelationFactRow[] =>
      selectFactsOf.all(JSON.stringify([...ids])),
    /** The relations of an entity that count, for the levers. */
    factsAbout: (id: string): readonly RelationFactRow[] => selectFactsAbout.all({ id }),
    /** Dates and fields of the relations of an entity that count, those with protected people left out. */
    spans: (id: string): readonly LinkSpanRow[] => selectSpans.all({ id }),
    /** Those that say something in a field of the case's own, but for those with protected people. */
    withOwnFields: () => selectWithOwnFields.all(),
    /** All relations that count, for the filters. Their ends may belong to one entity, or to none. */
    links: (): Iterable<LinkRow> =>
      pages(
        (after, limit) => selectLinks.all(after, limit),
        (row) => row[8],
      ),
    /** Those between two entities. */
    linksBetween: (one: string, other: string): readonly LinkRow[] =>
      selectLinksBetween.all({ one, other }),
    /** How many relations there are by type as received and by ontology type. */
    countByType(): readonly {
      readonly sourceType: string;
      readonly type: string | null;
      readonly count: number;
    }[] {
      return countByType.all();
    },
  };
}

export type RelationRepository = ReturnType<typeof createRelationRepository>;
