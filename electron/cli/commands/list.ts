import { defineCommand, numberOption, textOption } from '../command.ts';

/** `achilles list`: entities by label. */
export const listCommand = defineCommand({
  name: 'list',
  usage: 'list CASE.achilles [--kind KIND] [--search TEXT] [--limit N] [--offset N] [--json]',
  summary: 'Lists entities by name. Protected people appear by reference.',
  details: [
    '--kind KIND     person, business, premises, vehicle, phone, account, event, ocg, licence or other',
    '--search TEXT   names and identifiers that contain this',
    '--limit N       how many at the most; all if not said',
    '--offset N      how many to pass over',
  ],
  options: {
    kind: { type: 'string' },
    search: { type: 'string' },
    limit: { type: 'string' },
    offset: { type: 'string' },
  },
  words: [1, 1],
  async run({ api, values, unlock }) {
    await unlock();
    const text = textOption(values, 'search');
    if (text !== null)
      return api.entity.search({ text, limit: Math.min(500, numberOption(values, 'limit', 500)) });
    return api.entity.list({
      kind: textOption(values, 'kind'),
      limit: numberOption(values, 'limit', 200_000),
      offset: numberOption(values, 'offset', 0),
    });
  },
  text: (answer) =>
    [
      ...answer.items.map((item) => `${item.id}  ${item.kind.padEnd(9)} ${item.label}`),
      `${answer.total.toLocaleString('en-GB')} in all`,
    ].join('\n'),
});
