import type { EvidenceChange, ListedAssessment } from '../../shared/api/assessment.ts';
import { AppError } from '../../shared/api/errors.ts';
import {
  AssessmentFields,
  AssessmentStatus,
  assessmentFaults,
  checklistLines,
  isCommitted,
} from '../../shared/domain/assessment.ts';
import { isRealDate } from '../../shared/domain/field-check.ts';
import type { Lever } from '../../shared/domain/lever.ts';
import { baseKindOf } from '../../shared/domain/ontology.ts';
import { guardsOf, mayAnswer } from '../../shared/levers/guard.ts';
import {
  type AssessmentRow,
  assessmentChanges,
  assessmentsOf,
  evidenceOf,
  insertAssessment,
  keepSnapshot,
  type LeverSnapshot,
  listAssessments,
  readAssessment,
  removeAssessment,
  removeEvidence,
  updateAssessment,
  writeEvidence,
} from '../db/assessment.ts';
import { nameCommand, runCommand } from '../db/command.ts';
import type { EntityRow } from '../db/entity.ts';
import { findReport } from '../db/report.ts';
import { assessmentEvents } from './assessment-history.ts';
import {
  assessmentOf,
  catalogued,
  changesSince,
  leverThen,
  sayingOf,
  snapshotOf,
} from './assessment-read.ts';
import { fieldProblem } from './field-value.ts';
import { refuseProblems, safeLabel, writableCase } from './hand-work.ts';
import { os } from './os.ts';
import { freeTextMask } from './protected-name.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

const LONGEST_NAME = 120;

/** Handlers of `assessment`. */
export const assessmentHandlers = {
  forEntity: os.assessment.forEntity.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    await open.levers.ready('facts');
    const entity = open.entities.get(input.id);
    const say = sayingOf(session, open, entity, input.revealReason);
    const rows = assessmentsOf(open.connection.db, entity.id).filter((row) =>
      mayTell(open, entity, leverOf(session, open, row)),
    );
    context.touch([entity.id, ...rows.map(({ id }) => id)]);
    if (input.revealReason !== null) context.because(input.revealReason);
    return rows.map((row) => assessmentOf(session, open, row, { entity, say }));
  }),

  list: os.assessment.list.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const all = listed(session, open).filter(
      ({ leverId, service }) =>
        (input.leverId === null || leverId === input.leverId) &&
        (input.service === null || service === input.service),
    );
    const wanted = new Set(input.statuses);
    const found = all.filter(({ status }) => wanted.size === 0 || wanted.has(status));
    const items = found.slice(0, input.limit);
    context.touch(items.flatMap(({ id, entity }) => [entity.id, id]));
    return {
      items,
      total: found.length,
      counts: AssessmentStatus.options.map((status) => ({
        status,
        count: all.filter((one) => one.status === status).length,
      })),
    };
  }),

  save: os.assessment.save.handler(async ({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    await open.levers.ready('facts');
    const { db } = open.connection;
    const entity = open.entities.get(input.entityId);
    const last = lastOf(open, entity.id, input.leverId);
    const change = checked(session, open, { ...input, entity, last });
    const by = { user: open.user, at: new Date().toISOString() };
    const id = runCommand(db, { name: 'Assess a lever', author: open.user }, (commandId) => {
      const written = write(open, { ...change, entity, last }, by);
      const status = change.fields.status.replaceAll('-', ' ');
      const name = `Assess ${change.lever.title} for ${safeLabel(session, open, entity.id)}: ${status}`;
      nameCommand(db, commandId, name.slice(0, LONGEST_NAME));
      return written;
    });
    session.changed('view');
    context.touch([entity.id, id]);
    if (input.revealReason !== null) context.because(input.revealReason);
    const say = sayingOf(session, open, entity, input.revealReason);
    return assessmentOf(session, open, readAssessment(db, id), { entity, say });
  }),

  remove: os.assessment.remove.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const row = readAssessment(db, input.id);
    const { title } = leverOf(session, open, row);
    const name = `Remove the assessment of ${title} for ${safeLabel(session, open, row.recordId)}`;
    runCommand(db, { name: name.slice(0, LONGEST_NAME), author: open.user }, () =>
      removeAssessment(db, row.id),
    );
    session.changed('view');
    context.touch([open.entities.find(row.recordId)?.id ?? row.recordId, row.id]);
    return { id: row.id };
  }),

  history: os.assessment.history.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    await open.levers.ready('facts');
    const entity = open.entities.get(input.entityId);
    context.touch([entity.id]);
    if (input.revealReason !== null) context.because(input.revealReason);
    const last = lastOf(open, entity.id, input.leverId);
    const lever = catalogued(session, input.leverId) ?? (last && leverOf(session, open, last));
    // Of a lever that nobody can tell to protect, nothing is told of whom it may not be used on.
    if (entity.isProtected === 1 && !(lever && mayTell(open, entity, lever))) return [];
    const say = sayingOf(session, open, entity, input.revealReason);
    const rows = assessmentChanges(open.connection.db, {
      entityId: entity.id,
      leverId: input.leverId,
    });
    return assessmentEvents(open, rows, { say, mask: freeTextMask(session.ontology, open) });
  }),
};

