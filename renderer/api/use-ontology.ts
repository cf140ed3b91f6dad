import type { Ontology } from '../../shared/domain/ontology.ts';
import { api } from './api.ts';
import { type Loaded, useApi } from './use-api.ts';

let asked: Promise<Ontology> | null = null;

/** The ontology, asked for once: it does not change while the product runs. */
export function useOntology(): Loaded<Ontology> {
  return useApi(() => {
    asked ??= api.app.ontology();
    asked.catch(() => {
      asked = null; // A failure is not kept: the next reader asks again.
    });
    return asked;
  }, []);
}

/** The ontology for what can do without it meanwhile: null until it is there. */
export function useOntologyOrNull(): Ontology | null {
  const loaded = useOntology();
  return loaded.status === 'ready' ? loaded.value : null;
}
