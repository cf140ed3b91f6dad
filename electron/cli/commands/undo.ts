import { defineCommand } from '../command.ts';

/** `achilles undo`: one step through the history of this user's changes. */
export const undoCommand = defineCommand({
  name: 'undo',
  usage: 'undo CASE.achilles [--json]',
  summary: 'Undoes the latest change, an import included.',
  details: [],
  options: {},
  words: [1, 1],
  async run({ api, unlock }) {
    await unlock();
    return api.history.undo();
  },
  text: (answer) => `Undid: ${answer.undone.name}`,
});
