import { join, resolve } from 'node:path';
import { loadOntology, loadSampleLists } from '../../../electron/db/resources.ts';
import type { StagedRecord, StagedRelation } from '../../../shared/domain/staged.ts';
import {
  type County,
  type CountyOptions,
  generateCounty,
} from '../../../shared/synthetic/county.ts';

const RESOURCES = join(resolve(import.meta.dirname, '../../..'), 'resources');

export const ontology = loadOntology(RESOURCES);
export const lists = loadSampleLists(RESOURCES);
export const REFERENCE_DATE = '2026-11-01';
export const SEEDS = [1, 2, 3] as const;

/** A county of this seed, made anew. */
export function countyOf(seed: number, more: Partial<CountyOptions> = {}): County {
  return generateCounty({ seed, scale: 'county', referenceDate: REFERENCE_DATE, lists, ...more });
}

const made = new Map<number, County>();

/** A county of this seed, made once for all tests that only read it. */
export function sharedCounty(seed: number): County {
  const known = made.get(seed);
  if (known) return known;
  const county = countyOf(seed);
  made.set(seed, county);
  return county;
}

export function recordsOf(county: County): StagedRecord[] {
  return county.sources.flatMap((source) => source.records);
}

export function relationsOf(county: County): StagedRelation[] {
  return county.sources.flatMap((source) => source.relations);
}

/** Records of each entity by the natural key of its first. */
export function entitiesOf(county: County): Map<string, StagedRecord[]> {
  const entities = new Map<string, StagedRecord[]>();
  for (const record of recordsOf(county)) {
    const key = record.subjectKey ?? record.naturalKey;
    const known = entities.get(key);
    if (known) known.push(record);
    else entities.set(key, [record]);
  }
  return entities;
}

/** Keys that each key is joined to, either way. */
export function neighboursOf(relations: readonly StagedRelation[]): Map<string, Set<string>> {
  const near = new Map<string, Set<string>>();
  for (const { fromKey, toKey } of relations) {
    for (const [one, other] of [
      [fromKey, toKey],
      [toKey, fromKey],
    ] as const) {
      const known = near.get(one);
      if (known) known.add(other);
      else near.set(one, new Set([other]));
    }
  }
  return near;
}

/** Keys that can be reached in so many steps, without the one it starts from. */
export function withinHops(
  near: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
  hops: number,
): Set<string> {
  const found = new Set([start]);
  let ring = [start];
  for (let hop = 0; hop < hops; hop++) {
    ring = [...new Set(ring.flatMap((key) => [...(near.get(key) ?? [])]))].filter(
      (key) => !found.has(key),
    );
    for (const key of ring) found.add(key);
  }
  found.delete(start);
  return found;
}
