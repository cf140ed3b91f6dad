import { useEffect, useState } from 'react';
import type { EntityMatch } from '../../../shared/api/entity.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';

/** Records on one page of the list. */
export const PAGE_SIZE = 100;
const FOUND_LIMIT = 500;
const TYPING_PAUSE_MS = 200;

/** The records shown, and how many there are in all. */
export interface RecordPage {
  readonly total: number;
  readonly items: readonly EntityMatch[];
}

/** A page of one kind, or everything that a text finds. */
async function readPage(text: string, kind: string | null, page: number): Promise<RecordPage> {
  if (text === '') {
    const listed = await api.entity.list({ kind, limit: PAGE_SIZE, offset: page * PAGE_SIZE });
    return { ...listed, items: listed.items.map((entity) => ({ ...entity, matched: null })) };
  }
  const found = await api.entity.search({ text, limit: FOUND_LIMIT });
  if (kind === null) return found;
  const items = found.items.filter((entity) => entity.kind === kind);
  return { total: items.length, items };
}

/** What is asked of the list, and its answer. */
export function useRecords() {
  const revision = useStore((state) => state.revision);
  const [typed, setTyped] = useState('');
  const [{ text, kind, page }, setAsked] = useState({
    text: '',
    kind: null as string | null,
    page: 0,
  });
  const loaded = useApi(() => readPage(text, kind, page), [text, kind, page, revision]);

  useEffect(() => {
    const timer = setTimeout(() => {
      const next = typed.trim();
      setAsked((asked) => (asked.text === next ? asked : { ...asked, text: next, page: 0 }));
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return {
    loaded,
    typed,
    text,
    kind,
    page,
    type: setTyped,
    chooseKind: (next: string | null) => setAsked((asked) => ({ ...asked, kind: next, page: 0 })),
    goToPage: (next: number) => setAsked((asked) => ({ ...asked, page: next })),
    showAll: () => {
      setTyped('');
      setAsked({ text: '', kind: null, page: 0 });
    },
  };
}

/** What the parts of the records screen share. */
export type Records = ReturnType<typeof useRecords>;
