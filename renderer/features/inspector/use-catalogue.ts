import type { Lever } from '../../../shared/domain/lever.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';

let asked: Promise<ReadonlyMap<string, Lever>> | null = null;
const EMPTY: ReadonlyMap<string, Lever> = new Map();

/** The levers by id, asked for once; empty until they are there. */
export function useCatalogue(): ReadonlyMap<string, Lever> {
  const catalogue = useApi(() => {
    asked ??= api.lever
      .catalogue()
      .then(({ levers }) => new Map(levers.map((lever) => [lever.id, lever])));
    asked.catch(() => {
      asked = null;
    });
    return asked;
  }, []);
  return catalogue.status === 'ready' ? catalogue.value : EMPTY;
}
