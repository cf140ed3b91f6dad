import { ArrowDownUp, Route as RouteIcon, X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { Route, RoutesAnswer, RoutesBetween } from '../../../shared/api/analysis-path.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import styles from './network.module.css';
import { PathSettings } from './PathSettings.tsx';
import { linksWords, ORDER_WORDS, weakestWords } from './path-words.ts';
import { RecordField, useRecord } from './RecordField.tsx';
import { RouteCard } from './RouteCard.tsx';

/** Both ends, with the button that swaps them. */
function Ends() {
  const fromId = useStore((state) => state.pathQuestion.fromId);
  const toId = useStore((state) => state.pathQuestion.toId);
  const askPath = useStore((state) => state.askPath);
  return (
    <div className={styles.ends}>
      <RecordField
        label="From"
        id={fromId}
        hasFocus={fromId === null}
        onPick={(id) => askPath({ fromId: id })}
      />
      <IconButton
        label="Swap from and to"
        tip="below-left"
        className={styles.swap ?? ''}
        icon={<ArrowDownUp size={13} aria-hidden="true" />}
        onClick={() => askPath({ fromId: toId, toId: fromId })}
      />
      <RecordField
        label="To"
        id={toId}
        hasFocus={fromId !== null && toId === null}
        onPick={(id) => askPath({ toId: id })}
      />
    </div>
  );
}

function Member({ id }: { readonly id: string }) {
  const record = useRecord(id);
  const amongIds = useStore((state) => state.pathQuestion.amongIds);
  const askPath = useStore((state) => state.askPath);
  if (!record) return null;
  return (
    <li>
      {record.label}
      <IconButton
        label={`Take out ${record.label}`}
        tip="below-left"
        icon={<X size={12} aria-hidden="true" />}
        onClick={() => askPath({ amongIds: amongIds.filter((each) => each !== id) })}
      />
    </li>
  );
}

/** Several records, among all of which ways are looked for. */
function Among() {
  const amongIds = useStore((state) => state.pathQuestion.amongIds);
  const askPath = useStore((state) => state.askPath);
  return (
    <div className={styles.among}>
      <p>{`Between each two of ${amongIds.length} records`}</p>
      <ul aria-label="Paths between">
        {amongIds.map((id) => (
          <Member key={id} id={id} />
        ))}
      </ul>
      <Button look="quiet" onClick={() => askPath({ amongIds: [] })}>
        From one to another instead
      </Button>
    </div>
  );
}

/** Routes with the pair that each is of. */
interface ListedRoute {
  readonly route: Route;
  readonly pair: RoutesBetween;
}

function NoRoutes({ answer }: { readonly answer: RoutesAnswer }) {
  const { mostLinks, usesTentative, avoidIds } = useStore((state) => state.pathQuestion);
  const askPath = useStore((state) => state.askPath);
  const isWithheld = answer.pairs.some((pair) => pair.isWithheld);
  if (isWithheld)
    return (
      <EmptyState title="Withheld">
        The only ways of this length lead through protected people, or begin or end with one. They
        are never shown.
      </EmptyState>
    );
  return (
    <EmptyState
      title={`No route of ${linksWords(mostLinks)} or fewer.`}
      actions={
        <>
          {mostLinks < 12 && (
            <Button onClick={() => askPath({ mostLinks: Math.min(12, mostLinks + 2) })}>
              {`Allow ${Math.min(12, mostLinks + 2)} links`}
            </Button>
          )}
          {!usesTentative && (
            <Button onClick={() => askPath({ usesTentative: true })}>Use tentative links</Button>
          )}
        </>
      }
    >
      Allow more links, or use tentative links.
      {avoidIds.length > 0 && ' Records that are left out may be in the way.'}
    </EmptyState>
  );
}

/** What an answer leaves out, in words; empty: nothing. */
function leftOutWords(answer: RoutesAnswer): readonly string[] {
  const { ungraded, undated, pairs } = answer;
  return [
    ...(pairs.some(({ isWithheld, routes }) => isWithheld && routes.length > 0)
      ? ['A route through a protected person is withheld.']
      : []),
    ...(ungraded > 0
      ? [
          `${linksWords(ungraded)} without a grade ${ungraded === 1 ? 'takes' : 'take'} no part in this order.`,
        ]
      : []),
    ...(undated > 0
      ? [
          `${linksWords(undated)} without dates ${undated === 1 ? 'takes' : 'take'} no part in the order of time.`,
        ]
      : []),
  ];
}

function Routes({ answer, isStale }: { readonly answer: RoutesAnswer; readonly isStale: boolean }) {
  const liftRoute = useStore((state) => state.liftRoute);
  const askPath = useStore((state) => state.askPath);
  const sort = useStore((state) => state.pathQuestion.sort);
  const areSeveral = useStore((state) => state.pathQuestion.amongIds.length > 0);
  const listId = useId();
  const listed: readonly ListedRoute[] = answer.pairs.flatMap((pair) =>
    pair.routes.map((route) => ({ route, pair })),
  );
  const [openAt, setOpenAt] = useState(0);
  const open = listed[Math.min(openAt, listed.length - 1)] ?? null;
  const number = open ? listed.indexOf(open) + 1 : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer begins at its first route.
  useEffect(() => setOpenAt(0), [answer]);

  useEffect(() => {
    if (!open) {
      liftRoute(null);
      return;
    }
    const { route } = open;
    const entityIds = route.records.map(({ id }) => id);
    liftRoute({
      entityIds,
      relationIds: route.steps.map(({ ties }) => ties[0]?.id ?? ''),
      words: `Route ${number} of ${listed.length}, ${linksWords(route.steps.length)}`,
    });
    const { shownIds, requestMap } = useStore.getState();
    const shown = new Set(shownIds);
    if (entityIds.every((id) => shown.has(id))) requestMap({ type: 'reveal', ids: entityIds });
  }, [open, number, listed.length, liftRoute]);

  const weakest = open ? weakestWords(open.route, number) : null;
  return (
    <>
      <div className={styles.listHead}>
        <h3 id={listId}>Routes</h3>
        <span role="status">{isStale ? 'Looking…' : `${listed.length} found`}</span>
        <label className={styles.sort}>
          <span className="visually-hidden">Order</span>
          <select
            value={sort}
            onChange={({ target }) => askPath({ sort: target.value as typeof sort })}
          >
            {Object.entries(ORDER_WORDS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className={styles.scroll}>
        {listed.length === 0 ? (
          <NoRoutes answer={answer} />
        ) : (
          <ol
            className={styles.cards}
            aria-labelledby={listId}
            onKeyDown={(event) => {
              const heads = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-route]')];
              const at = heads.findIndex((head) => head.matches(':focus'));
              const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
              if (at === -1 || step === 0 || !heads[at + step]) return;
              event.preventDefault();
              heads[at + step]?.focus();
              setOpenAt(at + step);
            }}
          >
            {listed.map(({ route, pair }, at) => (
              <RouteCard
                key={route.records.map(({ id }) => id).join(' ')}
                route={route}
                number={at + 1}
                best={listed[0]?.route ?? null}
                isOpen={at + 1 === number}
                onOpen={() => setOpenAt(at)}
                onAvoid={
                  areSeveral
                    ? null
                    : (id) =>
                        askPath({
                          avoidIds: [...useStore.getState().pathQuestion.avoidIds, id],
                        })
                }
                {...(areSeveral && { title: `${pair.from.label} to ${pair.to.label}` })}
              />
            ))}
          </ol>
        )}
        {leftOutWords(answer).map((words) => (
          <p key={words} className={styles.remark}>
            {words}
          </p>
        ))}
      </div>
      {weakest && <p className={styles.foot}>{weakest}</p>}
    </>
  );
}

/** Ways from one record to another, one of them lifted on the map. */
export function PathPanel() {
  const question = useStore((state) => state.pathQuestion);
  const revision = useStore((state) => state.revision);
  const close = useStore((state) => state.closeLeftPanel);
  const liftRoute = useStore((state) => state.liftRoute);
  const { fromId, toId, amongIds } = question;
  const areSeveral = amongIds.length > 0;
  const isAsked = areSeveral
    ? amongIds.length > 1
    : fromId !== null && toId !== null && fromId !== toId;

  const found = useApi<RoutesAnswer | null>(
    async (signal) =>
      !isAsked
        ? null
        : api.analysis.paths(
            {
              from: areSeveral ? [...amongIds] : [fromId ?? ''],
              to: areSeveral ? [] : [toId ?? ''],
              count: areSeveral ? 1 : 10,
              mostLinks: question.mostLinks,
              by: question.sort,
              isInTimeOrder: question.isInTimeOrder,
              avoid: [...question.avoidIds],
              links: {
                hasTentative: question.usesTentative,
                hasMembership: !question.leavesOutMembership,
                from: question.since,
                to: question.until,
              },
            },
            { signal },
          ),
    [question, revision],
  );
  const answer = found.status === 'ready' ? found.value : null;
  useEffect(() => {
    if (!answer) liftRoute(null);
  }, [answer, liftRoute]);
  useEffect(() => () => useStore.getState().liftRoute(null), []);

  return (
    <>
      <PanelHead title="Find path" onClose={close} />
      <div className={styles.question}>
        {areSeveral ? <Among /> : <Ends />}
        <PathSettings />
      </div>
      {!isAsked && (
        <EmptyState title="Choose two records" icon={<RouteIcon size={20} aria-hidden="true" />}>
          {fromId !== null && fromId === toId
            ? 'From and to are the same record. Choose another.'
            : 'Up to ten ways from one to the other are listed, those with the best evidence first.'}
        </EmptyState>
      )}
      {isAsked && found.status === 'failed' && (
        <FailedState message={found.error.message} retry={found.retry} />
      )}
      {isAsked && found.status === 'loading' && <LoadingState>Looking for routes</LoadingState>}
      {isAsked && found.status === 'ready' && !answer && (
        <LoadingState>Looking for routes</LoadingState>
      )}
      {isAsked && found.status === 'ready' && answer && (
        <Routes answer={answer} isStale={found.isStale} />
      )}
    </>
  );
}
