import { useEffect, useState } from 'react';
import type { AppError } from '../../shared/api/errors.ts';
import { api } from '../api/api.ts';
import { useApi } from '../api/use-api.ts';
import { useCatalogue } from '../api/use-catalogue.ts';
import { useStore } from '../store/store.ts';
import type { PaletteItem, PaletteRecord } from './palette-items.ts';
import { actItems, commandItems, leverItems, viewItems } from './palette-items.ts';

const TYPING_PAUSE_MS = 120;
const RECORD_LIMIT = 8;
const RECENT_LIMIT = 5;
/** Levers listed where they were not asked for by their sign, and from how many letters on. */
const LEVER_LIMIT = 4;
const LEVER_LETTERS = 4;

interface Found {
  readonly text: string;
  readonly total: number;
  readonly records: readonly PaletteRecord[];
}

/** What a text finds, with the text, so that an answer to an earlier one is known as such. */
async function find(text: string): Promise<Found> {
  if (text === '') return { text, total: 0, records: [] };
  const { total, items } = await api.entity.search({ text, limit: RECORD_LIMIT });
  return { text, total, records: items };
}

/** The records that were selected last, latest first, the present one among them. */
async function readRecent(): Promise<readonly PaletteRecord[]> {
  const { selectedIds, earlierSelections } = useStore.getState();
  const ids = [...earlierSelections, selectedIds].flat().reverse();
  const recent = [...new Set(ids)].slice(0, RECENT_LIMIT);
  if (recent.length === 0) return [];
  const { nodes } = await api.graph.among({ ids: recent });
  return recent.flatMap((id) => {
    const node = nodes.find((one) => one.id === id);
    if (!node) return [];
    const { kind, label, isProtected } = node;
    return [{ id, kind, label, isProtected, reference: null, matched: null }];
  });
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

/** The first sign of a text, where it asks for one sort of answer alone. */
type Prefix = '>' | '#' | '@' | '';

function prefixOf(text: string): Prefix {
  const [first] = text;
  return first === '>' || first === '#' || first === '@' ? first : '';
}

/** A reference alone: what is called by it, not what speaks of it. */
function byReference({ records, ...found }: Found): Found {
  const meant = records.filter(({ matched }) => matched?.field === 'reference');
  return { ...found, records: meant, total: meant.length };
}

/**
 * Finds records and commands for a text: with `>` in front commands alone, with `#` references alone, with `@` levers
 * alone. Nothing typed: what was seen and used lately. `about` is the record whose acts are offered, the first found where it is null.
 */
export function usePaletteSearch(text: string, about: PaletteRecord | null): PaletteSearch {
  const prefix = prefixOf(text);
  const query = text.slice(prefix.length).trim();
  const asked = prefix === '>' || prefix === '@' ? '' : query;
  const paused = usePaused(asked);
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const answer = useApi(() => find(paused), [paused, revision]);
  const recent = useApi(readRecent, [revision]);
  const catalogue = useCatalogue();
  const views = useApi(() => api.view.list(), [viewRevision]);
  const latest = answer.status === 'ready' && asked !== '' ? answer.value : null;
  const found = latest && prefix === '#' ? byReference(latest) : latest;
  const isEmpty = query === '' && prefix === '';
  const seen = isEmpty && recent.status === 'ready' ? recent.value : [];
  const records = (found?.records ?? seen).map(
    (record): PaletteItem => ({ type: 'record', record, isRecent: found === null }),
  );
  const first = found?.records[0] ?? null;
  const named = found?.records.find(({ id }) => id === about?.id) ?? first;
  const levers = leverItems(query, catalogue.values());
  const others =
    prefix === '#'
      ? []
      : prefix === '@'
        ? levers
        : [
            ...viewItems(query, views.status === 'ready' ? views.value : []),
            ...commandItems(query, useStore.getState()),
            ...(prefix === '' && query.length >= LEVER_LETTERS ? levers.slice(0, LEVER_LIMIT) : []),
          ];
  return {
    query,
    items: [...records, ...actItems(named), ...others],
    recordCount: found ? records.length : 0,
    recordTotal: found?.total ?? 0,
    error: answer.status === 'failed' ? answer.error : null,
    isSettled: answer.status === 'ready' ? answer.value.text === asked : answer.status === 'failed',
  };
}
