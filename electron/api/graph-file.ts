import { TextDecoder } from 'node:util';
import { GraphRefusal } from '../../shared/analysis/graph.ts';
import type { GivenGraph } from '../../shared/analysis/measure-context.ts';
import { givenGraph, measureJson, readGraph } from '../../shared/analysis/measure-file.ts';
import { type MeasureOptions, measureGraph } from '../../shared/analysis/measure-graph.ts';
import type { Answers } from '../../shared/analysis/measure-names.ts';
import { AppError } from '../../shared/api/errors.ts';
import { readGraphFile } from '../formats/graph-reading.ts';
import { type ImportFile, readWhole } from '../formats/import-file.ts';
import { IMPORT_LIMITS } from '../formats/limits.ts';
import { FileRefusal } from '../formats/refusal.ts';

/**
 * Measures a file: a graph as JSON, GEXF, GraphML or a table of links, or a file that says what to measure. No case
 * is opened, and nothing is kept.
 * @throws {AppError} `invalid-value`
 */
export function measureFile(
  file: ImportFile,
  options: Pick<MeasureOptions, 'measures' | 'seed'>,
): Answers {
  return refusing(() => {
    if (isJson(file)) return measureJson(readJson(file), options);
    const graph = readGraphFile(file, IMPORT_LIMITS);
    // A file that is only links does not say the order of its nodes: the answer does.
    return { ids: graph.ids, ...measureGraph(givenGraph(graph), {}, options) };
  });
}

/**
 * Asks something of the graphs of files. No case is opened, and nothing is kept.
 * @throws {AppError} `invalid-value`
 */
export function askGraphFiles<T>(
  files: readonly ImportFile[],
  ask: (...graphs: GivenGraph[]) => T,
): T {
  return refusing(() =>
    ask(
      ...files.map((file) =>
        isJson(file)
          ? readGraph(readJson(file)).graph
          : givenGraph(readGraphFile(file, IMPORT_LIMITS)),
      ),
    ),
  );
}

function isJson({ name }: ImportFile): boolean {
  return /\.json$/i.test(name);
}

/** Tells what is wrong with a file, or with what was asked of it, as an expected failure. */
export function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof GraphRefusal || cause instanceof FileRefusal)
      throw new AppError('invalid-value', sentence(cause.message), { cause });
    throw cause;
  }
}

function readJson(file: ImportFile): unknown {
  const limits = { ...IMPORT_LIMITS, fileBytes: IMPORT_LIMITS.structuredBytes };
  const text = new TextDecoder('utf-8').decode(readWhole(file, limits));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid-value', 'The file is not sound JSON.', { cause });
  }
}

function sentence(message: string): string {
  const first = message.slice(0, 1).toUpperCase();
  return `${first}${message.slice(1)}${/[.:!?]$/.test(message) ? '' : '.'}`;
}
