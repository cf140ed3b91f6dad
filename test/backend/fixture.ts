import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { onTestFinished } from 'vitest';
import { type Backend, createBackend } from '../../electron/backend.ts';
import type { Api } from '../../electron/cli/command.ts';
import type { ImportOptions, ImportReport } from '../../shared/api/import.ts';
import { ImportOptions as ImportOptionsSchema } from '../../shared/api/import.ts';

export const RESOURCES_DIR = resolve(import.meta.dirname, '../../resources');
export const PASSPHRASE = 'seven invented words for the test case';
export const USER = 'Ana Example';

/** A folder of the test's own, removed when it ends. */
export function temporaryDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'achilles-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export type { Api } from '../../electron/cli/command.ts';

/** A backend, and how it is called. Written out: the inferred type repeats every schema, and is too long. */
export interface Started {
  readonly backend: Backend;
  readonly dir: string;
  readonly api: Api;
}

/** A real backend on a folder of its own, called through the contract. */
export function startBackend(dir: string = temporaryDir(), now?: () => number): Started {
  const backend = createBackend({
    resourcesDir: RESOURCES_DIR,
    dataDir: join(dir, 'data'),
    casesDir: join(dir, 'cases'),
    host: 'command-line',
    ...(now ? { now } : {}),
  });
  onTestFinished(() => backend.close());
  return { backend, dir, api: createRouterClient(backend.router, { context: backend.connect() }) };
}

/** A backend with an empty encrypted case open. */
export async function startWithCase(
  dir?: string,
): Promise<Started & { readonly handle: string; readonly path: string }> {
  const started = startBackend(dir);
  const state = await started.api.case.create({
    handle: null,
    name: 'Test case',
    user: USER,
    passphrase: PASSPHRASE,
  });
  return {
    ...started,
    handle: state.handle ?? '',
    path: join(started.dir, 'cases', 'Test case.achilles'),
  };
}

/** A file in memory to import. */
export function textFile(name: string, text: string | Uint8Array) {
  return { name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text };
}

/** Imports files and gives the last event's report. */
export async function importFiles(
  { backend, api }: Pick<Awaited<ReturnType<typeof startWithCase>>, 'backend' | 'api'>,
  files: Parameters<typeof backend.registerFiles>[0],
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  const handles = backend.registerFiles(files);
  let report: ImportReport | null = null;
  for await (const event of await api.import.run({
    files: handles,
    options: ImportOptionsSchema.parse(options),
  })) {
    report = event.report ?? report;
  }
  if (!report) throw new Error('the import ended without a report');
  return report;
}
