import { Shapes } from 'lucide-react';
import { useState } from 'react';
import type { Position } from '../../../shared/api/analysis-likeness.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Fold } from './Fold.tsx';
import styles from './network.module.css';
import { Caution, PeopleQuestion, usePeopleScope } from './PeopleQuestion.tsx';
import { BringOntoMap, RecordLine } from './RecordLine.tsx';

/** Members listed at a time, those with most ties first. */
const PAGE = 20;

function tiesWords(degree: number): string {
  const mean = degree.toLocaleString('en-GB', { maximumFractionDigits: 1 });
  return `${mean} ${mean === '1' ? 'tie' : 'ties'} each on average.`;
}

function PositionFold({
  position,
  number,
}: {
  readonly position: Position;
  readonly number: number;
}) {
  const { members, degree } = position;
  const [limit, setLimit] = useState(PAGE);
  const select = useStore((state) => state.select);
  const ids = members.map(({ id }) => id);
  const more = Math.min(PAGE, members.length - limit);
  return (
    <Fold
      title={`Position ${number}`}
      count={members.length}
      isOpen={number === 1}
      lead={
        <div className={styles.foldLead}>
          <p className={styles.remark}>{tiesWords(degree)}</p>
          <Button onClick={() => select(ids)}>
            {members.length === 1
              ? 'Select the one'
              : `Select all ${members.length.toLocaleString('en-GB')}`}
          </Button>
          <BringOntoMap ids={ids} />
        </div>
      }
    >
      {members.slice(0, limit).map((record) => (
        <li key={record.id}>
          <RecordLine record={record} />
        </li>
      ))}
      {more > 0 && (
        <li>
          <button type="button" className={styles.inlineAct} onClick={() => setLimit(limit + PAGE)}>
            {`Show ${more} more`}
          </button>
        </li>
      )}
    </Fold>
  );
}

/** People by their position: those who are tied to much the same others, and could stand in for each other. */
export function PositionsPanel() {
  const { scope, isOfMap, setOfMap } = usePeopleScope();
  const revision = useStore((state) => state.revision);
  const close = useStore((state) => state.closeLeftPanel);
  const found = useApi(
    (signal) => api.analysis.positions({ scope }, { signal }),
    [scope, revision],
  );
  const answer = found.status === 'ready' ? found.value : null;
  const positions = answer?.positions ?? [];
  return (
    <>
      <PanelHead title="Same position in the network" onClose={close} />
      <PeopleQuestion
        isOfMap={isOfMap}
        setOfMap={setOfMap}
        meaning="People who are tied to much the same others. Where one is taken out, another of the same position could stand in."
        method={[
          'Everybody’s ties are correlated with everybody else’s, then those correlations, until people part in two; each part is parted once more (CONCOR). There are four positions at most. Who is tied to nobody has none.',
          'It says nothing of skill or will. People who do not know each other can be in one position.',
        ]}
        source="Breiger, Boorman and Arabie (1975), Journal of Mathematical Psychology 12, 328–383."
      />
      {found.status === 'failed' && (
        <FailedState message={found.error.message} retry={found.retry} />
      )}
      {found.status === 'loading' && <LoadingState>Comparing whom people are tied to</LoadingState>}
      {answer && (
        <div className={styles.scroll} aria-busy={found.status === 'ready' && found.isStale}>
          {answer.positions === null ? (
            <EmptyState
              title="There are too many people to compare"
              icon={<Shapes size={20} aria-hidden="true" />}
              actions={
                !isOfMap && <Button onClick={() => setOfMap(true)}>Only what is on the map</Button>
              }
            >
              Every two are compared, which takes 600 people at most. Filter them, or look at what
              is on the map.
            </EmptyState>
          ) : (
            positions.length === 0 && (
              <EmptyState title="No positions" icon={<Shapes size={20} aria-hidden="true" />}>
                Nobody here is tied to anybody.
              </EmptyState>
            )
          )}
          {positions.map((position, at) => (
            <PositionFold key={position.members[0]?.id} position={position} number={at + 1} />
          ))}
          <Caution protectedLeftOut={answer.protectedLeftOut}>
            Who could stand in for whom is a question, not a finding.
          </Caution>
        </div>
      )}
    </>
  );
}
