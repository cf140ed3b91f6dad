import { AppError } from '../../shared/api/errors.ts';
import type { ImportOptions } from '../../shared/api/import.ts';
import { kindFor } from '../../shared/domain/ontology.ts';
import { IMPORT_LIMITS } from '../formats/limits.ts';
import { tableOutlooks } from '../formats/outlook.ts';
import { type Preview, previewRows, previewTable } from '../formats/preview.ts';
import { FileRefusal } from '../formats/refusal.ts';
import { importProfiles } from '../jobs/import-profiles.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';

const DEFAULT_KIND = 'person';

function readingOptions(session: Session, open: OpenCase, options: ImportOptions) {
  const chosen = options.kind === null ? null : kindFor(session.ontology, options.kind);
  return {
    ontology: session.ontology,
    profiles: importProfiles(open.connection.db, session.resourcesDir, options.profile),
    limits: IMPORT_LIMITS,
    mappings: options.mappings,
    headers: options.headers,
    encodings: options.encodings,
    fixes: options.fixes,
    today: session.today(),
    assumedKind: chosen?.id ?? DEFAULT_KIND,
  };
}

interface PreviewRequest {
  readonly files: readonly string[];
  readonly options: ImportOptions;
  readonly table: string;
}

/** The last preview of each open case: its pages are asked for one after the other. It dies with the case. */
const previews = new WeakMap<OpenCase, { readonly key: string; readonly made: Promise<Preview> }>();

function previewOf(session: Session, request: PreviewRequest): Promise<Preview> {
  const open = session.open();
  const { files, table, options } = request;
  const { mappings, headers, encodings, fixes, kind, profile } = options;
  const key = JSON.stringify([files, table, mappings, headers, encodings, fixes, kind, profile]);
  const known = previews.get(open);
  if (known?.key === key) return known.made;
  const made = previewTable(
    files.map((handle) => session.file(handle)),
    table,
    readingOptions(session, open, options),
  );
  previews.set(open, { key, made });
  return made.catch((error: unknown) => {
    previews.delete(open);
    throw refusalOf(error);
  });
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof FileRefusal)) return error;
  return new AppError('import-refused', `The table cannot be read: ${error.message}.`);
}

/** Handlers of `import` for tables that no profile knows. */
export const importMappingHandlers = {
  tables: os.import.tables.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    context.audited(); // Nothing is taken in, as in a dry run.
    const files = input.files.map((handle) => session.file(handle));
    return tableOutlooks(files, readingOptions(session, open, input.options));
  }),

  preview: os.import.preview.handler(async ({ input, context }) => {
    context.audited();
    const { columns, rows, isWhole, faults, moreFaults } = await previewOf(context.session, input);
    return {
      columns: [...columns],
      rows: rows.length,
      isWhole,
      faults: [...faults],
      moreFaults,
    };
  }),

  rows: os.import.rows.handler(async ({ input, context }) => {
    context.audited();
    return previewRows(await previewOf(context.session, input), input.places);
  }),
};
