import { useEffect, useRef, useState } from 'react';
import type { AuditRow } from '../../../shared/api/audit.ts';
import { api } from '../../api/api.ts';
import { isAbort, toAppError } from '../../api/failure.ts';

/** Entries read at once: each reading is an entry of its own. */
const PAGE_ROWS = 200;

/** Entries of the log that are in sight, read as they come into it. */
export interface AuditRows {
  /** Null where it is still being read. */
  rowAt(index: number): AuditRow | null;
  /** Why some could not be read. */
  readonly failure: string | null;
}

/** Reads entries by page, as many as are in sight from `first` to `last`. */
export function useAuditRows(
  numbers: readonly number[],
  { first, last }: { readonly first: number; readonly last: number },
): AuditRows {
  const [rows, setRows] = useState<ReadonlyMap<number, AuditRow>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const asked = useRef(new Set<number>());
  const firstPage = Math.floor(Math.max(0, first) / PAGE_ROWS);
  const lastPage = Math.floor(Math.max(0, last) / PAGE_ROWS);

  useEffect(() => {
    for (let page = firstPage; page <= lastPage; page++) {
      // By number: an entry that was read before is the same in every list, as none is ever changed.
      const wanted = numbers
        .slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS)
        .filter((number) => !asked.current.has(number));
      if (wanted.length === 0) continue;
      for (const number of wanted) asked.current.add(number);
      api.audit.rows({ numbers: wanted }).then(
        (read) => {
          setFailure(null);
          setRows(
            (before) => new Map([...before, ...read.map((row) => [row.number, row] as const)]),
          );
        },
        (error: unknown) => {
          for (const number of wanted) asked.current.delete(number);
          if (!isAbort(error)) setFailure(toAppError(error).message);
        },
      );
    }
  }, [numbers, firstPage, lastPage]);

  return { rowAt: (index) => rows.get(numbers[index] ?? -1) ?? null, failure };
}
