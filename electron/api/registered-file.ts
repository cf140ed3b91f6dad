import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/api/errors.ts';

/** A file that was chosen or uploaded, by its opaque handle. */
export type RegisteredFile =
  | { readonly name: string; readonly path: string; readonly isTemporary: boolean }
  | { readonly name: string; readonly bytes: Uint8Array };

/** The files that are at hand. */
export interface FileRegistry {
  registerFile(file: RegisteredFile): string;
  /** @throws {AppError} `not-found` */
  file(handle: string): RegisteredFile;
  forgetFiles(handles: readonly string[]): void;
  forgetAllFiles(): void;
}

/** A registry with nothing in it. */
export function createFileRegistry(): FileRegistry {
  const files = new Map<string, RegisteredFile>();
  return {
    registerFile(file) {
      const handle = randomUUID();
      files.set(handle, file);
      return handle;
    },
    file(handle) {
      const file = files.get(handle);
      if (!file)
        throw new AppError('not-found', 'That file is no longer at hand. Choose it again.');
      return file;
    },
    forgetFiles(handles) {
      for (const handle of handles) files.delete(handle);
    },
    forgetAllFiles: () => files.clear(),
  };
}
