/** Fewest characters of a new passphrase. */
export const LEAST_CHARACTERS = 14;

/** What a new passphrase must be, told before it is typed. */
export const PASSPHRASE_RULE = `At least ${LEAST_CHARACTERS} characters. Six words that do not belong together work well.`;

/** What is wrong with a new passphrase and its repetition. */
export interface PassphraseFaults {
  readonly passphrase?: string;
  readonly repeated?: string;
}

/** Checks a new passphrase as far as the page can; the backend also refuses common ones. */
export function faultsOfPassphrase(passphrase: string, repeated: string): PassphraseFaults {
  const length = [...passphrase].length;
  return {
    ...(length < LEAST_CHARACTERS && {
      passphrase: `The passphrase has ${length} characters. Use at least ${LEAST_CHARACTERS}.`,
    }),
    ...(passphrase !== repeated && { repeated: 'The two passphrases are not the same.' }),
  };
}
