// Plays Electron's part for the built backend process: gives this thread a `process.parentPort`, fed from
// the test, and starts the file that it was told to.
import { EventEmitter } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';

if (!parentPort) throw new Error('This file is the start of a thread.');
const toTest = parentPort;
const line = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => toTest.postMessage(message),
});
toTest.on('message', (event: object) => line.emit('message', event));
Object.assign(process, { parentPort: line });
await import(workerData.entry);
