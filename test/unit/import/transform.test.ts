import { describe, expect, test } from 'vitest';
import { Mapping, type Transform, workingColumns } from '../../../shared/import/mapping.ts';
import { createTransformer, orderedDate, patternFault } from '../../../shared/import/transform.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';

function transform(columns: string[], transforms: Transform[], cells: string[]): string[] {
  return createTransformer({ columns, transforms })(cells);
}

describe('splitting', () => {
  test('what is beyond the last column stays in it', () => {
    const split: Transform = {
      op: 'split',
      column: 'name',
      by: 'text',
      at: ' ',
      into: ['first', 'last'],
    };
    expect(transform(['name'], [split], ['Ana van Example'])).toEqual([
      'Ana van Example',
      'Ana',
      'van Example',
    ]);
    expect(transform(['name'], [split], ['Ana'])).toEqual(['Ana', 'Ana', '']);
  });

  test('a split in two and a join give the value back, whatever it is', () => {
    const random = createRandom(7);
    const letters = ['a', 'Ł', ',', ' ', "'", '🙂', '0'];
    for (let round = 0; round < 300; round++) {
      const value = Array.from({ length: random.integer(0, 12) }, () => random.pick(letters))
        .join('')
        .trim();
      const [, first, rest] = transform(
        ['a'],
        [{ op: 'split', column: 'a', by: 'text', at: ',', into: ['b', 'c'] }],
        [value],
      );
      const plain = (text: string) => text.replaceAll(/[\s]/g, '');
      const joined = value.includes(',') ? `${first},${rest}` : `${first}${rest}`;
      expect(plain(joined)).toBe(plain(value));
    }
  });

  test('a pattern gives its groups, and a pattern that cannot be used gives none', () => {
    const split: Transform = {
      op: 'split',
      column: 'a',
      by: 'pattern',
      at: '^(.*) ([A-Z]{2}\\d \\d[A-Z]{2})$',
      into: ['street', 'postcode'],
    };
    expect(transform(['a'], [split], ['11 Larder Lane ZZ1 2PE'])).toEqual([
      '11 Larder Lane ZZ1 2PE',
      '11 Larder Lane',
      'ZZ1 2PE',
    ]);
    expect(transform(['a'], [{ ...split, at: '(' }], ['x'])).toEqual(['x', '', '']);
  });

  test('patterns that could run for ever are refused', () => {
    expect(patternFault('(a+)+b')).toMatch(/repeat within a repeat/);
    expect(patternFault('(a|a)*b')).toMatch(/repeat within a repeat/);
    expect(patternFault('(\\d+)-(\\d+)')).toBeNull();
  });
});

describe('dates', () => {
  test('the order is that which was said; years of two digits are completed only by the turn that was said', () => {
    expect(orderedDate('02/03/2020', { order: 'mdy', turn: null })).toBe('2020-02-03');
    expect(orderedDate('02/03/2020', { order: 'dmy', turn: null })).toBe('2020-03-02');
    expect(orderedDate('20-03-02', { order: 'ymd', turn: 30 })).toBe('2020-03-02');
    expect(orderedDate('02/03/81', { order: 'dmy', turn: 30 })).toBe('1981-03-02');
    expect(orderedDate('02/03/30', { order: 'dmy', turn: 30 })).toBe('2030-03-02');
    expect(orderedDate('02/03/81', { order: 'dmy', turn: null })).toBeNull();
  });

  test('a cell that is no date is left as it is, to be told as a fault', () => {
    const date: Transform = { op: 'date', column: 'a', order: 'mdy', turn: null };
    expect(transform(['a'], [date], ['yesterday'])).toEqual(['yesterday']);
    expect(transform(['a'], [date], [''])).toEqual(['']);
  });

  test('written out in any order and read in that order, every day is itself', () => {
    for (let day = 0; day < 800; day++) {
      const iso = new Date(Date.UTC(1999, 0, 1 + day)).toISOString().slice(0, 10);
      const [year = '', month = '', date = ''] = iso.split('-');
      expect(orderedDate(`${date}/${month}/${year}`, { order: 'dmy', turn: null })).toBe(iso);
      expect(orderedDate(`${month}.${date}.${year}`, { order: 'mdy', turn: null })).toBe(iso);
      expect(orderedDate(`${year.slice(2)}-${month}-${date}`, { order: 'ymd', turn: 50 })).toBe(
        iso,
      );
    }
  });
});

test('values are mapped whatever their case and blanks; others stay', () => {
  const map: Transform = {
    op: 'map',
    column: 'a',
    values: [{ from: 'PHD', to: 'private-hire-driver' }],
  };
  expect(transform(['a'], [map], [' phd '])).toEqual(['private-hire-driver']);
  expect(transform(['a'], [map], ['__proto__'])).toEqual(['__proto__']);
});

test('trim, replace, number and fixed value change what they say and nothing else', () => {
  const cells = ['  Ana   Example ', 'REG: AB', '1.234,50', '12'];
  const changes: Transform[] = [
    { op: 'trim', column: 'a' },
    { op: 'replace', column: 'b', find: 'REG: ', put: '$&' },
    { op: 'number', column: 'c', decimal: ',' },
    { op: 'fixed', into: 'e', value: 'taxi' },
    { op: 'join', columns: ['a', 'd'], separator: ', ', into: 'f' },
  ];
  expect(transform(['a', 'b', 'c', 'd'], changes, cells)).toEqual([
    'Ana Example',
    '$&AB',
    '1234.50',
    '12',
    'taxi',
    'Ana Example, 12',
  ]);
  expect(cells[0]).toBe('  Ana   Example ');
});

test('a mapping that names a column twice, or one that is not there, is refused', () => {
  const part = { id: 'person', kind: 'person', key: [], fields: [{ field: 'name', column: 'b' }] };
  expect(Mapping.safeParse({ columns: ['a'], parts: [part] }).success).toBe(false);
  const fixed = { op: 'fixed', into: 'b', value: 'x' };
  const good = Mapping.parse({ columns: ['a'], transforms: [fixed], parts: [part] });
  expect(workingColumns(good)).toEqual(['a', 'b']);
  expect(
    Mapping.safeParse({ columns: ['a'], transforms: [fixed, fixed], parts: [part] }).success,
  ).toBe(false);
});
