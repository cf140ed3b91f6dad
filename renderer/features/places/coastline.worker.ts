import { readCoastline } from './coastline.ts';
import type { GlobeBox } from './projection.ts';

/** What the worker is asked: the coast around a part of the globe, under a number. */
export interface CoastTask {
  readonly id: number;
  readonly seen: GlobeBox;
}

/** Its rings, polygon by polygon; null: it could not be read. */
export interface CoastAnswer {
  readonly id: number;
  readonly polygons: readonly (readonly Float64Array[])[] | null;
}

self.onmessage = async ({ data: { id, seen } }: MessageEvent<CoastTask>) => {
  let polygons: readonly (readonly Float64Array<ArrayBuffer>[])[] | null = null;
  try {
    const found = await readCoastline(seen);
    polygons = found.map((rings) => rings.map((ring) => Float64Array.from(ring)));
  } catch {
    // Whoever asked draws the places without it.
  }
  const answer: CoastAnswer = { id, polygons };
  const transfer = polygons?.flatMap((rings) => rings.map(({ buffer }) => buffer)) ?? [];
  self.postMessage(answer, { transfer });
};
