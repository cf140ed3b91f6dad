import type { BackupEvent, BackupReport } from '../../../shared/api/backup.ts';

/** One step of a backup, a check or a restoration. */
export type BackupPhase = NonNullable<BackupEvent['progress']>['phase'];

/** What each step is called, in the order of a backup. */
export const BACKUP_PHASES: Readonly<Record<BackupPhase, string>> = {
  space: 'Looking at the free space',
  copy: 'Copying, still encrypted',
  content: 'Reading every page back',
  audit: 'Checking the audit log',
  counts: 'Counting what is there',
};

/** What a backup was found to hold. */
export function foundIn({ records, relations, auditRows, seal }: BackupReport): string {
  const number = (value: number) => value.toLocaleString('en-GB');
  return `${number(records)} records, ${number(relations)} links, ${number(auditRows)} audit rows. Seal ${seal}.`;
}
