import { AppError } from '../../shared/api/errors.ts';
import { LEAST_CHARACTERS } from '../../shared/domain/new-passphrase.ts';

/** Fewer different characters than this is a pattern, not a passphrase. */
const MINIMUM_DIFFERENT = 5;

/** Words that the commonest passwords are made of: a passphrase of these alone, with digits or not, is refused. */
const COMMON_WORDS = [
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'letmein',
  'welcome',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'asdfgh',
  'zxcvbnm',
  'zxcvbn',
  'qazwsx',
  'iloveyou',
  'administrator',
  'admin',
  'changeme',
  'default',
  'secret',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'liverpool',
  'arsenal',
  'chelsea',
  'sunshine',
  'princess',
  'superman',
  'abcdefghijklmnopqrstuvwxyz',
  'abcdefgh',
  'abc',
  'my',
  'the',
  'is',
  'a',
  'i',
];

/** The list holds nothing that means something else in a pattern; longer words are tried first. */
const COMMON_ONLY = new RegExp(
  `^(?:${COMMON_WORDS.toSorted((a, b) => b.length - a.length).join('|')}|[\\p{N}\\p{P}\\p{S}\\s])+$`,
  'u',
);

/** The bytes that are hashed: the same passphrase typed on any keyboard gives the same bytes. */
export function passphraseBytes(passphrase: string): Buffer {
  return Buffer.from(passphrase.normalize('NFKC'), 'utf8');
}

/** @throws {AppError} `passphrase-too-short` for one that is short, a pattern, or among the commonest */
export function checkPassphrase(passphrase: string): void {
  const characters = [...passphrase.normalize('NFKC')];
  if (characters.length < LEAST_CHARACTERS) {
    throw tooWeak(
      `A passphrase needs at least ${LEAST_CHARACTERS} characters; six unrelated words are easiest to remember.`,
    );
  }
  if (new Set(characters).size < MINIMUM_DIFFERENT) {
    throw tooWeak('This passphrase repeats a few characters. Choose six unrelated words instead.');
  }
  if (COMMON_ONLY.test(passphrase.normalize('NFKC').toLowerCase())) {
    throw tooWeak(
      'This passphrase is among the first that would be guessed. Choose six unrelated words instead.',
    );
  }
}

function tooWeak(message: string): AppError {
  return new AppError('passphrase-too-short', message);
}
