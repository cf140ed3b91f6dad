import { Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type {
  RoutesBetween,
  SharedSource,
  SharedTie,
  TiesAnswer,
} from '../../../shared/api/analysis-path.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import styles from './network.module.css';
import { byWayOf, linksWords } from './path-words.ts';
import { BringOntoMap, RecordLine } from './RecordLine.tsx';
import { StrengthBars } from './StrengthBars.tsx';
import { TieEvidenceLine } from './TieEvidenceLine.tsx';

/** No more records can be asked about at once. */
const MOST_TIED = 6;

interface SectionProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

function Section({ title, count, children }: SectionProps) {
  if (count === 0) return null;
  return (
    <section className={styles.section} aria-label={title}>
      <h3>
        {title} <span>{count.toLocaleString('en-GB')}</span>
      </h3>
      <ul>{children}</ul>
    </section>
  );
}

/** What is known of when all of them had it. */
function overlapWords({ overlap, isDated }: SharedTie): string {
  if (!isDated) return 'Dates are not known.';
  if (!overlap) return 'Never at the same time.';
  const from = dateWords(overlap.from);
  return overlap.to === null
    ? `At the same time since ${from}.`
    : `At the same time, ${from} to ${dateWords(overlap.to)}.`;
}

/** One thing that several have in common, with the evidence of each. */
function Shared({ tie, answer }: { readonly tie: SharedTie; readonly answer: TiesAnswer }) {
  const { other, cells, likelihood, isHub } = tie;
  return (
    <li className={styles.tie}>
      <RecordLine record={other}>
        <StrengthBars label="Evidence" likelihood={likelihood} />
      </RecordLine>
      {answer.records.map((record, at) =>
        (cells[at] ?? []).map((each) => (
          <TieEvidenceLine
            key={each.id}
            tie={each}
            whose={record.label}
            endIds={[record.id, other.id]}
          />
        )),
      )}
      <p>
        {overlapWords(tie)}
        {isHub && ' So many are tied to it that it says little.'}
      </p>
    </li>
  );
}

function sourceWords({ records, observedOn }: SharedSource, all: number): string {
  const who = records.length === all ? 'All of them' : `${records.length} of ${all}`;
  return observedOn ? `${who}, last seen ${dateWords(observedOn)}` : who;
}

function Between({ between }: { readonly between: RoutesBetween }) {
  const findPath = useStore((state) => state.findPath);
  const [best] = between.routes;
  return (
    <li className={styles.tie}>
      <p>
        <b>{`${between.from.label} to ${between.to.label}`}</b>
        {best
          ? `: ${linksWords(best.steps.length)}. ${byWayOf(best, null)}.`
          : between.isWithheld
            ? ': withheld.'
            : ': no way found.'}
      </p>
      {best && (
        <button
          type="button"
          className={styles.inlineAct}
          onClick={() => findPath([between.from.id, between.to.id])}
        >
          Look at the routes
        </button>
      )}
    </li>
  );
}

function Ties({ answer }: { readonly answer: TiesAnswer }) {
  const { direct, groups, assets, neighbours, sources, routes, records, isWithheld } = answer;
  const labelOf = (id: string) => records.find((record) => record.id === id)?.label ?? '';
  const isNothing =
    direct.length + groups.length + assets.length + neighbours.length + sources.length === 0 &&
    routes.every((between) => between.routes.length === 0);
  const shared = [...groups, ...assets, ...neighbours];
  return (
    <div className={styles.scroll}>
      {isNothing && (
        <EmptyState title="Nothing is known to tie them together">
          This does not mean that nothing does. It is not in what the case holds.
        </EmptyState>
      )}
      <Section title="Linked directly" count={direct.length}>
        {direct.map(({ from, to, tie }) => (
          <li key={tie.id} className={styles.tie}>
            <p>
              <b>{labelOf(from)}</b> {tie.words} <b>{labelOf(to)}</b>
            </p>
            <TieEvidenceLine tie={tie} endIds={[from, to]} />
          </li>
        ))}
      </Section>
      <Section title="Groups that several are of" count={groups.length}>
        {groups.map((tie) => (
          <Shared key={tie.other.id} tie={tie} answer={answer} />
        ))}
      </Section>
      <Section title="Places and things that several use" count={assets.length}>
        {assets.map((tie) => (
          <Shared key={tie.other.id} tie={tie} answer={answer} />
        ))}
      </Section>
      <Section title="Others whom several know" count={neighbours.length}>
        {neighbours.map((tie) => (
          <Shared key={tie.other.id} tie={tie} answer={answer} />
        ))}
      </Section>
      <Section title="Reports and lists that name several" count={sources.length}>
        {sources.map((source) => (
          <li key={source.reportId ?? source.sourceId} className={styles.tie}>
            <p>
              <b>
                {source.reportReference ? `Report ${source.reportReference}` : source.sourceName}
              </b>
              <small>{sourceWords(source, records.length)}</small>
            </p>
          </li>
        ))}
      </Section>
      <Section title="Through others" count={routes.length}>
        {routes.map((between) => (
          <Between key={`${between.from.id} ${between.to.id}`} between={between} />
        ))}
      </Section>
      {shared.length > 0 && (
        <p className={styles.remark}>
          <BringOntoMap
            ids={[...records.map(({ id }) => id), ...shared.map(({ other }) => other.id)]}
          />
        </p>
      )}
      {isWithheld && (
        <p className={styles.remark}>Ties with protected people are withheld, and take no part.</p>
      )}
    </div>
  );
}

/** What ties several records together, every line with its evidence. */
export function TiesPanel() {
  const tiedIds = useStore((state) => state.tiedIds);
  const selectedIds = useStore((state) => state.selectedIds);
  const revision = useStore((state) => state.revision);
  const close = useStore((state) => state.closeLeftPanel);
  const lookAtTies = useStore((state) => state.lookAtTies);
  const canAsk = tiedIds.length >= 2 && tiedIds.length <= MOST_TIED;
  const ties = useApi<TiesAnswer | null>(
    async (signal) => (canAsk ? api.analysis.ties({ ids: [...tiedIds] }, { signal }) : null),
    [tiedIds, revision],
  );
  const answer = ties.status === 'ready' ? ties.value : null;
  const canTakeSelection =
    selectedIds.length >= 2 &&
    selectedIds.length <= MOST_TIED &&
    selectedIds.join() !== tiedIds.join();
  return (
    <>
      <PanelHead title="What ties them together" onClose={close} />
      <div className={styles.question}>
        {answer && (
          <ul className={styles.asked} aria-label="Records asked about">
            {answer.records.map((record) => (
              <li key={record.id}>
                <RecordLine record={record} />
              </li>
            ))}
          </ul>
        )}
        {canTakeSelection && (
          <Button onClick={() => lookAtTies(selectedIds)}>
            {`Ask about the ${selectedIds.length} selected instead`}
          </Button>
        )}
      </div>
      {!canAsk && (
        <EmptyState title="Select two to six records" icon={<Link2 size={20} aria-hidden="true" />}>
          Then open this again: it lists what they share, each line with its evidence.
        </EmptyState>
      )}
      {canAsk && ties.status !== 'failed' && !answer && (
        <LoadingState>Looking for ties</LoadingState>
      )}
      {canAsk && ties.status === 'failed' && (
        <FailedState message={ties.error.message} retry={ties.retry} />
      )}
      {canAsk && answer && <Ties answer={answer} />}
    </>
  );
}
