import type { ViewExpansion } from '../../../shared/api/view.ts';

interface Standing {
  readonly isOnMap: (id: string) => boolean;
  readonly isPinned: (id: string) => boolean;
}

/**
 * Records that go when the neighbours of one record are put away: what its expansion brought, save for what is
 * pinned, what another expansion brought or met too, and what was itself expanded and still holds others.
 */
export function broughtAlone(
  expansions: readonly ViewExpansion[],
  id: string,
  { isOnMap, isPinned }: Standing,
): readonly string[] {
  const others = expansions.filter((other) => other.id !== id && isOnMap(other.id));
  const held = new Set(others.flatMap(({ broughtIds }) => broughtIds));
  const hubs = new Set(
    others.filter(({ broughtIds }) => broughtIds.some(isOnMap)).map((other) => other.id),
  );
  const brought = expansions.find((one) => one.id === id)?.broughtIds ?? [];
  return brought.filter(
    (one) => isOnMap(one) && !isPinned(one) && !held.has(one) && !hubs.has(one),
  );
}

/** The expansions with one more: what it brought, and which of its neighbours earlier ones had brought. */
export function noteExpansion(
  expansions: readonly ViewExpansion[],
  id: string,
  {
    addedIds,
    neighbourIds,
  }: {
    readonly addedIds: readonly string[];
    readonly neighbourIds: readonly string[];
  },
): readonly ViewExpansion[] {
  const known = new Set(expansions.flatMap(({ broughtIds }) => broughtIds));
  const before = expansions.find((one) => one.id === id)?.broughtIds ?? [];
  const broughtIds = [
    ...new Set([...before, ...addedIds, ...neighbourIds.filter((one) => known.has(one))]),
  ];
  return [...expansions.filter((one) => one.id !== id), { id, broughtIds }];
}
