import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import type { Fields } from '../../shared/domain/field.ts';
import type { Origin } from '../../shared/domain/origin.ts';
import type { SubjectCategory } from '../../shared/domain/person.ts';
import { sourceOf } from './hand-source.ts';
import { prepared } from './statement.ts';

/** What is said of something made by hand, whatever it is. */
export interface Making {
  readonly origin: Origin;
  readonly reason: string;
  /** ISO instant. */
  readonly at: string;
  /** The item of a report that says so; null: none. */
  readonly reportItemId?: string | null;
}

/** A record made by hand. */
export interface HandRecord extends Making {
  readonly kind: string;
  readonly fields: Fields;
  readonly category: SubjectCategory | null;
  /** The entity it is about; null: it begins one. */
  readonly subjectId: string | null;
  /** Said beside what others say, which it does not overtake. */
  readonly isStatement: boolean;
  /** The record whose place it takes; not there: none. */
  readonly supersedesId?: string;
}

/** A relation made by hand. */
export interface HandRelation extends Making {
  readonly fromId: string;
  readonly toId: string;
  readonly type: string | null;
  /** As received, where it takes the place of one; else the type's name. */
  readonly sourceType: string;
  readonly fields: Fields;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  /** The relation whose place it takes; null: none. */
  readonly supersedesId: string | null;
}

function governanceOf(db: Database, { origin, reason, at, reportItemId = null }: Making) {
  const { grade } = origin;
  return {
    sourceId: sourceOf(db, origin.source, { at, basis: origin.basis }),
    basis: origin.basis,
    gradeSource: grade.source,
    gradeInformation: grade.information,
    handling: grade.handling,
    conditions: grade.handling === 'C' ? grade.conditions : null,
    marking: origin.marking,
    reviewOn: origin.reviewOn,
    observedOn: origin.observedOn,
    at,
    reason,
    reportItemId,
  };
}

const GOVERNANCE = `basis, grade_source, grade_information, handling, handling_conditions, marking, review_on, observed_on,
  recorded_at, reason, report_item_id`;
const GOVERNANCE_PLACES = `@basis, @gradeSource, @gradeInformation, @handling, @conditions, @marking, @reviewOn, @observedOn,
  @at, @reason, @reportItemId`;

/** Keeps a record made by hand and gives its id. Must run within a command. */
export function insertHandRecord(db: Database, record: HandRecord): string {
  const id = uuidv7();
  prepared(
    db,
    `INSERT INTO record (id, source_id, kind, fields, subject_record_id, supersedes_id, category, is_statement, ${GOVERNANCE})
     VALUES (@id, @sourceId, @kind, @fields, @subjectId, @supersedesId, @category, @isStatement, ${GOVERNANCE_PLACES})`,
  ).run({
    ...governanceOf(db, record),
    id,
    kind: record.kind,
    fields: JSON.stringify(record.fields),
    subjectId: record.subjectId,
    supersedesId: record.supersedesId ?? null,
    category: record.category,
    isStatement: record.isStatement ? 1 : 0,
  });
  return id;
}

/** Keeps a relation made by hand and gives its id. Must run within a command. */
export function insertHandRelation(db: Database, relation: HandRelation): string {
  const id = uuidv7();
  prepared(
    db,
    `INSERT INTO relation (id, source_id, source_type, type, from_record_id, to_record_id, fields, supersedes_id,
       started_on, ended_on, ${GOVERNANCE})
     VALUES (@id, @sourceId, @sourceType, @type, @fromId, @toId, @fields, @supersedesId, @startedOn, @endedOn, ${GOVERNANCE_PLACES})`,
  ).run({
    ...governanceOf(db, relation),
    id,
    sourceType: relation.sourceType,
    type: relation.type,
    fromId: relation.fromId,
    toId: relation.toId,
    fields: JSON.stringify(relation.fields),
    supersedesId: relation.supersedesId,
    startedOn: relation.startedOn,
    endedOn: relation.endedOn,
  });
  return id;
}
