/** A file the user chose, by a name to show and an opaque handle. */
export interface ChosenFile {
  readonly handle: string;
  readonly name: string;
}

/** What only the host can do: dialogs for files. Answers are handles, never paths. */
export interface Shell {
  readonly host: 'desktop' | 'browser';
  /** Whether the host asks where a case is kept; otherwise cases live in the cases folder. */
  readonly canChooseCaseFile: boolean;
  /** Files to import; empty when the user changes their mind. */
  pickImportFiles(kind: 'files' | 'folder'): Promise<readonly ChosenFile[]>;
  /** A further window on the same case, which asks the others what they show. */
  openWindow(): void;
  /** Gives a file to the person, who says where it goes; false when they change their mind. */
  saveFile(name: string, bytes: Uint8Array): Promise<boolean>;
  /** A case to open; null when the user changes their mind. */
  pickCaseToOpen(): Promise<string | null>;
  /** Where a new case goes; null when the user changes their mind. */
  pickCaseToCreate(name: string): Promise<string | null>;
}

/** What the desktop's preload puts on the window as `achilles`. */
export interface DesktopBridge extends Omit<Shell, 'host' | 'canChooseCaseFile'> {
  /** Asks for the backend's port, which arrives as a window message `PORT_MESSAGE` with one port. */
  requestPort(): void;
  /** Calls `listener` with the id of each command that the user picks from the window's menu. */
  onCommand(listener: (id: string) => void): void;
}

/** The window message that carries the backend's message port. */
export const PORT_MESSAGE = 'achilles:port';
