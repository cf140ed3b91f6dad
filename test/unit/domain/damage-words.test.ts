import { expect, test } from 'vitest';
import { damageInWords } from '../../../shared/domain/damage-words.ts';

const NOW = new Date('2026-05-06T12:00:00');
const BACKUP = { backupMadeAt: '2026-05-01T09:00:00', passedOver: 0 };

test('a damaged case tells its newest whole backup, and how many changes of which days restoring it would lose', () => {
  const lost = { changes: 1204, firstAt: '2026-05-02T10:00:00', lastAt: '2026-05-04T10:00:00' };
  expect(damageInWords({ ...BACKUP, lost }, NOW)).toBe(
    'The newest backup that was read back whole was made on 1 May 2026. 1,204 changes were made after it, the first on 2 May 2026, the last on 4 May 2026, and would be lost.',
  );
  const one = { ...lost, changes: 1, lastAt: lost.firstAt };
  expect(damageInWords({ ...BACKUP, lost: one }, NOW)).toContain(
    'One change was made after it, on 2 May 2026, and would be lost.',
  );
});

test('what cannot be told of a damaged case is said so, never as nothing', () => {
  expect(damageInWords({ ...BACKUP, lost: null }, NOW)).toContain('cannot be told');
  const counted = { changes: 2, firstAt: null, lastAt: null };
  expect(damageInWords({ ...BACKUP, lost: counted }, NOW)).toContain(
    '2 changes were made after it and would be lost; when cannot be told.',
  );
});

test('backups that were not found whole are counted, and a case without one is not promised any', () => {
  expect(damageInWords({ ...BACKUP, passedOver: 2, lost: null }, NOW)).toContain(
    '2 newer backups could not be',
  );
  expect(damageInWords({ backupMadeAt: null, passedOver: 3, lost: null }, NOW)).toMatch(
    /^None of its 3 backups/,
  );
  expect(damageInWords({ backupMadeAt: null, passedOver: 0, lost: null }, NOW)).toMatch(
    /^There is no backup/,
  );
});
