import { useEffect, useRef, useState } from 'react';
import type { PreviewFault, PreviewRow } from '../../../shared/api/import.ts';
import { api } from '../../api/api.ts';
import { type Loaded, useApi } from '../../api/use-api.ts';
import type { Import } from './use-import.ts';

/** What is known of the rows of a table without reading them all to the screen. */
interface TablePreview {
  readonly table: string | null;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly isWhole: boolean;
  readonly faults: readonly PreviewFault[];
  readonly moreFaults: number;
}

export type PreviewState = Loaded<TablePreview>;

const NOTHING: TablePreview = {
  table: null,
  columns: [],
  rows: 0,
  isWhole: true,
  faults: [],
  moreFaults: 0,
};

function requestOf({ files, options }: Import) {
  return { files: files.map(({ handle }) => handle), options };
}

/** The faults of a table, asked again whenever its mapping or its corrections change. */
export function usePreview(work: Import, table: string | null): PreviewState {
  const { mappings, headers, encodings, fixes, kind } = work.options;
  return useApi(
    async (signal) => {
      if (table === null) return NOTHING;
      return { table, ...(await api.import.preview({ ...requestOf(work), table }, { signal })) };
    },
    [table, work.files, mappings, headers, encodings, fixes, kind],
  );
}

const ROWS_PER_PAGE = 100;

/** Rows of a table by their places, a page at a time, as they come into sight. */
export function usePreviewRows(work: Import, table: string, places: readonly number[]) {
  const [rows, setRows] = useState<ReadonlyMap<number, PreviewRow>>(new Map());
  const asked = useRef(new Set<number>());
  const { mappings, fixes } = work.options;
  const known = useRef({ table, mappings, fixes });
  useEffect(() => {
    const last = known.current;
    if (last.table !== table || last.mappings !== mappings || last.fixes !== fixes) {
      known.current = { table, mappings, fixes };
      asked.current = new Set();
    }
    const pages = new Set(places.map((place) => Math.floor(place / ROWS_PER_PAGE)));
    for (const page of pages) {
      if (asked.current.has(page)) continue;
      const mine = asked.current;
      mine.add(page);
      const wanted = Array.from(
        { length: ROWS_PER_PAGE },
        (_, index) => page * ROWS_PER_PAGE + index,
      );
      api.import.rows({ ...requestOf(work), table, places: wanted }).then(
        (found) => {
          if (asked.current !== mine) return;
          setRows((before) => {
            const after = new Map(before);
            for (const row of found) after.set(row.at, row);
            return after;
          });
        },
        () => mine.delete(page), // Asked again when it comes into sight again.
      );
    }
  });
  return rows;
}