/** The lever as the catalogue has it; where it has none of this id, as it was when it was assessed. */
function leverOf(session: Session, open: OpenCase, row: AssessmentRow): Lever {
  return catalogued(session, row.leverId) ?? leverThen(open, row.snapshotDigest);
}

function lastOf(open: OpenCase, entityId: string, leverId: string): AssessmentRow | null {
  const all = assessmentsOf(open.connection.db, entityId);
  return all.find((row) => row.leverId === leverId) ?? null;
}

/** Whether anything may be told of a lever for an entity: of a protected person only of those that protect. */
function mayTell(open: OpenCase, entity: EntityRow, lever: Lever): boolean {
  const facts = open.levers.facts().get(entity.id);
  if (!facts) return entity.isProtected === 0 || lever.protectiveForVictims;
  return mayAnswer(lever, facts);
}

/** @throws {AppError} `protected-person`, `not-permitted` where a guard rule forbids to work the lever */
function refuseGuarded(
  session: Session,
  open: OpenCase,
  about: {
    readonly entity: EntityRow;
    readonly lever: Lever;
    readonly status: AssessmentStatus;
  },
): void {
  const { entity, lever, status } = about;
  if (!lever.appliesTo.includes(baseKindOf(session.ontology, entity.kind)))
    throw new AppError('invalid-value', `“${lever.title}” is not for records of this kind.`);
  if (!mayTell(open, entity, lever))
    throw new AppError(
      'protected-person',
      'This person is protected: only levers that protect can be worked for them.',
    );
  const facts = open.levers.facts().get(entity.id);
  const isHeld = facts ? guardsOf(lever, facts).heldForSafeguarding : false;
  if (isHeld && status !== 'not-appropriate')
    throw new AppError(
      'not-permitted',
      'This lever is held for safeguarding. Record a safeguarding decision first, or work a lever that protects.',
    );
}

/** What is to be written, once everything about it was found right. */
interface Change {
  readonly lever: Lever;
  readonly fields: AssessmentFields;
  readonly evidence: readonly EvidenceChange[];
  readonly takesCatalogue: boolean;
  /** As the catalogue has it now; null: it has none. */
  readonly snapshot: LeverSnapshot | null;
}

/** @throws {AppError} `invalid-value` by field, `not-found`, `protected-person`, `not-permitted` */
function checked(
  session: Session,
  open: OpenCase,
  given: {
    readonly leverId: string;
    readonly entity: EntityRow;
    readonly last: AssessmentRow | null;
    readonly fields: { readonly [F in keyof AssessmentFields]?: AssessmentFields[F] | undefined };
    readonly evidence: readonly EvidenceChange[];
    readonly takesCatalogue: boolean;
  },
): Change {
  const { entity, last, evidence, takesCatalogue } = given;
  const known = catalogued(session, given.leverId);
  const lever = known ?? (last && leverOf(session, open, last));
  if (!lever)
    throw new AppError(
      'not-found',
      'The catalogue has no such lever. Choose one of those that it lists.',
    );
  const today = session.today();
  const fields = merged(last, given.fields, today);
  refuseGuarded(session, open, { entity, lever, status: fields.status });
  const isNewlyCommitted = isCommitted(fields.status) && fields.status !== last?.status;
  const faults: Record<string, string> = { ...assessmentFaults(fields, lever, today) };
  if (isNewlyCommitted && known === null)
    faults.status = 'The catalogue has no such lever any more, so it cannot be taken further.';
  if (isNewlyCommitted && known && known.offReason !== null)
    faults.status = `The council has switched this lever off: ${known.offReason}`;
  if (isNewlyCommitted && known && last && !takesCatalogue)
    if (changesSince(open, last, known).length > 0)
      faults.takesCatalogue =
        'The catalogue says otherwise since this was assessed. Read what changed, then go on.';
  refuseProblems([
    ...Object.entries(faults).map(([field, reason]) => fieldProblem(field, reason)),
    ...evidence.flatMap((item) => evidenceProblems(open, item)),
  ]);
  return {
    lever,
    fields,
    evidence,
    takesCatalogue: takesCatalogue && known !== null,
    snapshot: known && snapshotOf(known, session.leverCatalogue.edition.version),
  };
}

