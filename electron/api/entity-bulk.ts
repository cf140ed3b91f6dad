import type { BulkEffect, BulkPreview } from '../../shared/api/entity-bulk.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { fieldFault } from '../../shared/domain/field-check.ts';
import { type FieldDefinition, kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import { type BulkChange, valueAfter } from '../../shared/records/bulk-change.ts';
import { startBulkEdit } from '../jobs/start-bulk-edit.ts';
import { displayOf, fieldProblem } from './field-value.ts';
import { originProblems, refuseProblems, writableCase } from './hand-work.ts';
import { guardStream, os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { shownLabel } from './summary.ts';

/** Records that are changed in one step at the most: taking it back holds up every other call, a second or so for these. */
const MOST_RECORDS = 10_000;
const EXAMPLES = 5;
/** Places looked at between two pauses for other calls. */
const LOOKED_AT_ONCE = 5000;

/** Handlers of `entity` that are about many records together. */
export const entityBulkHandlers = {
  bulkPreview: os.entity.bulkPreview.handler(async ({ input, context }) => {
    const { session } = context;
    const chosen = await chosenRecords(session, session.open(), input);
    context.touch(chosen.ids);
    const preview: BulkPreview = {
      kinds: countKinds(chosen.kindOf),
      protectedCount: chosen.protectedCount,
      effect: input.change && (await effectOf(session, chosen, input.change)),
    };
    return preview;
  }),

  bulkEdit: os.entity.bulkEdit.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const open = writableCase(session);
    const { change, origin, reason } = input;
    refuseProblems(originProblems(origin));
    const chosen = await chosenRecords(session, open, input);
    const takers = takersOf(session.ontology, chosen, change);
    const ids = chosen.ids.filter((id) => takers.has(chosen.kindOf.get(id) ?? ''));
    if (ids.length > MOST_RECORDS)
      throw new AppError(
        'invalid-value',
        `${ids.length.toLocaleString('en-GB')} records are too many for one step, which holds ${MOST_RECORDS.toLocaleString('en-GB')} so that it can be undone within seconds. Filter the list first, or change it in parts.`,
      );
    const field = [...takers.values()][0];
    // The work writes its row of the log in its own transaction.
    context.audited();
    return guardStream(
      runWork(
        session,
        open,
        {
          ids,
          change,
          making: { origin, reason, at: new Date().toISOString() },
          act: actWords(change, field),
          author: open.user,
          role: open.role,
          ontology: session.ontology,
          today: session.today(),
        },
        signal,
      ),
    );
  }),
};

async function* runWork(
  session: Session,
  open: OpenCase,
  request: Parameters<typeof startBulkEdit>[1],
  caller: AbortSignal | undefined,
) {
  const work = await session.beginWork(caller);
  try {
    const target = { ...open.connection, keys: open.keys };
    for await (const { progress, report } of startBulkEdit(target, request, work.signal)) {
      if (report && report.changed > 0 && session.current() === open) session.changed();
      yield { progress, result: report };
    }
  } finally {
    work.end();
  }
}

/** Records that may be changed together. */
interface Chosen {
  /** Those that are not protected. */
  readonly ids: readonly string[];
  readonly kindOf: ReadonlyMap<string, string>;
  readonly protectedCount: number;
}

/** Those of some that meet a filter, else all that do; of protected people no more than how many. */
async function chosenRecords(
  session: Session,
  open: OpenCase,
  { ids, filter }: { readonly ids: readonly string[] | null; readonly filter: string },
): Promise<Chosen> {
  await open.queries.ready();
  if (session.current() !== open)
    throw new AppError('case-not-open', 'The case was locked meanwhile.');
  const answer = open.queries.ask(filter);
  const columns = open.queries.columns();
  const { type, isProtected } = columns;
  const places =
    ids === null
      ? answer.places([{ by: 'label', isDescending: false }], 0, answer.total)
      : [...new Set(ids.flatMap((id) => (answer.holds(id) ? (columns.placeOf(id) ?? []) : [])))];
  const kinds = new Map<string, string>();
  let protectedCount = 0;
  for (const place of places) {
    if (isProtected[place] === 1) protectedCount++;
    else kinds.set(columns.ids[place] ?? '', type.words[type.codes[place] ?? 0] ?? 'other');
  }
  return { ids: [...kinds.keys()], kindOf: kinds, protectedCount };
}

function countKinds(kinds: ReadonlyMap<string, string>): BulkPreview['kinds'] {
  const counts = new Map<string, number>();
  for (const kind of kinds.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

const LISTS: ReadonlySet<string> = new Set(['terms', 'texts', 'dated-terms']);

/**
 * Kinds whose field takes the value.
 * @throws {AppError} `invalid-value` where none does
 */
function takersOf(
  ontology: Ontology,
  chosen: Chosen,
  change: BulkChange,
): ReadonlyMap<string, FieldDefinition> {
  const takers = new Map<string, FieldDefinition>();
  let fault: string | null = null;
  for (const kind of new Set(chosen.kindOf.values())) {
    const field = kindOf(ontology, kind)?.fields.find(({ id }) => id === change.field);
    if (!field) continue;
    const found = faultOf(ontology, field, change);
    if (found === null) takers.set(kind, field);
    else fault ??= found;
  }
  if (takers.size > 0) return takers;
  const reason = fault ?? 'None of these records has this field. Choose another.';
  throw new AppError('invalid-value', reason, { problems: [fieldProblem('value', reason)] });
}

function faultOf(
  ontology: Ontology,
  field: FieldDefinition,
  { mode, value }: BulkChange,
): string | null {
  if (mode !== 'replace' && !LISTS.has(field.type))
    return `${field.label} holds one value. Replace it instead.`;
  if (mode !== 'replace' && (!Array.isArray(value) || value.length === 0))
    return `${field.label}: choose at least one entry.`;
  return fieldFault(ontology, field, value);
}

async function effectOf(session: Session, chosen: Chosen, change: BulkChange): Promise<BulkEffect> {
  const { ontology } = session;
  const open = session.open();
  const takers = takersOf(ontology, chosen, change);
  const lacking = new Map<string, string>();
  const examples: { id: string; before: FieldValue; after: FieldValue }[] = [];
  let [changes, same, looked] = [0, 0, 0];
  const saidBy = open.queries.fieldValues(change.field);
  for (const [id, kind] of chosen.kindOf) {
    if (++looked % LOOKED_AT_ONCE === 0) await new Promise(setImmediate);
    if (!takers.has(kind)) {
      lacking.set(id, kind);
      continue;
    }
    const before = saidBy(id);
    const after = valueAfter(change, before);
    if (!after) same++;
    else if (changes++ < EXAMPLES) examples.push({ id, before, after: after.value });
  }
  return {
    changes,
    same,
    lacking: countKinds(lacking),
    examples: examples.flatMap(({ id, before, after }) => {
      const row = open.entities.find(id);
      const field = takers.get(row?.kind ?? '');
      if (!row || !field || row.isProtected === 1) return [];
      const words = (value: FieldValue) =>
        displayOf(ontology, field, Array.isArray(value) && value.length === 0 ? null : value);
      return [{ label: shownLabel(ontology, row), before: words(before), after: words(after) }];
    }),
  };
}

/** What is done, as the step is called. */
function actWords({ mode }: BulkChange, field: FieldDefinition | undefined): string {
  const label = field?.label.toLowerCase() ?? 'a field';
  if (mode === 'replace') return `Edit ${label}`;
  return mode === 'add' ? `Add to ${label}` : `Remove from ${label}`;
}
