import { defineCommand, textOption } from '../command.ts';

/** `achilles recovery-code`: a printed way in for two people together. */
export const recoveryCodeCommand = defineCommand({
  name: 'recovery-code',
  usage: 'recovery-code CASE.achilles [--json]',
  summary: 'Makes a recovery code in two halves; any before it stops working.',
  details: [
    'Both halves together open the case when its passphrase is lost; one alone opens nothing.',
    'They are shown this once. Print them, and give each to a different person.',
    '',
  ],
  options: {},
  words: [1, 1],
  async run({ api, unlock, values }) {
    await unlock();
    return api.case.makeRecoveryCode({
      reason: textOption(values, 'reason') ?? 'Command line: recovery-code',
    });
  },
  text: ({ halves: [a, b] }) =>
    [
      a,
      b,
      '',
      'Give each half to a different person, on paper. Both together open the case when its passphrase is lost.',
      'They are shown this once. A code made before no longer works; backups made before keep the code of their day.',
    ].join('\n'),
});
