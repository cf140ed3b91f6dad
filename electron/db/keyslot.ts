import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { writeDurably } from './durable-file.ts';
import { passphraseBytes } from './passphrase.ts';

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

/** One user's way to the database key, wrapped by a key made from their passphrase. */
const Keyslot = z.strictObject({
  user: z.string().min(1).max(80),
  role: z.string().min(1).max(40),
  createdAt: z.string(),
  kdf: ScryptSettings,
  nonce: Base64,
  wrappedKey: Base64,
  tag: Base64,
});
export type Keyslot = z.infer<typeof Keyslot>;

/** The keyslots of one case. */
const Keyslots = z.strictObject({
  format: z.literal('achilles-keyslots'),
  version: z.literal(1),
  databaseId: z.string().min(1).max(64),
  slots: z.array(Keyslot).min(1).max(1000),
});
export type Keyslots = z.infer<typeof Keyslots>;

/** Floor of OWASP's password storage guidance for scrypt; weaker stored settings are refused. */
const MINIMUM = { cost: 2 ** 17, blockSize: 8, parallelization: 1 } as const;

const KEY_BYTES = 32;
const SALT_BYTES = 32;
const NONCE_BYTES = 12;

/** Names of the two equal keyslot files of a case. */
export function keyslotPaths(path: string): readonly [string, string] {
  return [`${path}.keys`, `${path}.keys2`];
}

function deriveKey(passphrase: string, kdf: ScryptSettings): Promise<Buffer> {
  const { cost: N, blockSize: r, parallelization: p } = kdf;
  const secret = passphraseBytes(passphrase);
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

/** What a wrapped key is bound to: a slot moved to another case, user or role no longer opens. */
function boundTo(databaseId: string, slot: Pick<Keyslot, 'user' | 'role' | 'kdf'>): Buffer {
  const { name, cost, blockSize, parallelization, salt } = slot.kdf;
  return Buffer.from(
    JSON.stringify([
      'achilles-keyslot-1',
      databaseId,
      slot.user,
      slot.role,
      name,
      cost,
      blockSize,
      parallelization,
      salt,
    ]),
  );
}

function freshKdf(): ScryptSettings {
  return { name: 'scrypt', ...MINIMUM, salt: randomBytes(SALT_BYTES).toString('base64') };
}

/** Wraps the database key for one user. */
export async function makeKeyslot(options: {
  readonly databaseId: string;
  readonly user: string;
  readonly role: string;
  readonly passphrase: string;
  readonly databaseKey: Buffer;
}): Promise<Keyslot> {
  const { databaseId, user, role } = options;
  const kdf = freshKdf();
  const wrappingKey = await deriveKey(options.passphrase, kdf);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce);
  wrappingKey.fill(0);
  cipher.setAAD(boundTo(databaseId, { user, role, kdf }));
  const wrappedKey = Buffer.concat([cipher.update(options.databaseKey), cipher.final()]);
  return {
    user,
    role,
    createdAt: new Date().toISOString(),
    kdf,
    nonce: nonce.toString('base64'),
    wrappedKey: wrappedKey.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** @throws {AppError} `keyslot-weak` */
export function refuseWeakKeyslot(slot: Keyslot): void {
  const { kdf } = slot;
  const isWeak =
    kdf.cost < MINIMUM.cost ||
    kdf.blockSize < MINIMUM.blockSize ||
    kdf.parallelization < MINIMUM.parallelization ||
    Buffer.from(kdf.salt, 'base64').length < 16;
  if (!isWeak) return;
  throw new AppError(
    'keyslot-weak',
    'The keyslot of this user protects the case too weakly and is refused. Restore the .keys file beside the case from a backup.',
  );
}

/**
 * Takes the database key out of a slot; null for a wrong passphrase. With no slot (an unknown user) the same work
 * is done in vain, so that the time taken does not tell who the users are.
 */
export async function openKeyslot(
  databaseId: string,
  slot: Keyslot | null,
  passphrase: string,
): Promise<Buffer | null> {
  const wrappingKey = await deriveKey(passphrase, slot?.kdf ?? freshKdf());
  try {
    if (!slot) return null;
    const decipher = createDecipheriv(
      'aes-256-gcm',
      wrappingKey,
      Buffer.from(slot.nonce, 'base64'),
      { authTagLength: 16 },
    );
    decipher.setAAD(boundTo(databaseId, slot));
    decipher.setAuthTag(Buffer.from(slot.tag, 'base64'));
    const key = Buffer.concat([
      decipher.update(Buffer.from(slot.wrappedKey, 'base64')),
      decipher.final(),
    ]);
    return key.length === KEY_BYTES ? key : null;
  } catch {
    return null;
  } finally {
    wrappingKey.fill(0);
  }
}

/** The checksum finds damage that would otherwise look like a wrong passphrase. */
function serialise(keyslots: Keyslots): string {
  const content = JSON.stringify(keyslots);
  const checksum = createHash('sha256').update(content).digest('hex');
  return `${JSON.stringify({ ...keyslots, checksum }, null, 2)}\n`;
}

/** Keyslots of one file; null when it is missing, damaged or not of this form. */
function readOne(file: string): { readonly keyslots: Keyslots; readonly text: string } | null {
  try {
    const text = readFileSync(file, 'utf8');
    const { checksum, ...content } = z
      .looseObject({ checksum: z.string() })
      .parse(JSON.parse(text));
    const keyslots = Keyslots.parse(content);
    const found = createHash('sha256').update(JSON.stringify(keyslots)).digest('hex');
    return found === checksum ? { keyslots, text } : null;
  } catch {
    return null;
  }
}

/**
 * Keyslots of a case from the first of its two files that is whole.
 * @throws {AppError} `keyslot-missing`
 */
export function readKeyslots(path: string): {
  readonly keyslots: Keyslots;
  readonly needsRepair: boolean;
} {
  const [first, second] = keyslotPaths(path).map(readOne);
  // The first is always written first: where the two differ it is the newer.
  const whole = first ?? second;
  if (!whole) {
    throw new AppError(
      'keyslot-missing',
      'The .keys file that belongs beside this case is missing or damaged, and without it the case cannot be opened. Put it back from where the case was copied, or from a backup.',
    );
  }
  return { keyslots: whole.keyslots, needsRepair: first?.text !== second?.text };
}

/** Writes both keyslot files, each whole or not at all. */
export function writeKeyslots(path: string, keyslots: Keyslots): void {
  const text = serialise(keyslots);
  for (const file of keyslotPaths(path)) writeDurably(file, text);
}
