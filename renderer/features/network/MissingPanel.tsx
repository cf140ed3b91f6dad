import { Spline } from 'lucide-react';
import { useEffect } from 'react';
import type { MissingLink } from '../../../shared/api/analysis-likeness.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { placeWords, sharedWords, wholeWords } from './likeness-words.ts';
import styles from './network.module.css';
import { Caution, PeopleQuestion, usePeopleScope } from './PeopleQuestion.tsx';
import { RecordLine } from './RecordLine.tsx';

const COUNT = 10;

/** Draws the link, bringing both of its ends onto the map, or takes it away. */
function toggleDrawn({ a, b }: MissingLink, isDrawn: boolean): void {
  const { drawUnseenLink, requestMap, shownIds } = useStore.getState();
  drawUnseenLink(isDrawn ? null : { aId: a.id, bId: b.id });
  if (isDrawn) return;
  const ids = [a.id, b.id];
  const areShown = ids.every((id) => shownIds.includes(id));
  requestMap({ type: areShown ? 'reveal' : 'show', ids });
}

function Item({ link }: { readonly link: MissingLink }) {
  const { a, b, shared, moves } = link;
  const lookAtTies = useStore((state) => state.lookAtTies);
  const isDrawn = useStore(({ unseenLink }) => unseenLink?.aId === a.id && unseenLink.bId === b.id);
  return (
    <li className={styles.tie}>
      <RecordLine record={a} />
      <p className={styles.unseen}>
        <i aria-hidden="true" />
        Not observed
      </p>
      <RecordLine record={b} />
      <p>{sharedWords(shared)}</p>
      {moves.length > 0 && (
        <p>
          {'By brokerage, '}
          {moves.map((move, at) => (
            <span key={move.record.id}>
              {at > 0 && '; '}
              <b>{placeWords(move)}</b>
            </span>
          ))}
          .
        </p>
      )}
      <p>{wholeWords(link)}</p>
      <p className={styles.acts}>
        <button
          type="button"
          className={styles.inlineAct}
          aria-pressed={isDrawn}
          onClick={() => toggleDrawn(link, isDrawn)}
        >
          {isDrawn ? 'Take off the map' : 'Draw on the map'}
        </button>
        <button type="button" className={styles.inlineAct} onClick={() => lookAtTies([a.id, b.id])}>
          What ties the two
        </button>
      </p>
    </li>
  );
}

/** Links between people that nobody has seen, those first that would change most if they were there. */
export function MissingPanel() {
  const { scope, isOfMap, setOfMap } = usePeopleScope();
  const revision = useStore((state) => state.revision);
  const close = useStore((state) => state.closeLeftPanel);
  const drawUnseenLink = useStore((state) => state.drawUnseenLink);
  const found = useApi(
    (signal) => api.analysis.missing({ count: COUNT, scope }, { signal }),
    [scope, revision],
  );
  const answer = found.status === 'ready' ? found.value : null;
  // What is drawn is of the answer that is read: another answer need not have it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new answer takes it away.
  useEffect(() => () => drawUnseenLink(null), [answer, drawUnseenLink]);
  return (
    <>
      <PanelHead title="What a missing link would change" onClose={close} />
      <PeopleQuestion
        isOfMap={isOfMap}
        setOfMap={setOfMap}
        meaning="Links between people that nobody has seen, though both know the same others. Those come first that would change most if they were there."
        method={[
          'Likely are pairs with shared neighbours; a neighbour with few ties says more. Each likely link is put in on trial, and brokerage and communities are worked out again.',
          'What is not seen may not be there: in a test on the meetings of one real network, half of the twenty likeliest links were true.',
        ]}
        source="Zhou, Lü and Zhang (2009), EPJ B 71, 623–630; Berlusconi and others (2016), PLoS ONE 11(4), e0154244."
      />
      {found.status === 'failed' && (
        <FailedState message={found.error.message} retry={found.retry} />
      )}
      {found.status === 'loading' && <LoadingState>Trying links that may be missing</LoadingState>}
      {answer && (
        <div className={styles.scroll} aria-busy={found.status === 'ready' && found.isStale}>
          {answer.items.length === 0 ? (
            <EmptyState
              title="No link suggests itself"
              icon={<Spline size={20} aria-hidden="true" />}
            >
              No two people here who are not linked know the same others.
            </EmptyState>
          ) : (
            <>
              <div className={styles.listHead}>
                <h3>Would change most first</h3>
                <span role="status">{`${answer.items.length} questions`}</span>
              </div>
              <ol className={styles.plain} aria-label="Links nobody has seen">
                {answer.items.map((link) => (
                  <Item key={`${link.a.id} ${link.b.id}`} link={link} />
                ))}
              </ol>
            </>
          )}
          <Caution protectedLeftOut={answer.protectedLeftOut}>{answer.caution}</Caution>
        </div>
      )}
    </>
  );
}
