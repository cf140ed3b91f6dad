import { resolve } from 'node:path';
import { loadOntology } from '../../../electron/db/resources.ts';

import { createCsvParser } from '../../../electron/formats/csv.ts';
import { IMPORT_LIMITS, type ImportLimits } from '../../../electron/formats/limits.ts';
import { planImport } from '../../../electron/formats/plan.ts';
import { loadProfiles } from '../../../electron/formats/profile.ts';
import type { Row } from '../../../electron/formats/row.ts';
import { type QuarantinedRow, stageImport } from '../../../electron/formats/stage.ts';
import type { StagedRecord, StagedRelation } from '../../../shared/domain/staged.ts';

export const RESOURCES_DIR = resolve(import.meta.dirname, '../../../resources');
export const ontology = loadOntology(RESOURCES_DIR);
export const profiles = loadProfiles(RESOURCES_DIR);

/** Rows of a text, cut into pieces of a given size before it is read. */
export function parseCsv(
  text: string,
  options: {
    readonly separator?: string;
    readonly pieceLength?: number;
    readonly limits?: Partial<ImportLimits>;
  } = {},
): Row[] {
  const rows: Row[] = [];
  const parser = createCsvParser({
    separator: options.separator ?? ',',
    limits: { ...IMPORT_LIMITS, ...options.limits },
    onRow: (row) => rows.push(row),
  });
  const length = options.pieceLength ?? Math.max(1, text.length);
  for (let start = 0; start < text.length; start += length)
    parser.write(text.slice(start, start + length));
  parser.end();
  return rows;
}

/** Plans and stages texts as files, and gives all that came of them. */
export function stage(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: {
    readonly kind?: string;
    readonly limits?: Partial<ImportLimits>;
    readonly earlierKind?: (key: string) => string | null;
  } = {},
) {
  const limits = { ...IMPORT_LIMITS, ...options.limits };
  const list = Object.entries(files).map(([name, content]) => ({
    name,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }));
  const plan = planImport(list, {
    ontology,
    profiles,
    limits,
    chosenKind: options.kind ?? null,
    onRows: () => {},
  });
  const records: StagedRecord[] = [];
  const relations: StagedRelation[] = [];
  const quarantined: QuarantinedRow[] = [];
  const result = stageImport(
    plan,
    {
      ontology,
      limits,
      today: '2026-11-01',
      assumedKind: options.kind ?? 'person',
      onRows: () => {},
    },
    {
      record(record) {
        records.push(record);
        return 'kept';
      },
      relation(relation) {
        relations.push(relation);
        return 'kept';
      },
      quarantine: (row) => quarantined.push(row),
      earlierKind: options.earlierKind ?? (() => null),
    },
  );
  return { plan, records, relations, quarantined, ...result };
}

/** Problems of all files, told in one line each. */
export function problemsOf(result: {
  readonly files: ReturnType<typeof stage>['files'];
}): string[] {
  return result.files.flatMap((file) =>
    file.problems.map(
      ({ row, column, reason, severity }) =>
        `${severity} ${file.name} ${row ?? '-'} ${column ?? '-'}: ${reason}`,
    ),
  );
}
