import { useMemo } from 'react';
import type { CaseMeasure } from '../../../shared/analysis/case-measure.ts';
import { api } from '../../api/api.ts';
import { type Running, useRunning } from '../../api/use-running.ts';
import { useStore } from '../../store/store.ts';
import type { Scope } from '../../store/use-scope.ts';
import { measuresOf } from './measure-choices.ts';
import { type Doubt, doubtsOf } from './players.ts';

/** A measure of one record. */
export interface RecordMeasure {
  readonly value: number;
  readonly rank: number | null;
  /** How many have a value by this measure. */
  readonly ranked: number;
  /** No further off than this, where it was estimated; null: exact, or not bounded. */
  readonly error: number | null;
  /** Null: not reckoned. */
  readonly doubt: Doubt | null;
}

/** Every measure of one record. */
export interface RecordMeasures {
  readonly measures: ReadonlyMap<CaseMeasure, RecordMeasure>;
}

const REPLICATES = 200;

/** Every measure that the graph has, of one record: values first, intervals after them. */
export function useRecordMeasures(entityId: string, scope: Scope): Running<RecordMeasures> {
  const revision = useStore((state) => state.revision);
  const measures = measuresOf(scope.projection);
  const key = useMemo(() => JSON.stringify([entityId, scope]), [entityId, scope]);
  return useRunning<RecordMeasures>(key, revision, async (signal, tell) => {
    const events = await api.analysis.measure(
      { scope, measures: [...measures], replicates: REPLICATES },
      { signal },
    );
    let ids: readonly string[] = [];
    let at = -1;
    const found = new Map<CaseMeasure, RecordMeasure>();
    for await (const event of events) {
      if (event.type === 'progress') tell.progress(event);
      else if (event.type === 'records') {
        ids = event.ids;
        at = ids.indexOf(entityId);
      } else if (event.type === 'values') {
        const value = event.values[at] ?? null;
        if (value === null) continue;
        found.set(event.measure, {
          value,
          rank: event.ranks[at] ?? null,
          ranked: event.values.filter((one) => one !== null).length,
          error: event.sampled?.error ?? null,
          doubt: null,
        });
        tell.value({ measures: new Map(found) });
      } else {
        const known = found.get(event.measure);
        const doubt = doubtsOf(ids, event).of.get(entityId) ?? null;
        if (!known || !doubt) continue;
        found.set(event.measure, { ...known, doubt });
        tell.value({ measures: new Map(found) });
      }
    }
    tell.value({ measures: new Map(found) });
  });
}
