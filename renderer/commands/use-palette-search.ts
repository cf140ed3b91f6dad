import { useEffect, useState } from 'react';
import type { AppError } from '../../shared/api/errors.ts';
import { api } from '../api/api.ts';
import { useApi } from '../api/use-api.ts';
import { useStore } from '../store/store.ts';
import type { PaletteItem } from './palette-items.ts';
import { commandItems, viewItems } from './palette-items.ts';

const TYPING_PAUSE_MS = 120;
const RECORD_LIMIT = 8;
const NOTHING = { total: 0, items: [] };

/** What a text finds, with the text, so that an answer to an earlier one is known as such. */
async function find(text: string) {
  const found = text === '' ? NOTHING : await api.entity.search({ text, limit: RECORD_LIMIT });
  return { text, ...found };
}

/** What the palette offers for what was typed. */
export interface PaletteSearch {
  /** What was typed, without the prefix. */
  readonly query: string;
  readonly items: readonly PaletteItem[];
  readonly recordCount: number;
  /** Records that match, those beyond the list included. */
  readonly recordTotal: number;
  readonly error: AppError | null;
  /** False while the records still answer an earlier text. */
  readonly isSettled: boolean;
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** Finds records and commands for a text; one that begins with `>` asks for commands alone. */
export function usePaletteSearch(text: string): PaletteSearch {
  const isForCommands = text.startsWith('>');
  const query = text.replace(/^>/, '').trim();
  const asked = isForCommands ? '' : query;
  const paused = usePaused(asked);
  const found = useApi(() => find(paused), [paused]);
  const views = useApi(() => api.view.list(), []);
  const { total, items } = found.status === 'ready' && asked !== '' ? found.value : NOTHING;
  const records = items.map((entity): PaletteItem => ({ type: 'record', entity }));
  return {
    query,
    items: [
      ...records,
      ...viewItems(query, views.status === 'ready' ? views.value : []),
      ...commandItems(query, useStore.getState()),
    ],
    recordCount: records.length,
    recordTotal: total,
    error: found.status === 'failed' ? found.error : null,
    isSettled: found.status === 'ready' ? found.value.text === asked : found.status === 'failed',
  };
}
