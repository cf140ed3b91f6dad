import { ArrowLeft, LocateFixed, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { EgoAnswer } from '../../../shared/api/analysis-path.ts';
import { kindOf } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import styles from './network.module.css';
import { linksWords } from './path-words.ts';
import { RecordField, useRecord } from './RecordField.tsx';
import { RecordMark } from './RecordLine.tsx';

const MOST_HOPS = 4;
/** More than these cannot be read as rings. */
const MOST_SHOWN = 400;

/** The rings as a list: how many of each kind are so many links away. */
function Rings({ answer }: { readonly answer: EgoAnswer }) {
  const ontology = useOntologyOrNull();
  const select = useStore((state) => state.select);
  return (
    <ol className={styles.rings} aria-label="Rings">
      {answer.rings.map(({ hops, ids, kinds }) => (
        <li key={hops}>
          <div>
            <b>{hops === 0 ? 'In the middle' : `${linksWords(hops)} away`}</b>
            <span>{ids.length.toLocaleString('en-GB')}</span>
          </div>
          <span className={styles.mix}>
            {kinds.map(({ kind, count }) => {
              const named = ontology ? kindOf(ontology, kind) : undefined;
              const words = (count === 1 ? named?.label : named?.plural)?.toLowerCase() ?? kind;
              return (
                <span key={kind} title={`${count} ${words}`}>
                  <RecordMark record={{ kind, isProtected: false }} sizePx={12} />
                  <span aria-hidden="true">{count}</span>
                  <span className="visually-hidden">{`${count} ${words}`}</span>
                </span>
              );
            })}
          </span>
          {hops > 0 && ids.length > 0 && (
            <button type="button" className={styles.inlineAct} onClick={() => select(ids)}>
              Select this ring
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function Around({ answer }: { readonly answer: EgoAnswer }) {
  const requestMap = useStore((state) => state.requestMap);
  const { centre, rings, more, isWithheld } = answer;
  // Drawn again only when others are within: a label that changes moves nothing.
  const within = rings.map(({ ids }) => ids.join()).join(';');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids stand for the rings.
  useEffect(() => {
    const ringOf = new Map(rings.flatMap(({ hops, ids }) => ids.map((id) => [id, hops] as const)));
    ringOf.set(centre.id, 0);
    requestMap({ type: 'look-around', id: centre.id, ids: [...ringOf.keys()] });
    useStore.getState().setEgoRings({ id: centre.id, ringOf });
  }, [centre.id, within, requestMap]);
  return (
    <div className={styles.scroll}>
      <Rings answer={answer} />
      {more > 0 && (
        <p className={styles.remark}>
          {`${more.toLocaleString('en-GB')} more lie that near and are not drawn. Take fewer links.`}
        </p>
      )}
      {isWithheld && (
        <p className={styles.remark}>Protected people are not counted, and lead no further.</p>
      )}
    </div>
  );
}

/** One record in the middle, with rings of who is one, two, three or four links away; the map comes back afterwards. */
export function EgoPanel() {
  const egoId = useStore((state) => state.egoId);
  const hops = useStore((state) => state.egoHops);
  const setHops = useStore((state) => state.setEgoHops);
  const primaryId = useStore((state) => state.primaryId);
  const lookAround = useStore((state) => state.lookAround);
  const close = useStore((state) => state.closeLeftPanel);
  const revision = useStore((state) => state.revision);
  const primary = useRecord(primaryId);
  /** Those that were in the middle before. */
  const [trail, setTrail] = useState<readonly string[]>([]);
  const around = useApi<EgoAnswer | null>(
    async (signal) =>
      egoId === null ? null : api.analysis.ego({ id: egoId, hops, limit: MOST_SHOWN }, { signal }),
    [egoId, hops, revision],
  );
  const answer = around.status === 'ready' ? around.value : null;
  useEffect(
    () => () => {
      const { setEgoRings, requestMap } = useStore.getState();
      setEgoRings(null);
      requestMap({ type: 'look-back' });
    },
    [],
  );
  function moveTo(id: string): void {
    if (egoId !== null) setTrail([...trail, egoId]);
    lookAround(id);
  }
  const before = trail.at(-1);
  return (
    <>
      <PanelHead title="Around one record" onClose={close}>
        <IconButton
          label="Back to who was in the middle before"
          tip="below-left"
          disabled={before === undefined}
          icon={<ArrowLeft size={14} aria-hidden="true" />}
          onClick={() => {
            setTrail(trail.slice(0, -1));
            if (before !== undefined) lookAround(before);
          }}
        />
      </PanelHead>
      <div className={styles.question}>
        <RecordField
          label="In the middle"
          id={egoId}
          hasFocus={egoId === null}
          onPick={(id) => id !== null && moveTo(id)}
        />
        <Stepper
          label="Links out"
          value={hops}
          min={1}
          max={MOST_HOPS}
          less="Fewer links out"
          more="More links out"
          onChange={setHops}
        />
        <div className={styles.acts}>
          {primary && primary.id !== egoId && !primary.isProtected && (
            <Button
              icon={<LocateFixed size={13} aria-hidden="true" />}
              onClick={() => moveTo(primary.id)}
            >
              {`Put ${primary.label} in the middle`}
            </Button>
          )}
          <Button icon={<Undo2 size={13} aria-hidden="true" />} onClick={close}>
            Back to the map as it was
          </Button>
        </div>
      </div>
      {egoId === null && (
        <EmptyState title="Choose a record" icon={<LocateFixed size={20} aria-hidden="true" />}>
          Who is linked to it stands on rings around it, by how many links away they are.
        </EmptyState>
      )}
      {around.status === 'failed' && (
        <FailedState message={around.error.message} retry={around.retry} />
      )}
      {egoId !== null && around.status !== 'failed' && !answer && (
        <LoadingState>Reading who is around it</LoadingState>
      )}
      {answer && <Around answer={answer} />}
    </>
  );
}
