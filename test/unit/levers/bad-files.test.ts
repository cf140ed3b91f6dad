import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import {
  joinCatalogue,
  readLeverFiles,
  readShippedLevers,
} from '../../../electron/db/lever-catalogue.ts';
import { problemWords } from '../../../shared/domain/lever-catalogue.ts';
import { ONTOLOGY, RESOURCES } from './support.ts';

const NAME = 'abandoned-vehicle-removal.yaml';
const GOOD = readFileSync(join(RESOURCES, 'levers', NAME), 'utf8');

/** What is said of one file with these bytes. */
function said(bytes: string | Uint8Array, name = NAME): string[] {
  const { files, problems } = readLeverFiles(
    [{ name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, fault: null }],
    { origin: 'own', ontology: ONTOLOGY, areExamplesRun: true },
  );
  expect(files.length === 0, 'a bad file gives no lever').toBe(problems.length > 0);
  return problems.map(problemWords);
}

/** The good file with its triggers exchanged for one with this condition, in flow form on line 1000 or so. */
function asking(condition: string): string[] {
  const text = GOOD.replace(
    /triggers:\n[\s\S]*?(?=threshold:)/,
    `triggers:\n  - description: Asked\n    strength: strong\n    condition: ${condition}\n`,
  ).replace(
    /examples:\n[\s\S]*$/,
    'examples:\n  - { is: x, answer: ruled-out, entity: { kind: vehicle } }\n',
  );
  return said(text)
    .filter((words) => !words.includes('“x” should be'))
    .map((words) => words.replace(/^[^:]+:\d+:\d+: /, ''));
}

test('a good file has nothing wrong with it', () => {
  expect(said(GOOD)).toEqual([]);
});

test('each thing that is wrong with a file is told, with its line and column', () => {
  const text = GOOD.replace('councilHeld: true', 'councilHeld: perhaps\ncolour: red')
    .replace('indicator: abandoned-vehicle', 'indicator: abandoned-hope')
    .replace(/^threshold:.*\n( {2}.*\n)*/m, '');
  const lineOf = (word: string) => text.split('\n').findIndex((line) => line.includes(word)) + 1;
  expect(said(text)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(new RegExp(`^${NAME}:${lineOf('perhaps')}:14: councilHeld: `)),
      `${NAME}:${lineOf('colour')}:1: unknown key “colour”`,
      `${NAME}:1:1: “threshold” is missing`,
    ]),
  );
  const misspelt = GOOD.replace('indicator: abandoned-vehicle', 'indicator: abandoned-hope');
  const line = misspelt.split('\n').findIndex((one) => one.includes('abandoned-hope')) + 1;
  const [first] = said(misspelt);
  expect(first).toMatch(new RegExp(`^${NAME}:${line}:\\d+: unknown indicator “abandoned-hope”$`));
});

test('what is no text, no YAML or no lever is refused in words', () => {
  expect(said('')).toEqual([`${NAME}: the file is empty`]);
  expect(said(' \n\n')).toEqual([`${NAME}: the file is empty`]);
  expect(said('# only a comment\n')).toEqual([`${NAME}: the file says nothing`]);
  expect(said(Buffer.from(`\ufeff${GOOD}`, 'utf16le'))).toEqual([
    `${NAME}: the file is UTF-16: save it as UTF-8`,
  ]);
  expect(said(Buffer.from('id: a\ntitle: caf\u00e9\n', 'latin1'))).toEqual([
    `${NAME}:2:1: the file is not UTF-8: save it as UTF-8`,
  ]);
  expect(said('id: a\0b')).toEqual([`${NAME}: the file is no text`]);
  expect(said('x'.repeat(256 * 1024 + 1))[0]).toMatch(/too large/);
  expect(said('id: [a')[0]).toMatch(/unreadable YAML/);
  expect(said('id: a\n---\nid: b\n')[0]).toMatch(/unreadable YAML/);
  expect(said('just words')[0]).toMatch(/:1:1: /);
  expect(said(GOOD.replace('title:', 'title: One\ntitle:'))).toEqual([
    `${NAME}:3:1: this key is given twice`,
  ]);
  expect(said(GOOD.replace('title: ', 'title: \u202e'))).toEqual([
    `${NAME}:2:8: a character here turns the reading direction: delete it`,
  ]);
});

