import type { ImportOptions } from '../../shared/api/import.ts';
import { kindFor } from '../../shared/domain/ontology.ts';
import { IMPORT_LIMITS } from '../formats/limits.ts';
import { importProfiles } from '../jobs/import-profiles.ts';
import type { ReadingRequest } from '../jobs/import-reader.ts';
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

interface Asked {
  readonly files: readonly string[];
  readonly options: ImportOptions;
  readonly table?: string;
}

function requestOf(
  session: Session,
  { files, options, table }: Asked,
  signal: AbortSignal | undefined,
): ReadingRequest {
  const open = session.open();
  const { mappings, headers, encodings, fixes, kind, profile } = options;
  return {
    files: files.map((handle) => session.file(handle)),
    key: JSON.stringify([files, table, mappings, headers, encodings, fixes, kind, profile]),
    ontology: session.ontology,
    options: () => readingOptions(session, open, options),
    signal,
  };
}

/** Handlers of `import` that look at files before anything of them is taken in. */
export const importMappingHandlers = {
  tables: os.import.tables.handler(({ input, context, signal }) => {
    const { session } = context;
    const { reader } = session.open();
    context.audited(); // Nothing is taken in, as in a dry run.
    return reader.tables(requestOf(session, input, signal));
  }),

  preview: os.import.preview.handler(({ input, context, signal }) => {
    const { session } = context;
    const { reader } = session.open();
    context.audited();
    return reader.preview(requestOf(session, input, signal), input.table);
  }),

  rows: os.import.rows.handler(({ input, context, signal }) => {
    const { session } = context;
    const { reader } = session.open();
    context.audited();
    return reader.rows(requestOf(session, input, signal), input.table, input.places);
  }),

  leave: os.import.leave.handler(({ context }) => {
    context.session.current()?.reader.end();
    return {};
  }),
};
