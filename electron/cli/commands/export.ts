import { CASE_MEASURES } from '../../../shared/analysis/case-measure.ts';
import { type ExportEvent, GRAPH_FORMATS } from '../../../shared/api/graph-export.ts';
import { choiceOption, defineCommand, textOption, UsageError } from '../command.ts';
import { beginFile } from '../write-file.ts';

const FORMATS = [...GRAPH_FORMATS, 'csv'] as const;

interface Exported {
  readonly file: string;
  readonly format: string;
  readonly records: number;
  readonly links: number;
  readonly withheld: {
    readonly protectedCount: number;
    readonly codedC: { readonly records: number; readonly links: number };
    readonly ungraded: { readonly records: number; readonly links: number };
  };
}

/** `achilles export`: lets a case, or what a query finds in it, out as a graph. */
export const exportCommand = defineCommand({
  name: 'export',
  usage:
    'export CASE.achilles --format FORMAT --out FILE --reason TEXT [--query QUERY] [--leave-out-c] [--json]',
  summary: 'Writes a case as a graph for other tools. A disclosure: it cannot be undone.',
  details: [
    '--format FORMAT  gexf (Gephi, with dates), graphml, anx (i2 Analyst’s Notebook), ftm (FollowTheMoney) or csv (measures, with intervals)',
    '--out FILE       where it goes; a file that is there already is never replaced',
    '--reason TEXT    who it is for, and why they need it; kept in the audit log',
    '--query QUERY    what to let out; the whole case if not said',
    '--leave-out-c    leaves out what rests on information coded C instead of refusing',
    'Protected people never leave, nor does what is not graded.',
  ],
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    query: { type: 'string' },
    'leave-out-c': { type: 'boolean' },
  },
  words: [1, 1],
  async run({ api, values, resolvePath, unlock, progress }): Promise<Exported> {
    const format = choiceOption(values, 'format', FORMATS);
    const out = textOption(values, 'out');
    const reason = textOption(values, 'reason')?.trim();
    if (!format) throw new UsageError(`Say --format: one of ${FORMATS.join(', ')}.`);
    if (out === null) throw new UsageError('Say --out: the file to write.');
    if (!reason) throw new UsageError('Say --reason: who it is for, and why they need it.');
    const query = textOption(values, 'query');
    const scope =
      query === null ? { type: 'case' as const } : { type: 'found' as const, filter: query };
    await unlock();
    const { records, links, withheld } = await api.graph.exportPreview({ scope });
    const leavesOutC = values['leave-out-c'] === true;
    const path = resolvePath(out);
    const file = beginFile(path);
    try {
      let isWhole = false;
      const events: AsyncIterable<ExportEvent> =
        format === 'csv'
          ? await api.graph.exportMeasures({
              scope: { filter: query ?? '' },
              measures: [...CASE_MEASURES],
              reason,
              leavesOutC,
            })
          : await api.graph.export({ scope, format, reason, leavesOutC });
      for await (const event of events) {
        if (event.text !== null) file.write(event.text);
        if (event.progress)
          progress(event.progress.phase, event.progress.done, event.progress.total);
        isWhole ||= event.file !== null;
      }
      if (!isWhole) throw new Error('The export ended before the file was whole.');
      file.finish();
    } catch (error) {
      file.abandon();
      throw error;
    }
    return { file: path, format, records, links, withheld };
  },
  text: ({ file, records, links, withheld }) =>
    [
      `${records.toLocaleString('en-GB')} records and ${links.toLocaleString('en-GB')} links written to ${file}.`,
      `Left out: ${withheld.protectedCount} protected, ${withheld.codedC.records + withheld.codedC.links} coded C, ${withheld.ungraded.records + withheld.ungraded.links} not graded.`,
      'This cannot be undone. It is recorded with its reason.',
    ].join('\n'),
});
