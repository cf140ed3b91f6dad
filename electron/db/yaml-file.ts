import { type Document, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

/** A YAML text with the places of everything in it. */
export interface YamlText {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** A place in a text file, counted from one. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

type Path = readonly PropertyKey[];

/** Parses one YAML document; a key that is given twice is an error of it. */
export function parseYamlText(text: string): YamlText {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines, uniqueKeys: true }), lines };
}

/** The place of an offset into the text. */
export function placeOfOffset({ lines }: YamlText, offset: number): TextPlace {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** Where the value at a path is written, or the nearest thing around it that exists. */
export function placeOfPath(yaml: YamlText, path: Path): TextPlace {
  for (let length = path.length; length >= 0; length--) {
    const node =
      length === 0 ? yaml.document.contents : yaml.document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return placeOfOffset(yaml, node.range[0]);
  }
  return { line: 1, column: 1 };
}

/** Where a key of the map at a path is written, or the map where it has no such key. */
export function placeOfKey(yaml: YamlText, path: Path, key: string): TextPlace {
  const map = path.length === 0 ? yaml.document.contents : yaml.document.getIn(path, true);
  const items = isNode(map) && 'items' in map && Array.isArray(map.items) ? map.items : [];
  for (const item of items as readonly { readonly key?: unknown }[]) {
    if (isScalar(item.key) && String(item.key.value) === key && item.key.range)
      return placeOfOffset(yaml, item.key.range[0]);
  }
  return placeOfPath(yaml, path);
}
