import { createBackend } from '../backend.ts';
import { type ParentLine, serveBackend } from './backend-service.ts';
import { checkCryptography } from './cryptography-check.ts';
import { blockNodeNetwork } from './network-block.ts';

// Entry of the backend's utility process. Electron puts `parentPort` on `process` there; nothing of
// Electron itself is imported, so a plain Node thread with such a line runs the same file.
blockNodeNetwork();
const { parentPort } = process as unknown as { readonly parentPort?: ParentLine };
if (!parentPort) throw new Error('The backend is started by the desktop host, not by itself.');
serveBackend(parentPort, {
  open: (start) => createBackend({ ...start, host: 'desktop' }),
  check: checkCryptography,
  exit: () => process.exit(0),
});
