import { problemWords } from '../../../shared/domain/lever-catalogue.ts';
import { choiceOption, defineCommand, textOption } from '../command.ts';

/** `achilles levers`: what each lever answers, and why. */
export const leversCommand = defineCommand({
  name: 'levers',
  usage:
    'levers CASE.achilles [--entity ID] [--answer applies|could-apply|ruled-out] [--levers DIR] [--json]',
  summary:
    'Tests every lever against every entity and says why it applies, could apply or is ruled out.',
  details: [
    '--entity ID     one entity alone',
    '--answer ANSWER only these answers',
    '--levers DIR    with the council’s own levers, contacts and switched-off levers of this folder',
  ],
  options: {
    entity: { type: 'string' },
    answer: { type: 'string' },
    levers: { type: 'string' },
  },
  words: [1, 1],
  async run({ api, values, unlock, warn }) {
    await unlock();
    const answer = choiceOption(values, 'answer', ['applies', 'could-apply', 'ruled-out']);
    const result = await api.lever.evaluate({ entityId: textOption(values, 'entity'), answer });
    const { levers, problems } = await api.lever.catalogue();
    for (const problem of problems) warn(`Left out: ${problemWords(problem)}`);
    const unknown = await api.lever.unknown();
    if (unknown?.isNewer)
      warn(`This case was used with a newer catalogue (${unknown.edition.version}).`);
    for (const lever of unknown?.levers ?? []) warn(`Not known here: ${lever.title} (${lever.id})`);
    const titles = new Map(levers.map((lever) => [lever.id, lever.title]));
    return {
      ...result,
      items: result.items.map((item) => ({
        ...item,
        title: titles.get(item.leverId) ?? item.leverId,
        tests: item.triggers.flatMap((trigger) =>
          trigger.tests.map((test) => ({ trigger: trigger.description, ...test })),
        ),
      })),
    };
  },
  text: (answer) =>
    [
      ...answer.items.map((item) => {
        const why =
          item.answer === 'applies'
            ? item.triggers.find((trigger) => trigger.result === 'true')?.description
            : item.answer === 'could-apply'
              ? `missing: ${item.missing.join('; ')}`
              : item.ruledOutBy.join('; ');
        return `${item.entityId}  ${item.answer.padEnd(11)} ${(item.strength ?? '').padEnd(10)} ${item.title}: ${why ?? ''}`;
      }),
      `${answer.items.length.toLocaleString('en-GB')} answers over ${answer.entities.toLocaleString('en-GB')} entities and ${answer.levers} levers in ${answer.elapsedMs} ms`,
    ].join('\n'),
});
