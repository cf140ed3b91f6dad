import type { CaseMeasure } from '../analysis/case-measure.ts';
import { MEASURE_WORDS } from '../analysis/measure-words.ts';
import type { MeasureEvent } from '../api/analysis.ts';
import type { ExportHead } from './exported.ts';

type Values = Extract<MeasureEvent, { type: 'values' }>;
type Doubt = Extract<MeasureEvent, { type: 'doubt' }>;

/** One measure of a graph's records, as the columns of a table. */
export interface MeasuredColumn {
  readonly values: Values;
  /** Null: no intervals were worked out for it. */
  readonly doubt: Doubt | null;
}

/** Measures as they leave a case, and what they rest on. */
export interface ExportedMeasures {
  readonly head: ExportHead;
  /** Beside the columns' values; null: it may not leave, and its row is left out. */
  readonly records: readonly ({
    readonly label: string;
    readonly reference: string;
    readonly kindLabel: string;
    readonly marking: string;
  } | null)[];
  readonly columns: readonly MeasuredColumn[];
  /** On which graph: *full, weighed by strength*. */
  readonly graph: string;
  readonly seed: number | null;
  readonly revision: number;
  readonly asOf: string;
  readonly policy: string;
}

/** Said in every row: rows are taken out of files. */
const STANDING = 'A score is a question, not a finding: check what it rests on.';

/**
 * Measures as a table: a row for each record that may leave, in the order of the graph. What is not defined is blank.
 * Every row says on which graph, with which seed, at which revision of the case and on which day it was computed.
 */
export function measuresTable(measures: ExportedMeasures): {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const { head, columns } = measures;
  const about = [
    measures.graph,
    head.withheld.join(' '),
    head.filter ?? '',
    measures.seed === null ? '' : String(measures.seed),
    String(measures.revision),
    measures.asOf,
    measures.policy,
    head.madeAt,
    head.application,
    head.marking,
    STANDING,
  ];
  return {
    headings: [
      'Record',
      'Reference',
      'Kind',
      'Marking of the record',
      ...columns.flatMap(headingsOf),
      'Graph',
      'Left out',
      'Filter',
      'Seed',
      'Revision of the case',
      'As of',
      'Policy of weights',
      'Computed at (UTC)',
      'Program',
      'Protective marking',
      'Standing',
    ],
    rows: measures.records.flatMap((record, at) =>
      record === null
        ? []
        : [
            [
              record.label,
              record.reference,
              record.kindLabel,
              record.marking,
              ...columns.flatMap((column) => cellsOf(column, at)),
              ...about,
            ],
          ],
    ),
  };
}

function headingsOf({ values, doubt }: MeasuredColumn): string[] {
  const { name, formalName } = MEASURE_WORDS[values.measure satisfies CaseMeasure];
  const measure = name === formalName ? name : `${name} (${formalName})`;
  const called = values.sampled === null ? measure : `${measure}, ${estimateWords(values.sampled)}`;
  const own = [called, `${called}, rank`];
  return doubt === null
    ? own
    : [
        ...own,
        // Not a confidence interval: what becomes of it where links are left out by chance.
        `${called}, 2.5th percentile of ${doubt.replicates} runs with links left out`,
        `${called}, 97.5th percentile of ${doubt.replicates} runs with links left out`,
        `${called}, rank, 2.5th percentile of these runs`,
        `${called}, rank, 97.5th percentile of these runs`,
        `${called}, share of runs in the first three`,
      ];
}

/** How far estimated values may be off: nobody may take them for exact. */
function estimateWords({ error }: NonNullable<Values['sampled']>): string {
  return error === null
    ? 'estimated'
    : `estimated to within ${Number(error.toPrecision(2))} with 95% confidence`;
}

function cellsOf({ values, doubt }: MeasuredColumn, at: number): string[] {
  const cell = (column: readonly (number | null)[]) => {
    const value = column[at] ?? null;
    return value === null ? '' : String(value);
  };
  const own = [cell(values.values), cell(values.ranks)];
  return doubt === null
    ? own
    : [
        ...own,
        ...[doubt.low, doubt.high, doubt.bestRank, doubt.worstRank, doubt.shareInTop].map(cell),
      ];
}
