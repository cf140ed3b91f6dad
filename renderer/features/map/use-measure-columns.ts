import { useMemo } from 'react';
import type { CaseMeasure } from '../../../shared/analysis/case-measure.ts';
import { measureOfStyle } from '../../../shared/analysis/measure-style.ts';
import type { ViewStyle } from '../../../shared/domain/view-style.ts';
import { api } from '../../api/api.ts';
import { type Running, useRunning } from '../../api/use-running.ts';
import { useStore } from '../../store/store.ts';
import { useScope } from '../../store/use-scope.ts';

/** Values of measures, by measure and record. Of protected people there are none. */
export type MeasureColumns = ReadonlyMap<CaseMeasure, ReadonlyMap<string, number>>;

/** Measures that a style follows. */
function measuresOf({ sizeBy, colourBy }: ViewStyle): readonly CaseMeasure[] {
  const found = [sizeBy, colourBy].map(measureOfStyle).filter((measure) => measure !== null);
  return [...new Set(found)];
}

/** Values of the measures that the map is drawn by; those of before stay until there are newer ones. */
export function useMeasureColumns(style: ViewStyle): Running<MeasureColumns> {
  const scope = useScope();
  const revision = useStore((state) => state.revision);
  const wanted = measuresOf(style).join(' ');
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
