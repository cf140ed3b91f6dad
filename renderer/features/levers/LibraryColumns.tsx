import { useMemo } from 'react';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import { useStore } from '../../store/store.ts';
import { FilterTokens } from './FilterTokens.tsx';
import { LeverLibrary } from './LeverLibrary.tsx';
import { LeftSide, RightSide } from './LeverSides.tsx';
import { LibraryTable } from './LibraryTable.tsx';
import { countLevers, mostHiding, passesFilter } from './lever-filter.ts';
import styles from './levers.module.css';
import { NothingLeft } from './NothingLeft.tsx';

interface LibraryColumnsProps {
  readonly levers: readonly CatalogueLever[];
  /** The lever whose page is open. */
  readonly lever: CatalogueLever | null;
}

/** The library itself: every lever, whoever it may be used on. */
export function LibraryColumns({ levers, lever }: LibraryColumnsProps) {
  const filter = useStore((state) => state.leverFilter);
  const facets = useMemo(() => countLevers(levers, filter), [levers, filter]);
  const shown = useMemo(
    () =>
      levers
        .filter((one) => passesFilter(one, filter))
        .toSorted((a, b) => a.title.localeCompare(b.title, 'en-GB')),
    [levers, filter],
  );
  return (
    <div className={styles.columns}>
      <LeftSide
        list={<LeverLibrary levers={levers} counts={null} isNarrowing={false} />}
        count={levers.length}
        facets={facets}
      />
      <section
        className={styles.centre}
        aria-label="Levers of the library"
        data-region=""
        tabIndex={-1}
      >
        <FilterTokens onlyTitle={null} />
        {shown.length > 0 ? (
          <LibraryTable levers={shown} />
        ) : (
          <NothingLeft hiding={mostHiding(levers, filter)} />
        )}
      </section>
      <RightSide lever={lever} />
    </div>
  );
}
