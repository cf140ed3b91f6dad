import { join } from 'node:path';
import { runCommandLine } from '../../electron/cli/command-line.ts';
import { PASSPHRASE } from './fixture.ts';

/** Runs a command line from a folder, in this process: loading the backend anew is most of what a command costs. */
export async function achilles(dir: string, ...words: string[]) {
  return achillesWith(dir, {}, ...words);
}

/** Runs a command line with more in its environment. */
export async function achillesWith(
  dir: string,
  environment: Readonly<Record<string, string>>,
  ...words: string[]
) {
  const said = { stdout: '', stderr: '' };
  const status = await runCommandLine(words, {
    environment: {
      ...process.env,
      ACHILLES_PASSPHRASE: PASSPHRASE,
      ACHILLES_DATA: join(dir, 'data'),
      INIT_CWD: dir,
      ...environment,
    },
    print: async (text) => {
      said.stdout += `${text}\n`;
    },
    warn: (text) => {
      said.stderr += text;
    },
  });
  return { status, ...said, json: () => JSON.parse(said.stdout) as Record<string, never> };
}
