import type { Ontology } from '../../shared/domain/ontology.ts';
import { api } from './api.ts';
import { useApi } from './use-api.ts';

let asked: Promise<Ontology> | null = null;

/** The ontology, read once: it never changes while the application runs. */
function readOntology(): Promise<Ontology> {
  asked ??= api.app.ontology().catch((error: unknown) => {
    asked = null; // A failure is not kept: the next reader asks again.
    throw error;
  });
  return asked;
}

/** The ontology, or null until it is there. */
export function useOntology(): Ontology | null {
  const loaded = useApi(readOntology, []);
  return loaded.status === 'ready' ? loaded.value : null;
}
