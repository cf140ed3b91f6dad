import type { DependencyList } from 'react';
import { useEffect, useState } from 'react';
import type { AppError } from '../../shared/api/errors.ts';
import { isAbort, toAppError } from './failure.ts';

/** What a component knows of something it reads. */
export type Loaded<T> =
  | { readonly status: 'loading' }
  | {
      readonly status: 'failed';
      readonly error: AppError;
      /** Asks again. */
      readonly retry: () => void;
    }
  | {
      readonly status: 'ready';
      readonly value: T;
      /** A newer answer is on its way; this one is shown until then. */
      readonly isStale: boolean;
    };

/**
 * Reads from the backend, and again whenever `dependencies` change. An answer that comes after a newer
 * question is ignored. While a newer answer is awaited the last value stays, marked stale. What failed can be asked
 * again.
 */
export function useApi<T>(
  read: (signal: AbortSignal) => Promise<T>,
  dependencies: DependencyList,
): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller lists what its reading depends on, and each attempt reads again.
  useEffect(() => {
    const stop = new AbortController();
    setLoaded((last) =>
      last.status === 'ready' ? { ...last, isStale: true } : { status: 'loading' },
    );
    read(stop.signal).then(
      (value) => {
        if (!stop.signal.aborted) setLoaded({ status: 'ready', value, isStale: false });
      },
      (error: unknown) => {
        if (stop.signal.aborted || isAbort(error)) return;
        const retry = () => setAttempt((before) => before + 1);
        setLoaded({ status: 'failed', error: toAppError(error), retry });
      },
    );
    return () => stop.abort();
  }, [...dependencies, attempt]);

  return loaded;
}
