import type { EntityRow as ListedEntity } from '../../shared/api/entity.ts';
import { AppError } from '../../shared/api/errors.ts';
import { highestMarking, type Marking } from '../../shared/domain/marking.ts';
import { columnsOf, RECORD_COLUMN } from '../../shared/records/column.ts';
import { markingOfEntity } from '../db/marking.ts';
import { writeCsv, writeWorkbook } from '../formats/write-table.ts';
import { keysOf, listedRows } from './entity-query.ts';
import { os } from './os.ts';
import type { OpenCase } from './session.ts';

/** Rows that one file holds: more cannot be looked over by whoever answers for it. */
const MOST_ROWS = 50_000;
/** Rows read between two pauses for other calls. */
const READ_AT_ONCE = 250;

const MEDIA = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const TOLD_OF_PROTECTED: ReadonlySet<string> = new Set([RECORD_COLUMN, 'reference']);

/** The handler of `entity.export`: a disclosure, refused where it would take code C out of the case. */
export const entityExportHandlers = {
  export: os.entity.export.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    await open.levers.ready('counts');
    await open.queries.ready();
    const all = columnsOf(session.ontology);
    const columns = input.columns.flatMap((id: string) => all.find((one) => one.id === id) ?? []);
    const meets = open.queries.ask(input.filter);
    const ids = input.ids?.filter((id: string) => meets.holds(id)) ?? idsMeeting(open, input);
    if (ids.length > MOST_ROWS)
      throw new AppError(
        'invalid-value',
        `${ids.length.toLocaleString('en-GB')} records are too many for one file, which holds ${MOST_ROWS.toLocaleString('en-GB')}. Filter the list first.`,
      );
    const fields = columns.flatMap(({ field }) => field ?? []);
    const hasLinkSpan = columns.some((column) => column.hasLinkSpan);
    const kept: string[][] = [];
    const keptIds: string[] = [];
    let conditional = 0;
    let highest: Marking = input.marking;
    for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
      const found = ids
        .slice(at, at + READ_AT_ONCE)
        .flatMap((id: string) => open.entities.find(id) ?? []);
      for (const row of listedRows(session, open, {
        rows: found,
        content: { fields, hasDetail: true, hasLinkSpan },
      })) {
        if (isConditional(row)) {
          conditional++;
          continue;
        }
        keptIds.push(row.id);
        const marking = markingOfEntity(open.connection.db, row.id);
        highest = highestMarking(highest, marking);
        kept.push([
          // Of a protected person the reference leaves, and nothing else.
          ...columns.map(({ id, textOf }) =>
            row.isProtected && !TOLD_OF_PROTECTED.has(id) ? '' : textOf(row),
          ),
          row.detail?.grade.handling ?? '',
          marking,
        ]);
      }
      await new Promise(setImmediate);
    }
    if (conditional > 0 && !input.leavesOutC)
      throw new AppError(
        'not-permitted',
        `${conditional === 1 ? '1 record rests' : `${conditional.toLocaleString('en-GB')} records rest`} on information coded C. Ask its owner before you share it, or leave ${conditional === 1 ? 'it' : 'them'} out.`,
      );
    context.touch(keptIds);
    context.because(input.reason);
    const table = {
      headings: [...columns.map(({ label }) => label), 'Handling code', 'Protective marking'],
      rows: kept,
    };
    const bytes = input.format === 'csv' ? writeCsv(table) : await writeWorkbook(table, highest);
    const name = `Records ${highest} ${new Date(context.now()).toISOString().slice(0, 10)}.${input.format}`;
    return new File([new Uint8Array(bytes)], name, { type: MEDIA[input.format] });
  }),
};

/** A protected person leaves as a reference alone, which no handling code is about. */
function isConditional({ detail }: ListedEntity): boolean {
  return detail?.grade.handling === 'C';
}

function idsMeeting(
  open: OpenCase,
  input: Parameters<typeof keysOf>[0] & { readonly filter: string },
): readonly string[] {
  const { ids } = open.queries.columns();
  const places = open.queries.ask(input.filter).places(keysOf(input), 0, MOST_ROWS + 1);
  return Array.from(places, (place) => ids[place] ?? '');
}
