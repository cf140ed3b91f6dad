import { expect, test } from 'vitest';
import {
  groupProblems,
  isCommittable,
  readingInWords,
  rowsInWords,
} from '../../../../../renderer/features/import/report-words.ts';
import type { FileReport, ImportProblem, ImportReport } from '../../../../../shared/api/import.ts';

function problem(
  row: number | null,
  reason: string,
  more: Partial<ImportProblem> = {},
): ImportProblem {
  return { row, column: 'dob', reason, severity: 'quarantine', ...more };
}

const FILE: FileReport = {
  name: 'people.csv',
  profile: 'node-table',
  encoding: 'utf-8',
  separator: '\t',
  columns: ['name'],
  rows: 2,
  kept: 2,
  unchanged: 0,
  quarantined: 0,
  problems: [],
  moreProblems: 0,
  sample: [],
};

function report(files: readonly FileReport[], kept: number): ImportReport {
  return {
    batchId: null,
    sourceName: 'people',
    isDryRun: true,
    isUnchanged: false,
    files: [...files],
    entities: {},
    relations: {},
    totals: { rows: kept, kept, unchanged: 0, quarantined: 0, absent: 0, deleted: 0 },
    assumedKind: null,
    unclaimedLabels: {},
    elapsedMs: 1,
  };
}

test('the same fault with other values is one group; another column is another', () => {
  const groups = groupProblems([
    problem(4, '“31/02/1981” is not a date'),
    problem(9, '“30/02/1990” is not a date'),
    problem(9, '“x” is not a date', { column: 'seen' }),
  ]);
  expect(groups.map((group) => [group.column, group.rows])).toEqual([
    ['dob', [4, 9]],
    ['seen', [9]],
  ]);
});

test('what stops the file comes before what stops a row, and both before warnings', () => {
  const groups = groupProblems([
    problem(2, 'looks damaged', { severity: 'warning' }),
    problem(3, 'looks damaged', { severity: 'warning' }),
    problem(4, 'is missing'),
    problem(null, 'the file is empty', { severity: 'refuse', column: null }),
  ]);
  expect(groups.map((group) => group.severity)).toEqual(['refuse', 'quarantine', 'warning']);
});

test('rows are told by the first and how many more', () => {
  const [group] = groupProblems([problem(1203, 'is missing'), problem(1207, 'is missing')]);
  expect(group && rowsInWords(group)).toBe('Row 1,203 and 1 more');
  const [whole] = groupProblems([problem(null, 'the file is empty')]);
  expect(whole && rowsInWords(whole)).toBe('The whole file');
});

test('how a file was read is said in words', () => {
  expect(readingInWords(FILE)).toBe('Node table, UTF-8, tabs');
  expect(readingInWords({ ...FILE, profile: null })).toBe('Not read: it is not a table');
});

test('nothing is committed while a file cannot be read, or where no row is kept', () => {
  const empty = { ...FILE, problems: [problem(null, 'the file is empty', { severity: 'refuse' })] };
  expect(isCommittable(report([FILE], 2))).toBe(true);
  expect(isCommittable(report([FILE, empty], 2))).toBe(false);
  expect(isCommittable(report([FILE], 0))).toBe(false);
});
