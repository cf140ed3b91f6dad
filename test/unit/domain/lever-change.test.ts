import { expect, test } from 'vitest';
import { Lever } from '../../../shared/domain/lever.ts';
import { leverChanges } from '../../../shared/domain/lever-change.ts';
import { leverAsking } from '../levers/support.ts';

const LEVER = leverAsking({ indicator: 'asb' });

test('a lever that says the same has no changes, whatever the order of its parts', () => {
  expect(leverChanges(LEVER, { ...LEVER })).toEqual([]);
});

test('every part of a lever that says otherwise is told', () => {
  const other: Record<string, (value: never) => unknown> = {
    legalStatus: () => 'awaiting-commencement',
    jurisdiction: () => 'wales',
    councilHeld: (value: boolean) => !value,
    protectiveForVictims: (value: boolean) => !value,
    confidence: () => 'low',
    asAt: () => '2031-01',
    relevanceMonths: () => 7,
    costBand: () => ({ band: 'high', estimate: true }),
    intrusiveness: () => 5,
  };
  const changeOf = (field: keyof Lever): Lever => {
    const value = LEVER[field];
    const change = other[field];
    const changed = change
      ? change(value as never)
      : Array.isArray(value)
        ? [...value, typeof value[0] === 'object' ? value[0] : 'another']
        : typeof value === 'object' && value !== null
          ? { ...value, min: 1, max: 99, basis: 'Another basis' }
          : 'Another text';
    return { ...LEVER, [field]: changed } as Lever;
  };
  const silent = Object.keys(Lever.shape)
    .filter((field) => field !== 'id')
    .filter((field) => leverChanges(LEVER, changeOf(field as keyof Lever)).length === 0);
  expect(silent).toEqual([]);
});
