import { expect, test } from 'vitest';
import { problemsOf, stage } from './fixture.ts';

test.each([
  ['a line that names the separator', 'sep=;\nid;name\n1;Made, Ann\n', 3],
  ['that line as another program writes it', 'SEP=|\r\nid|name\r\n1|Made, Ann\r\n', 3],
  ['a title', 'Register of made-up people\n\nid,name\n1,"Made, Ann"\n', 4],
  ['a title with cells to its right', 'Register,,\nid,name,notes\n1,"Made, Ann",x\n', 3],
  [
    'a title over semicolons',
    'Register of made-up people\nAs at May\nid;name;notes\n1;Made, Ann;x\n',
    4,
  ],
])('a table below %s is read by its own header and rows', (_name, text, rowNumber) => {
  const { records } = stage({ 'a.csv': text });
  expect(records).toMatchObject([{ naturalKey: '1', fields: { name: 'Made, Ann' }, rowNumber }]);
});

test('rows above the header are told, the line that names the separator is no row', () => {
  expect(problemsOf(stage({ 'a.csv': 'Register\nid,name\n1,Ann\n' }))).toEqual([
    'warning a.csv - -: rows above the header, left out: 1',
  ]);
  expect(problemsOf(stage({ 'a.csv': 'sep=,\nid,name\n1,Ann\n' }))).toEqual([]);
});

test('a row of values is never taken for a header, though it has words that headers have', () => {
  expect(problemsOf(stage({ 'a.csv': 'lorem,ipsum,dolor\nname,id,address\n' }))).toEqual([
    expect.stringMatching(/^refuse a\.csv 1 -: none of its columns is known/),
  ]);
});

test('a header that stands again among the rows is set aside: tables were put one below another', () => {
  const result = stage({ 'a.csv': 'id,name\n1,Ann\n\nid,name\n2,Bo\n' });
  expect(result.records).toHaveLength(2);
  expect(problemsOf(result)).toEqual([
    'quarantine a.csv 4 -: the row is the header again: tables may have been put one below another',
  ]);
});

test('apostrophes are quotes where rows are even only that way', () => {
  const quoted = "id,name,notes\n1,'Made, Ann','a, b'\n2,'Made, Bo','c'\n";
  expect(stage({ 'a.csv': quoted }).records.map(({ raw }) => raw)).toEqual([
    ['1', 'Made, Ann', 'a, b'],
    ['2', 'Made, Bo', 'c'],
  ]);
  const names = "id,name\n1,'t Hooft\n2,O'Brien\n3,'s Gravesande\n";
  expect(stage({ 'a.csv': names }).records.map(({ fields }) => fields.name)).toEqual([
    ...["'t Hooft", "O'Brien", "'s Gravesande"],
  ]);
});

test('a file that ends where spreadsheets end may have been cut off', () => {
  const rows = Array.from({ length: 65_535 }, (_, index) => `${index}`).join('\n');
  expect(problemsOf(stage({ 'a.csv': `id\n${rows}\n` }))).toEqual([
    expect.stringContaining('ends where spreadsheets end, at row 65,536'),
  ]);
  expect(problemsOf(stage({ 'a.csv': `id\n${rows}\nx\n` }))).toEqual([]);
});
