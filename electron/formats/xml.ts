import iconv from 'iconv-lite';
import { SaxesParser } from 'saxes';
import { type FileBytes, inspectBytes, readSameText, readText } from './encoding.ts';
import type { ImportFile } from './import-file.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';

/** Takes what is met in a document, in order. Names come without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Reads XML as it comes, in pieces. */
export interface XmlParser {
  write(text: string): void;
  end(): void;
}

/**
 * A strict reader of XML that expands nothing: a document type declaration, which is where entities are made, is
 * refused, so that neither other files nor a billion laughs can be asked for.
 * @throws {FileRefusal} from both methods
 */
export function createXmlParser(events: XmlEvents, limits: Pick<ImportLimits, 'depth'>): XmlParser {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  const refuse = (reason: string): never => {
    throw new FileRefusal(
      `this is not sound XML: ${reason} (line ${displayCount(Math.max(1, parser.line))})`,
    );
  };
  parser.on('error', (error) => {
    refuse(error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, ''));
  });
  // The parser knows no entities but XML's own five, so nothing was expanded when this is told.
  parser.on('doctype', () => {
    throw new FileRefusal(
      'the file declares a document type (DOCTYPE), with which XML can ask for other files or blow itself up: save it without',
    );
  });
  // One by one: taking them from the parser's object afterwards would cost more than all the rest.
  let attributes = new Map<string, string>();
  parser.on('attribute', ({ name, value }) => {
    if (isNamespace(name)) return;
    const local = localName(name);
    attributes.set(attributes.has(local) ? name : local, value);
  });
  parser.on('opentag', ({ name }) => {
    if (++depth > limits.depth)
      refuse(`elements lie more than ${displayCount(limits.depth)} deep in others`);
    const taken = attributes;
    attributes = new Map();
    events.open(localName(name), taken);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    events.close(localName(name));
  });
  parser.on('text', (text) => events.text(text));
  parser.on('cdata', (text) => events.text(text));
  return {
    write(text) {
      parser.write(text);
    },
    end() {
      parser.close();
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function isNamespace(name: string): boolean {
  return name.startsWith('x') && /^(?:xmlns(?:$|:)|xsi:)/.test(name);
}

/** A file of XML that was looked at before. */
export interface XmlFile {
  readonly file: ImportFile;
  readonly bytes: FileBytes;
  /** Name of the outermost element, without its prefix. */
  readonly root: string;
  /** Reads the whole file, every time it is called. @throws {FileRefusal} */
  read(events: XmlEvents): void;
}

const DECLARED = /^\uFEFF?\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/;
const HEAD_CHARACTERS = 1024;
const STOP = Symbol('stop');

/** Opens a file of XML. @throws {FileRefusal} when it is none */
export function openXml(file: ImportFile, given: ImportLimits): XmlFile {
  const limits = { ...given, fileBytes: given.structuredBytes };
  const bytes = withDeclaredEncoding(file, inspectBytes(file, limits), limits);
  return {
    file,
    bytes,
    root: findRoot(file, bytes, limits),
    read(events) {
      const parser = createXmlParser(events, limits);
      readSameText(file, { bytes, limits }, (text) => parser.write(text));
      parser.end();
    },
  };
}

/** The encoding that the file declares, where its bytes leave it open. */
function withDeclaredEncoding(file: ImportFile, bytes: FileBytes, limits: ImportLimits): FileBytes {
  if (bytes.guess === null) return bytes;
  let head = '';
  readText(file, { encoding: 'windows-1252', limits }, (text) => {
    head = text.slice(0, HEAD_CHARACTERS);
    return false;
  });
  const declared = DECLARED.exec(head)?.[1]?.toLowerCase();
  if (declared === undefined || declared === 'utf-8' || !iconv.encodingExists(declared))
    return bytes;
  // What calls itself Latin-1 has curly quotes where Windows puts them, as browsers read it.
  const encoding = /^(?:iso-8859-1|latin1|us-ascii)$/.test(declared) ? 'windows-1252' : declared;
  return { ...bytes, encoding, guess: null };
}

function findRoot(file: ImportFile, bytes: FileBytes, limits: ImportLimits): string {
  let root: string | null = null;
  const parser = createXmlParser(
    {
      open(name) {
        root = name;
        throw STOP;
      },
      close() {},
      text() {},
    },
    limits,
  );
  try {
    readText(file, { encoding: bytes.encoding, limits }, (text) => {
      parser.write(text);
      return true;
    });
    parser.end();
  } catch (error) {
    if (error !== STOP) throw error;
  }
  if (root === null) throw new FileRefusal('this is not XML: it has no elements');
  return root;
}
