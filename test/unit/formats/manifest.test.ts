import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMAT_MANIFEST } from '../../fixtures/format-manifest.ts';
import { sharedData } from '../../shared-data.ts';
import { parseCsv, stage } from './fixture.ts';

type Outcome = ReturnType<typeof stage>['files'][number];

function placeOf({ row, column }: Outcome['problems'][number]): string {
  return [row !== null && `row ${row}`, column !== null && `column ${column}`]
    .filter(Boolean)
    .join(', ');
}

function outcomeOf(file: Outcome): string {
  const [first] = file.problems;
  if (file.profile === null) {
    const place = first ? placeOf(first) : '';
    const refused = place === '' ? 'refused' : `refused at ${place}`;
    return `${first?.severity === 'refuse' ? refused : 'left out'}: ${first?.reason}`;
  }
  expect(file.rows, file.name).toBe(file.kept + file.unchanged + file.quarantined);
  const fault = file.problems.find(({ severity }) => severity === 'quarantine');
  if (!fault) return `${file.rows} rows`;
  return `${file.rows} rows, ${file.quarantined} quarantined (${placeOf(fault)}: ${fault.reason})`;
}

for (const { dataSet, folder, kind, files } of FORMAT_MANIFEST) {
  const dir = sharedData(dataSet);
  test.skipIf(dir === null)(
    `every file of ${dataSet} is kept, set aside or refused as the manifest says`,
    () => {
      const path = join(dir ?? '', folder);
      const names = readdirSync(path).filter((name) => statSync(join(path, name)).isFile());
      const outcomes = names.flatMap((name) => {
        const result = stage({ [name]: readFileSync(join(path, name)) }, { kind });
        return result.files.map((file) => [file.name, outcomeOf(file)]);
      });
      const expected = Object.entries(files).map(([name, outcome]) => [
        name,
        typeof outcome === 'string' ? outcome : expect.stringMatching(outcome),
      ]);
      expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(expected));
    },
  );
}

const pollock = sharedData('pollock_csv_a');

test.skipIf(pollock === null)(
  'of every polluted file, the rows that are kept say what the clean answer says',
  () => {
    const dir = pollock ?? '';
    const unlike = readdirSync(join(dir, 'csv')).flatMap((name) => {
      // Blanks around cells are kept as received; they are no part of what the cells say.
      const told = (cells: readonly string[]) => JSON.stringify(cells.map((cell) => cell.trim()));
      const answer = readFileSync(join(dir, 'clean', name), 'utf8');
      const clean = new Set(parseCsv(answer).map(({ cells }) => told(cells)));
      const { records } = stage(
        { [name]: readFileSync(join(dir, 'csv', name)) },
        { kind: 'event' },
      );
      const count = records.filter(({ raw }) => !clean.has(told(raw))).length;
      return count > 0 ? [[name, count]] : [];
    });
    // Cells with an inch sign, which one file doubles in one style and its second table in none.
    expect(unlike).toEqual([
      ['file_multitable_same.csv', 4],
      ['file_quotation_char_0x27.csv', 1],
    ]);
  },
);

const graphs = sharedData('graph_files_a');

/** Values of an attribute of every element of a name, as they stand in the text of a document. */
function attributesOf(text: string, element: string, name: string): string[] {
  const elements = text.match(new RegExp(`<${element}\\s[^>]*>`, 'g')) ?? [];
  return elements.map((one) => new RegExp(`\\s${name}="([^"]*)"`).exec(one)?.[1] ?? '');
}

