import { z } from 'zod';

/** Every expected failure. Anything else is logged and becomes `internal`. */
export const ErrorCode = z.enum([
  'internal',
  'bad-request',
  'not-found',
  'case-not-open',
  'case-exists',
  'case-missing',
  'case-empty',
  'case-not-a-case',
  'case-damaged',
  'case-newer-version',
  'case-in-use',
  'case-busy',
  'case-read-only',
  'case-on-network',
  'keyslot-missing',
  'keyslot-weak',
  'passphrase-wrong',
  'passphrase-wait',
  'passphrase-too-short',
  'import-refused',
  'import-has-quarantine',
  'import-cancelled',
  'nothing-to-undo',
  'undo-conflict',
  'invalid-value',
  'protected-person',
  'disk-full',
  'not-permitted',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** What can be done about a damaged case, and what restoring it would lose. */
export const Damage = z.strictObject({
  /** When the newest backup that was read back whole was made; null: there is none. */
  backupMadeAt: z.string().nullable(),
  /** Newer backups that could not be read back whole. */
  passedOver: z.int().min(0),
  /** What the damaged file says was done after that backup; null: cannot be told. */
  lost: z
    .strictObject({
      changes: z.int().min(0),
      /** Null: when cannot be told. */
      firstAt: z.string().nullable(),
      lastAt: z.string().nullable(),
    })
    .nullable(),
});
export type Damage = z.infer<typeof Damage>;

/** What an expected failure carries besides its message. */
export const ErrorData = z.strictObject({
  code: ErrorCode,
  /** Milliseconds until another passphrase may be tried. */
  waitMs: z.int().min(0).optional(),
  /** Of a case whose key was right and whose content did not read back whole. */
  damage: Damage.optional(),
  problems: z
    .array(
      z.strictObject({
        file: z.string(),
        row: z.int().nullable(),
        column: z.string().nullable(),
        reason: z.string(),
      }),
    )
    .optional(),
});
export type ErrorData = z.infer<typeof ErrorData>;

/** An expected failure: a code of the closed union and a message that says what is wrong and what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(
    code: ErrorCode,
    message: string,
    more: Omit<ErrorData, 'code'> & { cause?: unknown } = {},
  ) {
    const { cause, ...data } = more;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = { code, ...data };
  }
}

/** The one failure for an id that names nothing. */
export function notFound(noun: string): AppError {
  return new AppError(
    'not-found',
    `There is no such ${noun} in this case. It may have been removed or undone.`,
  );
}
