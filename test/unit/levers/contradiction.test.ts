import { expect, test } from 'vitest';
import type { Condition } from '../../../shared/domain/lever.ts';
import { reportContradictions } from '../../../shared/levers/contradiction.ts';
import { LEVER_FILES, ONTOLOGY } from './support.ts';

const ALL = ['person', 'business', 'premises', 'vehicle'];

function found(condition: Condition, kinds: readonly string[] = ALL): string[] {
  const reasons: string[] = [];
  reportContradictions(condition, { ontology: ONTOLOGY, kinds }, ['condition'], (path, reason) =>
    reasons.push(`${path.join('.')}: ${reason}`),
  );
  return reasons;
}

const asb: Condition = { indicator: 'asb' };
const carWash: Condition = { attr: 'sector', eq: 'car-wash' };

test('a test and its opposite can never both be met', () => {
  expect(found({ all: [asb, { not: asb }] })).toEqual([
    expect.stringMatching(
      /^condition\.all\.1\.not: can never be true: “not: .*” is the opposite of/,
    ),
  ]);
  const licence = 'premises-licence';
  expect(
    found({
      all: [
        { attr: 'licences', has: licence },
        { attr: 'licences', lacks: licence },
      ],
    }),
  ).toHaveLength(1);
  expect(
    found({
      all: [{ attr: 'licences', has: licence }, { not: { attr: 'licences', has: licence } }],
    }),
  ).toHaveLength(1);
  expect(
    found({
      all: [{ linkedToOcg: { maxHops: 2 } }, { not: { linkedToOcg: { maxHops: 3 } } }],
    }),
  ).toHaveLength(1);
  expect(found({ all: [{ link: 'drives', to: asb }, { not: { link: 'drives' } }] })).toHaveLength(
    1,
  );
});

test('one fact has one word, and a number lies somewhere', () => {
  expect(found({ all: [carWash, { attr: 'sector', eq: 'butcher-slaughter' }] })[0]).toMatch(
    /cannot be together with/,
  );
  expect(found({ all: [carWash, { attr: 'sector', in: ['skip-hire', 'car-wash'] }] })).toEqual([]);
  expect(
    found({
      all: [
        { attr: 'age', lt: 5 },
        { attr: 'age', gte: 9 },
      ],
    }),
  ).toHaveLength(1);
  expect(
    found({
      all: [
        { attr: 'age', lt: 9 },
        { attr: 'age', gte: 5 },
      ],
    }),
  ).toEqual([]);
  expect(found({ all: [{ attr: 'age', lt: 9 }, { not: { attr: 'age', lt: 9 } }] })).toHaveLength(1);
  expect(
    found({
      all: [
        { attr: 'vulnerable', eq: true },
        { attr: 'vulnerable', eq: false },
      ],
    }),
  ).toHaveLength(1);
});

test('what is asked must be asked of a kind that the lever applies to', () => {
  expect(found(carWash, ['person'])).toEqual([
    expect.stringMatching(/^condition: can never be true: “sector is .*” is not asked of person$/),
  ]);
  expect(found({ all: [{ nodeType: 'person' }, carWash] })).toHaveLength(1);
  expect(found({ all: [{ nodeType: 'event' }, asb] })).toHaveLength(1);
  expect(found({ link: 'drives', to: { all: [{ nodeType: 'premises' }, asb] } })).toEqual([
    expect.stringMatching(/^condition\.to\.all\.0: /),
  ]);
});

test('an alternative that nobody can meet is told, and one that somebody can is not', () => {
  expect(found({ any: [asb, { all: [asb, { not: asb }] }] })).toEqual([
    expect.stringMatching(/^condition\.any\.1\.all\.1\.not: /),
  ]);
  expect(found({ all: [{ not: asb }, { any: [asb, carWash] }] })).toEqual([
    expect.stringMatching(/^condition\.all\.1\.any\.0: /),
  ]);
  expect(found({ any: [asb, { not: asb }] })).toEqual([]);
});

test('alternatives that rule one another out are found, however they are written', () => {
  const business: Condition = { any: [carWash, { attr: 'councilSupplier', eq: true }] };
  const neither: Condition = {
    not: { any: [carWash, { attr: 'councilSupplier', eq: true }] },
  };
  expect(found({ all: [business, neither] }).length).toBeGreaterThan(0);
});

test('no condition that ships contradicts itself', () => {
  for (const file of LEVER_FILES)
    for (const { condition } of file.triggers)
      expect(found(condition, file.appliesTo), file.id).toEqual([]);
});

test('a great many alternatives are given the benefit of the doubt in little time', () => {
  const pair = (at: number): Condition => ({
    any: [{ attr: 'age', gte: at }, { not: { attr: 'age', gte: at } }],
  });
  const condition: Condition = { all: Array.from({ length: 30 }, (_, at) => pair(at)) };
  expect(found(condition)).toEqual([]);
});
