import type { Assessment, ChecklistLine } from '../../shared/api/assessment.ts';
import { type AssessmentFields, checklistLines } from '../../shared/domain/assessment.ts';
import { Lever } from '../../shared/domain/lever.ts';
import type { CatalogueLever } from '../../shared/domain/lever-catalogue.ts';
import { leverChanges } from '../../shared/domain/lever-change.ts';
import {
  type AssessmentRow,
  type EvidenceRow,
  evidenceOf,
  type LeverSnapshot,
  readSnapshot,
} from '../db/assessment.ts';
import type { EntityRow } from '../db/entity.ts';
import { findReport } from '../db/report.ts';
import { freeTextMask } from './protected-name.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

/** Fields that a person writes freely: they may tell who a protected person is. */
const FREE_FIELDS = ['whyNot', 'rationale', 'notes'] as const;
/** Who decided and who agreed, in their offices: told of whomever it is, but for a protected person's name. */
const OFFICE_FIELDS = ['decisionMakerName', 'decisionMakerRole', 'deconflictedWith'] as const;

/** A lever as it is kept beside an assessment: what it says, and by which edition of the catalogue. */
export function snapshotOf(lever: CatalogueLever, edition: string): LeverSnapshot {
  return { digest: lever.digest, leverId: lever.id, edition, body: JSON.stringify(plain(lever)) };
}

/** A lever without what the catalogue says besides of it. */
function plain(lever: Lever): Lever {
  return Lever.strip().parse(lever);
}

/** The lever that an assessment was made under. */
export function leverThen(open: OpenCase, digest: string): Lever {
  return Lever.parse(JSON.parse(readSnapshot(open.connection.db, digest).body));
}

/** The lever of this id, be it switched off; null: the catalogue has none. */
export function catalogued(session: Session, leverId: string): CatalogueLever | null {
  return session.leverCatalogue.levers.find(({ id }) => id === leverId) ?? null;
}

/** What the catalogue says otherwise since an assessment was made. */
export function changesSince(
  open: OpenCase,
  row: Pick<AssessmentRow, 'snapshotDigest'>,
  now: CatalogueLever,
): readonly string[] {
  if (now.digest === row.snapshotDigest) return [];
  return leverChanges(leverThen(open, row.snapshotDigest), plain(now));
}

/** What may be shown of words that somebody wrote about an entity; null: they are withheld. */
export type Saying = (text: string) => string | null;

/** Of a protected person nothing that was written freely is shown until they are revealed. */
export function sayingOf(
  session: Session,
  open: OpenCase,
  row: EntityRow,
  revealReason: string | null,
): Saying {
  if (row.isProtected === 1) return revealReason === null ? () => null : (text) => text;
  return freeTextMask(session.ontology, open);
}

/** An assessment as it is shown. */
export function assessmentOf(
  session: Session,
  open: OpenCase,
  row: AssessmentRow,
  about: { readonly entity: EntityRow; readonly say: Saying },
): Assessment {
  const now = catalogued(session, row.leverId);
  const lever = now ?? leverThen(open, row.snapshotDigest);
  const kept = evidenceOf(open.connection.db, row.id);
  const checklist = linesOf(session, open, { lever, kept, say: about.say });
  const texts = FREE_FIELDS.flatMap((field) => row[field] ?? []);
  const notes = kept.flatMap(({ note, askedOf, isOwn, line }) => [note, askedOf, isOwn && line]);
  const free = [...texts, ...notes].filter((text) => typeof text === 'string');
  return {
    id: row.id,
    entityId: about.entity.id,
    leverId: row.leverId,
    title: lever.title,
    fields: fieldsOf(row, about.say, freeTextMask(session.ontology, open)),
    checklist,
    held: checklist.filter(({ state }) => state === 'held').length,
    edition: readSnapshotEdition(open, row),
    isUnknownLever: now === null,
    offReason: now?.offReason ?? null,
    changes: now === null ? [] : [...changesSince(open, row, now)],
    isWithheld: free.some((text) => about.say(text) === null),
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
  };
}

function readSnapshotEdition(open: OpenCase, row: AssessmentRow): string {
  return readSnapshot(open.connection.db, row.snapshotDigest).edition;
}

function fieldsOf(
  row: AssessmentRow,
  say: Saying,
  mask: (text: string) => string,
): AssessmentFields {
  const fields: AssessmentFields = {
    status: row.status,
    whyNot: row.whyNot,
    decisionMakerName: row.decisionMakerName,
    decisionMakerRole: row.decisionMakerRole,
    rationale: row.rationale,
    deconflictedWith: row.deconflictedWith,
    deconflictedOn: row.deconflictedOn,
    begunOn: row.begunOn,
    reviewOn: row.reviewOn,
    notes: row.notes,
  };
  for (const field of FREE_FIELDS) {
    const text = fields[field];
    if (text !== null) fields[field] = say(text);
  }
  for (const field of OFFICE_FIELDS) {
    const text = fields[field];
    if (text !== null) fields[field] = mask(text);
  }
  return fields;
}

function linesOf(
  session: Session,
  open: OpenCase,
  about: { readonly lever: Lever; readonly kept: readonly EvidenceRow[]; readonly say: Saying },
): ChecklistLine[] {
  const { lever, kept, say } = about;
  const said = (text: string | null) => (text === null ? null : say(text));
  return checklistLines(lever.evidence, kept).flatMap((line): ChecklistLine[] => {
    const row = kept.find((one) => one.line === line);
    const isOwn = row?.isOwn ?? false;
    // A line that a person added is as free as their notes.
    const shown = isOwn ? say(line) : line;
    if (shown === null) return [];
    return [
      {
        line: shown,
        isOwn,
        isGone: !isOwn && !lever.evidence.includes(line),
        state: row?.state ?? 'not-asked',
        askedOf: said(row?.askedOf ?? null),
        datedOn: row?.datedOn ?? null,
        note: said(row?.note ?? null),
        reference: row ? referenceOf(session, open, row) : null,
        updatedAt: row?.updatedAt ?? null,
        updatedBy: row?.updatedBy ?? null,
      },
    ];
  });
}

/** What a line is written in, if it is still there to be opened. */
function referenceOf(
  session: Session,
  open: OpenCase,
  { recordId, reportId }: Pick<EvidenceRow, 'recordId' | 'reportId'>,
): ChecklistLine['reference'] {
  if (reportId !== null) {
    const report = findReport(open.connection.db, reportId);
    const label = report ? `Report ${report.reference}` : 'A report that was taken back';
    return { kind: 'report', id: reportId, label };
  }
  if (recordId === null) return null;
  const entity = open.entities.find(recordId);
  const record =
    // Who told of a protected person may tell who it is.
    entity?.isProtected === 0
      ? open.entities.records(entity.id).find(({ id }) => id === recordId)
      : null;
  const label = entity
    ? `${summaryOf(session.ontology, entity, open).label}${record ? `, ${record.sourceName}` : ''}`
    : 'A record that is no longer there';
  return { kind: 'record', id: recordId, label };
}
