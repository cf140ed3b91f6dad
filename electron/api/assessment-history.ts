import type { AssessmentEvent } from '../../shared/api/assessment.ts';
import {
  ASSESSMENT_FIELD_WORDS,
  type AssessmentField,
  assessmentValueWords,
  EVIDENCE_WORDS,
  EvidenceState,
} from '../../shared/domain/assessment.ts';
import { dateWords } from '../../shared/domain/date-words.ts';
import type { AssessmentChange } from '../db/assessment.ts';
import { readSnapshot } from '../db/assessment.ts';
import type { Saying } from './assessment-read.ts';
import type { OpenCase } from './session.ts';

type Image = AssessmentChange['before'];
type Change = AssessmentEvent['changes'][number];

/** Columns of an assessment by the field that each is, in the order in which they are told. */
const FIELD_OF: readonly (readonly [
  column: string,
  field: AssessmentField,
  kind: 'free' | 'office' | 'word',
])[] = [
  ['status', 'status', 'word'],
  ['why_not', 'whyNot', 'free'],
  ['decision_maker_name', 'decisionMakerName', 'office'],
  ['decision_maker_role', 'decisionMakerRole', 'office'],
  ['rationale', 'rationale', 'free'],
  ['deconflicted_with', 'deconflictedWith', 'office'],
  ['deconflicted_on', 'deconflictedOn', 'word'],
  ['begun_on', 'begunOn', 'word'],
  ['review_on', 'reviewOn', 'word'],
  ['notes', 'notes', 'free'],
];

const WITHHELD = 'Withheld';

/** What may be shown of what was written freely, and of those who hold an office. */
interface Words {
  readonly say: Saying;
  readonly mask: (text: string) => string;
}

/** Steps of an assessment from the rows that each command changed, newest first. */
export function assessmentEvents(
  open: OpenCase,
  rows: readonly AssessmentChange[],
  { say, mask }: Words,
): AssessmentEvent[] {
  const events = new Map<string, AssessmentEvent>();
  for (const row of rows) {
    const event = events.get(row.commandId) ?? {
      id: row.commandId,
      at: row.at,
      author: row.author,
      what: 'changed',
      changes: [],
    };
    if (row.table === 'lever_assessment') {
      if (row.before === null) event.what = 'begun';
      if (row.after === null) event.what = 'removed';
      event.changes.push(...fieldChanges(open, row, { say, mask }));
    } else event.changes.push(...evidenceChanges(row, say));
    events.set(row.commandId, event);
  }
  return [...events.values()].reverse();
}

function text(image: Image, column: string): string | null {
  const value = image?.[column] ?? null;
  return value === null ? null : String(value);
}

function told(value: string | null, say: Saying): string | null {
  return value === null ? null : (say(value) ?? WITHHELD);
}

function fieldChanges(
  open: OpenCase,
  { before, after }: AssessmentChange,
  { say, mask }: Words,
): Change[] {
  const changes = FIELD_OF.flatMap(([column, field, kind]): Change[] => {
    const [was, is] = [text(before, column), text(after, column)];
    if (was === is) return [];
    const words = (value: string | null) =>
      kind === 'word'
        ? assessmentValueWords(field, value)
        : told(value, kind === 'free' ? say : mask);
    return [{ label: ASSESSMENT_FIELD_WORDS[field], before: words(was), after: words(is) }];
  });
  const [was, is] = [text(before, 'snapshot_digest'), text(after, 'snapshot_digest')];
  if (was !== null && is !== null && was !== is) {
    const edition = (digest: string) => readSnapshot(open.connection.db, digest).edition;
    changes.push({ label: 'Made under catalogue', before: edition(was), after: edition(is) });
  }
  return changes;
}

function evidenceChanges({ before, after }: AssessmentChange, say: Saying): Change[] {
  const line = text(after ?? before, 'line') ?? '';
  const isOwn = (after ?? before)?.is_own === 1;
  const name = isOwn ? (say(line) ?? 'an added line') : line;
  const [was, is] = [evidenceWords(before, say), evidenceWords(after, say)];
  return was === is ? [] : [{ label: `Evidence: ${name}`, before: was, after: is }];
}

function evidenceWords(image: Image, say: Saying): string | null {
  if (image === null) return null;
  const state = EVIDENCE_WORDS[EvidenceState.parse(image.state)];
  const datedOn = text(image, 'dated_on');
  const reference = image.record_id ?? image.report_id ?? null;
  return [
    state,
    told(text(image, 'asked_of'), say),
    datedOn === null ? null : dateWords(datedOn),
    told(text(image, 'note'), say),
    reference === null ? null : 'with a record of the case',
  ]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}
