import type { ParseArgsConfig } from 'node:util';
import type { createRouterClient } from '@orpc/server';
import type { HalfLetter } from '../../shared/domain/recovery-code.ts';
import type { Backend } from '../backend.ts';

export type Api = ReturnType<typeof createRouterClient<Backend['router'], Record<never, never>>>;

/** What a command line says, after its options were read. */
export interface CommandInput {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

/** What a command works with. */
export interface CommandContext extends CommandInput {
  readonly backend: Backend;
  readonly api: Api;
  /** Absolute path of a path as the person typed it. */
  resolvePath(path: string): string;
  /** Opens the case of the first word, with the passphrase of the prompt or the environment. */
  unlock(): Promise<void>;
  /** Passphrase of a user of a case that is not opened. */
  passphrase(): Promise<string>;
  /** Passphrase for a new case or a new way into one. */
  newPassphrase(): Promise<string>;
  /** Half of a recovery code, by its letter. */
  recoveryHalf(letter: HalfLetter): Promise<string>;
  /** Says something on standard error, a line of its own. */
  warn(line: string): void;
  /** Tells how far the work is, on standard error. */
  progress(phase: string, done: number, total: number | null): void;
}

/** One command: what it is called, what it takes, what it does and how its answer reads. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly details: readonly string[];
  /** Whether it works on plain files: no case is opened, and no passphrase asked for. */
  readonly isOnFiles?: true;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Fewest and most words after the command. */
  readonly words: readonly [number, number];
  /** The answer, as `--json` prints it. */
  run(context: CommandContext): Promise<object>;
  /** The answer for people. */
  text(answer: object): string;
  /** Whether the answer says that something is wrong: exit code 1. */
  isBad?(answer: object): boolean;
}

/** Wrong use: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Makes a command whose answer keeps its type between `run` and `text`. */
export function defineCommand<T extends object>(
  command: Omit<Command, 'run' | 'text' | 'isBad'> & {
    run(context: CommandContext): Promise<T>;
    text(answer: T): string;
    isBad?(answer: T): boolean;
  },
): Command {
  return {
    ...command,
    text: (answer) => command.text(answer as T),
    isBad: (answer) => command.isBad?.(answer as T) ?? false,
  };
}

/** A whole number of an option. @throws {UsageError} */
export function numberOption(
  values: CommandInput['values'],
  name: string,
  fallback: number,
): number {
  const text = values[name];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (typeof text !== 'string' || !Number.isSafeInteger(value) || value < 0)
    throw new UsageError(`--${name} takes a whole number.`);
  return value;
}

/** Text of an option, or null. */
export function textOption(values: CommandInput['values'], name: string): string | null {
  const text = values[name];
  return typeof text === 'string' && text !== '' ? text : null;
}

/** One of a few words. @throws {UsageError} */
export function choiceOption<T extends string>(
  values: CommandInput['values'],
  name: string,
  choices: readonly T[],
): T | null {
  const text = textOption(values, name);
  if (text === null) return null;
  const choice = choices.find((candidate) => candidate === text);
  if (!choice) throw new UsageError(`--${name} takes one of: ${choices.join(', ')}.`);
  return choice;
}
