import { isNode, LineCounter, parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { type OwnItem, OwnTypes, ownTypesOf } from '../../shared/domain/own-type.ts';

/** The largest file of types that is read. */
export const LARGEST_TYPE_FILE_BYTES = 1024 * 1024;

const FORMAT = 'achilles-types';
const VERSION = 1;

const TypeFile = z.strictObject({
  format: z.literal(FORMAT, { error: `the file must begin with “format: ${FORMAT}”` }),
  version: z.literal(VERSION, {
    error: `this file was written by another version: only version ${VERSION} can be read`,
  }),
  ...OwnTypes.shape,
});

/** Something that is wrong with a file, and in which line. */
export interface FileProblem {
  readonly line: number;
  readonly reason: string;
}

/** A file of types as read: what it holds, or what is wrong with it. */
export type TypeFileReading =
  | { readonly own: OwnTypes; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | { readonly problems: readonly FileProblem[] };

const MOST_PROBLEMS = 200;

/** Reads a file of types, YAML or JSON, strictly: a word that is not known is refused by its line. */
export function readTypeFile(bytes: Uint8Array): TypeFileReading {
  if (bytes.byteLength > LARGEST_TYPE_FILE_BYTES)
    return refuse('The file is larger than 1 MB. A file of types is never so long.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('The file is not text in UTF-8. Choose a file that was exported from a case.');
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0)
    return {
      problems: document.errors.slice(0, MOST_PROBLEMS).map(({ pos, message }) => ({
        line: lines.linePos(pos[0]).line,
        reason: sentence(message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? message),
      })),
    };
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  let content: unknown;
  try {
    // Nothing is referred to so often in a file that people write.
    content = document.toJS({ maxAliasCount: 100 });
  } catch {
    return refuse('The file refers to its own parts too often. Write them out instead.');
  }
  const read = TypeFile.safeParse(content);
  if (!read.success)
    return {
      problems: read.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
        line: lineOf(path),
        reason: sentence(path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`),
      })),
    };
  const { format: _format, version: _version, ...own } = read.data;
  return { own, lineOf };
}

function refuse(reason: string): TypeFileReading {
  return { problems: [{ line: 1, reason }] };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Writes types as a file that {@link readTypeFile} reads to the same. What says nothing is left out. */
export function writeTypeFile(items: readonly OwnItem[]): string {
  const lists = Object.entries(ownTypesOf(items)).filter(([, list]) => list.length > 0);
  const told = lists.map(([sort, list]) => [
    sort,
    list.map((item: object) =>
      Object.fromEntries(Object.entries(item).filter(([, value]) => !isSilent(value))),
    ),
  ]);
  return stringify({ format: FORMAT, version: VERSION, ...Object.fromEntries(told) });
}

/** Whether a value is what is taken where nothing is said; `isOnMap` and `isDirected` are always told. */
function isSilent(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
