import type { Subgraph } from '../../../shared/api/graph.ts';
import type { ViewState } from '../../../shared/api/view.ts';
import { api } from '../../api/api.ts';
import type { ReadingTools } from './reading-queue.ts';

/** Records that the map opens with, where nothing says which. */
export const OPEN_LIMIT = 250;

/** A part of the case, and the saved view that it was read for. */
export interface MapReading {
  /** Null: the part that the backend thinks sensible. */
  readonly saved: ViewState | null;
  readonly answer: Subgraph;
}

/** A reading that was begun before anyone was there to look at it. */
export interface BegunReading {
  readonly answer: Promise<MapReading>;
  /** Tells what it is at now, and from now on. */
  follow(tell: (step: string) => void): void;
  stop(): void;
}

/** The step of reading so many records. */
export function readingStep(count: number): string {
  return count === 1
    ? 'Reading 1 record and its links'
    : `Reading ${count.toLocaleString('en-GB')} records and their links`;
}

/** Reads what a saved view shows; null where it shows nothing, or nothing that is still there. */
async function readSaved(
  saved: ViewState | null,
  { signal, tell }: ReadingTools,
): Promise<MapReading | null> {
  if (!saved || saved.shownIds.length === 0) return null;
  tell(readingStep(saved.shownIds.length));
  const answer = await api.graph.among({ ids: [...saved.shownIds] }, { signal });
  return answer.nodes.length === 0 ? null : { saved, answer };
}

/** The first step of reading a map. */
export const FIRST_STEP = 'Reading how the map was left';

/** Reads the map as it was left, else the part to begin with. */
export async function readMap(tools: ReadingTools): Promise<MapReading> {
  const { signal, tell } = tools;
  tell(FIRST_STEP);
  const left = await readSaved(await api.view.getWorking(undefined, { signal }), tools);
  if (left) return left;
  tell('Reading the part to begin with');
  return { saved: null, answer: await api.graph.open({ limit: OPEN_LIMIT }, { signal }) };
}

/** Begins to read, for someone who will look at the answer, or at the failure, later. */
export function beginReading(): BegunReading {
  const stopper = new AbortController();
  let step = FIRST_STEP;
  let listener = (_step: string): void => {};
  const answer = readMap({
    signal: stopper.signal,
    tell(next) {
      step = next;
      listener(next);
    },
  });
  // Until then a failure is nobody's fault; the session reports it.
  answer.catch(() => {});
  return {
    answer,
    follow(tell) {
      listener = tell;
      tell(step);
    },
    stop: () => stopper.abort(),
  };
}
