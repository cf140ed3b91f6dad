import type { SignRanked } from '../../../shared/api/analysis-sign.ts';
import { baseKindOf, kindOf } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntology } from '../../api/use-ontology.ts';
import { pickRecords } from '../../store/pick.ts';
import { showOnMap } from '../../store/show-on-map.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import lens from '../../ui/Lens.module.css';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { BAND_WORDS } from './sign-words.ts';
import styles from './signs.module.css';
import { counted } from './value-words.ts';

const MOST = 200;
const MOST_NAMED = 3;

/** Possible fronts and possible enablers of the case, those with most signs first. */
export function SignsPanel() {
  const what = useStore((state) => state.signsOf);
  const listSignsOf = useStore((state) => state.listSignsOf);
  const close = useStore((state) => state.closeLeftPanel);
  const revision = useStore((state) => state.revision);
  const loaded = useApi(
    async (signal) => ({
      of: what,
      ranking: await api.analysis.signRanking({ of: what, limit: MOST }, { signal }),
    }),
    [what, revision],
  );
  // A list of fronts must not stand under the name of enablers while they are looked for.
  const ranking =
    loaded.status === 'ready' && loaded.value.of === what ? loaded.value.ranking : null;
  return (
    <div className={styles.panel}>
      <PanelHead title="Fronts and enablers" onClose={close} />
      <div className={styles.choice}>
        {/* biome-ignore lint/a11y/useSemanticElements: two buttons of one choice, not fields of a form. */}
        <div className={lens.segments} role="group" aria-label="What is listed">
          <button
            type="button"
            aria-pressed={what === 'fronts'}
            onClick={() => listSignsOf('fronts')}
          >
            Fronts
          </button>
          <button
            type="button"
            aria-pressed={what === 'enablers'}
            onClick={() => listSignsOf('enablers')}
          >
            Enablers
          </button>
        </div>
        {ranking && (
          <p>
            {counted(
              ranking.scored,
              what === 'fronts' ? 'business' : 'record',
              what === 'fronts' ? 'businesses' : 'records',
            )}{' '}
            scored, {counted(ranking.protectedLeftOut, 'protected record')} left out.{' '}
            {ranking.caution}
          </p>
        )}
      </div>
      {loaded.status === 'failed' ? (
        <FailedState message={loaded.error.message} retry={loaded.retry} />
      ) : !ranking ? (
        <LoadingState>Looking for signs</LoadingState>
      ) : ranking.items.length === 0 ? (
        <EmptyState title="No signs were found">
          This does not mean that there are none: most signs want records of companies, licences and
          payments.
        </EmptyState>
      ) : (
        <>
          <Ranked
            label={what === 'fronts' ? 'Possible fronts' : 'Possible enablers'}
            items={ranking.items}
          />
          <div className={styles.choice}>
            <Button onClick={() => showOnMap(ranking.items.map(({ record }) => record.id))}>
              Show these on the map
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Ranked(props: { readonly label: string; readonly items: readonly SignRanked[] }) {
  const ontology = useOntology();
  const selectedIds = useStore((state) => state.selectedIds);
  return (
    <ol className={styles.ranked} aria-label={props.label}>
      {props.items.map(({ record, rank, score, band, isStructureOnly, present }) => (
        <li key={record.id}>
          <button
            type="button"
            aria-pressed={selectedIds.includes(record.id)}
            onClick={(event) => pickRecords([record.id], event)}
          >
            <span className={styles.place}>{rank}</span>
            <EntityMark
              colour={
                ontology.status === 'ready' ? baseKindOf(ontology.value, record.kind) : record.kind
              }
              shape={
                (ontology.status === 'ready' && kindOf(ontology.value, record.kind)?.shape) || 'dot'
              }
            />
            <b>{record.label}</b>
            <span className={styles.score}>
              {Math.round(score)}
              {band && ` · ${BAND_WORDS[band].words}`}
            </span>
            <span className={styles.present}>
              {isStructureOnly && 'Structural position only. '}
              {present.slice(0, MOST_NAMED).join('; ')}
              {present.length > MOST_NAMED && ` and ${present.length - MOST_NAMED} more`}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
