import { AppError } from '../../shared/api/errors.ts';
import type { ExportEvent } from '../../shared/api/graph-export.ts';
import { highestMarking } from '../../shared/domain/marking.ts';
import { type MeasuredColumn, measuresTable } from '../../shared/export/measures.ts';
import { writeCsv } from '../formats/write-table.ts';
import { headOf } from './analysis-index.ts';
import { measureStream } from './analysis-measure.ts';
import { ending } from './analysis-stream.ts';
import { assertStillTold } from './analysis-told.ts';
import { both, counted, type Gathered, gatherExport } from './export-gathering.ts';
import { logExport, refuseC } from './graph-export.ts';
import { type CallContext, guardStream, os } from './os.ts';
import { textMask } from './protected-name.ts';
import type { OpenCase } from './session.ts';
import { inSlices } from './slices.ts';

type Asked = Parameters<Parameters<typeof os.graph.exportMeasures.handler>[0]>[0]['input'];

/** The handler of `graph.exportMeasures`: a disclosure. */
export const measureExportHandlers = {
  exportMeasures: os.graph.exportMeasures.handler(({ input, context, signal }) => {
    const { session } = context;
    const open = session.open();
    // The row of the log is written once it is known what leaves, before it does.
    context.audited();
    return guardStream(
      ending(
        signal,
        () => session.current() === open,
        (own) => exportStream(context, open, { input, signal: own }),
      ),
    );
  }),
};

/** What has no rows, and did take part in what was computed: a sentence each. */
function computedWith({ protectedCount, codedC, ungraded }: Gathered['withheld']): string[] {
  const told = [
    protectedCount > 0 && `${counted(protectedCount, 'protected record')} left out`,
    codedC.records + codedC.links > 0 && `Not listed, as coded C: ${both(codedC)}`,
    ungraded.records + ungraded.links > 0 && `Not listed, as not graded: ${both(ungraded)}`,
  ];
  return told.filter((words) => words !== false).map((words) => `${words}, computed with.`);
}

async function* exportStream(
  context: CallContext,
  open: OpenCase,
  { input, signal }: { readonly input: Asked; readonly signal: AbortSignal },
): AsyncGenerator<ExportEvent> {
  const { session, now, version } = context;
  const graph = await open.analysis.graph(input.scope);
  const ids = Array.from(graph.toldNodes, (node) => graph.ids[node] ?? '');
  if (ids.length === 0)
    throw new AppError('invalid-value', 'This graph has no records to measure.');
  // What people share ties them: what is coded C of that is asked about as well.
  const restsOn = [...ids, ...graph.assetIds];
  const gather = () =>
    inSlices(
      () =>
        gatherExport(
          session,
          { scope: { type: 'shown', ids: restsOn, linkIds: null } },
          { done: 0, total: null },
        ),
      { version: session.revision, signal },
    );
  refuseC(await gather(), input.leavesOutC);
  const columns: MeasuredColumn[] = [];
  for await (const event of measureStream(open, graph, { ...input, signal })) {
    if (event.type === 'progress')
      yield {
        progress: { phase: 'Measuring', done: event.done, total: event.total },
        text: null,
        file: null,
      };
    if (event.type === 'values') columns.push({ values: event, doubt: null });
    if (event.type === 'doubt') {
      const at = columns.findIndex(({ values }) => values.measure === event.measure);
      const column = columns[at];
      if (column) columns[at] = { ...column, doubt: event };
    }
  }
  // It may have changed while it was measured: who was protected or coded C meanwhile stays.
  assertStillTold(session, graph);
  const all = await gather();
  refuseC(all, input.leavesOutC);
  const ofGraph = new Set(ids);
  const gathered = { ...all, nodes: all.nodes.filter(({ id }) => ofGraph.has(id)) };
  const marking = highestMarking(input.marking, gathered.marking);
  logExport(open, 'graph.exportMeasures', gathered, input.reason);
  const nodeOf = new Map(gathered.nodes.map((node) => [node.id, node]));
  const head = headOf(graph, input.seed);
  const mask = textMask(session.ontology, open);
  const { projection, weighting, filter, among } = input.scope;
  const table = measuresTable({
    head: {
      title: mask(open.name),
      marking,
      madeAt: new Date(now()).toISOString(),
      scope: among === null ? 'The whole case' : counted(among.length, 'record'),
      filter: filter === '' ? null : mask(filter),
      withheld: computedWith({ ...gathered.withheld, protectedCount: head.protectedLeftOut }),
      application: `Achilles ${version}`,
    },
    records: ids.map((id) => nodeOf.get(id) ?? null),
    columns,
    graph: `${projection}, weighed by ${weighting}: ${counted(head.records, 'record')}, ${counted(head.links, 'link')}${among === null ? '' : ', of those shown'}`,
    seed: head.seed,
    revision: head.revision,
    asOf: head.asOf,
    policy: head.policy,
  });
  const name = `Measures ${marking} ${new Date(now()).toISOString().slice(0, 10)}.csv`;
  const total = gathered.nodes.length;
  yield {
    progress: { phase: 'Writing', done: total, total },
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(table)),
    file: { name, mediaType: 'text/csv' },
  };
}
