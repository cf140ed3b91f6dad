import { api } from './api.ts';
import type { Loaded } from './use-api.ts';

/** Who is protected now. */
export async function readWithheld(signal?: AbortSignal): Promise<readonly string[]> {
  const { ids } = await api.entity.queryIds({ filter: 'protected:yes' }, signal ? { signal } : {});
  return ids;
}

/** Whether somebody is protected now who was not when something was worked out: it would go on naming them. */
export function areMoreWithheld(before: readonly string[], now: readonly string[]): boolean {
  const known = new Set(before);
  return now.some((id) => !known.has(id));
}

/** As `areMoreWithheld`, of what is being read. */
export function areMoreWithheldNow(
  before: readonly string[],
  now: Loaded<readonly string[]>,
): boolean {
  return now.status === 'ready' && areMoreWithheld(before, now.value);
}
