import { Ban } from 'lucide-react';
import { Fragment } from 'react';
import type { Route, RouteStep } from '../../../shared/api/analysis-path.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/Button.tsx';
import styles from './network.module.css';
import { byWayOf, linksWords, stepWords } from './path-words.ts';
import { BringOntoMap, RecordLine } from './RecordLine.tsx';
import { StrengthBars } from './StrengthBars.tsx';

interface RouteCardProps {
  readonly route: Route;
  readonly number: number;
  /** The first route: others are told by where they differ from it. */
  readonly best: Route | null;
  /** Instead of how long it is: which pair it is of. */
  readonly title?: string;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  /** Null: records cannot be left out here. */
  readonly onAvoid: ((id: string) => void) | null;
}

/** One link of a route: pressed, the inspector shows it. */
function StepLine({ step }: { readonly step: RouteStep }) {
  const [first] = step.ties;
  const isChosen = useStore((state) => step.ties.some(({ id }) => id === state.primaryRelationId));
  const seen = step.lastSeenOn && dateWords(step.lastSeenOn);
  const taken = step.takenOn && `from ${dateWords(step.takenOn)}`;
  return (
    <button
      type="button"
      className={styles.step}
      aria-pressed={isChosen}
      data-certainty={first?.certainty}
      onClick={() => {
        const { selectRelation, setPanels } = useStore.getState();
        if (!first) return;
        selectRelation(first.id, [step.from, step.to]);
        setPanels({ isInspectorOpen: true });
      }}
    >
      <i aria-hidden="true" />
      <span>
        {stepWords(step)}
        {first && first.certainty !== 'confirmed' && `, ${first.certainty}`}
        {isChosen && ', selected'}
      </span>
      <small>{taken ?? seen}</small>
    </button>
  );
}

/** A route as a card: closed, what it is told by; open, every record and every link. */
export function RouteCard(props: RouteCardProps) {
  const { route, number, best, title, isOpen, onOpen, onAvoid } = props;
  const length = linksWords(route.steps.length);
  return (
    <li className={styles.card} data-is-open={isOpen}>
      <button
        type="button"
        className={styles.cardHead}
        data-route={number}
        aria-expanded={isOpen}
        onClick={onOpen}
      >
        <b className={styles.number}>{number}</b>
        <span className={styles.cardTitle}>{title ?? length}</span>
        <StrengthBars label="Evidence" likelihood={route.likelihood} />
        {!isOpen && (
          <small>{title ? `${length}. ${byWayOf(route, null)}` : byWayOf(route, best)}</small>
        )}
      </button>
      {isOpen && (
        <p className={styles.cardNote}>
          <BringOntoMap ids={route.records.map(({ id }) => id)} />
        </p>
      )}
      {isOpen && (
        <ol className={styles.steps} aria-label={`Steps of route ${number}`}>
          {route.records.map((record, at) => {
            const step = route.steps[at];
            const isInner = at > 0 && at + 1 < route.records.length;
            return (
              <Fragment key={record.id}>
                <li>
                  <RecordLine record={record} />
                  {isInner && onAvoid && (
                    <IconButton
                      label={`Leave out ${record.label}`}
                      tip="below-left"
                      icon={<Ban size={12} aria-hidden="true" />}
                      onClick={() => onAvoid(record.id)}
                    />
                  )}
                </li>
                {step && (
                  <li>
                    <StepLine step={step} />
                  </li>
                )}
              </Fragment>
            );
          })}
        </ol>
      )}
    </li>
  );
}
