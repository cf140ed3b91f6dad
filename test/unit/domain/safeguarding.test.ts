import { expect, test } from 'vitest';
import { liftsHold, safeguardingFaults } from '../../../shared/domain/safeguarding.ts';

const TODAY = '2026-11-22';
const FIELDS = {
  decidedBy: 'Sam Guardian',
  decidedByRole: 'Designated safeguarding lead',
  decidedOn: TODAY,
  reason: 'Strategy meeting',
  reviewOn: '2027-01-22',
};

test('a decision names who decided, why, and a review that is still to come', () => {
  expect(safeguardingFaults(FIELDS, TODAY)).toEqual({});
  const blank = { decidedBy: ' ', decidedByRole: '', decidedOn: '', reason: '', reviewOn: '' };
  expect(Object.keys(safeguardingFaults(blank, TODAY)).sort()).toEqual(Object.keys(FIELDS).sort());
  expect(safeguardingFaults({ ...FIELDS, reviewOn: TODAY }, TODAY)).toHaveProperty('reviewOn');
  expect(safeguardingFaults({ ...FIELDS, reviewOn: '2027-02' }, TODAY)).toHaveProperty('reviewOn');
  expect(safeguardingFaults({ ...FIELDS, decidedOn: '2026-11-23' }, TODAY)).toHaveProperty(
    'decidedOn',
  );
});

test('a hold is lifted by a decision that allows it, until its review or until it is taken back', () => {
  const allow = { decision: 'allow', reviewOn: '2026-11-23', withdrawnAt: null } as const;
  expect(liftsHold(allow, TODAY)).toBe(true);
  expect(liftsHold(allow, '2026-11-23')).toBe(false);
  expect(liftsHold({ ...allow, decision: 'hold' }, TODAY)).toBe(false);
  expect(liftsHold({ ...allow, withdrawnAt: '2026-11-22T10:00:00Z' }, TODAY)).toBe(false);
});
