import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';

const Base64 = z.base64().max(200);

const ScryptSettings = z.strictObject({
  name: z.literal('scrypt'),
  cost: z
    .int()
    .min(2)
    .max(2 ** 20),
  blockSize: z.int().min(1).max(16),
  parallelization: z.int().min(1).max(8),
  salt: Base64,
});
type ScryptSettings = z.infer<typeof ScryptSettings>;

/** A key, wrapped by a key made from a secret. */
export const WrappedKey = z.strictObject({
  kdf: ScryptSettings,
  nonce: Base64,
  wrappedKey: Base64,
  tag: Base64,
});
export type WrappedKey = z.infer<typeof WrappedKey>;

/** Floor of OWASP's password storage guidance for scrypt; weaker stored settings are refused. */
const MINIMUM = { cost: 2 ** 17, blockSize: 8, parallelization: 1 } as const;

const KEY_BYTES = 32;
const SALT_BYTES = 32;
const NONCE_BYTES = 12;

function deriveKey(secret: Buffer, kdf: ScryptSettings): Promise<Buffer> {
  const { cost: N, blockSize: r, parallelization: p } = kdf;
  const maxmem = 128 * r * (N + p) + 2 ** 20;
  return new Promise((resolve, reject) => {
    scrypt(
      secret,
      Buffer.from(kdf.salt, 'base64'),
      KEY_BYTES,
      { N, r, p, maxmem },
      (error, key) => {
        secret.fill(0);
        if (error) reject(error);
        else resolve(key);
      },
    );
  });
}

/** A wrapped key that was moved to another place, or whose settings were changed, no longer opens. */
function additionalData(boundTo: readonly string[], kdf: ScryptSettings): Buffer {
  const { name, cost, blockSize, parallelization, salt } = kdf;
  return Buffer.from(JSON.stringify([...boundTo, name, cost, blockSize, parallelization, salt]));
}

function freshKdf(): ScryptSettings {
  return { name: 'scrypt', ...MINIMUM, salt: randomBytes(SALT_BYTES).toString('base64') };
}

/** Wraps a key, bound to where it will stand. The secret is filled with zeros. */
export async function wrapKey(options: {
  readonly key: Buffer;
  readonly secret: Buffer;
  readonly boundTo: readonly string[];
}): Promise<WrappedKey> {
  const kdf = freshKdf();
  const wrappingKey = await deriveKey(options.secret, kdf);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce);
  wrappingKey.fill(0);
  cipher.setAAD(additionalData(options.boundTo, kdf));
  const wrappedKey = Buffer.concat([cipher.update(options.key), cipher.final()]);
  return {
    kdf,
    nonce: nonce.toString('base64'),
    wrappedKey: wrappedKey.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** @throws {AppError} `keyslot-weak` */
export function refuseWeak({ kdf }: WrappedKey): void {
  const isWeak =
    kdf.cost < MINIMUM.cost ||
    kdf.blockSize < MINIMUM.blockSize ||
    kdf.parallelization < MINIMUM.parallelization ||
    Buffer.from(kdf.salt, 'base64').length < 16;
  if (!isWeak) return;
  throw new AppError(
    'keyslot-weak',
    'This keyslot protects the case too weakly and is refused. Restore the .keys file beside the case from a backup.',
  );
}

/**
 * Takes the key out; null for a wrong secret. With nothing wrapped the same work is done in vain, so that
 * the time taken does not tell. The secret is filled with zeros.
 */
export async function unwrapKey(
  wrapped: WrappedKey | null,
  options: { readonly secret: Buffer; readonly boundTo: readonly string[] },
): Promise<Buffer | null> {
  const wrappingKey = await deriveKey(options.secret, wrapped?.kdf ?? freshKdf());
  try {
    if (!wrapped) return null;
    const decipher = createDecipheriv(
      'aes-256-gcm',
      wrappingKey,
      Buffer.from(wrapped.nonce, 'base64'),
      { authTagLength: 16 },
    );
    decipher.setAAD(additionalData(options.boundTo, wrapped.kdf));
    decipher.setAuthTag(Buffer.from(wrapped.tag, 'base64'));
    const key = Buffer.concat([
      decipher.update(Buffer.from(wrapped.wrappedKey, 'base64')),
      decipher.final(),
    ]);
    return key.length === KEY_BYTES ? key : null;
  } catch {
    return null;
  } finally {
    wrappingKey.fill(0);
  }
}
