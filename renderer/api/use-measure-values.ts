import { useMemo } from 'react';
import type { CaseMeasure } from '../../shared/analysis/case-measure.ts';
import type { AnalysisScope } from '../../shared/api/analysis-scope.ts';
import { api } from './api.ts';
import { type Running, useRunning } from './use-running.ts';

/** Values of measures, by measure and record. Of protected people there are none. */
export type MeasureColumns = ReadonlyMap<CaseMeasure, ReadonlyMap<string, number>>;

/** The graph that is measured, and the state of the case that it is of. */
interface MeasuredNow {
  readonly scope: Pick<AnalysisScope, 'projection' | 'weighting' | 'filter' | 'among'>;
  readonly revision: number;
}

/**
 * Values of some measures of the graph that is measured now; those of before stay until there are newer ones.
 * Nothing is computed where no measure is asked for.
 */
export function useMeasureValues(
  measures: readonly CaseMeasure[],
  { scope, revision }: MeasuredNow,
): Running<MeasureColumns> {
  const wanted = measures.join(' ');
  const key = useMemo(
    () => (wanted === '' ? '' : JSON.stringify([wanted, scope])),
    [wanted, scope],
  );
  return useRunning<MeasureColumns>(key, wanted === '' ? 0 : revision, async (signal, tell) => {
    const columns = new Map<CaseMeasure, ReadonlyMap<string, number>>();
    if (wanted !== '') {
      const measures = wanted.split(' ') as CaseMeasure[];
      const events = await api.analysis.measure({ scope, measures, replicates: 0 }, { signal });
      let ids: readonly string[] = [];
      for await (const event of events) {
        if (event.type === 'records') ids = event.ids;
        if (event.type !== 'values') continue;
        const column = new Map<string, number>();
        for (const [at, value] of event.values.entries())
          if (value !== null) column.set(ids[at]!, value);
        columns.set(event.measure, column);
      }
    }
    tell.value(columns);
  });
}
