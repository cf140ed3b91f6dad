import type { Progress } from '../../shared/api/case.ts';
import { AppError, type ErrorData } from '../../shared/api/errors.ts';
import type { ImportOptions, ImportReport } from '../../shared/api/import.ts';
import type { ImportFile } from '../formats/import-file.ts';
import type { ImportLimits } from '../formats/limits.ts';

/** All that the import's thread is told when it starts. */
export interface ImportTask {
  readonly casePath: string;
  /** Copies of the keys, wiped by the thread when it ends. */
  readonly databaseKey: Uint8Array;
  readonly auditKey: Uint8Array;
  readonly resourcesDir: string;
  readonly files: readonly ImportFile[];
  readonly options: ImportOptions;
  readonly author: string;
  readonly role: string;
  readonly reason: string | null;
  readonly today: string;
  readonly limits: ImportLimits;
  /** One number: not zero once the import is to stop. */
  readonly cancelFlag: SharedArrayBuffer;
}

/** A failure in a form that crosses threads: classes do not. */
export type ImportFailure =
  | { readonly kind: 'expected'; readonly message: string; readonly data: ErrorData }
  | {
      readonly kind: 'unexpected';
      readonly message: string;
      readonly code: string | null;
      readonly stack: string | null;
    };

/** What the import's thread tells. */
export type ImportMessage =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'report'; readonly report: ImportReport }
  | { readonly type: 'failed'; readonly failure: ImportFailure };

export function toFailure(error: unknown): ImportFailure {
  if (error instanceof AppError)
    return { kind: 'expected', message: error.message, data: error.data };
  if (!(error instanceof Error))
    return { kind: 'unexpected', message: String(error), code: null, stack: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { kind: 'unexpected', message: error.message, code, stack: error.stack ?? null };
}

export function fromFailure(failure: ImportFailure): Error {
  if (failure.kind === 'expected') {
    const { code, ...data } = failure.data;
    return new AppError(code, failure.message, data);
  }
  const error = new Error(failure.message);
  if (failure.stack !== null) error.stack = failure.stack;
  return failure.code === null ? error : Object.assign(error, { code: failure.code });
}
