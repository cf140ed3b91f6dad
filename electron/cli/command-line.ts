import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createRouterClient, ORPCError } from '@orpc/server';
import { AppError, ErrorData } from '../../shared/api/errors.ts';
import { damageInWords } from '../../shared/domain/damage-words.ts';
import type { Command, CommandContext, CommandInput } from './command.ts';
import { UsageError } from './command.ts';

/** Where a command line reads and writes. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output, and waits until it is taken. */
  print(text: string): Promise<void>;
  /** Writes to standard error. */
  warn(text: string): void;
}

const COMMON = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  user: { type: 'string' },
  reason: { type: 'string' },
  'read-only': { type: 'boolean' },
} as const;

const CASE_HELP = [
  '--user NAME     whose keyslot opens the case, where it has several',
  '--reason TEXT   why it is opened; kept in the audit log',
  '--read-only     opens a damaged case as far as it can be read; its file is never written',
];

const COMMON_HELP = [
  '--json          one JSON object on standard output, nothing else',
  '--help          this text',
];

async function loadCommands(): Promise<readonly Command[]> {
  const { commands } = await import('./commands.ts');
  return commands;
}

function helpOf(command: Command): string {
  return [
    `achilles ${command.usage}`,
    '',
    command.summary,
    '',
    ...command.details,
    ...(command.isOnFiles ? [] : CASE_HELP),
    ...COMMON_HELP,
    '',
    ...(command.isOnFiles
      ? []
      : ['The passphrase is asked for, or taken from ACHILLES_PASSPHRASE.']),
    'Exit code: 0 done, 1 refused, 2 wrong use.',
  ].join('\n');
}

function helpOfAll(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'achilles COMMAND …   Encrypted cases, imports and levers from the command line.',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'achilles COMMAND --help tells what a command takes.',
  ].join('\n');
}

function readInput(command: Command, words: readonly string[]): CommandInput {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...COMMON, ...command.options },
      allowPositionals: true,
      strict: true,
    });
    return { values: values as CommandInput['values'], positionals };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : 'The options are not right.', {
      cause,
    });
  }
}

async function runCommand(
  command: Command,
  input: CommandInput,
  { environment, warn }: Terminal,
): Promise<object> {
  const { createBackend } = await import('../backend.ts');
  const { readSecret } = await import('./secret.ts');
  // npm changes the working directory; the person's own is in INIT_CWD.
  const resolvePath = (path: string) => resolve(environment.INIT_CWD ?? process.cwd(), path);
  const readPassphrase = (prompt: string) =>
    readSecret(environment, { variable: 'ACHILLES_PASSPHRASE', what: 'the passphrase', prompt });
  const backend = createBackend({
    resourcesDir: resolve(import.meta.dirname, '../../resources'),
    dataDir: environment.ACHILLES_DATA ?? join(tmpdir(), `achilles-command-line-${process.pid}`),
    casesDir: join(homedir(), 'Achilles'),
    host: 'command-line',
    ...(typeof input.values.levers === 'string'
      ? { councilDir: resolvePath(input.values.levers) }
      : {}),
  });
  const api = createRouterClient(backend.router, { context: backend.connect() });
  const context: CommandContext = {
    ...input,
    backend,
    api,
    resolvePath,
    async unlock() {
      const [path] = input.positionals;
      if (path === undefined) throw new UsageError('Name the case file.');
      const open = input.values['read-only'] === true ? api.case.openDamaged : api.case.unlock;
      await open({
        handle: backend.registerCase(resolvePath(path)),
        user: typeof input.values.user === 'string' ? input.values.user : null,
        passphrase: await readPassphrase('Passphrase: '),
        reason:
          typeof input.values.reason === 'string'
            ? input.values.reason
            : `Command line: ${command.name}`,
      });
    },
    passphrase: () => readPassphrase('Passphrase: '),
    newPassphrase: () => readPassphrase('New passphrase (14 characters or six words): '),
    recoveryHalf: (letter) =>
      readSecret(environment, {
        variable: `ACHILLES_RECOVERY_${letter}`,
        what: `half ${letter} of the recovery code`,
        prompt: `Half ${letter} of the recovery code: `,
      }),
    warn: (line) => warn(`${line}\n`),
    progress(phase, done, total) {
      warn(
        `${phase}: ${done.toLocaleString('en-GB')}${total === null ? '' : ` of ${total.toLocaleString('en-GB')}`}\n`,
      );
    },
  };
  try {
    return await command.run(context);
  } finally {
    await backend.close();
  }
}

async function refuse(error: unknown, isJson: boolean, { print, warn }: Terminal): Promise<number> {
  if (error instanceof UsageError) {
    warn(`${error.message}\n`);
    if (isJson)
      await print(JSON.stringify({ error: { code: 'wrong-use', message: error.message } }));
    return 2;
  }
  const carried = error instanceof ORPCError || error instanceof AppError ? error.data : null;
  const parsed = ErrorData.safeParse(carried);
  const data = parsed.success ? parsed.data : null;
  if (!data && !(error instanceof ORPCError)) throw error;
  const message = error instanceof Error ? error.message : 'The command was refused.';
  warn(`${message}\n`);
  if (data?.damage) {
    warn(
      `${damageInWords(data.damage, new Date())}\nachilles restore makes a new case from a backup; --read-only opens this one as far as it can be read.\n`,
    );
  }
  for (const problem of data?.problems?.slice(0, 50) ?? []) {
    const place = [problem.file, problem.row === null ? null : `row ${problem.row}`, problem.column]
      .filter(Boolean)
      .join(', ');
    warn(`  ${place}: ${problem.reason}\n`);
  }
  if (isJson)
    await print(JSON.stringify({ error: { ...(data ?? { code: 'bad-request' }), message } }));
  return 1;
}

/**
 * Does what a command line says; gives its exit code: 0 done, 1 refused, 2 wrong use.
 * @throws what no refusal foresees
 */
export async function runCommandLine(
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { print } = terminal;
  const commands = await loadCommands();
  const [name, ...rest] = words;
  const isJson = words.includes('--json');
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await print(helpOfAll(commands));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (!command)
      throw new UsageError(`There is no command “${name}”. achilles --help lists them.`);
    const input = readInput(command, rest);
    if (input.values.help) {
      await print(helpOf(command));
      return 0;
    }
    const [fewest, most] = command.words;
    if (input.positionals.length < fewest || input.positionals.length > most)
      throw new UsageError(`Use: achilles ${command.usage}`);
    const answer = await runCommand(command, input, terminal);
    await print(isJson ? JSON.stringify(answer) : command.text(answer));
    return command.isBad?.(answer) ? 1 : 0;
  } catch (error) {
    return refuse(error, isJson, terminal);
  }
}
