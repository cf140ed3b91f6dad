/** Words as a sentence begins. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A number with the word it counts: *1 link*, *7 links*. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** Data-subject categories (Data Protection Act 2018 s.38), in words. */
export const CATEGORY_WORDS = {
  suspect: 'Suspect',
  convicted: 'Convicted',
  victim: 'Victim (protected)',
  witness: 'Witness (protected)',
  unassessed: 'Not assessed',
} as const;

/** Words that go on after others. */
export function uncapitalised(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
