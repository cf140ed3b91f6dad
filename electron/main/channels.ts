/** Every channel between a page and the main process; there is no other. */
export const CHANNELS = {
  requestPort: 'achilles:request-port',
  /** To the page, with the backend's port. */
  port: 'achilles:give-port',
  openWindow: 'achilles:open-window',
  pickImportFiles: 'achilles:pick-import-files',
  saveFile: 'achilles:save-file',
  pickCaseToOpen: 'achilles:pick-case-to-open',
  pickCaseToCreate: 'achilles:pick-case-to-create',
  /** To the page, with the id of a command picked from the menu. */
  command: 'achilles:command',
} as const;
