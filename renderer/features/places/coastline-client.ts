import type { CoastAnswer, CoastTask } from './coastline.worker.ts';
import type { GlobeBox } from './projection.ts';

type Polygons = readonly (readonly Float64Array[])[];

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, (polygons: Polygons | null) => void>();

function started(): Worker {
  if (worker) return worker;
  // Kept: it holds the outlines of the world, which take long to unpack.
  worker = new Worker(new URL('./coastline.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data: { id, polygons } }: MessageEvent<CoastAnswer>) => {
    waiting.get(id)?.(polygons);
    waiting.delete(id);
  };
  worker.onerror = () => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
    worker = null;
  };
  return worker;
}

/** The coast around a part of the globe, read and unpacked by a worker; null where it cannot be read. */
export function askCoastline(seen: GlobeBox): Promise<Polygons | null> {
  const { promise, resolve } = Promise.withResolvers<Polygons | null>();
  const task: CoastTask = { id: ++lastId, seen };
  waiting.set(task.id, resolve);
  started().postMessage(task);
  return promise;
}
