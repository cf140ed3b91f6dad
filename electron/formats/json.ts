import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';

/** A number as it is written: what it means may be more than a number here can hold. */
export interface JsonNumber {
  readonly kind: 'number';
  readonly text: string;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly items: readonly JsonValue[];
  /** As it is written. */
  readonly text: string;
}

export interface JsonObject {
  readonly kind: 'object';
  readonly properties: ReadonlyMap<string, JsonValue>;
  /** As it is written. */
  readonly text: string;
}

export type JsonValue = null | boolean | string | JsonNumber | JsonArray | JsonObject;

/** Reads a text of JSON from front to back. Each method takes what comes next, or refuses. */
export interface JsonReader {
  /** What comes next. */
  next(): 'object' | 'array' | 'value' | 'end';
  value(): JsonValue;
  /** Takes an object: `onProperty` must take the value of each property. */
  object(onProperty: (name: string) => void): void;
  /** Takes an array: `onItem` must take each item. */
  array(onItem: (index: number) => void): void;
  /** Refuses anything but blanks. */
  end(): void;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[-+]?[A-Za-z_$][\w$]*/y;
const BLANKS = /[ \t\n\r]*/y;
const HEX = /^[0-9A-Fa-f]{4}$/;
/** Properties with which other programs have been made to change their own objects. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * A strict reader of JSON (RFC 8259).
 *
 * `JSON.parse` keeps the last of two properties of one name, rounds long numbers and takes 1e400 for infinity
 * without a word; here the first two are told and the last refused. Objects are never made from a file's names.
 * @throws {FileRefusal} from every method
 */
export function createJsonReader(text: string, limits: Pick<ImportLimits, 'depth'>): JsonReader {
  let position = 0;
  let depth = 0;

  function refuse(reason: string, at = position): never {
    const line = text.slice(0, at).split('\n').length;
    throw new FileRefusal(`this is not sound JSON: ${reason} (line ${displayCount(line)})`);
  }

  function skipBlanks(): void {
    BLANKS.lastIndex = position;
    BLANKS.test(text);
    position = BLANKS.lastIndex;
  }

  function take(character: string, what: string): void {
    skipBlanks();
    if (text[position] !== character) {
      refuse(position >= text.length ? 'the file ends too early' : `${what} is expected`);
    }
    position++;
  }

  function readString(): string {
    const start = ++position;
    let value = '';
    let from = start;
    for (;;) {
      const code = text.charCodeAt(position);
      if (Number.isNaN(code)) refuse('a text is opened and never closed', start);
      if (code === 34) {
        value += text.slice(from, position++);
        return value;
      }
      if (code < 32) refuse('a text holds a line end or control character that is not escaped');
      if (code === 92) {
        value += text.slice(from, position) + readEscape();
        from = position;
      } else position++;
    }
  }

  function readEscape(): string {
    const letter = text[position + 1] ?? '';
    if (letter === 'u') {
      const digits = text.slice(position + 2, position + 6);
      if (!HEX.test(digits)) refuse('a text holds a broken escape');
      position += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = ESCAPES[letter];
    if (character === undefined) refuse('a text holds a broken escape');
    position += 2;
    return character;
  }

  function readScalar(): JsonValue {
    const first = text[position];
    if (first === '"') return readString();
    WORD.lastIndex = position;
    const word = WORD.exec(text)?.[0];
    if (word !== undefined) return readWord(word);
    NUMBER.lastIndex = position;
    const number = NUMBER.exec(text)?.[0];
    if (number === undefined)
      refuse(position >= text.length ? 'the file ends too early' : 'a value is expected');
    if (!Number.isFinite(Number(number))) refuse('a number is too large to be one');
    position += number.length;
    if (/[\w.+-]/.test(text[position] ?? '')) refuse('a number is not written as JSON allows');
    return { kind: 'number', text: number };
  }

  function readWord(word: string): JsonValue {
    if (/^[-+]?(?:nan|infinity)$/i.test(word)) refuse(`${word} is not a number that can be kept`);
    if (word !== 'true' && word !== 'false' && word !== 'null')
      refuse('a value is expected, with quotes around a text');
    position += word.length;
    return word === 'null' ? null : word === 'true';
  }

  /** Takes things between brackets, divided by commas. */
  function readItems(close: ']' | '}', onItem: (index: number) => void): void {
    if (++depth > limits.depth)
      refuse(`things lie more than ${displayCount(limits.depth)} deep in others`);
    position++;
    skipBlanks();
    for (let index = 0; text[position] !== close; index++) {
      if (index > 0) {
        take(',', `a comma or ${close}`);
        skipBlanks();
      }
      onItem(index);
      skipBlanks();
    }
    position++;
    depth--;
  }

  const reader: JsonReader = {
    next() {
      skipBlanks();
      const first = text[position];
      if (first === undefined) return 'end';
      return first === '{' ? 'object' : first === '[' ? 'array' : 'value';
    },

    object(onProperty) {
      const names = new Set<string>();
      readItems('}', () => {
        if (text[position] !== '"')
          refuse(
            position >= text.length ? 'the file ends too early' : 'a name in quotes is expected',
          );
        const at = position;
        const name = readString();
        if (FORBIDDEN.has(name)) refuse(`a property is called “${name}”`, at);
        if (names.has(name)) refuse('an object has two properties of one name', at);
        names.add(name);
        take(':', 'a colon');
        onProperty(name);
      });
    },

    array(onItem) {
      readItems(']', onItem);
    },

    value() {
      const next = reader.next();
      const start = position;
      switch (next) {
        case 'object': {
          const properties = new Map<string, JsonValue>();
          reader.object((name) => properties.set(name, reader.value()));
          return { kind: 'object', properties, text: text.slice(start, position) };
        }
        case 'array': {
          const items: JsonValue[] = [];
          reader.array(() => items.push(reader.value()));
          return { kind: 'array', items, text: text.slice(start, position) };
        }
        case 'value':
        case 'end':
          return readScalar();
      }
    },

    end() {
      skipBlanks();
      if (position < text.length) refuse('more follows after its end');
    },
  };
  return reader;
}
