import { AppError } from '../../shared/api/errors.ts';
import type { ChosenFile, Shell } from '../../shared/api/shell.ts';
import { REQUEST_HEADERS } from './websocket.ts';

/** Hands one file to the browser host and gets its handle. */
async function upload(file: File): Promise<ChosenFile> {
  // A file of a chosen folder keeps its place in it, so that pairs of files are recognised.
  const name = file.webkitRelativePath || file.name;
  const answer = await fetch(`/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { ...REQUEST_HEADERS, 'content-type': 'application/octet-stream' },
    body: file,
  });
  if (!answer.ok) {
    // The host says in one plain sentence why it refused.
    const reason = (await answer.text()).trim() || 'The host refused it.';
    throw new AppError('import-refused', `“${name}” could not be read. ${reason}`);
  }
  const { handle } = (await answer.json()) as { handle: string };
  return { handle, name };
}

/** Files dropped on the window or chosen in it, handed to the host one after another. */
export async function uploadFiles(files: readonly File[]): Promise<readonly ChosenFile[]> {
  const chosen: ChosenFile[] = [];
  for (const file of files) chosen.push(await upload(file));
  return chosen;
}

function pickFiles(kind: 'files' | 'folder'): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    if (kind === 'folder') input.webkitdirectory = true;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** The browser keeps it where it keeps downloads. */
function download(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const browserShell: Shell = {
  host: 'browser',
  canChooseCaseFile: false,
  pickImportFiles: async (kind) => uploadFiles(await pickFiles(kind)),
  // The host knows this browser by its cookie; the new page gets no token and no hold on this one.
  openWindow: () => void window.open('/', '_blank', 'popup,noopener,width=1280,height=860'),
  saveFile(name, bytes) {
    download(name, bytes);
    return Promise.resolve(true);
  },
  // The browser host keeps its cases in one folder and lists them all.
  pickCaseToOpen: () => Promise.resolve(null),
  pickCaseToCreate: () => Promise.resolve(null),
};

/** What the host of this page can do. */
export const shell: Shell = window.achilles
  ? { host: 'desktop', canChooseCaseFile: true, ...window.achilles }
  : browserShell;
