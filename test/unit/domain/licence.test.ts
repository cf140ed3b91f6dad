import { expect, test } from 'vitest';
import { licenceStanding } from '../../../shared/domain/licence.ts';

const TODAY = '2026-11-22';

test('a licence stands as its latest status says, in whatever words', () => {
  const standing = (status: string | null, expiresOn: string | null = null) =>
    licenceStanding({ status, expiresOn }, TODAY);
  expect(standing('In force')).toBe('in-force');
  expect(standing('GRANTED')).toBe('in-force');
  expect(standing('Suspended pending review')).toBe('suspended');
  expect(standing('Revoked')).toBe('revoked');
  expect(standing('surrendered')).toBe('surrendered');
  expect(standing('Application refused')).toBe('refused');
  expect(standing('Applied for')).toBe('applied-for');
  expect(standing('Lapsed')).toBe('expired');
  expect(standing('No longer in force')).toBe('expired');
  expect(standing('Inactive')).toBe('expired');
  expect(standing('Withdrawn')).toBe('surrendered');
  expect(standing('Something else')).toBe('not-known');
  expect(standing(null)).toBe('not-known');
});

test('the day of expiry ends what was in force, and nothing that was ended otherwise', () => {
  const standing = (status: string | null, expiresOn: string) =>
    licenceStanding({ status, expiresOn }, TODAY);
  expect(standing('In force', '2026-11-21')).toBe('expired');
  expect(standing('In force', '2026-11-22')).toBe('in-force');
  expect(standing(null, '2025')).toBe('expired');
  // All of a partial date must have passed.
  expect(standing(null, '2026')).toBe('in-force');
  expect(standing(null, '2026-11')).toBe('in-force');
  expect(standing('Revoked', '2020-01-01')).toBe('revoked');
});
