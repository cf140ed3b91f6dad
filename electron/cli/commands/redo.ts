import { defineCommand } from '../command.ts';

/** `achilles redo`: one step through the history of this user's changes. */
export const redoCommand = defineCommand({
  name: 'redo',
  usage: 'redo CASE.achilles [--json]',
  summary: 'Does again what was undone last.',
  details: [],
  options: {},
  words: [1, 1],
  async run({ api, unlock }) {
    await unlock();
    return api.history.redo();
  },
  text: (answer) => `Redid: ${answer.redone.name}`,
});
