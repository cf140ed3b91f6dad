import type { Database } from 'better-sqlite3';
import {
  type ClaimColumns,
  type ClaimType,
  daysOf,
  NO_DAY,
} from '../../shared/analysis/claim-columns.ts';
import type { StrengthPolicy } from '../../shared/analysis/link-strength.ts';
import { type Basis, certaintyOf, credibilityOf, type Grade } from '../../shared/domain/grade.ts';
import { baseTypeOf, type Ontology } from '../../shared/domain/ontology.ts';
import { pages } from './page.ts';
import { gradingColumns } from './record.ts';
import { LIVE_RELATION } from './relation.ts';

type ClaimRow = readonly [
  fromRecordId: string,
  toRecordId: string,
  type: string | null,
  basis: Basis,
  gradeSource: Grade['source'],
  gradeInformation: Grade['information'],
  startedOn: string | null,
  endedOn: string | null,
  observedOn: string | null,
  sourceId: string,
  reportId: string | null,
  number: number,
  recordedAt: string,
];

/** Claims read between two pauses. */
const READ_PER_PAUSE = 500;

/** Reads every relation that counts as a claim of the graph. */
export function createClaimReader(
  db: Database,
  { ontology, policy }: { readonly ontology: Ontology; readonly policy: StrengthPolicy },
) {
  const selectClaims = db
    .prepare<[number, number], ClaimRow>(
      `SELECT from_record_id, to_record_id, type, basis, gradeSource, gradeInformation, started_on, ended_on,
         observed_on, source_id, report_id, number, recorded_at
       FROM (SELECT r.rowid AS number, r.from_record_id, r.to_record_id, r.type, ${gradingColumns('r')},
           r.started_on, r.ended_on, r.observed_on, r.source_id, i.report_id, r.recorded_at
         FROM relation r JOIN source s ON s.id = r.source_id LEFT JOIN batch b ON b.id = r.batch_id
         LEFT JOIN report_item i ON i.id = r.report_item_id
         WHERE r.rowid > ? AND ${LIVE_RELATION} ORDER BY r.rowid LIMIT ?)`,
    )
    .raw();
  const selectOrigins = db.prepare<[string], { id: string; number: number; source: string }>(
    `SELECT r.id AS id, r.rowid AS number, COALESCE(p.reference, s.name) AS source
     FROM json_each(?) asked JOIN relation r ON r.rowid = asked.value JOIN source s ON s.id = r.source_id
     LEFT JOIN report_item i ON i.id = r.report_item_id LEFT JOIN report p ON p.id = i.report_id`,
  );

  return {
    /**
     * All claims between two different places, with a pause now and then for others.
     * @param placeOf Place of the entity of a record; undefined: it takes no part.
     */
    *read(placeOf: (recordId: string) => number | undefined): Generator<void, ClaimColumns> {
      const made = createColumns(ontology, policy);
      let read = 0;
      const rows = pages(
        (after, limit) => selectClaims.all(after, limit),
        (row) => row[11],
      );
      for (const row of rows) {
        if (++read % READ_PER_PAUSE === 0) yield;
        const [from, to] = [placeOf(row[0]), placeOf(row[1])];
        if (from === undefined || to === undefined || from === to) continue;
        made.add(from, to, row);
      }
      yield;
      return made.columns();
    },
    /** The relations behind some claims, and where each comes from. */
    origins: (numbers: Iterable<number>) => selectOrigins.all(JSON.stringify([...numbers])),
  };
}

export type ClaimReader = ReturnType<typeof createClaimReader>;

function createColumns(ontology: Ontology, policy: StrengthPolicy) {
  const from: number[] = [];
  const to: number[] = [];
  const typeCode: number[] = [];
  const credibility: number[] = [];
  const first: number[] = [];
  const last: number[] = [];
  const hasPeriod: number[] = [];
  const isStanding: number[] = [];
  const isEnded: number[] = [];
  const isTentative: number[] = [];
  const recorded: number[] = [];
  const provenance: number[] = [];
  const number: number[] = [];
  const types: ClaimType[] = [];
  const codes = new Map<string | null, number>();
  const reports = new Map<string, number>();

  function codeOf(type: string | null): number {
    let code = codes.get(type);
    if (code === undefined) {
      const id = type === null ? null : baseTypeOf(ontology, type);
      const known = id === null ? undefined : policy.types.get(id);
      code = types.push({
        id,
        ...(known ?? policy.otherType),
        isUntying: id !== null && policy.untyingTypes.has(id),
      });
      codes.set(type, --code);
    }
    return code;
  }

  function reportOf(id: string): number {
    let report = reports.get(id);
    if (report === undefined) {
      report = reports.size;
      reports.set(id, report);
    }
    return report;
  }

  return {
    add(fromPlace: number, toPlace: number, row: ClaimRow): void {
      const [, , type, basis, source, information, started, ended, observed] = row;
      from.push(fromPlace);
      to.push(toPlace);
      typeCode.push(codeOf(type));
      credibility.push(credibilityOf(basis, { source, information }) ?? Number.NaN);
      const [begun, over, seen] = [started, ended, observed].map((date) =>
        date === null ? null : daysOf(date),
      );
      first.push(begun?.[0] ?? seen?.[0] ?? NO_DAY);
      // What is over was not seen later, whenever somebody wrote it down.
      last.push(over?.[1] ?? Math.max(seen?.[1] ?? NO_DAY, begun?.[1] ?? NO_DAY));
      const stands = basis === 'fact' && ended === null;
      const isSeenSince = begun != null && seen != null && seen[0] > begun[1];
      hasPeriod.push(begun && (over || stands || isSeenSince) ? 1 : 0);
      isStanding.push(stands ? 1 : 0);
      isEnded.push(ended === null ? 0 : 1);
      isTentative.push(certaintyOf(basis, { source, information }) === 'tentative' ? 1 : 0);
      recorded.push(daysOf(row[12])![0]);
      provenance.push(reportOf(row[10] ?? row[9]));
      number.push(row[11]);
    },
    columns: (): ClaimColumns => ({
      count: from.length,
      from: Int32Array.from(from),
      to: Int32Array.from(to),
      typeCode: Uint16Array.from(typeCode),
      types,
      credibility: Float64Array.from(credibility),
      firstDay: Int32Array.from(first),
      lastDay: Int32Array.from(last),
      hasPeriod: Uint8Array.from(hasPeriod),
      isStanding: Uint8Array.from(isStanding),
      isEnded: Uint8Array.from(isEnded),
      isTentative: Uint8Array.from(isTentative),
      recordedDay: Int32Array.from(recorded),
      provenance: Int32Array.from(provenance),
      provenanceCount: reports.size,
      number: Int32Array.from(number),
    }),
  };
}
