import { defineCommand, textOption, UsageError } from '../command.ts';

/** `achilles recover`: a new passphrase for one user, by both halves of the recovery code. */
export const recoverCommand = defineCommand({
  name: 'recover',
  usage: 'recover CASE.achilles --user NAME --people "NAME,NAME" [--json]',
  summary: 'Gives a user a new passphrase by both halves of the recovery code.',
  details: [
    '--people A,B    who typed half A and who typed half B; kept in the audit log',
    '',
    'The halves are asked for, or taken from ACHILLES_RECOVERY_A and ACHILLES_RECOVERY_B. The user may be new to',
    'the case. The passphrase is the new one. Other users keep theirs.',
    '',
  ],
  options: { people: { type: 'string' } },
  words: [1, 1],
  async run({ api, backend, positionals, values, resolvePath, newPassphrase, recoveryHalf }) {
    const user = textOption(values, 'user');
    if (user === null) throw new UsageError('--user names who gets the new passphrase.');
    const people = twoNames(textOption(values, 'people'));
    const halves: [string, string] = [await recoveryHalf('A'), await recoveryHalf('B')];
    const state = await api.case.recover({
      handle: backend.registerCase(resolvePath(positionals[0] ?? '')),
      halves,
      people,
      user,
      passphrase: await newPassphrase(),
      reason: textOption(values, 'reason') ?? 'Command line: recover',
    });
    return { recovered: true, name: state.name, user: state.user };
  },
  text: (answer) =>
    `${answer.user} can open the case “${answer.name}” with the new passphrase. Make a new recovery code: this one has been typed.`,
});

function twoNames(text: string | null): [string, string] {
  const [first = '', second = '', ...more] = (text ?? '').split(',').map((name) => name.trim());
  if (first === '' || second === '' || more.length > 0)
    throw new UsageError('--people takes the names of the two who typed the halves, as "A,B".');
  return [first, second];
}
