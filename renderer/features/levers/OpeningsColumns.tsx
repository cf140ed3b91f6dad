import { useMemo } from 'react';
import type { Opening } from '../../../shared/api/lever-question.ts';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import { useCatalogue } from '../../api/use-catalogue.ts';
import { useStore } from '../../store/store.ts';
import { LeverLibrary } from './LeverLibrary.tsx';
import { LeftSide, RightSide } from './LeverSides.tsx';
import { countsOfOpenings } from './lever-filter.ts';
import styles from './levers.module.css';
import { OpeningDetail } from './OpeningDetail.tsx';
import { OpeningsCentre } from './OpeningsCentre.tsx';
import { openingId } from './opening-words.ts';
import { ServiceList } from './ServiceList.tsx';
import { useEvidence, useOpeningQuestion, useOpenings } from './use-openings.ts';

interface OpeningsColumnsProps {
  readonly groupId: string | null;
  /** Nothing can be asked, as there is no group. */
  readonly isMissing: boolean;
  /** The lever whose page is open. */
  readonly lever: CatalogueLever | null;
}

function openingOf(items: readonly Opening[], id: string | null): Opening | null {
  return items.find((one) => openingId(one) === id) ?? null;
}

/** What can be done about a group, or by a service: chart and list of openings, and the lever of the one chosen. */
export function OpeningsColumns({ groupId, isMissing, lever }: OpeningsColumnsProps) {
  const levers = useCatalogue();
  const question = useStore((state) => state.leverQuestion);
  const page = useStore((state) => state.leverPage);
  const asked = useOpeningQuestion(groupId);
  const openings = useOpenings(asked, !isMissing);
  const evidence = useEvidence();
  const answer = openings.loaded.status === 'ready' ? openings.loaded.value : null;
  const facets = useMemo(() => countsOfOpenings(answer?.facets ?? []), [answer]);
  const counts = useMemo(
    () =>
      answer &&
      new Map([...(facets.get('lever') ?? [])].map(([id, { count }]) => [id, count] as const)),
    [answer, facets],
  );
  const all = useMemo(() => [...levers.values()], [levers]);
  const openId = page?.entityId ? `${page.entityId} ${page.leverId}` : null;
  const opening = openingOf(answer?.items ?? [], openId);
  return (
    <div className={styles.columns}>
      <LeftSide
        list={
          question === 'service' ? (
            <ServiceList groupId={groupId} />
          ) : (
            <LeverLibrary levers={all} counts={counts} isNarrowing />
          )
        }
        count={null}
        facets={facets}
      />
      <OpeningsCentre
        asked={asked}
        isMissing={isMissing}
        openings={openings}
        evidence={evidence}
        levers={levers}
      />
      <RightSide lever={lever}>
        {opening && lever && (
          <OpeningDetail key={openingId(opening)} opening={opening} lever={lever} />
        )}
      </RightSide>
    </div>
  );
}
