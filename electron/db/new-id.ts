import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const ID_BYTES = 16;
const POOLED_IDS = 4096;

/**
 * Makes many UUIDv7s in rising order. The library asks the system for random bytes for each id, which takes
 * longer than inserting a row; here they come from a pool.
 */
export function createIdSource(): () => string {
  const pool = new Uint8Array(ID_BYTES * POOLED_IDS);
  const msecs = Date.now();
  let used = pool.length;
  let seq = 0;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const random = pool.subarray(used, used + ID_BYTES);
    used += ID_BYTES;
    return uuidv7({ random, msecs, seq: seq++ });
  };
}
