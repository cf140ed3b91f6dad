import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../shared/api/app.ts';
import { measureCase } from './api/analysis-case-file.ts';
import { leave } from './api/case.ts';
import { createCaseFiles } from './api/case-files.ts';
import { fillDemonstration } from './api/demonstration.ts';
import { askGraphFiles, measureFile } from './api/graph-file.ts';
import type { BackendContext } from './api/os.ts';
import type { RegisteredFile } from './api/registered-file.ts';
import { router } from './api/router.ts';
import { createSession } from './api/session.ts';
import { createCouncilFolder } from './db/council-folder.ts';
import {
  type CatalogueCheck,
  checkCatalogue,
  joinCatalogue,
  readShippedLevers,
} from './db/lever-catalogue.ts';
import { createPlaceFiles } from './db/place-file.ts';
import { loadOntology } from './db/resources.ts';

export type { BackendContext } from './api/os.ts';
export type { RegisteredFile } from './api/registered-file.ts';

/** Where a host keeps things, and which host it is. */
export interface BackendOptions {
  /** Folder with `ontology/`, `levers/`, `profiles/` and `samples/`. */
  readonly resourcesDir: string;
  /** Owner-only folder for settings and the list of recent cases. */
  readonly dataDir: string;
  /** Folder in which new cases are made when no file dialog says otherwise. */
  readonly casesDir: string;
  readonly host: BackendContext['host'];
  /** The council's own levers, where they are not those beside the settings. */
  readonly councilDir?: string;
  readonly version?: string;
  readonly now?: () => number;
}

/** One backend: at most one open case, and any number of connected clients that share it. */
export interface Backend {
  readonly router: typeof router;
  /** What a transport hands to each call of a client. */
  connect(): BackendContext;
  /** Opaque handle of a case file that a person chose. */
  registerCase(path: string): string;
  /** Opaque handles of files to import; `name` is what people are shown, with its folder. */
  registerFiles(files: readonly RegisteredFile[]): string[];
  forgetFiles(handles: readonly string[]): void;
  /** Calls `listener` with the settings whenever they are saved. */
  onSettings(listener: (settings: Settings) => void): void;
  /** Looks through a folder of levers, or the shipped ones, and runs their examples. */
  checkLevers(folder: string | null): CatalogueCheck;
  /** Fills the open case with an invented county, telling how far it is. */
  fillDemonstration(
    options: Parameters<typeof fillDemonstration>[1],
  ): ReturnType<typeof fillDemonstration>;
  /** Measures a file of a graph; it needs no case. @throws {AppError} */
  measureFile(...wanted: Parameters<typeof measureFile>): Promise<ReturnType<typeof measureFile>>;
  /** Measures the open case in the same way. @throws {AppError} */
  measureCase(wanted: Parameters<typeof measureCase>[1]): ReturnType<typeof measureCase>;
  /** Asks something of the graphs of files; it needs no case. @throws {AppError} */
  askGraphFiles: typeof askGraphFiles;
  lock(): Promise<void>;
  close(): Promise<void>;
}

/** Below the settings: what the council brought of its own. */
const COUNCIL_FOLDER = 'council';

/** Starts a backend; both hosts and the command line begin here. */
export function createBackend(options: BackendOptions): Backend {
  const now = options.now ?? Date.now;
  const { dataDir, casesDir, resourcesDir, host } = options;
  const ontology = loadOntology(resourcesDir);
  // Made first: it puts right what a stopped exchange left.
  const councilFolder = createCouncilFolder(join(dataDir, COUNCIL_FOLDER));
  const session = createSession({
    ontology,
    catalogue: joinCatalogue(
      readShippedLevers(resourcesDir, ontology),
      options.councilDir ?? councilFolder.dir,
      ontology,
    ),
    resourcesDir,
    now,
  });
  const settingsListeners = new Set<(settings: Settings) => void>();
  const context: BackendContext = {
    session,
    caseFiles: createCaseFiles({ dataDir, casesDir, now }),
    placeFiles: createPlaceFiles(dataDir, now),
    councilFolder,
    dataDir,
    host,
    version: options.version ?? packageVersion(),
    now,
    settingsSaved(settings) {
      for (const listener of settingsListeners) listener(settings);
    },
  };

  return {
    router,
    connect: () => context,
    registerCase: (path) => context.caseFiles.register(path),
    registerFiles: (files) => files.map((file) => session.registerFile(file)),
    forgetFiles: (handles) => session.forgetFiles(handles),
    onSettings: (listener) => void settingsListeners.add(listener),
    checkLevers: (folder) => checkCatalogue(resourcesDir, folder, ontology),
    fillDemonstration: (wanted) => fillDemonstration(session, wanted),
    measureFile: async (...wanted) => measureFile(...wanted),
    measureCase: (wanted) => measureCase(session, wanted),
    askGraphFiles,
    async lock() {
      if (session.current()) await leave(context, 'locked');
    },
    async close() {
      if (session.current()) await leave(context, 'closed');
      context.placeFiles.close();
    },
  };
}

function packageVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
