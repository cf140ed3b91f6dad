import { ChevronDown, ChevronRight, CircleHelp, Scale } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { InformationRequest, ToFindOut } from '../../../shared/api/lever-question.ts';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import { baseKindOf, kindOf } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { pickRecords } from '../../store/pick.ts';
import { showOnMap } from '../../store/show-on-map.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import lens from '../../ui/Lens.module.css';
import { EmptyState, FailedState, useDelay } from '../../ui/State.tsx';
import { FilterTokens } from './FilterTokens.tsx';
import styles from './FindOut.module.css';
import library from './LeverLibrary.module.css';
import { LeftSide, RightSide } from './LeverSides.tsx';
import { countLevers } from './lever-filter.ts';
import levers from './levers.module.css';
import { useOpeningQuestion } from './use-openings.ts';

type Answer = Awaited<ReturnType<typeof api.lever.toFindOut>>;

interface FindOutColumnsProps {
  readonly groupId: string | null;
  readonly catalogue: readonly CatalogueLever[];
  /** The lever whose page is open. */
  readonly lever: CatalogueLever | null;
}

/** What should be found out first, gathered by who holds it, with what each answer would open. */
export function FindOutColumns({ groupId, catalogue, lever }: FindOutColumnsProps) {
  const revision = useStore((state) => state.revision);
  const check = useStore((state) => state.leverCheck);
  const filter = useStore((state) => state.leverFilter);
  const holderId = useStore((state) => state.leverHolder);
  const { part: _part, ...asked } = useOpeningQuestion(groupId);
  const [isStopped, setStopped] = useState(false);
  const key = JSON.stringify(asked);
  const loaded = useApi(
    async (signal) => (isStopped ? null : api.lever.toFindOut({ ...asked }, { signal })),
    [key, revision, check, isStopped],
  );
  const facets = useMemo(() => countLevers(catalogue, filter), [catalogue, filter]);
  const answer = loaded.status === 'ready' ? loaded.value : null;
  return (
    <div className={levers.columns}>
      <LeftSide
        list={<HolderList holders={answer?.holders ?? []} />}
        label="By holder"
        count={answer?.holders.length ?? null}
        facets={facets}
      />
      <section className={levers.centre} aria-label="To find out" data-region="" tabIndex={-1}>
        <FilterTokens onlyTitle={null} />
        {loaded.status === 'failed' ? (
          <FailedState message={loaded.error.message} retry={loaded.retry} />
        ) : isStopped ? (
          <EmptyState
            title="Stopped"
            actions={
              <Button look="primary" onClick={() => setStopped(false)}>
                Ask again
              </Button>
            }
          />
        ) : answer ? (
          <Requests answer={answer} holderId={holderId} />
        ) : (
          <Asking onStop={() => setStopped(true)} />
        )}
      </section>
      <RightSide lever={lever} />
    </div>
  );
}

function Asking({ onStop }: { readonly onStop: () => void }) {
  const isShown = useDelay(500);
  return (
    <div className={levers.testing} role="status">
      {isShown && (
        <>
          <p>Looking for what is missing</p>
          <Button onClick={onStop}>Stop</Button>
        </>
      )}
    </div>
  );
}

