import { useSyncExternalStore } from 'react';
import type { CommunitiesAnswer } from '../../../shared/api/analysis.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import { areMoreWithheld, readWithheld } from '../../api/withheld.ts';

/** How the looking for communities stands. What was found last stays until there is something newer. */
export interface CommunityRun {
  readonly answer: CommunitiesAnswer | null;
  /** Who was protected when it was worked out. */
  readonly withheld: readonly string[];
  /** Whether what was found is of an earlier case, map or question. */
  readonly isStale: boolean;
  /** Null: nothing is being looked for. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: AppError | null;
  readonly isStopped: boolean;
}

const NOTHING: CommunityRun = {
  answer: null,
  withheld: [],
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

/** Puts what was found away where somebody has been protected since: names and lists would go on telling of them. */
export async function putAwayUnsafe(signal: AbortSignal): Promise<void> {
  const { answer } = run;
  if (!answer) return;
  const now = await readWithheld(signal);
  if (run.answer === answer && areMoreWithheld(run.withheld, now))
    setCommunityRun({ answer: null, withheld: [], isStale: false });
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
