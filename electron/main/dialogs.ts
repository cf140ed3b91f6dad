import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OpenDialogOptions, WebContents } from 'electron';
import type { ChosenFile } from '../../shared/api/shell.ts';
import type { BackendLink } from './backend-link.ts';
import type { Electron } from './electron-module.ts';

/** The host's file dialogs. Chosen paths go to the backend's process; the page gets its handles. */
export interface Dialogs {
  pickImportFiles(page: WebContents, kind: 'files' | 'folder'): Promise<readonly ChosenFile[]>;
  /** Writes a file where the person says; false when they change their mind. */
  saveFile(
    page: WebContents,
    file: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<boolean>;
  pickCaseToOpen(page: WebContents): Promise<string | null>;
  pickCaseToCreate(page: WebContents, name: string): Promise<string | null>;
}

/** A folder is taken with its subfolders, up to as many files as one import holds. */
const MOST_FILES = 500;

const CASE_FILTER = { name: 'Achilles case', extensions: ['achilles'] };

/** Regular files of a folder and its subfolders, named from the folder; links and hidden files are left out. */
export function listFolder(folder: string): readonly { path: string; name: string }[] {
  const files: { path: string; name: string }[] = [];
  function walk(directory: string, prefix: string): void {
    const entries = readdirSync(directory, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || files.length === MOST_FILES) continue;
      const path = join(directory, entry.name);
      const name = `${prefix}/${entry.name}`;
      if (entry.isDirectory()) walk(path, name);
      else if (entry.isFile()) files.push({ path, name });
    }
  }
  walk(folder, basename(folder));
  return files;
}

/** A file name made from what the user called the case; characters that some system refuses become spaces. */
export function caseFileName(name: string): string {
  const cleaned = name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const isDeviceName = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(cleaned);
  return `${cleaned === '' || isDeviceName ? 'Case' : cleaned}.achilles`;
}

/** Native dialogs over the window that asked. */
export function createDialogs(
  electron: Pick<Electron, 'dialog' | 'BrowserWindow'>,
  backend: BackendLink,
  casesDir: string,
): Dialogs {
  const { dialog, BrowserWindow } = electron;

  async function open(page: WebContents, options: OpenDialogOptions): Promise<readonly string[]> {
    const window = BrowserWindow.fromWebContents(page);
    if (!window) return [];
    const chosen = await dialog.showOpenDialog(window, options);
    return chosen.canceled ? [] : chosen.filePaths;
  }

  return {
    async pickImportFiles(page, kind) {
      const paths = await open(page, {
        title: kind === 'files' ? 'Choose files to import' : 'Choose a folder to import',
        buttonLabel: 'Import',
        properties:
          kind === 'files'
            ? ['openFile', 'multiSelections', 'dontAddToRecent']
            : ['openDirectory', 'dontAddToRecent'],
      });
      const files =
        kind === 'files'
          ? paths.slice(0, MOST_FILES).map((path) => ({ path, name: basename(path) }))
          : paths.flatMap(listFolder);
      if (files.length === 0) return [];
      const handles = await backend.registerFiles(files);
      return files.map((file, index) => ({ handle: handles[index] ?? '', name: file.name }));
    },

    async saveFile(page, { name, bytes }) {
      const window = BrowserWindow.fromWebContents(page);
      if (!window) return false;
      const chosen = await dialog.showSaveDialog(window, {
        title: 'Save the export',
        defaultPath: basename(name),
        properties: ['dontAddToRecent', 'showOverwriteConfirmation'],
      });
      if (chosen.canceled || chosen.filePath === '') return false;
      // Readable by its owner alone, as the case is.
      writeFileSync(chosen.filePath, bytes, { mode: 0o600 });
      return true;
    },

    async pickCaseToOpen(page) {
      const [path] = await open(page, {
        title: 'Open a case',
        defaultPath: casesDir,
        filters: [CASE_FILTER],
        properties: ['openFile', 'dontAddToRecent'],
      });
      return path === undefined ? null : backend.registerCase(path);
    },

    async pickCaseToCreate(page, name) {
      const window = BrowserWindow.fromWebContents(page);
      if (!window) return null;
      const chosen = await dialog.showSaveDialog(window, {
        title: 'Keep the new case in',
        defaultPath: join(casesDir, caseFileName(name)),
        filters: [CASE_FILTER],
        properties: ['dontAddToRecent', 'showOverwriteConfirmation'],
      });
      if (chosen.canceled || chosen.filePath === '') return null;
      const path = chosen.filePath.endsWith('.achilles')
        ? chosen.filePath
        : `${chosen.filePath}.achilles`;
      return backend.registerCase(path);
    },
  };
}
