import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
/** Life of an entry token that nobody has used. */
export const TOKEN_LIFE_MS = 60_000;
const MAX_BAD_TOKENS = 5;
const COOKIE_NAME = '__Host-achilles';

/** Who gets in: one-time tokens that are exchanged for a session cookie. */
export interface Door {
  /** A fresh token; an earlier one that was not used stops working. */
  issueToken(): string;
  /** Whether anyone was let in since the start. */
  wasEntered(): boolean;
  /** The `set-cookie` value for a good token; null for a bad one. Either way it works no second time. */
  exchange(token: string): string | null;
  /** Whether a `cookie` header carries a session of this host. */
  isAdmitted(cookieHeader: string | undefined): boolean;
}

function digest(secret: string): Buffer {
  // Digests have one length, so the comparison takes the same time whatever was sent.
  return createHash('sha256').update(secret).digest();
}

function sessionOf(cookieHeader: string | undefined): string | null {
  const found = (cookieHeader ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${COOKIE_NAME}=`));
  // Two cookies of one name mean that somebody planted one.
  return found.length === 1 ? (found[0]?.slice(COOKIE_NAME.length + 1) ?? null) : null;
}

/** A door with no one inside. `onTooManyBadTokens` is called once, at the fifth bad token. */
export function createDoor(options: {
  readonly now: () => number;
  readonly onTooManyBadTokens: () => void;
}): Door {
  const sessions: Buffer[] = [];
  let waiting: { readonly digest: Buffer; readonly expiresAt: number } | null = null;
  let badTokens = 0;

  return {
    issueToken() {
      const token = randomBytes(SECRET_BYTES).toString('hex');
      waiting = { digest: digest(token), expiresAt: options.now() + TOKEN_LIFE_MS };
      return token;
    },
    wasEntered: () => sessions.length > 0,
    exchange(token) {
      const expected = waiting;
      const isGood =
        expected !== null &&
        options.now() < expected.expiresAt &&
        timingSafeEqual(digest(token), expected.digest);
      if (!isGood || badTokens >= MAX_BAD_TOKENS) {
        badTokens++;
        if (badTokens === MAX_BAD_TOKENS) options.onTooManyBadTokens();
        return null;
      }
      waiting = null;
      const session = randomBytes(SECRET_BYTES).toString('hex');
      sessions.push(digest(session));
      return `${COOKIE_NAME}=${session}; Path=/; Secure; HttpOnly; SameSite=Strict`;
    },
    isAdmitted(cookieHeader) {
      const session = sessionOf(cookieHeader);
      if (session === null) return false;
      const sent = digest(session);
      return sessions.some((known) => timingSafeEqual(known, sent));
    },
  };
}
