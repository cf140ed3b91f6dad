import type { EntityMatch, EntityRow } from '../../../shared/api/entity.ts';
import { QUERY_SORTS } from '../../../shared/query/sort.ts';
import { choiceOption, defineCommand, numberOption, textOption, UsageError } from '../command.ts';

/** The most that a search gives. */
const MOST_FOUND = 500;

interface Listed {
  readonly total: number;
  readonly items: readonly (EntityRow | EntityMatch)[];
  readonly notices?: readonly string[];
}

function lineOf(item: EntityRow | EntityMatch): string {
  const line = `${item.id}  ${item.kind.padEnd(9)} ${item.label}`;
  if (!('matched' in item) || item.matched === null || item.matched.field === 'label') return line;
  return `${line}  (${item.matched.label}: ${item.matched.text})`;
}

/** `achilles list`: entities by label, those that a typed query or a text finds. */
export const listCommand = defineCommand({
  name: 'list',
  usage:
    'list CASE.achilles [--query QUERY | --search TEXT] [--kind KIND] [--sort ORDER] [--limit N] [--offset N] [--json]',
  summary:
    'Lists entities by name, or those that a query finds. Protected people appear by reference.',
  details: [
    '--query QUERY   what to show, such as: type:business lever>=1 seen:2026-02.. -sector:nail-bar "high street"',
    '--search TEXT   what holds these words in any field, best first; typing errors allowed',
    '--kind KIND     person, business, premises, vehicle, phone, account, event, ocg, licence or other',
    '--sort ORDER    best, label, type, levers, links or seen; with - before it, the other way round (--sort=-links)',
    '--limit N       how many at the most; all if not said',
    '--offset N      how many to pass over',
  ],
  options: {
    query: { type: 'string' },
    kind: { type: 'string' },
    search: { type: 'string' },
    sort: { type: 'string' },
    limit: { type: 'string' },
    offset: { type: 'string' },
  },
  words: [1, 1],
  async run({ api, values, unlock }): Promise<Listed> {
    const text = textOption(values, 'search');
    const typed = textOption(values, 'query');
    const kind = textOption(values, 'kind');
    if (text !== null && (typed !== null || kind !== null))
      throw new UsageError(
        '--search stands alone. To search within a query, write the words into --query.',
      );
    const sort = sortOption(values);
    const limit = numberOption(values, 'limit', 200_000);
    const offset = numberOption(values, 'offset', 0);
    await unlock();
    if (text !== null) return api.entity.search({ text, limit: Math.min(MOST_FOUND, limit) });
    const filter = [kind === null ? '' : `type:"${kind.replace(/["\\]/g, '\\$&')}"`, typed ?? '']
      .join(' ')
      .trim();
    const { total, items, notices } = await api.entity.query({ filter, sort, limit, offset });
    return { total, items, notices };
  },
  text: (answer) =>
    [
      ...answer.items.map(lineOf),
      ...(answer.notices ?? []),
      `${answer.total.toLocaleString('en-GB')} in all`,
    ].join('\n'),
});

function sortOption(values: Parameters<typeof choiceOption>[0]) {
  const typed = textOption(values, 'sort');
  const isDescending = typed?.startsWith('-') ?? false;
  const by = choiceOption({ sort: typed?.replace(/^-/, '') }, 'sort', QUERY_SORTS) ?? 'best';
  return { by, direction: isDescending ? ('descending' as const) : ('ascending' as const) };
}
