import { useEffect, useMemo, useRef, useState } from 'react';
import type { EntityRow, EntitySort } from '../../../shared/api/entity.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import { api } from '../../api/api.ts';
import { isAbort, toAppError } from '../../api/failure.ts';

/** Rows read at once. */
export const PAGE_ROWS = 100;

/** What is listed, in what order, with what in each row. */
export interface RowQuestion {
  readonly filter: string;
  readonly sort: readonly EntitySort[];
  readonly fields: readonly string[];
  readonly hasLinkSpan: boolean;
  /** Null: all records; else those of these. */
  readonly among: readonly string[] | null;
  /** Puts those of some records in another order; null: they stay in that of `sort`. */
  readonly arrange: ((ids: readonly string[]) => readonly string[]) | null;
  readonly revision: number;
}

interface PageAnswer {
  readonly total: number;
  readonly rows: readonly EntityRow[];
  readonly hiding: readonly { readonly filter: string; readonly count: number }[];
  readonly notices: readonly string[];
}

/** Where rows come from, a page at a time. */
export interface RowSource {
  read(page: number): Promise<PageAnswer>;
  /** Ids of a stretch of the list, both ends in. */
  idsBetween(first: number, last: number): Promise<readonly string[]>;
}

const FIRST_SORT: EntitySort = { by: 'best', direction: 'ascending' };

/** Everything that meets the filter. */
function wholeCase({ filter, sort, fields, hasLinkSpan }: RowQuestion): RowSource {
  const [first = FIRST_SORT, ...thenBy] = sort;
  return {
    async read(page) {
      const { total, items, hiding, notices } = await api.entity.query({
        filter,
        sort: first,
        thenBy,
        offset: page * PAGE_ROWS,
        limit: PAGE_ROWS,
        fields: [...fields],
        hasDetail: true,
        hasLinkSpan,
      });
      return { total, rows: items, hiding, notices };
    },
    async idsBetween(from, to) {
      const { ids } = await api.entity.queryIds({
        filter,
        sort: first,
        thenBy,
        offset: from,
        limit: to - from + 1,
      });
      return ids;
    },
  };
}

/** Those of some records that meet the filter: put in order once, then read by id. */
function someRecords(question: RowQuestion): RowSource {
  const { filter, sort, fields, hasLinkSpan, among, arrange } = question;
  const [first = FIRST_SORT, ...thenBy] = sort;
  let order: Promise<readonly string[]> | null = null;
  function ordered(): Promise<readonly string[]> {
    order ??= api.entity
      .queryIds({ filter, sort: first, thenBy, among: [...(among ?? [])], isOrdered: true })
      .then(({ ids }) => arrange?.(ids) ?? ids);
    return order;
  }
  return {
    async read(page) {
      const ids = await ordered();
      const wanted = ids.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
      const rows = await api.entity.rows({
        ids: wanted,
        fields: [...fields],
        hasDetail: true,
        hasLinkSpan,
      });
      return { total: ids.length, rows, hiding: [], notices: [] };
    },
    idsBetween: async (from, to) => (await ordered()).slice(from, to + 1),
  };
}

interface Held {
  readonly source: RowSource | null;
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, readonly EntityRow[]>;
  readonly hiding: PageAnswer['hiding'];
  readonly notices: readonly string[];
  readonly error: AppError | null;
}

const NOTHING: Held = {
  source: null,
  total: null,
  pages: new Map(),
  hiding: [],
  notices: [],
  error: null,
};

/** The rows of a list that are in sight, read as they come into it; what was read before stays until then. */
export interface Rows {
  /** Null while nothing was read yet. */
  readonly total: number | null;
  readonly error: AppError | null;
  readonly hiding: PageAnswer['hiding'];
  readonly notices: readonly string[];
  /** Whether a newer question is being answered. */
  readonly isStale: boolean;
  /** Null where it is still being read. */
  rowAt(index: number): EntityRow | null;
  idsBetween(first: number, last: number): Promise<readonly string[]>;
  /** Reads again what could not be read. */
  retry(): void;
  /** Says which rows are in sight. */
  look(first: number, last: number): void;
}

/** Reads rows by page. */
export function useRows(question: RowQuestion): Rows {
  const { filter, sort, fields, hasLinkSpan, among, arrange, revision } = question;
  const fieldKey = fields.join(' ');
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: fields by what they are, and anew with each revision and attempt.
  const source = useMemo(
    () => (among === null ? wholeCase(question) : someRecords(question)),
    [filter, sort, fieldKey, hasLinkSpan, among, arrange, revision, attempt],
  );
  const [held, setHeld] = useState<Held>(NOTHING);
  const [sight, setSight] = useState({ first: 0, last: 0 });
  const asked = useRef<{ source: RowSource; pages: Set<number> } | null>(null);

  useEffect(() => {
    if (asked.current?.source !== source) asked.current = { source, pages: new Set() };
    const { pages } = asked.current;
    function take(page: number, answer: PageAnswer): void {
      if (asked.current?.source !== source) return;
      setHeld((before) => {
        const known = before.source === source ? before.pages : [];
        const { total, rows, hiding, notices } = answer;
        return {
          source,
          total,
          hiding,
          notices,
          error: null,
          pages: new Map([...known, [page, rows]]),
        };
      });
    }
    for (let page = sight.first; page <= sight.last; page++) {
      if (pages.has(page)) continue;
      pages.add(page);
      source.read(page).then(
        (answer) => take(page, answer),
        (error: unknown) => {
          pages.delete(page);
          if (asked.current?.source !== source || isAbort(error)) return;
          setHeld({ ...NOTHING, source, error: toAppError(error) });
        },
      );
    }
  }, [source, sight]);

  return {
    total: held.total,
    error: held.error,
    hiding: held.hiding,
    notices: held.notices,
    isStale: held.source !== source,
    rowAt: (index) => held.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS] ?? null,
    idsBetween: (first, last) => source.idsBetween(first, last),
    retry: () => setAttempt((before) => before + 1),
    look(first, last) {
      const pages = { first: Math.floor(first / PAGE_ROWS), last: Math.floor(last / PAGE_ROWS) };
      setSight((before) =>
        before.first === pages.first && before.last === pages.last ? before : pages,
      );
    },
  };
}