/** What an assessment says with a change in it; what is blank is not said. */
function merged(
  last: AssessmentRow | null,
  change: { readonly [F in keyof AssessmentFields]?: AssessmentFields[F] | undefined },
  today: string,
): AssessmentFields {
  const start: AssessmentFields = {
    status: last?.status ?? 'considering',
    whyNot: last?.whyNot ?? null,
    decisionMakerName: last?.decisionMakerName ?? null,
    decisionMakerRole: last?.decisionMakerRole ?? null,
    rationale: last?.rationale ?? null,
    deconflictedWith: last?.deconflictedWith ?? null,
    deconflictedOn: last?.deconflictedOn ?? null,
    begunOn: last?.begunOn ?? today,
    reviewOn: last?.reviewOn ?? null,
    notes: last?.notes ?? null,
  };
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const told = given.map(([field, value]) => [field, value === '' ? null : value]);
  return AssessmentFields.parse({ ...start, ...Object.fromEntries(told) });
}

function evidenceProblems(open: OpenCase, item: EvidenceChange) {
  const { line, datedOn, recordId, reportId } = item;
  const isThere =
    (recordId === null || open.entities.find(recordId) !== null) &&
    (reportId === null || findReport(open.connection.db, reportId) !== null);
  return [
    ...(datedOn === null || isRealDate(datedOn)
      ? []
      : [fieldProblem(`datedOn ${line}`, 'Enter a real date such as 2026-03-27.')]),
    ...(isThere
      ? []
      : [
          fieldProblem(
            `reference ${line}`,
            'That record or report is no longer there. Choose another.',
          ),
        ]),
  ];
}

/** Writes what changed, and nothing where nothing did. */
function write(
  open: OpenCase,
  change: Change & { readonly entity: EntityRow; readonly last: AssessmentRow | null },
  by: { readonly user: string; readonly at: string },
): string {
  const { lever, fields, entity, last, snapshot } = change;
  const { db } = open.connection;
  const isTaken = snapshot !== null && (last === null || change.takesCatalogue);
  if (isTaken) keepSnapshot(db, snapshot);
  if (last === null) {
    if (!isTaken) throw new Error('A lever that is unknown is not begun.');
    const about = {
      recordId: entity.id,
      leverId: lever.id,
      snapshotDigest: snapshot.digest,
    };
    const id = insertAssessment(db, about, fields, by);
    writeLines(open, id, change, by);
    return id;
  }
  const snapshotDigest = isTaken ? snapshot.digest : last.snapshotDigest;
  const hasLines = writeLines(open, last.id, change, by);
  const isSame =
    snapshotDigest === last.snapshotDigest &&
    Object.entries(fields).every(
      ([field, value]) => last[field as keyof AssessmentFields] === value,
    );
  if (hasLines || !isSame) updateAssessment(db, { id: last.id, snapshotDigest }, fields, by);
  return last.id;
}

/** Whether any line says something else now. */
function writeLines(
  open: OpenCase,
  assessmentId: string,
  { lever, evidence }: Pick<Change, 'lever' | 'evidence'>,
  by: { readonly user: string; readonly at: string },
): boolean {
  const { db } = open.connection;
  const kept = evidenceOf(db, assessmentId);
  let hasChanged = false;
  for (const { isRemoved, ...item } of evidence) {
    const row = kept.find(({ line }) => line === item.line);
    const plain = {
      ...item,
      askedOf: item.askedOf || null,
      note: item.note || null,
      // A report says more than the record that it made.
      recordId: item.reportId === null ? item.recordId : null,
    };
    if (isRemoved) {
      if (row) removeEvidence(db, assessmentId, item.line);
    } else if (!row || Object.entries(plain).some(([name, value]) => row[name as 'line'] !== value))
      writeEvidence(
        db,
        assessmentId,
        { ...plain, isOwn: row?.isOwn ?? !lever.evidence.includes(item.line) },
        by,
      );
    else continue;
    hasChanged = true;
  }
  return hasChanged;
}

/** Every assessment that may be listed; of two of one lever, where records were joined, the one worked on last. */
function listed(session: Session, open: OpenCase): ListedAssessment[] {
  const mask = freeTextMask(session.ontology, open);
  const today = session.today();
  const seen = new Set<string>();
  return listAssessments(open.connection.db).flatMap((row): ListedAssessment[] => {
    const key = `${row.entityId} ${row.leverId}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const now = catalogued(session, row.leverId);
    const lever = now ?? leverThen(open, row.snapshotDigest);
    return [
      {
        id: row.id,
        entity: summaryOf(session.ontology, open.entities.get(row.entityId), open),
        leverId: row.leverId,
        title: lever.title,
        service: now?.service ?? null,
        status: row.status,
        decisionMakerName: row.decisionMakerName === null ? null : mask(row.decisionMakerName),
        begunOn: row.begunOn,
        reviewOn: row.reviewOn,
        isReviewDue: row.reviewOn !== null && row.reviewOn <= today,
        held: row.evidence.filter(({ state }) => state === 'held').length,
        lines: checklistLines(lever.evidence, row.evidence).length,
        hasCatalogueChanged: now !== null && now.digest !== row.snapshotDigest,
        updatedAt: row.updatedAt,
        updatedBy: row.updatedBy,
      },
    ];
  });
}
