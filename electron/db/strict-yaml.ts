import { type Document, isAlias, isCollection, isNode, isPair, type Node } from 'yaml';
import type { z } from 'zod';
import {
  parseYamlText,
  placeOfKey,
  placeOfOffset,
  placeOfPath,
  type TextPlace,
  type YamlText,
} from './yaml-file.ts';

/** Something wrong with a text, and where; no place: the file as a whole. */
export interface TextProblem {
  readonly place: TextPlace | null;
  readonly reason: string;
}

/** What was read, or everything that is wrong with it. */
export type Read<T> =
  | { readonly isGood: true; readonly value: T }
  | { readonly isGood: false; readonly problems: readonly TextProblem[] };

/** A YAML text as plain data. */
export interface YamlData {
  readonly yaml: YamlText;
  readonly data: unknown;
}

/** A file of rules is written by hand: what is larger is another file. */
export const MOST_YAML_BYTES = 256 * 1024;
/** Nothing that these files say needs to be nested deeper. */
const MOST_DEPTH = 60;
/** Problems of one file that are told; the rest follow once these are mended. */
const MOST_PROBLEMS = 25;

function bad(reason: string, place: TextPlace | null = null): Read<never> {
  return { isGood: false, problems: [{ place, reason }] };
}

/** The first line that is not UTF-8. */
function lineNotUtf8(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, end === -1 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end === -1) break;
    start = end + 1;
  }
  return line;
}

/** Marks that turn the reading direction: what is shown would not be what is read. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/u;

function decode(bytes: Uint8Array): Read<string> {
  if (bytes.byteLength > MOST_YAML_BYTES)
    return bad(`the file is too large: at most ${MOST_YAML_BYTES / 1024} kB are read`);
  if (bytes.byteLength === 0) return bad('the file is empty');
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return bad('the file is UTF-16: save it as UTF-8');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bad('the file is not UTF-8: save it as UTF-8', { line: lineNotUtf8(bytes), column: 1 });
  }
  if (text.includes('\0')) return bad('the file is no text');
  if (text.trim() === '') return bad('the file is empty');
  const turned = TURNING.exec(text);
  if (!turned) return { isGood: true, value: text };
  const before = text.slice(0, turned.index).split('\n');
  return bad('a character here turns the reading direction: delete it', {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  });
}

/** What holds itself, or is nested too deeply to be read. */
function shapeFault(yaml: YamlText): TextProblem | null {
  const { document } = yaml;
  const placeOf = (node: Node) => (node.range ? placeOfOffset(yaml, node.range[0]) : null);
  /** Aliases may repeat a part a few times; many times over would be more than anyone wrote. */
  let visited = 0;
  const visit = (node: unknown, around: readonly Node[]): TextProblem | null => {
    if (isPair(node)) return visit(node.key, around) ?? visit(node.value, around);
    if (!isNode(node)) return null;
    if (++visited > 100_000)
      return { place: placeOf(node), reason: 'aliases repeat too much of the file' };
    if (around.length > MOST_DEPTH) return { place: placeOf(node), reason: 'nested too deeply' };
    if (isAlias(node)) {
      const target = node.resolve(document as Document);
      if (!target) return { place: placeOf(node), reason: `nothing is named “${node.source}”` };
      if (around.includes(target))
        return {
          place: placeOf(node),
          reason: `“*${node.source}” refers to itself: it never ends`,
        };
      return visit(target, [...around, node]);
    }
    if (!isCollection(node)) return null;
    for (const item of node.items) {
      const fault = visit(item, [...around, node]);
      if (fault) return fault;
    }
    return null;
  };
  return visit(document.contents, []);
}

/** Reads the bytes of a YAML file as plain data, or says why they cannot be. */
export function readYamlBytes(bytes: Uint8Array): Read<YamlData> {
  const decoded = decode(bytes);
  if (!decoded.isGood) return decoded;
  try {
    const yaml = parseYamlText(decoded.value);
    const faults = [...yaml.document.errors, ...yaml.document.warnings];
    if (faults.length > 0) {
      const problems = faults.slice(0, MOST_PROBLEMS).map(({ message, pos }) => ({
        place: placeOfOffset(yaml, pos[0]),
        reason: unreadableWords(message),
      }));
      return { isGood: false, problems };
    }
    const fault = shapeFault(yaml);
    if (fault) return { isGood: false, problems: [fault] };
    if (yaml.document.contents === null) return bad('the file says nothing');
    return { isGood: true, value: { yaml, data: yaml.document.toJS({ maxAliasCount: 1000 }) } };
  } catch (error) {
    // The parser goes into each level by a call of its own, and aliases are counted as they are followed.
    if (error instanceof RangeError) return bad('nested too deeply');
    if (error instanceof ReferenceError) return bad('aliases repeat too much of the file');
    throw error;
  }
}

function unreadableWords(message: string): string {
  const [words = message] = message.split('\n');
  if (/must be unique/.test(words)) return 'this key is given twice';
  return `unreadable YAML: ${words.replace(/ at line \d+, column \d+:?$/, '')}`;
}

/** Collects what is wrong with a file by the paths of its data. */
export function createProblems(yaml: YamlText) {
  const problems: TextProblem[] = [];
  const add = (place: TextPlace, reason: string): void => {
    const isTold = problems.some(
      (one) =>
        one.reason === reason &&
        one.place?.line === place.line &&
        one.place.column === place.column,
    );
    if (!isTold && problems.length < MOST_PROBLEMS) problems.push({ place, reason });
  };
  return {
    problems,
    /** Something is wrong at a path, or with one key of the map there. */
    report(path: readonly PropertyKey[], reason: string, key?: string): void {
      add(key === undefined ? placeOfPath(yaml, path) : placeOfKey(yaml, path, key), reason);
    },
  };
}

/** Reports each issue of a schema in plain words, at the value or key that it is about. */
export function reportIssues(
  issues: readonly z.core.$ZodIssue[],
  data: unknown,
  report: (path: readonly PropertyKey[], reason: string, key?: string) => void,
): void {
  /** Keys that are missing, by the map they are missing from: told together. */
  const missing = new Map<
    string,
    { readonly path: readonly PropertyKey[]; readonly keys: string[] }
  >();
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) report(issue.path, `unknown key “${key}”`, key);
      continue;
    }
    const place = issue.path.map(String).join('.');
    const around = issue.path.slice(0, -1);
    if (issue.path.length > 0 && valueAt(data, issue.path) === undefined) {
      const group = missing.get(around.join('.')) ?? { path: around, keys: [] };
      group.keys.push(`“${String(issue.path.at(-1))}”`);
      missing.set(around.join('.'), group);
    } else report(issue.path, place === '' ? issue.message : `${place}: ${issue.message}`);
  }
  for (const { path, keys } of missing.values()) {
    const [only] = keys;
    report(path, keys.length === 1 ? `${only} is missing` : `missing: ${keys.join(', ')}`);
  }
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}
