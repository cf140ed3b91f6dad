import { Boxes, ShieldAlert } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { CommunitiesAnswer } from '../../../shared/api/analysis.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, ProgressBar, useDelay } from '../../ui/State.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { CommunityItem } from './CommunityItem.tsx';
import { type CommunityRun, lookAgain, stopCommunities, useCommunityRun } from './community-run.ts';
import { detailWords, MOST_DETAIL } from './community-words.ts';
import styles from './network.module.css';

const QUIET_MS = 500;
/** Communities listed at a time, the largest first. */
const PAGE = 60;

/** How far communities are parted: fewer and larger, or more and smaller. */
function Detail() {
  const id = useId();
  const detail = useStore((state) => state.communityQuestion?.detail ?? 0);
  const askCommunities = useStore((state) => state.askCommunities);
  return (
    <div className={styles.detail}>
      <div>
        <label htmlFor={id}>Detail</label>
        <span>{detailWords(detail)}</span>
      </div>
      <input
        id={id}
        type="range"
        min={-MOST_DETAIL}
        max={MOST_DETAIL}
        step={1}
        value={detail}
        aria-valuetext={detailWords(detail)}
        onChange={({ target }) => askCommunities({ detail: target.valueAsNumber })}
      />
      <div aria-hidden="true">
        <span>Fewer, larger</span>
        <span>More, smaller</span>
      </div>
    </div>
  );
}

/** What is looked at, how it is drawn, and what is done with it. */
function Choices() {
  const question = useStore((state) => state.communityQuestion);
  const askCommunities = useStore((state) => state.askCommunities);
  const hasHulls = useStore((state) => state.hasHulls);
  const setHasHulls = useStore((state) => state.setHasHulls);
  const hasColours = useStore((state) => state.hasCommunityColours);
  const setColours = useStore((state) => state.setCommunityColours);
  const requestMap = useStore((state) => state.requestMap);
  return (
    <details className={styles.more}>
      <summary>How they are found and drawn</summary>
      <Switch
        label="Only what is on the map"
        checked={question?.isOfMap ?? true}
        onChange={({ target }) => askCommunities({ isOfMap: target.checked })}
      />
      <Switch
        label="Strong ties count for more"
        checked={question?.isWeighted ?? false}
        onChange={({ target }) => askCommunities({ isWeighted: target.checked })}
      />
      <Switch
        label="Show them on the map"
        checked={hasHulls}
        onChange={({ target }) => setHasHulls(target.checked)}
      />
      <Switch
        label="Colour records by community"
        checked={hasColours}
        onChange={({ target }) => setColours(target.checked)}
      />
      <Button onClick={() => requestMap({ type: 'layout', shape: 'communities' })}>
        Lay out the map by community
      </Button>
    </details>
  );
}

/** What is being looked for, how far it is, and how to stop it. Nothing in the first half second. */
function Progress({ progress }: { readonly progress: NonNullable<CommunityRun['progress']> }) {
  const isShown = useDelay(QUIET_MS);
  if (!isShown) return null;
  const { done, total } = progress;
  const words =
    total === 0
      ? 'Reading the network'
      : `Looking for communities: ${Math.round((done / total) * 100)}%`;
  return (
    <div className={styles.progress} role="status">
      <span>{words}</span>
      <ProgressBar label="Looking for communities" fraction={total === 0 ? null : done / total} />
      <Button onClick={stopCommunities}>Stop</Button>
    </div>
  );
}

function Standing({ run }: { readonly run: CommunityRun }) {
  const { progress, answer, error, isStale, isStopped } = run;
  if (progress) return <Progress progress={progress} />;
  if (error)
    return answer ? (
      <p className={styles.remark} role="alert">
        {`${error.message} What was found before is still shown.`}
      </p>
    ) : (
      <FailedState message={error.message} retry={lookAgain} />
    );
  if (isStopped)
    return (
      <div className={styles.progress} role="status">
        <span>{answer && isStale ? 'Stopped. These are of before.' : 'Stopped.'}</span>
        <Button onClick={lookAgain}>Find them</Button>
      </div>
    );
  return null;
}

function Found({
  answer,
  isStale,
}: {
  readonly answer: CommunitiesAnswer;
  readonly isStale: boolean;
}) {
  const [limit, setLimit] = useState(PAGE);
  const [openKey, setOpenKey] = useState<string | null>(answer.communities[0]?.key ?? null);
  const { communities, alone, head, runs, agreement } = answer;
  if (communities.length === 0)
    return (
      <EmptyState title="No communities" icon={<Boxes size={20} aria-hidden="true" />}>
        {head.records === 0
          ? 'There is nothing to look at. Show records on the map, or look at the whole case.'
          : 'The records here are not linked closely enough to be parted.'}
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.communities} aria-label="Communities" data-is-stale={isStale}>
        {communities.slice(0, limit).map((community, tone) => (
          <CommunityItem
            key={community.key}
            community={community}
            tone={tone}
            runs={runs}
            isOpen={community.key === openKey}
            onToggle={() => setOpenKey(community.key === openKey ? null : community.key)}
          />
        ))}
      </ul>
      {communities.length > limit && (
        <p className={styles.remark}>
          {`${(communities.length - limit).toLocaleString('en-GB')} smaller ones follow. `}
          <button type="button" className={styles.inlineAct} onClick={() => setLimit(limit + PAGE)}>
            {`Show ${PAGE} more`}
          </button>
        </p>
      )}
      <div className={styles.remark}>
        <p>
          {`${head.records.toLocaleString('en-GB')} records, ${head.links.toLocaleString('en-GB')} links`}
          {alone > 0 && `; ${alone.toLocaleString('en-GB')} in no community`}
          {`. The runs agree by ${Math.round(agreement * 100)}%.`}
        </p>
        <p>A community is a question, not an OCG.</p>
      </div>
    </>
  );
}

/** Groups of the network that hang together more closely than by chance. */
export function CommunityPanel() {
  const run = useCommunityRun();
  const close = useStore((state) => state.closeLeftPanel);
  const askCommunities = useStore((state) => state.askCommunities);
  useEffect(() => askCommunities({}), [askCommunities]);
  const { answer, isStale } = run;
  const count = answer?.communities.length;
  const left = answer?.head.protectedLeftOut ?? 0;
  return (
    <>
      <PanelHead title="Communities" onClose={close}>
        {count !== undefined && (
          <span className={styles.count} role="status">
            {`${count.toLocaleString('en-GB')} found`}
          </span>
        )}
      </PanelHead>
      <div className={styles.question}>
        <Detail />
        <p className={styles.remark}>
          Groups whose members link to each other more than to anyone else. Method: Leiden, run 100
          times.
        </p>
        <Choices />
      </div>
      <div className={styles.scroll}>
        <Standing run={run} />
        {answer && <Found answer={answer} isStale={isStale} />}
      </div>
      <p className={styles.protectedNote}>
        <ShieldAlert size={15} aria-hidden="true" />
        <span>
          Protected people are in no community and are never ranked.
          {left > 0 &&
            ` ${left === 1 ? '1 protected record' : `${left} protected records`} left out.`}
        </span>
      </p>
    </>
  );
}