/** Who holds information, most first; choosing one shows what to ask of it alone. */
function HolderList({ holders }: { readonly holders: readonly InformationRequest[] }) {
  const chosen = useStore((state) => state.leverHolder);
  const choose = useStore((state) => state.setLeverHolder);
  return (
    <div className={library.library}>
      <p className={library.lead}>Openings that its answers would make</p>
      <div className={library.list}>
        <button
          type="button"
          className={library.all}
          aria-pressed={chosen === null}
          onClick={() => choose(null)}
        >
          <span>Every holder</span>
        </button>
        <ul className={library.services}>
          {holders.map(({ id, label, opens, questions }) => (
            <li key={id}>
              <button
                type="button"
                title={`${label}: ${questions.length} questions`}
                aria-pressed={chosen === id}
                data-is-none={opens === 0}
                onClick={() => choose(id)}
              >
                <span>{label}</span>
                <small className={library.count}>
                  {opens.toLocaleString('en-GB')}
                  <span className="visually-hidden"> openings</span>
                </small>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Requests({
  answer,
  holderId,
}: {
  readonly answer: Answer;
  readonly holderId: string | null;
}) {
  const shown = answer.holders.filter(({ id }) => holderId === null || id === holderId);
  if (shown.length === 0)
    return (
      <EmptyState title="Nothing is missing" icon={<CircleHelp size={28} aria-hidden="true" />}>
        No lever that could apply waits for a fact. Levers may still exist that no record hints at.
      </EmptyState>
    );
  return (
    <>
      <p className={styles.lead}>
        {`${answer.questions.toLocaleString('en-GB')} questions stand between ${answer.couldApply.toLocaleString('en-GB')} openings and an answer. Those that would open most come first. Every request needs a purpose, a gateway and the least data that serves it.`}
      </p>
      {shown.map((holder) => (
        <Holder key={holder.id} holder={holder} isAlone={holderId !== null} />
      ))}
    </>
  );
}

const FIRST_QUESTIONS = 5;

function Holder({
  holder,
  isAlone,
}: {
  readonly holder: InformationRequest;
  readonly isAlone: boolean;
}) {
  const [isWhole, setWhole] = useState(false);
  const { label, isOwnCase, opens, helps, questions } = holder;
  const shown = isWhole || isAlone ? questions : questions.slice(0, FIRST_QUESTIONS);
  return (
    <section className={styles.holder} aria-label={label}>
      <header>
        <h2>{label}</h2>
        <span>
          {`${opens.toLocaleString('en-GB')} would open, ${helps.toLocaleString('en-GB')} helped`}
        </span>
        {isOwnCase && <Chip tone="outline">Nobody needs to be asked</Chip>}
      </header>
      <ul>
        {shown.map((question) => (
          <Question key={question.id} question={question} />
        ))}
      </ul>
      {questions.length > shown.length && (
        <button type="button" className={styles.link} onClick={() => setWhole(true)}>
          {`Show all ${questions.length.toLocaleString('en-GB')} questions`}
        </button>
      )}
    </section>
  );
}

function Question({ question }: { readonly question: ToFindOut }) {
  const [isOpen, setOpen] = useState(false);
  const { opens, strong, helps, records } = question;
  const Fold = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className={styles.question}>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Fold size={14} aria-hidden="true" />
        <span className={styles.words}>
          <b>{question.question}</b>
          <span>{`Of ${plural(records, 'record')}`}</span>
        </span>
        <span className={styles.opens}>
          <b>{plural(opens, 'opening')}</b>
          <span>
            {[
              strong > 0 ? `${strong.toLocaleString('en-GB')} strong` : '',
              helps > 0 ? `helps ${helps.toLocaleString('en-GB')} more` : '',
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </span>
      </button>
      <Gateways question={question} />
      {isOpen && <Detail question={question} />}
    </li>
  );
}

function plural(count: number, word: string): string {
  return `${count.toLocaleString('en-GB')} ${word}${count === 1 ? '' : 's'}`;
}

/** By which power it may be asked for. */
function Gateways({ question: { gateways, needsGateway } }: { readonly question: ToFindOut }) {
  const openLever = useStore((state) => state.openLever);
  if (gateways.length === 0 && !needsGateway) return null;
  return (
    <p className={styles.gateways}>
      <Scale size={12} aria-hidden="true" />
      {needsGateway
        ? 'No gateway is known here: settle it with the lawyers before asking.'
        : 'Gateway:'}
      {gateways.map(({ leverId, title }) => (
        <button
          key={leverId}
          type="button"
          className={styles.link}
          onClick={() => openLever(leverId)}
        >
          {title}
        </button>
      ))}
    </p>
  );
}

function Detail({ question }: { readonly question: ToFindOut }) {
  const openLever = useStore((state) => state.openLever);
  return (
    <div className={styles.detail}>
      <div>
        <h3>What it would open</h3>
        <ul>
          {question.levers.map(({ leverId, title, opens, helps, mustBe }) => (
            <li key={leverId}>
              <button type="button" className={lens.rowButton} onClick={() => openLever(leverId)}>
                {title}
              </button>
              <span>
                {[
                  opens > 0 ? plural(opens, 'opening') : '',
                  helps > 0 ? `helps ${helps.toLocaleString('en-GB')}` : '',
                  mustBe.length > 0 ? `if ${mustBe.join(', or ')}` : '',
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <About question={question} />
    </div>
  );
}

const MOST_RECORDS = 200;

/** The records that it is asked of: the first, and all of them where that is wanted. */
function About({ question }: { readonly question: ToFindOut }) {
  const ontology = useOntologyOrNull();
  const selectedIds = useStore((state) => state.selectedIds);
  const setSide = useStore((state) => state.setLeverSide);
  const { about, records } = question;
  const ids = about.map(({ entity }) => entity.id).slice(0, MOST_RECORDS);
  return (
    <div>
      <h3>
        {records > about.length ? `The first ${about.length} of ${records}` : 'Records'}
        <Button look="quiet" onClick={() => showOnMap(ids)}>
          Show on map
        </Button>
      </h3>
      <ul>
        {about.map(({ entity, opens, helps }) => (
          <li key={entity.id}>
            <button
              type="button"
              className={styles.record}
              aria-pressed={selectedIds.includes(entity.id)}
              onClick={(event) => {
                pickRecords([entity.id], event);
                setSide('record');
              }}
            >
              <EntityMark
                colour={ontology ? baseKindOf(ontology, entity.kind) : entity.kind}
                shape={(ontology && kindOf(ontology, entity.kind)?.shape) ?? 'dot'}
                isProtected={entity.isProtected}
              />
              <span>{entity.label}</span>
            </button>
            <span>{opens > 0 ? plural(opens, 'opening') : `helps ${helps}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
