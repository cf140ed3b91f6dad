import type { EntityGroup } from '../../../shared/api/entity.ts';
import type { Rows } from './use-rows.ts';

/** One line of the table: a row of the list, or the head of a group. */
export type GridLine =
  | { readonly type: 'row'; readonly row: number }
  | { readonly type: 'group'; readonly group: EntityGroup; readonly isOpen: boolean };

/** The lines of the table: rows, with heads of groups between them where the list is grouped. */
export interface GridLines {
  readonly count: number;
  at(line: number): GridLine;
  /** First and last row of the list that a line stands for: those of a closed group are behind its head. */
  rowsOf(line: number): readonly [first: number, last: number];
}

/** What tells a group from the others, as it is remembered. */
export function groupKey({ key }: EntityGroup): string {
  return key === null ? 'not known' : `is ${key}`;
}

/** Lines of a list without groups. */
function plainLines(count: number): GridLines {
  return {
    count,
    at: (line) => ({ type: 'row', row: line }),
    rowsOf: (line) => [line, line],
  };
}

/** The lines of a list of `total` rows in groups, of which some are closed; null: no groups. */
export function gridLines(
  groups: readonly EntityGroup[] | null,
  closed: ReadonlySet<string>,
  total: number,
): GridLines {
  if (groups === null) return plainLines(total);
  const heads: { group: EntityGroup; isOpen: boolean; line: number; row: number }[] = [];
  let [line, row] = [0, 0];
  for (const group of groups) {
    const isOpen = !closed.has(groupKey(group));
    heads.push({ group, isOpen, line, row });
    line += 1 + (isOpen ? group.count : 0);
    row += group.count;
  }

  /** The last head at or before a line. */
  function headBefore(wanted: number) {
    let [low, high] = [0, heads.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (heads[middle]!.line <= wanted) low = middle;
      else high = middle - 1;
    }
    return heads[low];
  }

  return {
    count: line,
    at(wanted) {
      const head = headBefore(wanted);
      if (!head) return { type: 'row', row: wanted };
      if (head.line === wanted) return { type: 'group', group: head.group, isOpen: head.isOpen };
      return { type: 'row', row: head.row + wanted - head.line - 1 };
    },
    rowsOf(wanted) {
      const head = headBefore(wanted);
      if (!head) return [wanted, wanted];
      if (head.line < wanted) {
        const own = head.row + wanted - head.line - 1;
        return [own, own];
      }
      return [head.row, head.isOpen ? head.row : head.row + head.group.count - 1];
    },
  };
}

/** Rows by the lines that they stand on: a head has none. */
export function rowsOnLines(rows: Rows, lines: GridLines): Rows {
  return {
    ...rows,
    rowAt(line) {
      const at = lines.at(line);
      return at.type === 'row' ? rows.rowAt(at.row) : null;
    },
    idsBetween: (first, last) => rows.idsBetween(lines.rowsOf(first)[0], lines.rowsOf(last)[1]),
    look: (first, last) => rows.look(lines.rowsOf(first)[0], lines.rowsOf(last)[0]),
  };
}
