import { useSyncExternalStore } from 'react';
import { isPossibleEnabler, isPossibleFront } from '../../shared/analysis/sign-badge.ts';
import { api } from './api.ts';

/** What the signs of a record say it may be. */
export type SignMark = 'enabler' | 'front';

export type SignMarks = ReadonlyMap<string, SignMark>;

/** Records of each list that are looked at; those beyond have few signs. */
const MOST = 500;
const NONE: SignMarks = new Map();

let marks: SignMarks = NONE;
const listeners = new Set<() => void>();

function tell(next: SignMarks): void {
  marks = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reads which records may be enablers or fronts, for all who mark them. Those of before stay until then. */
export async function readSignMarks(signal: AbortSignal): Promise<void> {
  const [enablers, fronts] = await Promise.all([
    api.analysis.signRanking({ of: 'enablers', limit: MOST }, { signal }),
    api.analysis.signRanking({ of: 'fronts', limit: MOST }, { signal }),
  ]);
  if (signal.aborted) return;
  tell(
    new Map([
      ...enablers.items
        .filter(isPossibleEnabler)
        .map(({ record }) => [record.id, 'enabler'] as const),
      ...fronts.items
        .filter(({ band }) => isPossibleFront(band))
        .map(({ record }) => [record.id, 'front'] as const),
    ]),
  );
}

/** Forgets them: they were of another case, or of one that is locked. */
export function forgetSignMarks(): void {
  tell(NONE);
}

/** Records that may be enablers or fronts, as they were read last. */
export function useSignMarks(): SignMarks {
  return useSyncExternalStore(listen, () => marks);
}
