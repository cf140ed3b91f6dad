import { useMemo, useSyncExternalStore } from 'react';
import type { CatalogueLever } from '../../shared/domain/lever-catalogue.ts';
import { api } from './api.ts';
import { type Loaded, useApi } from './use-api.ts';

/** The catalogue of levers, with what it says of itself. */
export type Catalogue = Awaited<ReturnType<typeof api.lever.catalogue>>;

let edition = 0;
let asked: Promise<Catalogue> | null = null;
const listeners = new Set<() => void>();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readCatalogue(): Promise<Catalogue> {
  asked ??= api.lever.catalogue();
  asked.catch(() => {
    asked = null;
  });
  return asked;
}

/** Makes whoever shows the catalogue read it again. */
export function rereadCatalogue(): void {
  asked = null;
  edition++;
  for (const listener of listeners) listener();
}

/** The catalogue, asked for once for all who want it. */
export function useCatalogueRead(): Loaded<Catalogue> {
  const current = useSyncExternalStore(listen, () => edition);
  return useApi(readCatalogue, [current]);
}

const EMPTY: ReadonlyMap<string, CatalogueLever> = new Map();

/** The levers by id; empty until they are there. */
export function useCatalogue(): ReadonlyMap<string, CatalogueLever> {
  const read = useCatalogueRead();
  const levers = read.status === 'ready' ? read.value.levers : null;
  return useMemo(
    () => (levers ? new Map(levers.map((lever) => [lever.id, lever])) : EMPTY),
    [levers],
  );
}
