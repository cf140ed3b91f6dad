import { UsageError } from './command.ts';

/** A secret that a command asks for. */
export interface SecretQuestion {
  /** Environment variable that can hold it. */
  readonly variable: string;
  /** What it is, as in “ask for the passphrase”. */
  readonly what: string;
  readonly prompt: string;
}

/**
 * A secret, from the environment or a prompt that shows nothing of it.
 * @throws {UsageError} when there is neither.
 */
export async function readSecret(
  environment: Readonly<Record<string, string | undefined>>,
  { variable, what, prompt }: SecretQuestion,
): Promise<string> {
  const given = environment[variable];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY)
    throw new UsageError(`There is no terminal to ask for ${what}: set ${variable}.`);
  return promptHidden(prompt);
}

function promptHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.resume();
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let typed = '';
    const finish = (): void => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
    };
    const take = (text: string): void => {
      for (const key of text) {
        if (key === '\r' || key === '\n') {
          finish();
          resolve(typed);
          return;
        }
        if (key === '\u0003') {
          finish();
          reject(new UsageError('Stopped.'));
          return;
        }
        typed = key === '\u007f' || key === '\b' ? typed.slice(0, -1) : typed + key;
      }
    };
    stdin.on('data', take);
  });
}
