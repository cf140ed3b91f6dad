import type { IncomingMessage } from 'node:http';

/** Reads a body of the length its header states, into memory; null when it breaks off. */
export async function readBody(
  request: IncomingMessage,
  lengthBytes: number,
): Promise<Uint8Array | null> {
  const body = Buffer.alloc(lengthBytes);
  let filled = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      filled += chunk.copy(body, filled);
    }
  } catch {
    // The connection broke off: what came is not used.
  }
  if (filled === lengthBytes) return body;
  body.fill(0);
  return null;
}
