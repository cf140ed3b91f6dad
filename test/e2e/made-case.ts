import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PASSPHRASE } from './case-steps.ts';
import { PROJECT_DIR } from './host.ts';

const run = promisify(execFile);

/** A folder with a case that holds what was imported into it, for `madeCases`; removed when `use` is through. */
export async function withMadeCase(
  made: { readonly name: string; readonly imported: string },
  use: (casesDir: string) => Promise<void>,
): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'achilles-made-'));
  const casesDir = join(dir, 'cases');
  const achilles = (...words: readonly string[]) =>
    run(process.execPath, [join(PROJECT_DIR, 'electron/cli/main.ts'), ...words], {
      cwd: PROJECT_DIR,
      env: {
        ...process.env,
        ACHILLES_DATA: dir,
        ACHILLES_PASSPHRASE: PASSPHRASE,
        INIT_CWD: PROJECT_DIR,
      },
      maxBuffer: 64 * 1024 * 1024,
    });
  try {
    await mkdir(casesDir);
    const path = join(casesDir, `${made.name}.achilles`);
    await achilles('create', path, '--name', made.name, '--user', 'Ana Example');
    await achilles('import', path, made.imported, '--grade', '2BP', '--source', 'Enquiry export');
    await use(casesDir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
