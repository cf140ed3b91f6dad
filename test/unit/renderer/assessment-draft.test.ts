import { expect, test } from 'vitest';
import {
  type AssessmentDraft,
  assessmentChanges,
  assessmentDraft,
  assessmentDraftFaults,
  blankLine,
  withAdded,
} from '../../../renderer/features/record/assessment-draft.ts';

const LEVER = {
  evidence: ['Logs', 'Statements'],
  intrusiveness: 4,
  legalStatus: 'in-force',
} as const;
const TODAY = '2026-11-22';

function draft(change: Partial<AssessmentDraft['fields']> = {}): AssessmentDraft {
  const start = assessmentDraft(null, { evidence: [...LEVER.evidence] }, TODAY);
  return { ...start, fields: { ...start.fields, ...change } };
}

test('only what was changed is sent, with blank text as not said', () => {
  const start = draft();
  expect(assessmentChanges(start, start)).toEqual({ fields: {}, evidence: [] });
  const held = {
    ...blankLine('Logs', false),
    state: 'held' as const,
    note: ' ',
    reference: 'record r1',
  };
  const changed = { ...draft({ status: 'ready', notes: '  ' }), lines: [held, start.lines[1]!] };
  expect(assessmentChanges(start, changed)).toEqual({
    fields: { status: 'ready' },
    evidence: [
      {
        line: 'Logs',
        state: 'held',
        askedOf: null,
        datedOn: null,
        note: null,
        recordId: 'r1',
        reportId: null,
        isRemoved: false,
      },
    ],
  });
});

test('a line that was typed and not yet added goes along; one that was added and taken away again does not', () => {
  const start = draft();
  const typed = { ...start, added: ' CCTV ' };
  expect(assessmentChanges(start, typed).evidence.map(({ line }) => line)).toEqual(['CCTV']);
  expect(withAdded({ ...start, added: 'Logs' }).lines).toHaveLength(2);
  const away = withAdded(typed);
  const lines = away.lines.map((one) => (one.isOwn ? { ...one, isRemoved: true } : one));
  expect(assessmentChanges(start, { ...away, lines }).evidence).toEqual([]);
  expect(withAdded({ ...away, lines, added: 'CCTV' }).lines.at(-1)).toMatchObject({
    line: 'CCTV',
    isRemoved: false,
  });
});

test('dates are whole and real, and what a status needs is told at its own field', () => {
  const faults = (of: AssessmentDraft) => Object.keys(assessmentDraftFaults(of, LEVER, TODAY));
  expect(faults(draft())).toEqual([]);
  expect(faults(draft({ reviewOn: '2026-12' }))).toEqual(['reviewOn']);
  expect(faults(draft({ begunOn: '' }))).toEqual(['begunOn']);
  expect(faults(draft({ reviewOn: '2026-01-01' }))).toEqual(['reviewOn']);
  expect(faults(draft({ status: 'not-appropriate' }))).toEqual(['whyNot']);
  expect(faults(draft({ status: 'referred' }))).toEqual([
    'decisionMakerName',
    'decisionMakerRole',
    'rationale',
    'deconflictedWith',
    'deconflictedOn',
  ]);
  const mild = { ...LEVER, intrusiveness: 3 };
  expect(Object.keys(assessmentDraftFaults(draft({ status: 'ready' }), mild, TODAY))).toEqual([]);
  const waiting = { ...mild, legalStatus: 'awaiting-commencement' } as const;
  expect(Object.keys(assessmentDraftFaults(draft({ status: 'ready' }), waiting, TODAY))).toEqual([
    'status',
  ]);
  const lines = [{ ...blankLine('Logs', false), datedOn: '2026-02-31' }];
  expect(faults({ ...draft(), lines })).toEqual(['datedOn Logs']);
});
