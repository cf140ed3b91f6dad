import { AppError } from '../../shared/api/errors.ts';
import type { ImportOptions } from '../../shared/api/import.ts';
import { readMarkingDefaults } from '../db/case-setting.ts';
import { listImports, withdrawImport } from '../db/import.ts';
import { type ImportEvent, startImport } from '../jobs/start-import.ts';
import { importMappingHandlers } from './import-mapping.ts';
import { importProfileHandlers } from './import-profile.ts';
import { guardStream, os } from './os.ts';
import type { OpenCase, Session } from './session.ts';

/** Handlers of `import`. */
export const importHandlers = {
  ...importMappingHandlers,
  ...importProfileHandlers,

  run: os.import.run.handler(({ input, context, signal }) => {
    const { session } = context;
    const open = writableCase(session);
    // The import writes its row of the log in its own transaction; a dry run takes nothing in.
    context.audited();
    return guardStream(runImport(session, open, { ...input, signal }));
  }),

  list: os.import.list.handler(({ context }) => {
    const imports = listImports(context.session.open().connection.db);
    context.touch(imports.map(({ id }) => id));
    return imports.map(({ files, ...entry }) => ({
      ...entry,
      files: files.map(({ name, rows, kept, unchanged, quarantined }) => ({
        name,
        rows,
        kept,
        unchanged,
        quarantined,
      })),
    }));
  }),

  withdraw: os.import.withdraw.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    withdrawImport(open.connection.db, {
      batchId: input.id,
      author: open.user,
      ontology: session.ontology,
      today: session.today(),
      audit: { auditKey: open.keys.auditKey, role: open.role, reason: open.reason },
    });
    context.audited();
    session.changed();
    return { id: input.id };
  }),
};

function writableCase(session: Session): OpenCase {
  const open = session.open();
  if (open.connection.isReadOnly)
    throw new AppError(
      'case-read-only',
      'This case is open for reading only. Open it where it can be written, then import.',
    );
  return open;
}

async function* runImport(
  session: Session,
  open: OpenCase,
  request: {
    readonly files: readonly string[];
    readonly options: ImportOptions;
    readonly signal?: AbortSignal | undefined;
  },
): AsyncGenerator<ImportEvent> {
  const files = request.files.map((handle) => session.file(handle));
  const target = {
    db: open.connection.db,
    path: open.connection.path,
    keys: open.keys,
    user: open.user,
    role: open.role,
    reason: open.reason,
    ontology: session.ontology,
    resourcesDir: session.resourcesDir,
    today: session.today(),
  };
  const work = await session.beginWork(request.signal);
  const { signal } = work;
  try {
    const { imports } = readMarkingDefaults(open.connection.db);
    const options = { ...request.options, marking: request.options.marking ?? imports.marking };
    for await (const event of startImport(target, { files, options, signal })) {
      if (event.report && event.report.batchId !== null) {
        session.forgetFiles(request.files);
        open.reader.end();
        if (session.current() === open) session.changed();
      }
      yield event;
    }
  } finally {
    work.end();
  }
}
