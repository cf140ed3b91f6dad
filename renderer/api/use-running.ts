import { useCallback, useEffect, useRef, useState } from 'react';
import type { AnalysisProgress } from '../../shared/api/analysis.ts';
import type { AppError } from '../../shared/api/errors.ts';
import { isAbort, toAppError } from './failure.ts';

/** How long the case must have been left alone before a result that it outran is computed again. */
const PAUSE_MS = 700;

/** What is known of a computation whose result stays while a newer one is on its way. */
export interface Running<T> {
  /** The last result, whole or as far as it has come; null: none yet. */
  readonly value: T | null;
  /** When it was computed; told where it is stale. */
  readonly computedAt: Date | null;
  /** Whether it is of an earlier state of the case, or answers an earlier question. */
  readonly isStale: boolean;
  readonly status: 'running' | 'done' | 'stopped' | 'failed';
  readonly progress: AnalysisProgress | null;
  readonly error: AppError | null;
  /** Ends the computation; what is known stays. */
  stop(): void;
  again(): void;
}

interface State<T> {
  readonly value: T | null;
  readonly computedAt: Date | null;
  /** The question and revision that the value answers. */
  readonly key: string | null;
  readonly revision: number | null;
  readonly status: Running<T>['status'];
  readonly progress: AnalysisProgress | null;
  readonly error: AppError | null;
}

/** Computes something step by step: each call of `tell` shows how far it is. */
export type Computation<T> = (
  signal: AbortSignal,
  tell: { value(value: T): void; progress(progress: AnalysisProgress): void },
) => Promise<void>;

/**
 * Runs a computation, and again whenever `key` or the case changes. A result stays in sight until there is a newer
 * one, and says that it is stale. A change of the question runs at once, one of the case when it has come to rest.
 */
export function useRunning<T>(key: string, revision: number, compute: Computation<T>): Running<T> {
  const [state, setState] = useState<State<T>>({
    value: null,
    computedAt: null,
    key: null,
    revision: null,
    status: 'running',
    progress: null,
    error: null,
  });
  const [attempt, setAttempt] = useState(0);
  const running = useRef<AbortController | null>(null);
  const asked = useRef<{ readonly key: string; readonly attempt: number } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is computed, and each attempt computes anew.
  useEffect(() => {
    const stop = new AbortController();
    running.current = stop;
    const isOvertaken = asked.current?.key === key && asked.current.attempt === attempt;
    asked.current = { key, attempt };
    async function run(): Promise<void> {
      setState((last) => ({ ...last, status: 'running', progress: null, error: null }));
      try {
        await compute(stop.signal, {
          value(value) {
            if (stop.signal.aborted) return;
            const computedAt = new Date();
            setState((last) => ({ ...last, value, computedAt, key, revision }));
          },
          progress(progress) {
            if (!stop.signal.aborted) setState((last) => ({ ...last, progress }));
          },
        });
        if (!stop.signal.aborted) setState((last) => ({ ...last, status: 'done', progress: null }));
      } catch (error) {
        if (stop.signal.aborted || isAbort(error)) return;
        const failure = toAppError(error);
        setState((last) => ({ ...last, status: 'failed', progress: null, error: failure }));
      }
    }
    const timer = setTimeout(() => void run(), isOvertaken ? PAUSE_MS : 0);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, revision, attempt]);

  const stop = useCallback(() => {
    running.current?.abort();
    setState((last) => ({ ...last, status: 'stopped', progress: null }));
  }, []);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  const { value, computedAt, status, progress, error } = state;
  return {
    value,
    computedAt,
    isStale: value !== null && (state.key !== key || state.revision !== revision),
    status,
    progress,
    error,
    stop,
    again,
  };
}
