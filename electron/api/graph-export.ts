import { setImmediate as letOthersWork } from 'node:timers/promises';
import { ORPCError } from '@orpc/server';
import { AppError } from '../../shared/api/errors.ts';
import type { ExportEvent, ExportScope, GraphFormat } from '../../shared/api/graph-export.ts';
import { highestMarking, type Marking } from '../../shared/domain/marking.ts';
import { writeAnx } from '../../shared/export/anx.ts';
import type { ExportedGraph, ExportWriter } from '../../shared/export/exported.ts';
import { writeFtm } from '../../shared/export/ftm.ts';
import { writeGexf } from '../../shared/export/gexf.ts';
import { writeGraphml } from '../../shared/export/graphml.ts';
import { appendAudit } from '../db/audit.ts';
import {
  both,
  counted,
  type Gathered,
  gatherExport,
  type Meter,
  withheldSentences,
} from './export-gathering.ts';
import { type CallContext, guardStream, os } from './os.ts';
import { textMask } from './protected-name.ts';
import type { OpenCase, Session } from './session.ts';
import { inSlices, SLICE_MS } from './slices.ts';

const FORMATS: Readonly<
  Record<GraphFormat, { write: ExportWriter; suffix: string; mediaType: string }>
> = {
  gexf: { write: writeGexf, suffix: 'gexf', mediaType: 'application/gexf+xml' },
  graphml: { write: writeGraphml, suffix: 'graphml', mediaType: 'application/graphml+xml' },
  anx: { write: writeAnx, suffix: 'anx', mediaType: 'application/xml' },
  ftm: { write: writeFtm, suffix: 'ftm.jsonl', mediaType: 'application/x-ndjson' },
};

/** Characters of a piece: enough to be quick, few enough to be kept waiting for. */
const PIECE_CHARACTERS = 128 * 1024;
/** Ids that one row of the log lists at the most. */
const LOGGED_IDS = 5000;

type Asked = Parameters<Parameters<typeof os.graph.export.handler>[0]>[0]['input'];

/** Handlers of `graph` that let a part of a case out. */
export const graphExportHandlers = {
  exportPreview: os.graph.exportPreview.handler(async ({ input, context, signal }) => {
    const { session } = context;
    await ready(session, input.scope);
    const { nodes, links, withheld, marking } = await inSlices(
      () => gatherExport(session, input, { done: 0, total: null }),
      { version: session.revision, signal },
    );
    context.touch(nodes.map(({ id }) => id));
    const counts = new Map<string, number>();
    for (const { kindLabel } of nodes) counts.set(kindLabel, (counts.get(kindLabel) ?? 0) + 1);
    return {
      kinds: [...counts]
        .map(([kind, count]) => ({ kind, count }))
        .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
      records: nodes.length,
      links: links.length,
      withheld,
      marking,
    };
  }),

  export: os.graph.export.handler(async ({ input, context, signal }) => {
    const open = context.session.open();
    await ready(context.session, input.scope);
    // The row of the log is written once it is known what leaves, before the first piece does.
    context.audited();
    return guardStream(exportStream(context, open, { input, signal }));
  }),

  exportPicture: os.graph.exportPicture.handler(async ({ input, context, signal }) => {
    const { session } = context;
    await ready(session, input.scope);
    const gathered = await inSlices(() => gatherExport(session, input, { done: 0, total: null }), {
      version: session.revision,
      signal,
    });
    refuseC(gathered, input.leavesOutC);
    const ids = gathered.nodes.map(({ id }) => id);
    context.touch(ids);
    context.because(input.reason);
    const mask = textMask(session.ontology, session.open());
    return {
      ids,
      parts: gathered.nodes
        .filter(({ id }) => gathered.partIds.has(id))
        .map(({ id, label, reference }) => ({ id, label, reference })),
      texts: input.texts.map(mask),
      title: mask(input.title || session.open().name),
      filter: input.filterWords === null ? null : mask(input.filterWords) || null,
      linkIds: gathered.links.map(({ id }) => id),
      marking: highestMarking(input.marking, gathered.marking),
      withheld: withheldSentences(gathered.withheld),
    };
  }),
};

async function ready(session: Session, scope: ExportScope): Promise<void> {
  if (scope.type === 'found') await session.open().queries.ready();
}

/** What rests on code C does not leave. @throws {AppError} `not-permitted` */
export function refuseC({ withheld: { codedC } }: Gathered, leavesOutC: boolean): void {
  const count = codedC.records + codedC.links;
  if (count === 0 || leavesOutC) return;
  throw new AppError(
    'not-permitted',
    `${both(codedC)} ${count === 1 ? 'rests' : 'rest'} on information coded C. Ask its owner before you share it, or leave ${count === 1 ? 'it' : 'them'} out.`,
  );
}

const READING = 'Looking over';
const WRITING = 'Writing';

