import type { ReportEdit } from '../../shared/api/report.ts';
import { dateWords } from '../../shared/domain/date-words.ts';
import { gradeWords } from '../../shared/domain/grade.ts';
import { sourceLabels } from '../db/hand-source.ts';
import { gradeOf } from '../db/record.ts';
import { itemRecords, itemRelations, type ReportRow, reportItems } from '../db/report.ts';
import { type ReportState, reportEdits } from '../db/report-edit.ts';
import type { OpenCase, Session } from './session.ts';
import { shownLabel } from './summary.ts';

type Changes = ReportEdit['changes'];
type ItemState = ReportState['items'][number];

/** A report as it is now. */
export function stateOf(open: OpenCase, { id, ...row }: ReportRow): ReportState {
  const { db } = open.connection;
  const { sourceId, reference, reportedOn, ownerAgency, marking, reviewOn } = row;
  return {
    head: { sourceId, reference, reportedOn, ownerAgency, marking, reviewOn },
    items: reportItems(db, id).map((item) => ({
      ...item,
      mentions: itemRecords(db, item.id)
        .filter(({ isLive }) => isLive)
        .map(({ id: recordId, fields }) => ({ recordId, fields })),
      links: itemRelations(db, item.id).map(({ type, fromRecordId, toRecordId }) => ({
        type,
        fromRecordId,
        toRecordId,
      })),
    })),
  };
}

/** What was changed in a report since it was entered, newest first, each found by comparing how it was and became. */
export function editsOf(
  session: Session,
  open: OpenCase,
  row: ReportRow,
  { maySay }: { readonly maySay: (text: string) => boolean },
): ReportEdit[] {
  const edits = reportEdits(open.connection.db, row.id);
  const sources = new Map(sourceLabels(open.connection.db).map(({ id, name }) => [id, name]));
  let after = edits.length === 0 ? null : stateOf(open, row);
  return edits.flatMap((edit) => {
    if (!after) return [];
    const changes = [
      ...headChanges(edit.before.head, after.head, sources),
      ...itemChanges(session, open, edit.before.items, after.items),
    ];
    after = edit.before;
    const said = (text: string | null) => (text === null || maySay(text) ? text : null);
    // Where anything is withheld, words of then are too: `maySay` says so of every text.
    const isSilent = !maySay('');
    return [
      {
        id: edit.id,
        at: edit.at,
        author: edit.author,
        reason: isSilent ? null : said(edit.reason),
        changes: changes.map(({ what, ...words }) => ({
          what,
          before: isSilent ? null : said(words.before),
          after: isSilent ? null : said(words.after),
        })),
      },
    ];
  });
}

function headChanges(
  before: ReportState['head'],
  after: ReportState['head'],
  sources: ReadonlyMap<string, string>,
): Changes {
  const date = (value: string | null) => (value === null ? null : dateWords(value));
  const wordsOf = (head: ReportState['head']): readonly (readonly [string, string | null])[] => [
    ['Reference', head.reference],
    ['Date of the report', date(head.reportedOn)],
    ['Source', sources.get(head.sourceId) ?? null],
    ['Owner agency', head.ownerAgency],
    ['Marking', head.marking],
    ['Review on', date(head.reviewOn)],
  ];
  return compare(wordsOf(before), wordsOf(after));
}

function compare(
  before: readonly (readonly [string, string | null])[],
  after: readonly (readonly [string, string | null])[],
): Changes {
  return before.flatMap(([what, was], place) => {
    const is = after[place]?.[1] ?? null;
    return was === is ? [] : [{ what, before: was, after: is }];
  });
}

function itemChanges(
  session: Session,
  open: OpenCase,
  before: readonly ItemState[],
  after: readonly ItemState[],
): Changes {
  const changes: Changes = [];
  for (const [place, was] of before.entries()) {
    const is = after.find(({ id }) => id === was.id);
    const name = `Item ${place + 1}`;
    if (is) {
      const words = (item: ItemState) => itemWords(session, open, name, item);
      changes.push(...compare(words(was), words(is)));
    } else changes.push({ what: `${name}, left out`, before: was.text, after: null });
  }
  for (const [place, is] of after.entries()) {
    if (!before.some(({ id }) => id === is.id))
      changes.push({ what: `Item ${place + 1}, added`, before: null, after: is.text });
  }
  return changes;
}

function itemWords(
  session: Session,
  open: OpenCase,
  name: string,
  item: ItemState,
): readonly (readonly [string, string | null])[] {
  const labelOf = (recordId: string) => {
    const row = open.entities.find(recordId);
    return row ? shownLabel(session.ontology, row) : 'a record that is no longer there';
  };
  const seen = [item.observedFrom, item.observedTo].filter((date) => date !== null);
  const list = (words: readonly string[]) => words.toSorted().join(', ') || null;
  return [
    [`${name}, text`, item.text],
    [`${name}, grade`, `${item.basis}: ${gradeWords(gradeOf(item))}`],
    [`${name}, conditions`, item.handlingConditions],
    [`${name}, seen`, seen.map(dateWords).join(' to ') || null],
    [`${name}, speaks of`, list(item.mentions.map(({ recordId }) => labelOf(recordId)))],
    // What it says of each is shown with the records; here only that it says something else.
    [
      `${name}, what it says of them`,
      list(item.mentions.map(({ recordId, fields }) => `${labelOf(recordId)}: ${said(fields)}`)),
    ],
    [
      `${name}, links`,
      list(
        item.links.map(
          ({ type, fromRecordId, toRecordId }) =>
            `${labelOf(fromRecordId)} to ${labelOf(toRecordId)}, ${type ?? 'linked'}`,
        ),
      ),
    ],
  ];
}

function said(fields: string): string {
  const values = Object.values(JSON.parse(fields) as Record<string, unknown>).flat();
  return values.map(String).join(', ') || 'nothing more';
}
