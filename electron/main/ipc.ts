import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { CHANNELS } from './channels.ts';
import type { Dialogs } from './dialogs.ts';
import { isTrustedSender } from './policy.ts';

/** Largest file that a page may hand over to be saved. */
const LARGEST_SAVED_BYTES = 256 * 1024 * 1024;

/** What a page may send on each channel; anything more or larger is refused. */
const REQUESTS = {
  [CHANNELS.requestPort]: z.tuple([]),
  [CHANNELS.openWindow]: z.tuple([]),
  [CHANNELS.pickImportFiles]: z.tuple([z.enum(['files', 'folder'])]),
  [CHANNELS.saveFile]: z.tuple([
    z.string().trim().min(1).max(200),
    z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= LARGEST_SAVED_BYTES),
  ]),
  [CHANNELS.pickCaseToOpen]: z.tuple([]),
  [CHANNELS.pickCaseToCreate]: z.tuple([z.string().trim().min(1).max(120)]),
} as const;

type Channel = keyof typeof REQUESTS;
type Arguments<C extends Channel> = z.infer<(typeof REQUESTS)[C]>;

/** What the channels are answered with. */
export interface IpcServices {
  /** Ids of the web contents of the windows made by the one factory. */
  readonly windowIds: () => ReadonlySet<number>;
  readonly givePort: (event: IpcMainEvent) => void;
  readonly openWindow: (event: IpcMainEvent) => void;
  readonly dialogs: Dialogs;
}

// One sentence for every refusal: a page that is not ours learns nothing from it.
const REFUSAL = 'The request was refused.';

/** Answers the fixed list of channels, each only to the main frame of a window of ours, each with its schema. */
export function registerIpc(ipcMain: IpcMain, services: IpcServices): void {
  function parse<C extends Channel>(
    channel: C,
    event: IpcMainEvent | IpcMainInvokeEvent,
    input: readonly unknown[],
  ): Arguments<C> | null {
    if (!isTrustedSender(event, services.windowIds())) return null;
    const parsed = REQUESTS[channel].safeParse(input);
    return parsed.success ? (parsed.data as Arguments<C>) : null;
  }

  function handle<C extends Channel>(
    channel: C,
    answer: (event: IpcMainInvokeEvent, input: Arguments<C>) => Promise<unknown>,
  ): void {
    ipcMain.handle(channel, async (event, ...input: unknown[]) => {
      const parsed = parse(channel, event, input);
      if (parsed === null) throw new Error(REFUSAL);
      try {
        return await answer(event, parsed);
      } catch {
        // What failed may name a path, which a page never learns.
        throw new Error('The file could not be taken. Choose another, or try again.');
      }
    });
  }

  ipcMain.on(CHANNELS.requestPort, (event, ...input: unknown[]) => {
    if (parse(CHANNELS.requestPort, event, input) !== null) services.givePort(event);
  });
  ipcMain.on(CHANNELS.openWindow, (event, ...input: unknown[]) => {
    if (parse(CHANNELS.openWindow, event, input) !== null) services.openWindow(event);
  });
  handle(CHANNELS.pickImportFiles, (event, [kind]) =>
    services.dialogs.pickImportFiles(event.sender, kind),
  );
  handle(CHANNELS.saveFile, (event, [name, bytes]) =>
    services.dialogs.saveFile(event.sender, { name, bytes }),
  );
  handle(CHANNELS.pickCaseToOpen, (event) => services.dialogs.pickCaseToOpen(event.sender));
  handle(CHANNELS.pickCaseToCreate, (event, [name]) =>
    services.dialogs.pickCaseToCreate(event.sender, name),
  );
}
