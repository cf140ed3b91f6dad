import { UsageError } from './command.ts';

const VARIABLE = 'ACHILLES_PASSPHRASE';

/**
 * The passphrase, from the environment or a prompt that shows nothing of it.
 * @throws {UsageError} when there is neither.
 */
export async function readPassphrase(question: string): Promise<string> {
  const given = process.env[VARIABLE];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY)
    throw new UsageError(`There is no terminal to ask for the passphrase: set ${VARIABLE}.`);
  return promptHidden(question);
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
