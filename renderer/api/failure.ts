import { ORPCError } from '@orpc/client';
import { AppError, ErrorData } from '../../shared/api/errors.ts';

const INTERNAL_MESSAGE =
  'Something went wrong inside Achilles. Your saved work is safe. Try again; if it happens again, restart.';

/** Any failure of a call as an `AppError`, so that screens meet one kind alone. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ORPCError) {
    const data = ErrorData.safeParse(error.data);
    if (data.success) {
      const { code, ...more } = data.data;
      return new AppError(code, error.message, { ...more, cause: error });
    }
    if (error.code === 'BAD_REQUEST') {
      return new AppError(
        'bad-request',
        'What was asked for is not valid. Check it and try again.',
        {
          cause: error,
        },
      );
    }
  }
  return new AppError('internal', INTERNAL_MESSAGE, { cause: error });
}

/** Whether a failure only says that the caller stopped waiting. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
