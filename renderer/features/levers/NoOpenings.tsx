import { Gavel, ShieldCheck, Users } from 'lucide-react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { WHOLE_CASE } from '../../store/levers.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/State.tsx';
import {
  chosenFacets,
  clearFacet,
  countsOfOpenings,
  type NamedFacet,
  toOpeningFilters,
  type ValueCounts,
} from './lever-filter.ts';
import { NothingLeft } from './NothingLeft.tsx';
import type { OpeningQuestion, OpeningsAnswer } from './use-openings.ts';

/** How many apply, and how many need evidence, whichever of them are listed. */
export function answerCounts({ facets }: OpeningsAnswer): ValueCounts {
  return countsOfOpenings(facets).get('answer') ?? new Map();
}

/** Openings that are left out for their answer alone. */
export function otherAnswers(answer: OpeningsAnswer, { filters }: OpeningQuestion): number {
  const [listed] = filters.answer ?? [];
  if (listed === undefined) return 0;
  return answerCounts(answer).get(listed === 'applies' ? 'could-apply' : 'applies')?.count ?? 0;
}

/** None has the answer that was asked for, others have: with the way to them. */
function OtherAnswer({
  asked,
  count,
}: {
  readonly asked: OpeningQuestion;
  readonly count: number;
}) {
  const choose = useStore((state) => state.setLeverAnswer);
  const isApplying = asked.filters.answer?.[0] === 'applies';
  const words = count.toLocaleString('en-GB');
  return (
    <EmptyState
      title={isApplying ? 'Nothing applies yet' : 'Nothing needs evidence first'}
      icon={<Gavel size={28} aria-hidden="true" />}
      actions={
        <Button look="primary" onClick={() => choose(isApplying ? 'could-apply' : 'applies')}>
          {isApplying ? 'Show what needs evidence' : 'Show what applies'}
        </Button>
      }
    >
      {isApplying
        ? `This does not mean no lever exists: ${words} ${count === 1 ? 'opening needs' : 'openings need'} evidence first.`
        : `${words} ${count === 1 ? 'opening applies' : 'openings apply'} as the facts stand.`}
    </EmptyState>
  );
}

/** Nothing can be asked of a group, as there is none. */
export function NoGroup() {
  const setGroup = useStore((state) => state.setLeverGroup);
  return (
    <EmptyState
      title="There is no group in this case yet"
      icon={<Users size={28} aria-hidden="true" />}
      actions={
        <Button look="primary" onClick={() => setGroup(WHOLE_CASE)}>
          Ask of the whole case
        </Button>
      }
    >
      Add an organised crime group and link its members to it, or ask of every record.
    </EmptyState>
  );
}

/** Nothing is open: as the filter hides it all, or as nothing is flagged. */
export function NoOpenings({ asked }: { readonly asked: OpeningQuestion }) {
  const filter = useStore((state) => state.leverFilter);
  const onlyId = useStore((state) => state.leverOnlyId);
  const askOfLevers = useStore((state) => state.askOfLevers);
  const chosen = chosenFacets(filter);
  const hiding = useApi(async () => {
    let most: { facet: NamedFacet; total: number } | null = null;
    for (const facet of chosen) {
      const filters = toOpeningFilters(clearFacet(filter, facet.key), {
        leverId: onlyId,
        answer: 'both',
      });
      const { total } = await api.lever.openings({ ...asked, filters, limit: 0 });
      if (total > (most?.total ?? 0)) most = { facet, total };
    }
    return most?.facet ?? null;
  }, [filter, onlyId, asked]);
  if (chosen.length > 0 || onlyId !== null)
    return <NothingLeft hiding={hiding.status === 'ready' ? hiding.value : null} />;
  return (
    <EmptyState
      title="No levers flagged"
      icon={<Gavel size={28} aria-hidden="true" />}
      actions={
        <Button look="primary" onClick={() => askOfLevers('to-find-out')}>
          See what is missing
        </Button>
      }
    >
      This does not mean none exist. Records need facts before a lever can be tested: sectors,
      licences and signs, with their grades.
    </EmptyState>
  );
}

/** No opening is listed, though there are some of another answer, or for another end. */
export function NoneListed({
  answer,
  asked,
}: {
  readonly answer: OpeningsAnswer;
  readonly asked: OpeningQuestion;
}) {
  const filter = useStore((state) => state.leverFilter);
  const onlyId = useStore((state) => state.leverOnlyId);
  const others = otherAnswers(answer, asked);
  if (others > 0) return <OtherAnswer asked={asked} count={others} />;
  if (asked.part === 'disrupt' || onlyId !== null || chosenFacets(filter).length > 0)
    return <NoOpenings asked={asked} />;
  return (
    <EmptyState
      title="No lever protects anyone here"
      icon={<ShieldCheck size={28} aria-hidden="true" />}
    >
      Levers that protect are listed for people who are marked as protected. This does not mean that
      nobody is at risk.
    </EmptyState>
  );
}
