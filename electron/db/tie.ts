import type { Database } from 'better-sqlite3';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import { gradingColumns } from './record.ts';

/** A relation as evidence of a tie, its ends as entities. */
export interface TieRow {
  readonly number: number;
  readonly id: string;
  readonly type: string | null;
  readonly sourceType: string;
  readonly fromId: string;
  readonly toId: string;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly handlingConditions: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly observedOn: string | null;
  readonly recordedAt: string;
  readonly sourceName: string;
}

/** Reads relations by the numbers that claims have. */
export function createTieReader(db: Database) {
  const select = db.prepare<[string], TieRow>(
    `SELECT r.rowid AS number, r.id AS id, r.type AS type, r.source_type AS sourceType,
       COALESCE(fa.entity_id, r.from_record_id) AS fromId, COALESCE(ta.entity_id, r.to_record_id) AS toId,
       ${gradingColumns('r')}, r.started_on AS startedOn, r.ended_on AS endedOn, r.observed_on AS observedOn,
       r.recorded_at AS recordedAt, COALESCE(p.reference, s.name) AS sourceName
     FROM json_each(?) asked JOIN relation r ON r.rowid = asked.value
     JOIN source s ON s.id = r.source_id
     LEFT JOIN report_item i ON i.id = r.report_item_id LEFT JOIN report p ON p.id = i.report_id
     LEFT JOIN entity_alias fa ON fa.record_id = r.from_record_id
     LEFT JOIN entity_alias ta ON ta.record_id = r.to_record_id`,
  );
  return {
    /** In no order; numbers that none has are passed over. */
    byNumbers: (numbers: Iterable<number>): readonly TieRow[] =>
      select.all(JSON.stringify([...numbers])),
  };
}

export type TieReader = ReturnType<typeof createTieReader>;
