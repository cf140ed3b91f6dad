import type { IpcMain } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { CHANNELS } from '../../../electron/main/channels.ts';
import type { Dialogs } from '../../../electron/main/dialogs.ts';
import { registerIpc } from '../../../electron/main/ipc.ts';

type Listener = (event: unknown, ...input: unknown[]) => unknown;
const FRAME = { origin: 'app://achilles', parent: null };
const EVENT = { senderFrame: FRAME, sender: { id: 1, mainFrame: FRAME } };
const FOREIGN = { ...EVENT, sender: { ...EVENT.sender, id: 2 } };

let listeners: Map<string, Listener>;
const givePort = vi.fn();
const openWindow = vi.fn();
const dialogs = {
  pickImportFiles: vi.fn<Dialogs['pickImportFiles']>(),
  saveFile: vi.fn<Dialogs['saveFile']>(),
  pickCaseToOpen: vi.fn<Dialogs['pickCaseToOpen']>(),
  pickCaseToCreate: vi.fn<Dialogs['pickCaseToCreate']>(),
};

beforeEach(() => {
  vi.resetAllMocks();
  listeners = new Map();
  const keep = (channel: string, listener: Listener) => listeners.set(channel, listener);
  registerIpc({ on: keep, handle: keep } as unknown as IpcMain, {
    windowIds: () => new Set([1]),
    givePort,
    openWindow,
    dialogs,
  });
});

function call(channel: string, event: unknown, ...input: unknown[]): unknown {
  const listener = listeners.get(channel);
  if (!listener) throw new Error(`Nothing listens on ${channel}.`);
  return listener(event, ...input);
}

test('the channels that are listened on are these six', () => {
  expect([...listeners.keys()].sort()).toEqual([
    'achilles:open-window',
    'achilles:pick-case-to-create',
    'achilles:pick-case-to-open',
    'achilles:pick-import-files',
    'achilles:request-port',
    'achilles:save-file',
  ]);
});

test('a page of ours gets what the dialogs answer', async () => {
  dialogs.pickImportFiles.mockResolvedValue([{ handle: 'h', name: 'people.csv' }]);
  dialogs.pickCaseToCreate.mockResolvedValue('c');
  expect(await call(CHANNELS.pickImportFiles, EVENT, 'files')).toEqual([
    { handle: 'h', name: 'people.csv' },
  ]);
  expect(await call(CHANNELS.pickCaseToCreate, EVENT, '  Op Larkspur ')).toBe('c');
  expect(dialogs.pickCaseToCreate).toHaveBeenCalledWith(EVENT.sender, 'Op Larkspur');
});

test.each([
  [CHANNELS.pickImportFiles, ['both']],
  [CHANNELS.pickImportFiles, []],
  [CHANNELS.pickImportFiles, ['files', 'extra']],
  [CHANNELS.pickImportFiles, [{ kind: 'files' }]],
  [CHANNELS.saveFile, ['Records.csv', 'not bytes']],
  [CHANNELS.saveFile, ['', new Uint8Array(1)]],
  [CHANNELS.pickCaseToOpen, ['/etc/passwd']],
  [CHANNELS.pickCaseToCreate, ['']],
  [CHANNELS.pickCaseToCreate, ['   ']],
  [CHANNELS.pickCaseToCreate, ['x'.repeat(121)]],
  [CHANNELS.pickCaseToCreate, [null]],
  [CHANNELS.pickCaseToCreate, [{ name: 'Op Larkspur' }]],
])('on %s the input %j is refused and reaches no dialog', async (channel, input) => {
  await expect(call(channel, EVENT, ...input)).rejects.toThrow('The request was refused.');
  for (const dialog of Object.values(dialogs)) expect(dialog).not.toHaveBeenCalled();
});

test('a sender that is not a window of ours is refused on every channel', async () => {
  await expect(call(CHANNELS.pickImportFiles, FOREIGN, 'files')).rejects.toThrow('refused');
  await expect(call(CHANNELS.pickCaseToOpen, FOREIGN)).rejects.toThrow('refused');
  await expect(call(CHANNELS.pickCaseToCreate, FOREIGN, 'name')).rejects.toThrow('refused');
  call(CHANNELS.requestPort, FOREIGN);
  call(CHANNELS.openWindow, FOREIGN);
  call(CHANNELS.openWindow, EVENT, 'https://evil.example');
  for (const used of [...Object.values(dialogs), givePort, openWindow])
    expect(used).not.toHaveBeenCalled();
});

test('what fails is told to the page without its path', async () => {
  dialogs.pickCaseToOpen.mockRejectedValue(new Error('EACCES: /home/ana/secret.achilles'));
  const failure = await Promise.resolve(call(CHANNELS.pickCaseToOpen, EVENT)).then(
    () => null,
    (error: Error) => error,
  );
  expect(failure?.message).toContain('could not be taken');
  expect(failure?.message).not.toContain('secret');
  expect(failure?.cause).toBeUndefined();
});
