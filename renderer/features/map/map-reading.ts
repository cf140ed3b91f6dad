import type { Subgraph } from '../../../shared/api/graph.ts';
import type { ViewState } from '../../../shared/api/view.ts';
import { api } from '../../api/api.ts';

/** Records that the map opens with, where nothing says which. */
export const OPEN_LIMIT = 250;

/** A part of the case, and the saved view that it was read for. */
export interface MapReading {
  /** Null: the part that the backend thinks sensible. */
  readonly saved: ViewState | null;
  readonly answer: Subgraph;
}

/** Reads what a saved view shows; null where it shows nothing, or nothing that is still there. */
async function readSaved(saved: ViewState | null): Promise<MapReading | null> {
  if (!saved || saved.shownIds.length === 0) return null;
  const answer = await api.graph.among({ ids: [...saved.shownIds] });
  return answer.nodes.length === 0 ? null : { saved, answer };
}

/** Reads the map as it was left, else the part to begin with. */
export async function readMap(): Promise<MapReading> {
  const left = await readSaved(await api.view.getWorking());
  return left ?? { saved: null, answer: await api.graph.open({ limit: OPEN_LIMIT }) };
}

/** Begins to read, for someone who will look at the answer, or at the failure, later. */
export function beginReading(): Promise<MapReading> {
  const reading = readMap();
  // Until then a failure is nobody's fault; the session reports it.
  reading.catch(() => {});
  return reading;
}
