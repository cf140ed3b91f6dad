import type { ScryptOptions } from 'node:crypto';
import { basename } from 'node:path';
import { expect, vi } from 'vitest';

/** Tests that are about keys, or that have another process open their case. */
const FULL_COST = new Set([
  'at-rest.test.ts',
  'case-file.test.ts',
  'command-line.test.ts',
  'key.test.ts',
  'keyslot.test.ts',
  'loopback.test.ts',
  'recovery.test.ts',
]);

/** Cost of a key in the other tests, whose subject is what stands in the case. */
const QUICK_COST = 2 ** 10;

const file = basename(expect.getState().testPath ?? '');

// Making one key at full cost takes as long as a dozen calls, and most tests make a case of their own.
if (!FULL_COST.has(file)) {
  vi.doMock('node:crypto', async (importOriginal) => {
    const crypto = await importOriginal<typeof import('node:crypto')>();
    const scrypt = (
      secret: Buffer,
      salt: Buffer,
      length: number,
      options: ScryptOptions,
      done: (error: Error | null, key: Buffer) => void,
    ) => crypto.scrypt(secret, salt, length, { ...options, N: QUICK_COST }, done);
    return { ...crypto, scrypt };
  });
}
