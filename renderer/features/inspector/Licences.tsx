import { FileBadge } from 'lucide-react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { LicenceEntry } from '../../../shared/api/licence.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import inspector from './Inspector.module.css';
import styles from './Licences.module.css';
import { sentence } from './record-words.ts';
import summary from './Summary.module.css';

const LICENCE = 'licence';

const TONES = {
  'in-force': 'success',
  expired: 'warning',
  suspended: 'danger',
  revoked: 'danger',
  surrendered: 'warning',
  'applied-for': 'info',
  refused: 'warning',
  'not-known': 'plain',
} as const;

interface LicencesProps {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
}

/** Licences that the record holds, that are for it, or that it supervises: each a record of its own. */
export function Licences({ detail, ontology }: LicencesProps) {
  const { id, kind } = detail.summary;
  const revision = useStore((state) => state.revision);
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const ties = ontology.relationTypes.filter(
    ({ from, to, isRetired }) => !isRetired && from.includes(LICENCE) && to.includes(kind),
  );
  const loaded = useApi(() => api.licence.list({ entityId: id }), [id, revision]);
  if (ties.length === 0) return null;
  const licences = loaded.status === 'ready' ? loaded.value : [];
  return (
    <section className={summary.block} aria-label="Licences">
      <h3>
        <FileBadge size={14} aria-hidden="true" />
        Licences
      </h3>
      {loaded.status === 'failed' && <p className={inspector.nothing}>{loaded.error.message}</p>}
      {loaded.status === 'ready' && licences.length === 0 && (
        <p className={inspector.nothing}>No licence is recorded. Look whether one was checked.</p>
      )}
      <ul className={styles.list}>
        {licences.map((licence) => (
          <Licence key={licence.licence.id} licence={licence} ownId={id} canChange={!isReadOnly} />
        ))}
      </ul>
      {!isReadOnly && (
        <p className={styles.acts}>
          <Button
            look="quiet"
            onClick={() =>
              openForm({
                type: 'new-record',
                kind: LICENCE,
                links: [
                  {
                    type: ties.length === 1 ? (ties[0]?.id ?? '') : '',
                    direction: 'out',
                    otherId: id,
                  },
                ],
              })
            }
          >
            Add a licence
          </Button>
        </p>
      )}
    </section>
  );
}

function Licence(props: {
  readonly licence: LicenceEntry;
  readonly ownId: string;
  readonly canChange: boolean;
}) {
  const { licence, ownId, canChange } = props;
  const { select, openForm } = useStore.getState();
  const { id } = licence.licence;
  const dates = [
    licence.issuedOn && `Issued ${dateWords(licence.issuedOn)}`,
    licence.expiresOn && `expires ${dateWords(licence.expiresOn)}`,
  ].filter(Boolean);
  return (
    <li>
      <p className={styles.name}>
        <button type="button" onClick={() => select([id])}>
          {licence.type ?? licence.licence.label}
        </button>
        <Chip tone={TONES[licence.standing]}>{licence.standingWords}</Chip>
      </p>
      <p className={inspector.origin}>
        {[licence.number && `Number ${licence.number}`, sentence(licence.words), dates.join(', ')]
          .filter(Boolean)
          .join('. ')}
      </p>
      {licence.conditions && (
        <p className={inspector.origin}>{`Conditions: ${licence.conditions}`}</p>
      )}
      {licence.parties
        .filter(({ entity }) => entity.id !== ownId)
        .map(({ words, entity }) => (
          <p key={`${words} ${entity.id}`} className={styles.party}>
            {sentence(words)}{' '}
            <button type="button" onClick={() => select([entity.id])}>
              {entity.label}
            </button>
          </p>
        ))}
      {licence.statuses.length > 1 && (
        <details className={styles.statuses}>
          <summary>{`Status over time (${licence.statuses.length})`}</summary>
          <ol>
            {licence.statuses.map((entry) => (
              <li key={entry.recordId}>
                {`${entry.observedOn ? dateWords(entry.observedOn) : `Recorded ${dateWords(entry.recordedAt)}`}: ${entry.status} (${entry.sourceName})`}
              </li>
            ))}
          </ol>
        </details>
      )}
      {canChange && (
        <p className={styles.acts}>
          <Button
            look="quiet"
            onClick={() => openForm({ type: 'correct-field', id, field: 'status', value: '' })}
          >
            New status
          </Button>
          <Button look="quiet" onClick={() => openForm({ type: 'edit-record', id })}>
            Edit licence
          </Button>
        </p>
      )}
    </li>
  );
}