test.skipIf(graphs === null)(
  'of every graph file, the nodes and links that are kept are those that its text names',
  () => {
    const names = readdirSync(graphs ?? '').filter((name) => /\.(gexf|graphml)$/.test(name));
    expect(names).toHaveLength(13);
    for (const name of names) {
      const bytes = readFileSync(join(graphs ?? '', name));
      const text = bytes.toString('utf8');
      const { records, relations, quarantined } = stage({ [name]: bytes }, { kind: 'person' });
      const ids = attributesOf(text, 'node', 'id');
      expect(records.map(({ naturalKey }) => naturalKey).sort(), name).toEqual(ids.sort());
      const [sources, targets] = [
        attributesOf(text, 'edge', 'source'),
        attributesOf(text, 'edge', 'target'),
      ];
      const pairs = sources.map((source, index) => `${source} ${targets[index]}`);
      const read = [
        ...relations.map(({ fromKey, toKey }) => `${fromKey} ${toKey}`),
        ...quarantined.map(({ raw }) => `${raw[0]} ${raw[1]}`),
      ];
      expect(read.sort(), name).toEqual(pairs.sort());
    }
  },
);

/** The source table of the polluted files, to be polluted in the ways that are not among the reference files. */
function cleanTable(): { readonly text: string; readonly lines: readonly string[] } {
  const path = join(pollock ?? '', 'clean', 'file_double_trailing_newline.csv');
  const lines = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  return { text: `${lines.join('\n')}\n`, lines };
}

type Table = ReturnType<typeof cleanTable>;

test.skipIf(pollock === null).each<[string, (table: Table) => string, string | RegExp]>([
  ['no newline at its end', ({ text }) => text.trimEnd(), '83 rows'],
  ['a byte order mark', ({ text }) => `\ufeff${text}`, '83 rows'],
  [
    'semicolons',
    ({ lines }) => lines.map((line) => line.replaceAll('","', '";"')).join('\n'),
    '83 rows',
  ],
  [
    'spaces between quoted cells',
    ({ lines }) => lines.map((line) => line.replaceAll('","', '" "')).join('\n'),
    '83 rows',
  ],
  [
    'CR and LF mixed',
    ({ lines }) => lines.map((line, at) => line + (at % 2 ? '\r\n' : '\n')).join(''),
    '83 rows',
  ],
  ['a title above', ({ text }) => `Sales of the year, all shops\n\n${text}`, '83 rows'],
  [
    'titles with blank cells',
    ({ text }) => `Sales,,,,,,,,\nPrinted in May,,,,,,,,\n${text}`,
    '83 rows',
  ],
  ['a header alone', ({ lines }) => `${lines[0]}\n`, '0 rows'],
  ['no header', ({ lines }) => lines.slice(1).join('\n'), /^refused: none of its columns is known/],
  [
    'two columns of one name',
    ({ text }) => text.replace('"DATE"', '"TIME"'),
    'refused at row 1, column TIME: columns 1 and 2 have the same name',
  ],
  [
    'a column without a name',
    ({ text }) => text.replace('"DATE"', '""'),
    'refused at row 1, column 1: column 1 has no name',
  ],
  [
    'a quote that is never closed',
    ({ text }) => text.slice(0, -5),
    /^refused at row 84: a quote is opened in this row and never closed/,
  ],
  [
    'another separator in one row',
    ({ lines }) =>
      lines.map((line, at) => (at === 20 ? line.replaceAll('","', '";"') : line)).join('\n'),
    '83 rows, 1 quarantined (row 21: text follows the closing quote of cell 1)',
  ],
  [
    'a wider table below',
    ({ lines, text }) => text + lines.map((line) => `${line},x,y`).join('\n'),
    '167 rows, 84 quarantined (row 85: the row has 11 cells, the header 9)',
  ],
  ['nothing but blank lines', () => '\n\n \n', /^refused: the file (is empty|holds nothing)/],
])('a table with %s is read as it was, or refused with its place', (_name, pollute, outcome) => {
  const table = cleanTable();
  const { files, records } = stage({ 'table.csv': pollute(table) }, { kind: 'event' });
  expect(files.map(outcomeOf)).toEqual([
    typeof outcome === 'string' ? outcome : expect.stringMatching(outcome),
  ]);
  // What is kept says what the clean table says.
  const clean = new Set(parseCsv(table.text).map(({ cells }) => JSON.stringify(cells)));
  expect(records.filter(({ raw }) => !clean.has(JSON.stringify(raw)))).toEqual([]);
});
