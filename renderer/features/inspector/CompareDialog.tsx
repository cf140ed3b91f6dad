import { useId, useState } from 'react';
import type { EntityComparison } from '../../../shared/api/entity-compare.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import styles from './Compare.module.css';
import { CompareTable } from './CompareTable.tsx';
import { comparedSections, differenceWords } from './compare-rows.tsx';
import { CERTAINTY_WORDS, periodWords } from './record-words.ts';

/** Two to four records side by side, over whatever screen. */
export function CompareDialog() {
  const ids = useStore((state) => state.comparedIds);
  const close = useStore((state) => state.closeComparison);
  if (!ids) return null;
  return <OpenComparison key={ids.join(' ')} ids={ids} onClose={close} />;
}

interface OpenComparisonProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

function OpenComparison({ ids, onClose }: OpenComparisonProps) {
  const revision = useStore((state) => state.revision);
  const comparison = useApi(() => api.entity.compare({ ids: [...ids] }), [ids, revision]);
  return (
    <Dialog
      title="Compare records"
      width="full"
      isLong
      onClose={onClose}
      actions={
        <>
          <Button
            onClick={() => {
              onClose();
              useStore.getState().lookAtTies(ids);
            }}
          >
            What ties these together
          </Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {comparison.status === 'loading' && <LoadingState>Comparing the records</LoadingState>}
      {comparison.status === 'failed' && (
        <FailedState message={comparison.error.message} retry={comparison.retry}>
          Nothing was changed. Choose the records anew.
        </FailedState>
      )}
      {comparison.status === 'ready' && (
        <Compared comparison={comparison.value} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Compared({
  comparison,
  onClose,
}: {
  readonly comparison: EntityComparison;
  readonly onClose: () => void;
}) {
  const ontology = useOntologyOrNull();
  const [hidesSame, setHidesSame] = useState(false);
  const words = useId();
  if (!ontology) return null;
  const sections = comparedSections(comparison);
  const open = (id: string) => {
    onClose();
    const { select, setPanels } = useStore.getState();
    select([id]);
    setPanels({ isInspectorOpen: true });
  };
  return (
    <div className={styles.compared}>
      <div className={styles.head}>
        <CheckField
          label="Only what differs"
          checked={hidesSame}
          aria-describedby={words}
          onChange={(event) => setHidesSame(event.target.checked)}
        />
        <p id={words} role="status">
          {differenceWords(sections)}
        </p>
      </div>
      <Between comparison={comparison} />
      <CompareTable {...{ comparison, ontology, sections, hidesSame }} onOpen={open} />
    </div>
  );
}

/** The links among the compared records themselves: what ties them most closely. */
function Between({ comparison }: { readonly comparison: EntityComparison }) {
  const { between, records, hasWithheldLinks } = comparison;
  const labelOf = (id: string) => records.find(({ summary }) => summary.id === id)?.summary.label;
  return (
    <section className={styles.between} aria-label="Links between them">
      <h3>Links between them</h3>
      {between.length === 0 ? (
        <p>No link joins them directly.</p>
      ) : (
        <ul>
          {between.map(({ from, to, tie }) => (
            <li key={tie.id}>
              <b>{labelOf(from)}</b> {tie.words} <b>{labelOf(to)}</b>
              <span>
                {`${CERTAINTY_WORDS[tie.certainty]}. ${tie.sourceName}, ${periodWords(tie)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hasWithheldLinks && (
        <p>Links with protected people are withheld, and take no part in this.</p>
      )}
    </section>
  );
}
