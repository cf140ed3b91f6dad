import type { Lever } from '../../../shared/domain/lever.ts';
import { foldText } from '../../../shared/domain/search-text.ts';
import { servicesOf } from '../../../shared/levers/service.ts';

/** The levers that one service leads. */
export interface LibraryService {
  readonly name: string;
  /** How often they are flagged together; how many there are, where nothing is looked at. */
  readonly count: number;
  readonly levers: readonly {
    readonly lever: Lever;
    /** Null: nothing is looked at. */
    readonly count: number | null;
  }[];
}

function isFound(lever: Lever, sought: string): boolean {
  if (sought === '') return true;
  const said = [lever.title, lever.service, ...lever.legalBasis.map(({ act }) => act)].join(' ');
  const text = foldText(said);
  return sought.split(' ').every((word) => text.includes(word));
}

/**
 * The library by leading service: what is flagged most comes first, then what has most levers. `sought` is a folded
 * text that has to occur in the title, the service or an act.
 */
export function libraryOf(
  levers: readonly Lever[],
  counts: ReadonlyMap<string, number> | null,
  sought: string,
): readonly LibraryService[] {
  const byService = Map.groupBy(
    levers.filter((lever) => isFound(lever, sought)),
    ({ service }) => servicesOf(service)[0]?.label ?? service,
  );
  return [...byService]
    .map(([name, own]): LibraryService => {
      const entries = own.map((lever) => ({
        lever,
        count: counts && (counts.get(lever.id) ?? 0),
      }));
      entries.sort(
        (a, b) =>
          (b.count ?? 0) - (a.count ?? 0) || a.lever.title.localeCompare(b.lever.title, 'en-GB'),
      );
      const flagged = entries.reduce((sum, { count }) => sum + (count ?? 0), 0);
      return { name, levers: entries, count: counts ? flagged : entries.length };
    })
    .sort(
      (a, b) =>
        b.count - a.count ||
        b.levers.length - a.levers.length ||
        a.name.localeCompare(b.name, 'en-GB'),
    );
}
