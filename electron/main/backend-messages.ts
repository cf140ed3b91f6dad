import { z } from 'zod';

/** Where the backend finds things and keeps things; sent to its process before anything else. */
export const BackendFolders = z.strictObject({
  resourcesDir: z.string().min(1),
  dataDir: z.string().min(1),
  casesDir: z.string().min(1),
});
export type BackendFolders = z.infer<typeof BackendFolders>;

/** What the backend is started with. */
export const BackendStart = BackendFolders.extend({ version: z.string() });
export type BackendStart = z.infer<typeof BackendStart>;

const Path = z.string().min(1).max(32_768);

/** What the main process asks of the backend's process. Paths come from the host's dialogs, never from a page. */
export const ToBackend = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), start: BackendStart }),
  /** Comes with one message port, which then carries the API. */
  z.strictObject({ kind: z.literal('connect') }),
  z.strictObject({ kind: z.literal('register-case'), id: z.int(), path: Path }),
  z.strictObject({
    kind: z.literal('register-files'),
    id: z.int(),
    files: z.array(z.strictObject({ path: Path, name: z.string().min(1).max(1024) })).max(500),
  }),
  z.strictObject({ kind: z.literal('lock'), id: z.int() }),
  /** Nobody has touched a window of ours for this long. */
  z.strictObject({ kind: z.literal('idle'), sinceMs: z.number() }),
  z.strictObject({ kind: z.literal('self-check'), id: z.int() }),
  z.strictObject({ kind: z.literal('close'), id: z.int() }),
]);
export type ToBackend = z.infer<typeof ToBackend>;

/** One thing looked at by the self-check. */
export const Check = z.strictObject({
  name: z.string(),
  expected: z.string(),
  actual: z.string(),
});
export type Check = z.infer<typeof Check>;

/** What the backend's process tells the main process. */
export const FromBackend = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('handles'), id: z.int(), handles: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('checks'), id: z.int(), checks: z.array(Check) }),
  z.strictObject({ kind: z.literal('done'), id: z.int() }),
  z.strictObject({ kind: z.literal('failed'), id: z.int(), message: z.string() }),
  /** A person's own keys, which the menu shows. */
  z.strictObject({
    kind: z.literal('keys'),
    shortcuts: z.record(z.string(), z.string()),
    hasSingleKeys: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('case'), status: z.enum(['closed', 'locked', 'open']) }),
]);
export type FromBackend = z.infer<typeof FromBackend>;
