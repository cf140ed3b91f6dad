import { createRequire, syncBuiltinESMExports } from 'node:module';

/**
 * Functions by which plain Node reaches a network, by module. Modules are required by name, so that none
 * is imported. Sockets are stopped where they connect, not where they are made: Node makes one for each
 * of its own pipes.
 */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  net: ['connect', 'createConnection', 'createServer'],
  tls: ['connect', 'createServer'],
  http: ['request', 'get', 'createServer'],
  https: ['request', 'get', 'createServer'],
  http2: ['connect', 'createServer', 'createSecureServer'],
  dgram: ['createSocket'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'reverse'],
  'dns/promises': ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'reverse'],
  inspector: ['open'],
};

const METHODS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  net: { Socket: ['connect'], Server: ['listen'] },
  dgram: { Socket: ['bind', 'connect', 'send'] },
};

const GLOBALS = ['fetch', 'WebSocket', 'EventSource'];

function refuse(): never {
  throw new Error('Achilles does not use the network.');
}

/**
 * Replaces every way to the network of this process with a refusal. The last of several layers: it
 * stops a library that reaches out by surprise, not code that means to get around it.
 */
export function blockNodeNetwork(): void {
  const load = createRequire(import.meta.url);
  for (const [name, keys] of Object.entries(FUNCTIONS)) {
    const module: Record<string, unknown> = load(`node:${name}`);
    for (const key of keys) module[key] = refuse;
  }
  for (const [name, classes] of Object.entries(METHODS)) {
    const module: Record<string, { prototype: Record<string, unknown> }> = load(`node:${name}`);
    for (const [className, keys] of Object.entries(classes)) {
      for (const key of keys) if (module[className]) module[className].prototype[key] = refuse;
    }
  }
  for (const key of GLOBALS) Reflect.deleteProperty(globalThis, key);
  syncBuiltinESMExports();
}
