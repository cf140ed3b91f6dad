import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/api/errors.ts';
import { ImportOptions, type ImportReport } from '../../../shared/api/import.ts';
import type { Grade } from '../../../shared/domain/grade.ts';
import {
  type CommandInput,
  choiceOption,
  defineCommand,
  textOption,
  UsageError,
} from '../command.ts';

interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly isTemporary: false;
}

/** Files of a path: the file itself, or those of the folder by name, with the folder's name where `isFolderNamed`. */
function filesOf(path: string, isFolderNamed: boolean): FoundFile[] {
  if (!isFolder(path)) return [{ path, name: basename(path), isTemporary: false }];
  const prefix = isFolderNamed ? `${basename(path)}/` : '';
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => ({
      path: join(path, entry.name),
      name: `${prefix}${entry.name}`,
      isTemporary: false,
    }));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (cause) {
    throw new UsageError(`There is no file or folder “${basename(path)}”.`, { cause });
  }
}

const SOURCE_NAME_LENGTH = 200;

/**
 * What a source is called when nobody says: the one folder that was named, or the files with the folder they are
 * in, so that pairs of the same names from two folders are not taken for two editions of one source.
 */
function sourceNameOf(paths: readonly string[]): string | null {
  const [first] = paths;
  if (first === undefined) return null;
  if (paths.length === 1) return isFolder(first) ? basename(first) : null;
  const names = paths.map((path) => basename(path)).sort();
  return `${basename(dirname(first))}: ${names.join(', ')}`.slice(0, SOURCE_NAME_LENGTH);
}

/** A grade such as `2BP`, `1A` or `2CC`. @throws {UsageError} */
function gradeOption(values: CommandInput['values']): Grade {
  const text = textOption(values, 'grade')?.toUpperCase();
  const conditions = textOption(values, 'conditions');
  if (!text) return { source: null, information: null, handling: null, conditions };
  const match = /^([123])([A-E])([PC])?$/.exec(text);
  if (!match)
    throw new UsageError(
      '--grade takes a 3x5x2 grade such as 2B or 2BP: source 1 to 3, information A to E, handling P or C.',
    );
  const handling = (match[3] ?? null) as Grade['handling'];
  if (handling === 'C' && conditions === null)
    throw new UsageError('Handling code C needs its conditions: --conditions TEXT.');
  return {
    source: Number(match[1]) as Grade['source'],
    information: match[2] as Grade['information'],
    handling,
    conditions,
  };
}

function warningsOf(
  { assumedKind, totals }: ImportReport,
  { bringsBack }: ImportOptions,
): string[] {
  const warnings: string[] = [];
  if (assumedKind) warnings.push(`Nodes without a kind were taken as ${assumedKind}.`);
  if (totals.deleted > 0 && !bringsBack) {
    const rows = totals.deleted === 1 ? '1 row speaks' : `${totals.deleted} rows speak`;
    warnings.push(
      `${rows} of records or links that were deleted. They stay deleted; --bring-back brings them back.`,
    );
  }
  return warnings;
}

/** `achilles import`: files or folders into a case, all or nothing. */
export const importCommand = defineCommand({
  name: 'import',
  usage:
    'import CASE.achilles FILE|FOLDER… [--kind KIND] [--basis fact|intelligence] [--grade 2BP] [--source NAME] [--profile NAME] [--accept-quarantine] [--dry-run] [--json]',
  summary: 'Imports files or folders in one transaction, and says what became of every row.',
  details: [
    '--kind KIND          kind of nodes whose file says none; person if not said',
    '--basis BASIS        fact (a register) or intelligence (the default)',
    '--grade GRADE        3x5x2 grade of rows that carry none, such as 2BP',
    '--conditions TEXT    conditions of handling code C',
    '--source NAME        what the source is called; the same source again is a new edition',
    '--profile NAME       read the tables by this profile alone: of the product, or kept in the case',
    '--agency NAME        who owns the information',
    '--observed DATE      when it was observed, such as 2026-03',
    '--accept-quarantine  keep the good rows and set the faulty ones aside',
    '--bring-back         what was deleted comes back where a row speaks of it',
    '--dry-run            tell what would happen, write nothing',
  ],
  options: {
    kind: { type: 'string' },
    basis: { type: 'string' },
    grade: { type: 'string' },
    conditions: { type: 'string' },
    source: { type: 'string' },
    profile: { type: 'string' },
    agency: { type: 'string' },
    observed: { type: 'string' },
    'accept-quarantine': { type: 'boolean' },
    'bring-back': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  words: [2, 500],
  async run({ api, backend, positionals, values, resolvePath, unlock, progress }) {
    const paths = positionals.slice(1).map(resolvePath);
    const files = paths.flatMap((path) => filesOf(path, paths.length > 1));
    if (files.length === 0) throw new UsageError('There are no files in that folder.');
    const options = ImportOptions.safeParse({
      sourceName: textOption(values, 'source') ?? sourceNameOf(paths),
      ownerAgency: textOption(values, 'agency'),
      kind: textOption(values, 'kind'),
      basis: choiceOption(values, 'basis', ['fact', 'intelligence']) ?? 'intelligence',
      grade: gradeOption(values),
      observedOn: textOption(values, 'observed'),
      acceptQuarantine: values['accept-quarantine'] === true,
      profile: textOption(values, 'profile'),
      bringsBack: values['bring-back'] === true,
      isDryRun: values['dry-run'] === true,
    });
    if (!options.success)
      throw new UsageError(
        `--${options.error.issues[0]?.path.join('.')}: ${options.error.issues[0]?.message}`,
      );
    await unlock();
    const handles = backend.registerFiles(files);
    let report: ImportReport | null = null;
    let told = '';
    for await (const event of await api.import.run({ files: handles, options: options.data })) {
      report = event.report ?? report;
      if (!event.progress) continue;
      const { phase, done, total } = event.progress;
      if (phase !== told || done === total) progress(phase, done, total);
      told = phase;
    }
    if (!report) throw new AppError('internal', 'The import ended without a report.');
    return {
      ...report,
      warnings: warningsOf(report, options.data),
    };
  },
  text(answer) {
    const lines = answer.files.map((file) =>
      file.profile === null
        ? `  ${file.name}: left out (not a table)`
        : `  ${file.name}: ${file.rows} rows, ${file.kept} kept, ${file.unchanged} unchanged, ${file.quarantined} quarantined`,
    );
    return [
      answer.isDryRun
        ? 'Nothing was written (dry run).'
        : answer.isUnchanged
          ? 'Every row was already in the case.'
          : `Imported “${answer.sourceName}”.`,
      ...lines,
      ...answer.warnings,
    ].join('\n');
  },
});
