import type { Sieve, SieveName } from '../../store/explore.ts';

/** In the order in which people take them away. */
const SIEVES: readonly SieveName[] = ['filter', 'measure', 'time', 'compare'];

/**
 * The sieve by which nothing of these is left: the first that alone lets none through, else the first of those that
 * do so together; null where something is left, or nothing is there to be sieved.
 */
export function emptyingSieve(
  ids: readonly string[],
  sieves: Readonly<Partial<Record<SieveName, Sieve>>>,
): SieveName | null {
  const sifting = SIEVES.flatMap((name) => {
    const entityIds = sieves[name]?.entityIds;
    return entityIds ? [{ name, entityIds }] : [];
  });
  if (sifting.length === 0 || ids.length === 0) return null;
  if (ids.some((id) => sifting.every(({ entityIds }) => entityIds.has(id)))) return null;
  const alone = sifting.find(({ entityIds }) => !ids.some((id) => entityIds.has(id)));
  return (alone ?? sifting[0])?.name ?? null;
}
