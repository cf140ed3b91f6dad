import { problemWords } from '../../../shared/domain/lever-catalogue.ts';
import { defineCommand } from '../command.ts';

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** `achilles levers-check`: whether every lever file can be used, and answers its own examples. */
export const leversCheckCommand = defineCommand({
  name: 'levers-check',
  usage: 'levers-check [DIR] [--json]',
  summary:
    'Checks lever files and runs their examples; tells file, line and column of each problem.',
  details: [
    'DIR             a folder of lever files, or a council’s own with levers/ and council.yaml;',
    '                without it, the levers that ship with the program',
  ],
  options: {},
  words: [0, 1],
  async run({ backend, positionals, resolvePath }) {
    const [folder] = positionals;
    return backend.checkLevers(folder === undefined ? null : resolvePath(folder));
  },
  isBad: ({ problems }) => problems.length > 0,
  text: ({ edition, levers, examples, problems }) =>
    [
      ...problems.map(problemWords),
      `${counted(levers, 'lever', 'levers')}, ${counted(examples, 'example', 'examples')}, ${
        problems.length === 0 ? 'no problems' : counted(problems.length, 'problem', 'problems')
      }${edition ? `; catalogue ${edition.version}, law as at ${edition.asAt}` : ''}`,
    ].join('\n'),
});
