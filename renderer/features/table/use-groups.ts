import { useMemo, useState } from 'react';
import type { EntityGroup } from '../../../shared/api/entity.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { groupKey } from './grid-lines.ts';

const NO_KEYS: ReadonlySet<string> = new Set();

/** The groups of a list, and which of them are closed. */
export interface Groups {
  /** Null where the list has none, or they are not read yet. */
  readonly list: readonly EntityGroup[] | null;
  readonly closed: ReadonlySet<string>;
  /** Why the list could not be grouped; null: it was, or none were asked for. */
  readonly failure: string | null;
  toggle(group: EntityGroup): void;
  setAll(isOpen: boolean): void;
}

/** Reads the groups of what is listed, as the person has chosen. */
export function useGroups(question: {
  readonly filter: string;
  readonly among: readonly string[] | null;
  readonly revision: number;
}): Groups {
  const { filter, among, revision } = question;
  const by = useStore((state) => state.recordGroup);
  const [closing, setClosing] = useState({ by, closed: NO_KEYS });
  const read = useApi(
    () =>
      by === null
        ? Promise.resolve(null)
        : api.entity.groups({ filter, by, among: among && [...among] }),
    [filter, by, among, revision],
  );
  const list = by !== null && read.status === 'ready' ? read.value : null;
  const closed = closing.by === by ? closing.closed : NO_KEYS;
  return useMemo(
    () => ({
      list,
      closed,
      failure: by !== null && read.status === 'failed' ? read.error.message : null,
      toggle(group) {
        const next = new Set(closed);
        if (!next.delete(groupKey(group))) next.add(groupKey(group));
        setClosing({ by, closed: next });
      },
      setAll(isOpen) {
        setClosing({ by, closed: isOpen ? NO_KEYS : new Set((list ?? []).map(groupKey)) });
      },
    }),
    [list, closed, by, read],
  );
}
