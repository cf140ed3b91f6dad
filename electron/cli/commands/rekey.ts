import type { KeyChangeEvent, KeyChangeReport } from '../../../shared/api/key.ts';
import { defineCommand, textOption } from '../command.ts';

const STEPS: Readonly<Record<NonNullable<KeyChangeEvent['progress']>['phase'], string>> = {
  space: 'Looking at the free space',
  copy: 'Copying',
  encrypt: 'Encrypting the copy under the new key',
  content: 'Reading every page back',
  audit: 'Checking the audit log',
  counts: 'Counting',
  replace: 'Putting the copy in the place of the case',
};

/** `achilles rekey`: the case under a new key. */
export const rekeyCommand = defineCommand({
  name: 'rekey',
  usage: 'rekey CASE.achilles [--user NAME] [--reason TEXT] [--json]',
  summary: 'Encrypts a case under a new key: after someone left, or where a copy was lost.',
  details: [
    'Users keep their passphrases. Copies of the keyslots from before, and recovery codes, no longer open the case.',
    'Backups made before stay under the key of their day. A supervisor does it. The case is never encrypted in',
    'place: killed at any moment, it opens, under one key or the other.',
    '',
  ],
  options: {},
  words: [1, 1],
  async run({ api, backend, positionals, values, resolvePath, passphrase, progress }) {
    const given = await passphrase();
    const reason = textOption(values, 'reason') ?? 'Command line: rekey';
    await api.case.unlock({
      handle: backend.registerCase(resolvePath(positionals[0] ?? '')),
      user: textOption(values, 'user'),
      passphrase: given,
      reason,
    });
    let report: KeyChangeReport | null = null;
    let step = 0;
    for await (const event of await api.key.change({ passphrase: given, reason })) {
      report = event.report ?? report;
      if (event.progress) progress(STEPS[event.progress.phase], ++step, null);
    }
    if (!report) throw new Error('The work ended without a report.');
    return { rekeyed: true, ...report };
  },
  text: ({ users, hadRecoveryCode, seal }) =>
    [
      `The case has a new key. ${users.length === 1 ? `${users[0]} opens it with the passphrase they have.` : `Its ${users.length} users open it with the passphrases they have.`}`,
      hadRecoveryCode
        ? 'The recovery code no longer opens it: make another with achilles recovery-code.'
        : 'It has no recovery code.',
      'Backups made before stay under the key of their day: make a new one.',
      `Seal ${seal}.`,
    ].join('\n'),
});
