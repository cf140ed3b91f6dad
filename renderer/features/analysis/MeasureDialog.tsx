import { type ReactNode, useMemo } from 'react';
import type { CaseMeasure } from '../../../shared/analysis/case-measure.ts';
import { MEASURE_WORDS } from '../../../shared/analysis/measure-words.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { useScope } from '../../store/use-scope.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProgressBar } from '../../ui/State.tsx';
import styles from './analysis.module.css';
import { MeasureDefinition } from './MeasureDefinition.tsx';
import { MeasureEvidence } from './MeasureEvidence.tsx';
import { measuresOf } from './measure-choices.ts';
import { LABEL_WORDS } from './players.ts';
import { scopeWords } from './scope-words.ts';
import { type RecordMeasure, useRecordMeasures } from './use-record-measures.ts';
import { ordinal, rankRange, valueWords } from './value-words.ts';

/** The page of a measure: what it is, and of a record its value, how sure it is, and what it rests on. */
export function MeasureDialog() {
  const page = useStore((state) => state.measurePage);
  const close = useStore((state) => state.closeMeasure);
  if (!page) return null;
  return page.entityId === null ? (
    <DefinitionsDialog measure={page.measure} onClose={close} />
  ) : (
    <RecordDialog measure={page.measure} entityId={page.entityId} onClose={close} />
  );
}

interface PageProps {
  readonly measure: CaseMeasure;
  readonly onClose: () => void;
}

function Frame(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      width="wide"
      isLong
      actions={
        <Button look="primary" onClick={props.onClose}>
          Close
        </Button>
      }
    >
      <div className={styles.page}>{props.children}</div>
    </Dialog>
  );
}

function DefinitionsDialog({ measure, onClose }: PageProps) {
  return (
    <Frame title="What the measures mean" onClose={onClose}>
      <MeasureList chosen={measure} entityId={null} values={null} />
      <About measure={measure} />
    </Frame>
  );
}

function RecordDialog(props: PageProps & { readonly entityId: string }) {
  const { measure, entityId, onClose } = props;
  const scope = useScope();
  const revision = useStore((state) => state.revision);
  const running = useRecordMeasures(entityId, scope);
  const evidence = useApi(
    (signal) => api.analysis.evidence({ scope, id: entityId, measure }, { signal }),
    [scope, entityId, measure, revision],
  );
  const label = evidence.status === 'ready' ? evidence.value.entity.label : null;
  const values = running.value;
  const value = values?.measures.get(measure) ?? null;
  return (
    <Frame
      title={label === null ? 'Measures of this record' : `Measures of ${label}`}
      onClose={onClose}
    >
      <div>
        <MeasureList chosen={measure} entityId={entityId} values={values?.measures ?? null} />
        {running.status === 'running' && (
          <p className={styles.scope} role="status">
            {running.progress?.phase === 'intervals' ? 'Testing how sure they are' : 'Computing'}
            <ProgressBar
              label="Measures"
              fraction={
                running.progress && running.progress.total > 0
                  ? running.progress.done / running.progress.total
                  : null
              }
            />
            <button type="button" className={styles.link} onClick={running.stop}>
              Stop
            </button>
          </p>
        )}
        {running.error && (
          <p className={styles.scope} role="alert">
            {running.error.message}{' '}
            <button type="button" className={styles.link} onClick={running.again}>
              Try again
            </button>
          </p>
        )}
      </div>
      <About measure={measure}>
        {value ? (
          <Standing value={value} ranked={value.ranked} />
        ) : (
          running.status === 'done' && (
            <p className={styles.scope}>
              This record has no value by this measure on this graph: it is not in it, or the
              measure is not defined for it. That is not zero.
            </p>
          )
        )}
        <p className={styles.scope}>Computed on: {scopeWords(scope, measure)}.</p>
        <MeasureEvidence evidence={evidence} entityId={entityId} />
      </About>
    </Frame>
  );
}

function MeasureList(props: {
  readonly chosen: CaseMeasure;
  readonly entityId: string | null;
  readonly values: ReadonlyMap<CaseMeasure, RecordMeasure> | null;
}) {
  const { chosen, entityId, values } = props;
  const projection = useStore((state) => state.measured.projection);
  const open = useStore((state) => state.openMeasure);
  const measures = useMemo(
    () =>
      entityId === null ? (Object.keys(MEASURE_WORDS) as CaseMeasure[]) : measuresOf(projection),
    [entityId, projection],
  );
  return (
    <ul className={styles.list} aria-label="Measures">
      {measures.map((measure) => {
        const value = values?.get(measure);
        return (
          <li key={measure}>
            <button
              // The dialog gives the focus to what is marked so when it opens.
              ref={(button) => {
                button?.toggleAttribute('autofocus', measure === chosen);
              }}
              type="button"
              aria-pressed={measure === chosen}
              onClick={() => open({ measure, entityId })}
            >
              <span>{MEASURE_WORDS[measure].name}</span>
              <i>{value ? valueWords(value.value) : ''}</i>
              <em>{value?.rank != null && ordinal(value.rank)}</em>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function About(props: { readonly measure: CaseMeasure; readonly children?: ReactNode }) {
  const words = MEASURE_WORDS[props.measure];
  return (
    <section className={styles.about} aria-label={words.name}>
      <h3>{words.name}</h3>
      <p className={styles.formal}>{words.formalName}</p>
      <p className={styles.counts}>{words.counts}</p>
      {props.children}
      <MeasureDefinition words={words} />
    </section>
  );
}

function Standing({ value, ranked }: { readonly value: RecordMeasure; readonly ranked: number }) {
  const { doubt } = value;
  return (
    <dl className={styles.standing}>
      <div>
        <dt>Value</dt>
        <dd>
          {valueWords(value.value)}
          <small>
            {value.error !== null &&
              `estimated, within ${Number(value.error.toPrecision(2))} with 95% confidence; `}
            {doubt
              ? `${valueWords(doubt.low)} to ${valueWords(doubt.high)} if links are missing`
              : 'interval not reckoned'}
          </small>
        </dd>
      </div>
      <div>
        <dt>Rank</dt>
        <dd>
          {value.rank === null
            ? '–'
            : `${ordinal(value.rank)} of ${ranked.toLocaleString('en-GB')}`}
          <small>
            {doubt && `${rankRange(doubt.bestRank, doubt.worstRank)} if links are missing`}
          </small>
        </dd>
      </div>
      <div>
        <dt>How sure</dt>
        <dd>
          {doubt ? LABEL_WORDS[doubt.label].short : '–'}
          <small>
            {doubt && `In the first three in ${Math.round(100 * doubt.shareInTop)} of 100 runs`}
          </small>
        </dd>
      </div>
    </dl>
  );
}
