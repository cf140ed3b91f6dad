import { contextBridge, ipcRenderer } from 'electron';
import { type DesktopBridge, PORT_MESSAGE } from '../../shared/api/shell.ts';
import { CHANNELS } from './channels.ts';

// The Node side has no page types, and the preload needs only these two.
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, origin: string, ports: readonly unknown[]): void;
};

const bridge: DesktopBridge = {
  requestPort: () => ipcRenderer.send(CHANNELS.requestPort),
  openWindow: () => ipcRenderer.send(CHANNELS.openWindow),
  pickImportFiles: (kind) => ipcRenderer.invoke(CHANNELS.pickImportFiles, kind),
  saveFile: (name, bytes) => ipcRenderer.invoke(CHANNELS.saveFile, name, bytes),
  pickCaseToOpen: () => ipcRenderer.invoke(CHANNELS.pickCaseToOpen),
  pickCaseToCreate: (name) => ipcRenderer.invoke(CHANNELS.pickCaseToCreate, name),
  onCommand(listener) {
    ipcRenderer.on(CHANNELS.command, (_event, id: string) => listener(id));
  },
};

// A port cannot cross the context bridge; a window message is the way that keeps it out of every frame but ours.
ipcRenderer.on(CHANNELS.port, (event) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld('achilles', bridge);
