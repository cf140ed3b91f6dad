import { basename } from 'node:path';
import { defineCommand, textOption } from '../command.ts';

/** `achilles create`: an empty encrypted case. */
export const createCommand = defineCommand({
  name: 'create',
  usage: 'create CASE.achilles [--name NAME] [--user NAME] [--json]',
  summary: 'Makes an empty encrypted case with one user.',
  details: ['--name NAME     what the case is called; its file name if not said'],
  options: { name: { type: 'string' } },
  words: [1, 1],
  async run({ api, backend, positionals, values, resolvePath, newPassphrase }) {
    const path = resolvePath(positionals[0] ?? '');
    const name = textOption(values, 'name') ?? basename(path, '.achilles');
    const user = textOption(values, 'user') ?? 'Analyst';
    const state = await api.case.create({
      handle: backend.registerCase(path),
      name,
      user,
      passphrase: await newPassphrase(),
    });
    return { created: true, name: state.name, user: state.user };
  },
  text: (answer) => `Made the case “${answer.name}” for ${answer.user}.`,
});
