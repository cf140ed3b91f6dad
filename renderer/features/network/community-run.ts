import { useSyncExternalStore } from 'react';
import type { CommunitiesAnswer } from '../../../shared/api/analysis.ts';
import type { AppError } from '../../../shared/api/errors.ts';

/** How the looking for communities stands. What was found last stays until there is something newer. */
export interface CommunityRun {
  readonly answer: CommunitiesAnswer | null;
  /** Whether what was found is of an earlier case, map or question. */
  readonly isStale: boolean;
  /** Null: nothing is being looked for. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: AppError | null;
  readonly isStopped: boolean;
}

const NOTHING: CommunityRun = {
  answer: null,
  isStale: false,
  progress: null,
  error: null,
  isStopped: false,
};

let run = NOTHING;
const listeners = new Set<() => void>();
let acts = { stop: () => {}, again: () => {} };

/** Says how the looking stands. */
export function setCommunityRun(change: Partial<CommunityRun>): void {
  run = { ...run, ...change };
  for (const listener of listeners) listener();
}

/** Forgets what was found: nothing of a case stays when it is left. */
export function clearCommunityRun(): void {
  setCommunityRun(NOTHING);
}

/** Who looks for communities says how to stop it, and how to look again. */
export function setCommunityActs(next: typeof acts): void {
  acts = next;
}

/** Ends what is being looked for: what was found last stays. */
export function stopCommunities(): void {
  acts.stop();
}

export function lookAgain(): void {
  acts.again();
}

/** How the looking for communities stands. */
export function useCommunityRun(): CommunityRun {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => run,
  );
}
