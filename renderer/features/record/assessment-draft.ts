import type { Assessment, ChecklistLine, EvidenceChange } from '../../../shared/api/assessment.ts';
import {
  type AssessmentField,
  type AssessmentFields,
  assessmentFaults,
  type EvidenceState,
  WholeDate,
} from '../../../shared/domain/assessment.ts';
import { isRealDate } from '../../../shared/domain/field-check.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import type { Faults } from '../../api/use-form.ts';

/** Every field as its control holds it: empty where nothing is said. */
type FieldDraft = {
  readonly [F in AssessmentField]: F extends 'status' ? AssessmentFields['status'] : string;
};

/** A line of the checklist as its controls hold it. */
export interface LineDraft {
  readonly line: string;
  readonly isOwn: boolean;
  readonly isGone: boolean;
  readonly state: EvidenceState;
  readonly askedOf: string;
  readonly datedOn: string;
  readonly note: string;
  /** `record …` or `report …` with the id; empty: none. */
  readonly reference: string;
  readonly isRemoved: boolean;
}

/** An assessment as its form holds it. */
export interface AssessmentDraft {
  readonly fields: FieldDraft;
  readonly lines: readonly LineDraft[];
  /** A line that is being added. */
  readonly added: string;
  readonly takesCatalogue: boolean;
}

/** What a form begins with. */
export function assessmentDraft(
  assessment: Assessment | null,
  lever: Pick<Lever, 'evidence'>,
  today: string,
): AssessmentDraft {
  const kept = assessment?.fields;
  return {
    fields: {
      status: kept?.status ?? 'considering',
      whyNot: kept?.whyNot ?? '',
      decisionMakerName: kept?.decisionMakerName ?? '',
      decisionMakerRole: kept?.decisionMakerRole ?? '',
      rationale: kept?.rationale ?? '',
      deconflictedWith: kept?.deconflictedWith ?? '',
      deconflictedOn: kept?.deconflictedOn ?? '',
      begunOn: kept?.begunOn ?? today,
      reviewOn: kept?.reviewOn ?? '',
      notes: kept?.notes ?? '',
    },
    lines: assessment
      ? assessment.checklist.map(lineDraft)
      : lever.evidence.map((line) => blankLine(line, false)),
    added: '',
    takesCatalogue: false,
  };
}

function lineDraft(line: ChecklistLine): LineDraft {
  const { reference } = line;
  return {
    line: line.line,
    isOwn: line.isOwn,
    isGone: line.isGone,
    state: line.state,
    askedOf: line.askedOf ?? '',
    datedOn: line.datedOn ?? '',
    note: line.note ?? '',
    reference: reference ? `${reference.kind} ${reference.id}` : '',
    isRemoved: false,
  };
}

/** A line of which nothing was said yet. */
export function blankLine(line: string, isOwn: boolean): LineDraft {
  const nothing = { askedOf: '', datedOn: '', note: '', reference: '' };
  return { line, isOwn, isGone: false, state: 'not-asked', ...nothing, isRemoved: false };
}

/** A draft with the line that is being added among the others; the same draft where there is none, or it is there. */
export function withAdded(draft: AssessmentDraft): AssessmentDraft {
  const line = draft.added.trim();
  if (line === '') return draft;
  const isThere = draft.lines.some((one) => one.line === line && !one.isRemoved);
  const lines = draft.lines.filter((one) => one.line !== line || !one.isRemoved);
  return { ...draft, added: '', lines: isThere ? lines : [...lines, blankLine(line, true)] };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function dayFault(text: string): string | null {
  const day = text.trim();
  return day === '' || (WholeDate.safeParse(day).success && isRealDate(day))
    ? null
    : 'Enter a real date such as 2026-03-27.';
}

/** Everything that is wrong with a draft, by the name of its control. */
export function assessmentDraftFaults(
  draft: AssessmentDraft,
  lever: Pick<Lever, 'intrusiveness' | 'legalStatus'>,
  today: string,
): Faults {
  const { fields } = draft;
  const faults: Record<string, string> = {};
  if (fields.begunOn.trim() === '') faults.begunOn = 'Enter the day it was begun.';
  for (const name of ['begunOn', 'deconflictedOn', 'reviewOn'] as const) {
    const fault = dayFault(fields[name]);
    if (fault) faults[name] = fault;
  }
  for (const { line, datedOn } of draft.lines) {
    const fault = dayFault(datedOn);
    if (fault) faults[`datedOn ${line}`] = fault;
  }
  if (Object.keys(faults).length > 0) return faults;
  return assessmentFaults(readFields(fields), lever, today);
}

function readFields(fields: FieldDraft): AssessmentFields {
  return {
    status: fields.status,
    whyNot: orNull(fields.whyNot),
    decisionMakerName: orNull(fields.decisionMakerName),
    decisionMakerRole: orNull(fields.decisionMakerRole),
    rationale: orNull(fields.rationale),
    deconflictedWith: orNull(fields.deconflictedWith),
    deconflictedOn: orNull(fields.deconflictedOn),
    begunOn: fields.begunOn.trim(),
    reviewOn: orNull(fields.reviewOn),
    notes: orNull(fields.notes),
  };
}

/** What a draft says otherwise than it began: nothing else is sent, so that two people do not undo one another's work. */
export function assessmentChanges(
  start: AssessmentDraft,
  draft: AssessmentDraft,
): { readonly fields: Partial<AssessmentFields>; readonly evidence: EvidenceChange[] } {
  const [before, after] = [readFields(start.fields), readFields(draft.fields)];
  const changed = Object.entries(after).filter(
    ([field, value]) => before[field as AssessmentField] !== value,
  );
  const lines = withAdded(draft).lines.filter((line) => {
    const was = start.lines.find((one) => one.line === line.line);
    return was ? JSON.stringify(was) !== JSON.stringify(line) : !line.isRemoved;
  });
  return { fields: Object.fromEntries(changed), evidence: lines.map(evidenceOf) };
}

function evidenceOf(line: LineDraft): EvidenceChange {
  const [kind, id] = line.reference.split(' ');
  return {
    line: line.line,
    state: line.state,
    askedOf: orNull(line.askedOf),
    datedOn: orNull(line.datedOn),
    note: orNull(line.note),
    recordId: kind === 'record' ? (id ?? null) : null,
    reportId: kind === 'report' ? (id ?? null) : null,
    isRemoved: line.isRemoved,
  };
}
