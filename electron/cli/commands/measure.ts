import { basename } from 'node:path';
import { defineCommand, numberOption, textOption } from '../command.ts';

/** `achilles measure`: what the measures of a graph file come to. */
export const measureCommand = defineCommand({
  name: 'measure',
  usage: 'measure FILE [--measures A,B,…] [--seed N] [--json]',
  summary: 'Measures a graph: JSON, GEXF, GraphML or a table of links.',
  details: [
    '--measures A,B,…  these measures or blocks alone, such as betweenness_raw or scalars',
    '--seed N          for what is drawn by chance; the same seed gives the same answer',
    'A link without a weight weighs 1; parallel links are summed, and links to oneself dropped.',
    'No case is opened, and nothing is kept.',
  ],
  isOnFiles: true,
  options: { measures: { type: 'string' }, seed: { type: 'string' } },
  words: [1, 1],
  run({ backend, positionals, values, resolvePath }) {
    const path = resolvePath(positionals[0] ?? '');
    const measures = textOption(values, 'measures');
    return backend.measureFile(
      { name: basename(path), path },
      {
        measures: measures?.split(',').map((name) => name.trim()) ?? null,
        seed: numberOption(values, 'seed', 1),
      },
    );
  },
  text: (answer) => JSON.stringify(answer, null, 2),
});
