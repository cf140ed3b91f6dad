/** Electron as the host uses it. Handed in, so that everything but the entry runs without its binary. */
export type Electron = Pick<
  typeof import('electron'),
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'nativeTheme'
  | 'powerMonitor'
  | 'protocol'
  | 'session'
  | 'utilityProcess'
>;
