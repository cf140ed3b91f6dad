import type { FieldEntry } from '../../../shared/api/entity.ts';
import { defineCommand } from '../command.ts';

function fieldLine(entry: FieldEntry): string {
  const [record] = entry.records;
  const grade =
    record?.basis === 'fact'
      ? 'fact'
      : `${record?.grade.source ?? '–'}${record?.grade.information ?? '–'}${record?.grade.handling ?? '–'}`;
  return `  ${entry.label}: ${entry.display}${entry.isCurrent ? '' : ' (overtaken)'}  [${grade}, ${record?.sourceName ?? ''}]`;
}

/** `achilles show`: one entity with its facts, intelligence and links. */
export const showCommand = defineCommand({
  name: 'show',
  usage: 'show CASE.achilles ID [--json]',
  summary: 'Shows one entity: facts, intelligence with grades, and links.',
  details: [],
  options: {},
  words: [2, 2],
  async run({ api, positionals, unlock }) {
    await unlock();
    return api.entity.get({ id: positionals[1] ?? '' });
  },
  text: (answer) =>
    [
      `${answer.summary.label} (${answer.kindLabel}, ${answer.summary.reference})`,
      ...(answer.isWithheld ? ['Names are withheld: this person is protected.'] : []),
      'Facts',
      ...answer.facts.map(fieldLine),
      'Intelligence',
      ...answer.intelligence.map(fieldLine),
      'Links',
      ...answer.relations.map(
        (relation) => `  ${relation.words} ${relation.other.label} (${relation.certainty})`,
      ),
    ].join('\n'),
});
