import { useEffect, useState } from 'react';
import type { Community } from '../../../shared/api/analysis.ts';
import { api } from '../../api/api.ts';
import { isAbort, toAppError } from '../../api/failure.ts';
import { readWithheld } from '../../api/withheld.ts';
import type { CommunityQuestion, Hull } from '../../store/network.ts';
import { useStore } from '../../store/store.ts';
import {
  clearCommunityRun,
  putAwayUnsafe,
  setCommunityActs,
  setCommunityRun,
  useCommunityRun,
} from './community-run.ts';
import { resolutionOf } from './community-words.ts';

/** Changes that come together are answered once. */
const PAUSE_MS = 350;
/** More grounds than these cover one another. */
const MOST_HULLS = 40;

interface Asked {
  readonly question: CommunityQuestion;
  readonly filter: string;
  /** Null: of the whole case. */
  readonly among: readonly string[] | null;
}

async function look({ question, filter, among }: Asked, signal: AbortSignal): Promise<void> {
  const withheld = await readWithheld(signal);
  const events = await api.analysis.communities(
    {
      scope: { filter, among: among && [...among] },
      resolution: resolutionOf(question.detail),
      isWeighted: question.isWeighted,
    },
    { signal },
  );
  for await (const event of events) {
    if (event.type === 'progress') setCommunityRun({ progress: event });
    else setCommunityRun({ answer: event, withheld, progress: null, isStale: false });
  }
}

/** Looks for communities, and again whenever the question, the map or the case changes. */
function Keeper({ question }: { readonly question: CommunityQuestion }) {
  const shownIds = useStore((state) => (question.isOfMap ? state.shownIds : null));
  const filter = useStore((state) => state.filterText);
  const revision = useStore((state) => state.revision);
  // Names that people give are no part of the records, and change this one.
  const viewRevision = useStore((state) => state.viewRevision);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the case changes, somebody may have been protected.
  useEffect(() => {
    const stopper = new AbortController();
    putAwayUnsafe(stopper.signal).catch((error: unknown) => {
      if (!stopper.signal.aborted && !isAbort(error)) clearCommunityRun();
    });
    return () => stopper.abort();
  }, [revision]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed case, or another attempt, is looked at anew.
  useEffect(() => {
    const stopper = new AbortController();
    setCommunityRun({ isStale: true, isStopped: false, error: null });
    const timer = setTimeout(() => {
      setCommunityRun({ progress: { done: 0, total: 0 } });
      look({ question, filter, among: shownIds }, stopper.signal).catch((error: unknown) => {
        if (stopper.signal.aborted || isAbort(error)) return;
        setCommunityRun({ progress: null, error: toAppError(error) });
      });
    }, PAUSE_MS);
    setCommunityActs({
      stop() {
        clearTimeout(timer);
        stopper.abort();
        setCommunityRun({ progress: null, isStopped: true });
      },
      again: () => setAttempt((before) => before + 1),
    });
    return () => {
      clearTimeout(timer);
      stopper.abort();
    };
  }, [question, shownIds, filter, revision, viewRevision, attempt]);

  useEffect(() => clearCommunityRun, []);
  return <HullsKeeper />;
}

function hullsOf(communities: readonly Community[]): readonly Hull[] {
  return communities.map(({ key, name, size, memberIds }, tone) => ({
    id: key,
    name,
    count: size,
    tone,
    memberIds,
  }));
}

/** Tells the map and the matrix which communities there are, and which of them are drawn. */
function HullsKeeper() {
  const { answer } = useCommunityRun();
  const communities = useStore((state) => state.communities);
  const hidden = useStore((state) => state.hiddenCommunityKeys);
  const hasHulls = useStore((state) => state.hasHulls);
  const setCommunities = useStore((state) => state.setCommunities);
  const setHulls = useStore((state) => state.setHulls);
  useEffect(() => {
    setCommunities(answer ? hullsOf(answer.communities) : []);
  }, [answer, setCommunities]);
  useEffect(() => {
    const drawn = communities.filter(({ id }) => !hidden.includes(id));
    setHulls(hasHulls ? drawn.slice(0, MOST_HULLS) : []);
  }, [communities, hidden, hasHulls, setHulls]);
  useEffect(
    () => () => {
      setCommunities([]);
      setHulls([]);
    },
    [setCommunities, setHulls],
  );
  return null;
}

/** Keeps what communities there are, from when somebody first asked until the case is left. */
export function CommunityKeeper() {
  const question = useStore((state) => state.communityQuestion);
  return question ? <Keeper question={question} /> : null;
}
