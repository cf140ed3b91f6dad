import { useEffect, useMemo, useState } from 'react';
import type { EntitySummary } from '../../../shared/api/entity.ts';
import { api } from '../../api/api.ts';
import { type Loaded, useApi } from '../../api/use-api.ts';
import { WHOLE_CASE } from '../../store/levers.ts';
import { useStore } from '../../store/store.ts';
import { toOpeningFilters } from './lever-filter.ts';
import type { EvidenceState } from './opening-words.ts';

/** The answer to what can be done, and by whom. */
export type OpeningsAnswer = Awaited<ReturnType<typeof api.lever.openings>>;

type Group = Pick<EntitySummary, 'id' | 'label' | 'reference'>;

const GROUP_LIMIT = 500;
const FIRST_LIMIT = 300;
/** Openings that are listed at once, at most. */
export const MOST_LISTED = 2000;

/** The organised crime groups of the case, by name. */
export function useGroups(): Loaded<readonly Group[]> {
  const revision = useStore((state) => state.revision);
  return useApi(async () => {
    const { items } = await api.entity.query({
      filter: 'type:ocg',
      limit: GROUP_LIMIT,
      sort: { by: 'links', direction: 'descending' },
    });
    return items.filter(({ isProtected }) => !isProtected);
  }, [revision]);
}

/** The group that is asked about: null for the whole case. Of groups the one with most links is asked about first. */
export function useAskedGroup(groups: Loaded<readonly Group[]>): {
  readonly groupId: string | null;
  /** Nothing can be asked: no group was chosen, as there is none. */
  readonly isMissing: boolean;
} {
  const chosen = useStore((state) => state.leverGroupId);
  const question = useStore((state) => state.leverQuestion);
  const isOfGroup = question === 'group' || question === 'to-find-out';
  if (chosen === WHOLE_CASE) return { groupId: null, isMissing: false };
  if (!isOfGroup && chosen === null) return { groupId: null, isMissing: false };
  const all = groups.status === 'ready' ? groups.value : [];
  const found = all.find(({ id }) => id === chosen) ?? all[0];
  return { groupId: found?.id ?? null, isMissing: found === undefined };
}

/** What is asked, as the backend takes it. */
export function useOpeningQuestion(groupId: string | null) {
  const question = useStore((state) => state.leverQuestion);
  const service = useStore((state) => state.leverService);
  const links = useStore((state) => state.leverLinks);
  const filter = useStore((state) => state.leverFilter);
  const onlyId = useStore((state) => state.leverOnlyId);
  const part = useStore((state) => state.leverPart);
  const chosenAnswer = useStore((state) => state.leverAnswer);
  // What is to be found out is what keeps levers from applying.
  const answer = question === 'to-find-out' ? 'both' : chosenAnswer;
  return useMemo(
    () => ({
      ocgId: groupId,
      service: question === 'service' ? service : null,
      links,
      filters: toOpeningFilters(filter, { leverId: onlyId, answer }),
      part,
    }),
    [groupId, question, service, links, filter, onlyId, answer, part],
  );
}

/** A question as `useOpeningQuestion` gives it. */
export type OpeningQuestion = ReturnType<typeof useOpeningQuestion>;

/** The openings that are asked about, as many as are listed, with how to list more and how to stop. */
export function useOpenings(asked: OpeningQuestion, isAsked: boolean) {
  const revision = useStore((state) => state.revision);
  const check = useStore((state) => state.leverCheck);
  const sort = useStore((state) => state.leverSort);
  const [limit, setLimit] = useState(FIRST_LIMIT);
  const [isStopped, setStopped] = useState(false);
  const key = JSON.stringify([asked, sort]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is asked anew.
  useEffect(() => {
    setLimit(FIRST_LIMIT);
    setStopped(false);
  }, [key, check]);
  const loaded = useApi(
    async (signal) =>
      isAsked && !isStopped ? api.lever.openings({ ...asked, sort, limit }, { signal }) : null,
    [key, limit, revision, check, isStopped, isAsked],
  );
  return {
    loaded,
    listKey: key,
    isStopped,
    stop: () => setStopped(true),
    /** Null: all that may be listed are. */
    listMore: limit < MOST_LISTED ? () => setLimit(MOST_LISTED) : null,
  };
}

/** How far the evidence has come, by opening. */
export function useEvidence(): ReadonlyMap<string, EvidenceState> {
  const revision = useStore((state) => state.revision);
  // Work on a lever changes no record.
  const viewRevision = useStore((state) => state.viewRevision);
  const loaded = useApi(() => api.assessment.list({ limit: 5000 }), [revision, viewRevision]);
  const items = loaded.status === 'ready' ? loaded.value.items : null;
  return useMemo(
    () =>
      new Map(
        (items ?? []).map(({ entity, leverId, held, lines }) => [
          `${entity.id} ${leverId}`,
          { held, lines },
        ]),
      ),
    [items],
  );
}