test('what never ends, or only seems to, is refused', () => {
  expect(asking('&a { all: [ { indicator: abandoned-vehicle }, *a ] }')).toEqual([
    '“*a” refers to itself: it never ends',
  ]);
  expect(asking('&a { not: *a }')).toEqual(['“*a” refers to itself: it never ends']);
  expect(asking('*nothing')[0]).toMatch(/nothing/);
  const deep = `${'{ not: '.repeat(80)}{ indicator: asb }${' }'.repeat(80)}`;
  expect(asking(deep)).toEqual(['nested too deeply']);
  expect(said(`a: ${'['.repeat(50_000)}`)[0]).toMatch(/nested too deeply|unreadable/);
  const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 9; at++)
    laughs.push(
      `a${at}: &a${at} [${Array(10)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
    );
  expect(said(laughs.join('\n'))[0]).toMatch(/aliases repeat too much/);
});

test('a condition that is not of the grammar is told precisely', () => {
  expect(asking('{ atr: sector, in: [ car-wash ] }')[0]).toMatch(/this names atr, in$/);
  expect(asking('{ indicator: asb, any: [] }')).toEqual([
    'a condition asks one thing: join “indicator” and “any” with all or any',
  ]);
  expect(asking('{ indicator: asb, weight: 3 }')).toEqual(['unknown key “weight”']);
  expect(asking('{ attr: age, lt: young }')).toEqual(['“lt” takes a number']);
  expect(asking('{ attr: age, lt: 18, gte: 10 }')[0]).toMatch(/asked one thing/);
  expect(asking('{ attr: sector, in: [] }')).toEqual(['“in” takes a list of words']);
  expect(asking('{ all: [] }')).toEqual(['“all” takes a list of conditions']);
  expect(asking('{ linkedToOcg: { maxHops: 9 } }')[0]).toMatch(/maxHops: 4/);
  expect(asking('[ asb ]')[0]).toMatch(/a condition is written like/);
  expect(asking('{ link: drives, dir: out }')).toEqual(['“dir” takes “in” alone']);
  expect(asking('{ attr: religion, eq: any }')).toEqual([
    '“religion” is never asked: nobody is scored on origin, nationality or belief',
  ]);
  expect(asking('{ attr: sector, gte: 3 }')).toEqual(['fact “sector” (word) cannot be asked this']);
});

test('whatever a file holds, it gives a lever or a fault that lies in the file', () => {
  const pieces = [
    '&a ',
    '*a',
    '{',
    '}',
    '[',
    '- ',
    ': ',
    '\n',
    '  ',
    '|',
    '"',
    '!!',
    '\u0000',
    '? ',
    '%',
  ];
  const change = fc.record({
    at: fc.nat(GOOD.length),
    length: fc.nat(60),
    text: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      let text = GOOD;
      for (const { at, length, text: put } of changes)
        text = text.slice(0, at) + put + text.slice(at + length);
      const { files, problems } = readLeverFiles(
        [{ name: NAME, bytes: Buffer.from(text), fault: null }],
        { origin: 'own', ontology: ONTOLOGY, areExamplesRun: true },
      );
      expect(files.length + Math.min(1, problems.length)).toBe(1);
      const lines = text.split('\n').length;
      for (const { line, reason } of problems) {
        expect(reason).not.toBe('');
        expect(line ?? 1).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 150 },
  );
});

test('a lever is in the file of its name, and its examples answer as they say', () => {
  expect(said(GOOD, 'other.yaml')).toEqual([
    `other.yaml:1:5: lever “abandoned-vehicle-removal” belongs in ${NAME}`,
  ]);
  expect(said(GOOD.replace('answer: applies', 'answer: ruled-out'))[0]).toMatch(
    /:\d+:\d+: “.*” should be ruled-out.* and is applies/,
  );
});

test('of a folder with bad files the rest loads, and every bad one is told', () => {
  const dir = mkdtempSync(join(tmpdir(), 'achilles-levers-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  cpSync(join(RESOURCES, 'levers'), join(dir, 'levers'), { recursive: true });
  cpSync(join(RESOURCES, 'lever-catalogue.yaml'), join(dir, 'lever-catalogue.yaml'));
  writeFileSync(join(dir, 'levers', NAME), GOOD.replace('title:', 'titel:'));
  mkdirSync(join(dir, 'levers', 'folder.yaml'));
  writeFileSync(join(dir, 'levers', 'empty.yaml'), '');
  const shipped = readShippedLevers(dir, ONTOLOGY);
  expect(shipped.levers).toHaveLength(129);
  expect(shipped.problems.map(({ file }) => file)).toEqual([
    NAME,
    NAME,
    'empty.yaml',
    'folder.yaml',
  ]);
  expect(shipped.problems.at(-1)?.reason).toBe('this is not a file');
  writeFileSync(join(dir, 'lever-catalogue.yaml'), 'version: new\n');
  const { edition, problems } = readShippedLevers(dir, ONTOLOGY);
  expect(edition.version).toBe('0.0');
  expect(problems[0]).toMatchObject({ file: 'lever-catalogue.yaml', line: 1, origin: 'shipped' });
});

test('the shipped catalogue has no problems, an edition, and no lever newer than that', () => {
  const { problems, edition, levers } = joinCatalogue(
    readShippedLevers(RESOURCES, ONTOLOGY),
    null,
    ONTOLOGY,
  );
  expect(problems).toEqual([]);
  expect(edition.version).not.toBe('0.0');
  expect(levers).toHaveLength(130);
  expect(levers.filter((lever) => lever.asAt > edition.asAt)).toEqual([]);
  expect(new Set(levers.map(({ digest }) => digest)).size).toBe(130);
});
