import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BackendLink } from '../../../electron/main/backend-link.ts';
import { caseFileName, createDialogs, listFolder } from '../../../electron/main/dialogs.ts';
import { createFakeElectron } from './fake-electron.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'achilles-dialogs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function setUp() {
  const fake = createFakeElectron();
  const window = new fake.electron.BrowserWindow({});
  const backend = {
    registerCase: vi.fn((path: string) => Promise.resolve(`case ${path}`)),
    registerFiles: vi.fn((files: readonly { path: string }[]) =>
      Promise.resolve(files.map((_file, index) => `file ${index}`)),
    ),
  };
  const dialogs = createDialogs(fake.electron, backend as unknown as BackendLink, '/cases');
  return { dialogs, backend, dialog: fake.dialog, page: window.webContents };
}

test('chosen files go to the backend with their paths and to the page with their names', async () => {
  const { dialogs, dialog, backend, page } = setUp();
  dialog.open.filePaths = ['/home/ana/people.csv', '/home/ana/links.csv'];
  expect(await dialogs.pickImportFiles(page, 'files')).toEqual([
    { handle: 'file 0', name: 'people.csv' },
    { handle: 'file 1', name: 'links.csv' },
  ]);
  expect(backend.registerFiles).toHaveBeenCalledWith([
    { path: '/home/ana/people.csv', name: 'people.csv' },
    { path: '/home/ana/links.csv', name: 'links.csv' },
  ]);
});

test('a folder is taken with its subfolders, without links and hidden files, in order of name', () => {
  mkdirSync(join(folder, 'pole', 'b'), { recursive: true });
  mkdirSync(join(folder, 'pole', '.git'));
  writeFileSync(join(folder, 'pole', 'c.csv'), '');
  writeFileSync(join(folder, 'pole', 'a.csv'), '');
  writeFileSync(join(folder, 'pole', 'b', 'x.csv'), '');
  writeFileSync(join(folder, 'pole', '.hidden'), '');
  writeFileSync(join(folder, 'pole', '.git', 'config'), '');
  writeFileSync(join(folder, 'outside.csv'), '');
  symlinkSync(join(folder, 'outside.csv'), join(folder, 'pole', 'link.csv'));
  expect(listFolder(join(folder, 'pole')).map((file) => file.name)).toEqual([
    'pole/a.csv',
    'pole/b/x.csv',
    'pole/c.csv',
  ]);
});

test('no more files are taken than one import holds', () => {
  for (let index = 0; index < 510; index++) writeFileSync(join(folder, `${index}.csv`), '');
  expect(listFolder(folder)).toHaveLength(500);
});

test('changing one’s mind gives nothing and tells the backend nothing', async () => {
  const { dialogs, dialog, backend, page } = setUp();
  dialog.open = { canceled: true, filePaths: ['/ignored.csv'] };
  dialog.save = { canceled: true, filePath: '/ignored' };
  expect(await dialogs.pickImportFiles(page, 'files')).toEqual([]);
  expect(await dialogs.pickImportFiles(page, 'folder')).toEqual([]);
  expect(await dialogs.pickCaseToOpen(page)).toBeNull();
  expect(await dialogs.pickCaseToCreate(page, 'Larkspur')).toBeNull();
  expect(backend.registerFiles).not.toHaveBeenCalled();
  expect(backend.registerCase).not.toHaveBeenCalled();
});

test('a page whose window has gone gets nothing', async () => {
  const { dialogs, dialog } = setUp();
  dialog.open.filePaths = ['/home/ana/people.csv'];
  const gone = {} as WebContents;
  expect(await dialogs.pickImportFiles(gone, 'files')).toEqual([]);
  expect(await dialogs.pickCaseToCreate(gone, 'Larkspur')).toBeNull();
  expect(dialog.asked).toEqual([]);
});

test('a new case is offered a name made from its title, and gets the ending when it was left out', async () => {
  const { dialogs, dialog, backend, page } = setUp();
  dialog.save.filePath = '/cases/mine';
  expect(await dialogs.pickCaseToCreate(page, 'Op Larkspur')).toBe('case /cases/mine.achilles');
  expect(dialog.asked[0]?.defaultPath).toBe(join('/cases', 'Op Larkspur.achilles'));
  dialog.save.filePath = '/cases/other.achilles';
  await dialogs.pickCaseToCreate(page, 'x');
  expect(backend.registerCase).toHaveBeenLastCalledWith('/cases/other.achilles');
});

test('no dialog adds to the system’s list of recent files', async () => {
  const { dialogs, dialog, page } = setUp();
  await dialogs.pickImportFiles(page, 'files');
  await dialogs.pickCaseToOpen(page);
  await dialogs.pickCaseToCreate(page, 'x');
  expect(dialog.asked).toHaveLength(3);
  for (const options of dialog.asked) expect(options.properties).toContain('dontAddToRecent');
});

test.each([
  ['Op Larkspur', 'Op Larkspur.achilles'],
  ['../../etc/passwd', 'etc passwd.achilles'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j.achilles'],
  ['tab\tand\nline', 'tab and line.achilles'],
  ['...', 'Case.achilles'],
  ['CON', 'Case.achilles'],
  ['lpt1', 'Case.achilles'],
  ['ends in dots..', 'ends in dots.achilles'],
  ['Łódź Ŵyn', 'Łódź Ŵyn.achilles'],
])('the case called %j is offered the file name %j', (name, file) => {
  expect(caseFileName(name)).toBe(file);
});
