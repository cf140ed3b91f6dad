import type { BackupEvent, BackupReport } from '../../../shared/api/backup.ts';
import { type CommandContext, defineCommand, textOption, UsageError } from '../command.ts';

const STEPS: Readonly<Record<NonNullable<BackupEvent['progress']>['phase'], string>> = {
  space: 'Looking at the free space',
  copy: 'Copying',
  content: 'Reading every page back',
  audit: 'Checking the audit log',
  counts: 'Counting',
};

/** Tells each step and gives the report at the end. */
async function follow(
  { progress }: Pick<CommandContext, 'progress'>,
  events: AsyncIterable<BackupEvent>,
): Promise<BackupReport> {
  let report: BackupReport | null = null;
  let step = 0;
  for await (const event of events) {
    report = event.report ?? report;
    if (event.progress) progress(STEPS[event.progress.phase], ++step, null);
  }
  if (!report) throw new Error('The work ended without a report.');
  return report;
}

function held(report: BackupReport): string {
  const number = (value: number) => value.toLocaleString('en-GB');
  return `${number(report.records)} records, ${number(report.relations)} links, ${number(report.auditRows)} audit rows. Seal ${report.seal}.`;
}

/** `achilles backup`: an encrypted copy that was read back. */
export const backupCommand = defineCommand({
  name: 'backup',
  usage: 'backup CASE.achilles [--to FILE.achilles] [--json]',
  summary: 'Copies a case, still encrypted, and proves the copy.',
  details: [
    '--to FILE       where the copy goes, and never over another file; by default the folder Backups beside the',
    '                case, under the day and time, where the last three of today, the last of each earlier day, and',
    '                ten in all are kept',
    '',
  ],
  options: { to: { type: 'string' } },
  words: [1, 1],
  async run(context) {
    const { api, backend, unlock, values, resolvePath } = context;
    const to = textOption(values, 'to');
    await unlock();
    const report = await follow(
      context,
      await api.backup.make({
        target: to === null ? null : backend.registerCase(resolvePath(to)),
        reason: textOption(values, 'reason') ?? 'Command line: backup',
      }),
    );
    return { backedUp: true, ...report };
  },
  text: (answer) => `Backed up as “${answer.name}”. ${held(answer)}`,
});

/** `achilles verify`: reads a backup whole. */
export const verifyCommand = defineCommand({
  name: 'verify',
  usage: 'verify BACKUP.achilles [--json]',
  summary: 'Reads a backup, or a closed case, from its first page to its last.',
  details: ['Pages, references, the whole audit log and the counts. Nothing is changed.', ''],
  options: {},
  words: [1, 1],
  async run(context) {
    const { api, backend, positionals, values, resolvePath, passphrase } = context;
    const report = await follow(
      context,
      await api.backup.verify({
        handle: backend.registerCase(resolvePath(positionals[0] ?? '')),
        user: textOption(values, 'user'),
        passphrase: await passphrase(),
      }),
    );
    return { isWhole: true, ...report };
  },
  text: (answer) => `“${answer.name}” is whole. ${held(answer)}`,
});

/** `achilles restore`: a new case from a backup. */
export const restoreCommand = defineCommand({
  name: 'restore',
  usage: 'restore BACKUP.achilles NEW.achilles [--name NAME] [--json]',
  summary: 'Makes a new case from a backup; never over another file.',
  details: [
    '--name NAME     what the restored case is called; by default what its file is',
    '',
    'Its users and passphrases are those of the day of the backup. Its audit log says that it was restored.',
    '',
  ],
  options: { name: { type: 'string' } },
  words: [2, 2],
  async run(context) {
    const { api, backend, positionals, values, resolvePath, passphrase } = context;
    const [from = '', to = ''] = positionals.map(resolvePath);
    if (!to.endsWith('.achilles')) throw new UsageError('The new case is called NAME.achilles.');
    const fileName =
      to
        .split(/[\\/]/)
        .at(-1)
        ?.replace(/\.achilles$/, '') ?? '';
    const report = await follow(
      context,
      await api.backup.restore({
        handle: backend.registerCase(from),
        user: textOption(values, 'user'),
        passphrase: await passphrase(),
        target: backend.registerCase(to),
        name: textOption(values, 'name') ?? fileName,
        reason: textOption(values, 'reason') ?? 'Command line: restore',
      }),
    );
    return { restored: true, ...report };
  },
  text: (answer) => `Restored as the case “${answer.caseName}”. ${held(answer)}`,
});