async function* exportStream(
  context: CallContext,
  open: OpenCase,
  { input, signal }: { readonly input: Asked; readonly signal: AbortSignal | undefined },
): AsyncGenerator<ExportEvent> {
  const { session } = context;
  const { format } = input;
  await pause(session, open, signal);
  const gathered = yield* gathering(session, open, { input, signal });
  refuseC(gathered, input.leavesOutC);
  if (gathered.nodes.length === 0)
    throw new AppError(
      'invalid-value',
      'Nothing of it may leave the case, so there is nothing to export.',
    );
  const marking = highestMarking(input.marking, gathered.marking);
  logExport(open, 'graph.export', gathered, input.reason);
  const graph = graphOf(context, open, { gathered, marking, input });
  const { write, suffix, mediaType } = FORMATS[format];
  const total = gathered.nodes.length + gathered.links.length;
  let done = 0;
  let piece = '';
  let startedAt = performance.now();
  for (const text of write(graph)) {
    piece += text;
    done++;
    if (piece.length >= PIECE_CHARACTERS) {
      yield {
        progress: { phase: WRITING, done: Math.min(done, total), total },
        text: piece,
        file: null,
      };
      piece = '';
    }
    if (performance.now() - startedAt < SLICE_MS) continue;
    await pause(session, open, signal);
    startedAt = performance.now();
  }
  // However short it was: whoever stopped it gets no file.
  await pause(session, open, signal);
  const name = `${NAMES[format]} ${marking} ${new Date(context.now()).toISOString().slice(0, 10)}.${suffix}`;
  yield {
    progress: { phase: WRITING, done: total, total },
    text: piece,
    file: { name, mediaType },
  };
}

const NAMES: Readonly<Record<GraphFormat, string>> = {
  gexf: 'Network',
  graphml: 'Network',
  anx: 'Chart',
  ftm: 'Entities',
};

/** Gathers with news of how far it is, and begins again where the case changes meanwhile. */
async function* gathering(
  session: Session,
  open: OpenCase,
  { input, signal }: { readonly input: Asked; readonly signal: AbortSignal | undefined },
): AsyncGenerator<ExportEvent, Gathered> {
  for (;;) {
    const version = session.revision();
    const meter: Meter = { done: 0, total: null };
    const work = gatherExport(session, input, meter);
    let told = performance.now();
    let startedAt = told;
    while (session.revision() === version) {
      const { done, value } = work.next();
      if (done) return value;
      if (performance.now() - startedAt < SLICE_MS) continue;
      await pause(session, open, signal);
      startedAt = performance.now();
      if (startedAt - told < TOLD_EVERY_MS) continue;
      told = startedAt;
      yield { progress: { phase: READING, ...meter }, text: null, file: null };
    }
  }
}

const TOLD_EVERY_MS = 100;

async function pause(
  session: Session,
  open: OpenCase,
  signal: AbortSignal | undefined,
): Promise<void> {
  await letOthersWork();
  if (signal?.aborted) throw new ORPCError('CLIENT_CLOSED_REQUEST');
  if (session.current() !== open)
    throw new AppError('case-not-open', 'The case was locked meanwhile. No file was kept.');
}

/** Writes down what leaves, before it does. */
export function logExport(
  open: OpenCase,
  method: 'graph.export' | 'graph.exportMeasures',
  { nodes }: Gathered,
  reason: string,
): void {
  const listed = nodes.slice(0, LOGGED_IDS).map(({ id }) => id);
  appendAudit(open.connection.db, open.keys.auditKey, {
    author: open.user,
    role: open.role,
    category: 'disclosure',
    method,
    recordIds: listed,
    detail: nodes.length > listed.length ? { more: nodes.length - listed.length } : null,
    reason,
  });
}

function graphOf(
  { session, now, version }: CallContext,
  open: OpenCase,
  {
    gathered,
    marking,
    input,
  }: { readonly gathered: Gathered; readonly marking: Marking; readonly input: Asked },
): ExportedGraph {
  const mask = textMask(session.ontology, open);
  const { nodes, links } = gathered;
  const filter =
    input.scope.type === 'found' && input.scope.filter !== ''
      ? input.scope.filter
      : input.filterWords;
  return {
    nodes,
    links,
    fieldLabels: fieldLabels(session),
    head: {
      title: mask(input.title || open.name),
      marking,
      madeAt: new Date(now()).toISOString(),
      scope: `${SCOPES[input.scope.type]}: ${counted(nodes.length, 'record')}, ${counted(links.length, 'link')}`,
      filter: filter === null || filter === '' ? null : mask(filter),
      withheld: withheldSentences(gathered.withheld),
      application: `Achilles ${version}`,
    },
  };
}

const SCOPES: Readonly<Record<ExportScope['type'], string>> = {
  shown: 'What was shown',
  selected: 'What was selected',
  found: 'What a query found',
  case: 'The whole case',
};

/** What fields are called, by id; those that kinds or link types call otherwise keep their id. */
function fieldLabels({ ontology }: Session): Record<string, string> {
  const labels = new Map<string, string>();
  for (const { fields } of [...ontology.kinds, ...ontology.relationTypes])
    for (const { id, label } of fields) {
      const known = labels.get(id);
      labels.set(id, known === undefined || known === label ? label : id);
    }
  return Object.fromEntries(labels);
}
