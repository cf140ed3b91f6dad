import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { baseKindOf, type Ontology } from '../../shared/domain/ontology.ts';
import { api } from './api.ts';
import { type Loaded, useApi } from './use-api.ts';

/** The ontology of the open case, as whatever keeps it for the window has it. */
export const OntologyContext = createContext<Loaded<Ontology>>({ status: 'loading' });

/**
 * Reads the ontology of the open case, and again whenever its types change. To be used once, by what lives as long
 * as the case is open: nothing of a case's own types outlives that.
 */
export function useCaseOntology(typesRevision: number, isConnected: boolean): Loaded<Ontology> {
  const [attempt, setAttempt] = useState(0);
  const loaded = useApi(() => api.app.ontology(), [typesRevision, attempt]);
  const hasFailed = loaded.status === 'failed';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a failure is asked again when the connection is back, not at once.
  useEffect(() => {
    if (hasFailed && isConnected) setAttempt((before) => before + 1);
  }, [isConnected]);
  return loaded;
}

/** The ontology of the open case: what is shipped, with what the case adds and calls otherwise. */
export function useOntology(): Loaded<Ontology> {
  return useContext(OntologyContext);
}

/** The ontology for what can do without it meanwhile: null until it is there. */
export function useOntologyOrNull(): Ontology | null {
  const loaded = useOntology();
  return loaded.status === 'ready' ? loaded.value : null;
}

/** The shipped kind by whose colour a kind is drawn: its own name until the ontology is there. */
export function useBaseKind(): (kind: string) => string {
  const ontology = useOntologyOrNull();
  return useCallback((kind) => (ontology ? baseKindOf(ontology, kind) : kind), [ontology]);
}
