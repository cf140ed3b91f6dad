import { basename } from 'node:path';
import { defineCommand, numberOption, textOption } from '../command.ts';
import {
  isCase,
  SCOPE_DETAILS,
  SCOPE_OPTIONS,
  SCOPE_USAGE,
  scopeOption,
} from './analysis-scope.ts';

/** `achilles measure`: what the measures of a graph file or a case come to. */
export const measureCommand = defineCommand({
  name: 'measure',
  usage: `measure FILE|CASE.achilles [--measures A,B,…] [--seed N] ${SCOPE_USAGE} [--json]`,
  summary: 'Measures a graph: JSON, GEXF, GraphML, a table of links, or a case.',
  details: [
    '--measures A,B,…  these measures or blocks alone, such as betweenness_raw or scalars',
    '--seed N          for what is drawn by chance; the same seed gives the same answer',
    'A link without a weight weighs 1; parallel links are summed, and links to oneself dropped.',
    'Of a file no case is opened, and nothing is kept.',
    ...SCOPE_DETAILS,
  ],
  options: { measures: { type: 'string' }, seed: { type: 'string' }, ...SCOPE_OPTIONS },
  words: [1, 1],
  async run({ backend, positionals, values, resolvePath, unlock }) {
    const [word = ''] = positionals;
    const options = {
      measures:
        textOption(values, 'measures')
          ?.split(',')
          .map((name) => name.trim()) ?? null,
      seed: numberOption(values, 'seed', 1),
    };
    if (isCase(word)) {
      const scope = scopeOption(values);
      await unlock();
      return backend.measureCase({ ...options, scope });
    }
    return backend.measureFile({ name: basename(word), path: resolvePath(word) }, options);
  },
  text: (answer) => JSON.stringify(answer, null, 2),
});
