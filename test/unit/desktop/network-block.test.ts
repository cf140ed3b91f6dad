import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

const MODULE = new URL('../../../electron/main/network-block.ts', import.meta.url).href;

// In a thread of its own, which has its own copy of Node's modules.
const PROBE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const before = typeof fetch;
  const attempts = {
    'net.connect': () => require('node:net').connect(9, '127.0.0.1'),
    'net.Socket': () => new (require('node:net').Socket)().connect(9, '127.0.0.1'),
    'net.Server': () => new (require('node:net').Server)().listen(0),
    'tls.connect': () => require('node:tls').connect(9, '127.0.0.1'),
    'http.get': () => require('node:http').get('http://127.0.0.1:9/'),
    'https.request': () => require('node:https').request('https://127.0.0.1:9/'),
    'http2.connect': () => require('node:http2').connect('http://127.0.0.1:9/'),
    'dgram.createSocket': () => require('node:dgram').createSocket('udp4'),
    'dgram.Socket': () => new (require('node:dgram').Socket)('udp4').send('x', 9, '127.0.0.1'),
    'dns.lookup': () => require('node:dns').lookup('network.invalid', () => {}),
    'dns.promises': () => require('node:dns').promises.resolve('network.invalid'),
    'inspector.open': () => require('node:inspector').open(0),
  };
  (async () => {
    // Imported before: its names have to follow.
    const imported = await import('node:dns');
    const { blockNodeNetwork } = await import(workerData);
    blockNodeNetwork();
    attempts['imported dns'] = () => (0, imported.lookup)('network.invalid', () => {});
    const answers = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      try { attempt(); answers[name] = 'allowed'; } catch (error) { answers[name] = error.message; }
    }
    const child = require('node:child_process').spawn(process.execPath, ['-p', '6 * 7']);
    let piped = '';
    for await (const chunk of child.stdout) piped += chunk;
    parentPort.postMessage({ before, answers, piped, globals: [typeof fetch, typeof WebSocket, typeof EventSource] });
  })().catch((error) => setImmediate(() => { throw error; }));
`;

test('no way of plain Node to a network is left, old or new, required or imported', async () => {
  const worker = new Worker(PROBE, { eval: true, workerData: MODULE });
  const result = await new Promise<{
    before: string;
    answers: Record<string, string>;
    piped: string;
    globals: string[];
  }>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(result.before).toBe('function');
  expect(Object.keys(result.answers)).toHaveLength(13);
  for (const [name, answer] of Object.entries(result.answers)) {
    expect(answer, name).toBe('Achilles does not use the network.');
  }
  expect(result.globals).toEqual(['undefined', 'undefined', 'undefined']);
  expect(result.piped.trim(), 'pipes are sockets too, and go on working').toBe('42');
});
