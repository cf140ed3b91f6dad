import { AppError, type ErrorData } from '../../shared/api/errors.ts';

/** A failure in a form that crosses threads: classes do not. */
export type WorkFailure =
  | { readonly kind: 'expected'; readonly message: string; readonly data: ErrorData }
  | {
      readonly kind: 'unexpected';
      readonly message: string;
      readonly code: string | null;
      readonly stack: string | null;
    };

export function toFailure(error: unknown): WorkFailure {
  if (error instanceof AppError)
    return { kind: 'expected', message: error.message, data: error.data };
  if (!(error instanceof Error))
    return { kind: 'unexpected', message: String(error), code: null, stack: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { kind: 'unexpected', message: error.message, code, stack: error.stack ?? null };
}

export function fromFailure(failure: WorkFailure): Error {
  if (failure.kind === 'expected') {
    const { code, ...data } = failure.data;
    return new AppError(code, failure.message, data);
  }
  const error = new Error(failure.message);
  if (failure.stack !== null) error.stack = failure.stack;
  return failure.code === null ? error : Object.assign(error, { code: failure.code });
}
