import { AUTHORITY_WORDS, type CaseArea } from '../../../shared/domain/case-area.ts';
import { defineCommand } from '../command.ts';

/** `achilles info`: what a case holds, by kind and type. */
export const infoCommand = defineCommand({
  name: 'info',
  usage: 'info CASE.achilles [--json]',
  summary: 'Counts what a case holds, by kind and by type of link.',
  details: [],
  options: {},
  words: [1, 1],
  async run({ api, unlock }) {
    await unlock();
    return api.case.info();
  },
  text(answer) {
    const lines = (counts: Record<string, number>): string[] =>
      Object.entries(counts).map(
        ([name, count]) =>
          `  ${count.toLocaleString('en-GB').padStart(10)}  ${answer.ownLabels[name] ?? name}`,
      );
    return [
      `${answer.name}`,
      ...(areaInWords(answer.area) === '' ? [] : [areaInWords(answer.area)]),
      'Entities',
      ...lines(answer.entities),
      'Links, as received',
      ...lines(answer.relations),
    ].join('\n');
  },
});

function areaInWords({ authorityName, authorityType, nation }: CaseArea): string {
  const nationInWords = nation === null ? null : nation === 'wales' ? 'Wales' : 'England';
  const type = authorityType === null ? null : AUTHORITY_WORDS[authorityType];
  return [authorityName, type, nationInWords].filter(Boolean).join(', ');
}
