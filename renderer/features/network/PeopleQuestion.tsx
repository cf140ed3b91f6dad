import { useMemo, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Switch } from '../../ui/Switch.tsx';
import styles from './network.module.css';

/** People and what they share, as calls take it; all of the case, or those on the map. */
export function usePeopleScope() {
  const [isOfMap, setOfMap] = useState(false);
  const filter = useStore((state) => state.filterText);
  const shownIds = useStore((state) => (isOfMap ? state.shownIds : null));
  const scope = useMemo(
    () => ({ projection: 'person-all' as const, among: shownIds && [...shownIds], filter }),
    [shownIds, filter],
  );
  return { scope, isOfMap, setOfMap };
}

interface PeopleQuestionProps {
  readonly isOfMap: boolean;
  readonly setOfMap: (isOfMap: boolean) => void;
  /** In one or two sentences. */
  readonly meaning: string;
  /** How it is computed, and what it does not say. */
  readonly method: readonly string[];
  readonly source: string;
}

/** What is asked about people, among whom, what it means and who defined it. */
export function PeopleQuestion(props: PeopleQuestionProps) {
  const { isOfMap, setOfMap, meaning, method, source } = props;
  return (
    <div className={styles.question}>
      <p className={styles.remark}>{meaning}</p>
      <details className={styles.more}>
        <summary>How it is worked out</summary>
        {method.map((sentence) => (
          <p key={sentence} className={styles.remark}>
            {sentence}
          </p>
        ))}
        <p className={styles.remark}>{`Source: ${source}`}</p>
      </details>
      <Switch
        label="Only what is on the map"
        checked={isOfMap}
        onChange={({ target }) => setOfMap(target.checked)}
      />
    </div>
  );
}

interface CautionProps {
  readonly protectedLeftOut: number;
  readonly children: string;
}

/** What to think of an answer, and how many took part who are never told of. */
export function Caution({ protectedLeftOut: left, children }: CautionProps) {
  return (
    <p className={styles.remark}>
      {left > 0 &&
        `${left.toLocaleString('en-GB')} protected ${left === 1 ? 'record' : 'records'} left out. `}
      {children}
    </p>
  );
}
