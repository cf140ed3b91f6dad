import { Eye, Gavel, Landmark, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { LeverEvaluation } from '../../../shared/domain/lever.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import type { Loaded } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Attachments } from './Attachments.tsx';
import { FactRows, IntelligenceRows } from './FieldRows.tsx';
import inspector from './Inspector.module.css';
import { LeverNames } from './LeverNames.tsx';
import { Licences } from './Licences.tsx';
import styles from './Summary.module.css';

/** Facts, apart from intelligence; every value with the record it came from. */
export function SummaryTab(props: {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  /** Why a protected person was revealed; null: nothing is. */
  readonly revealReason: string | null;
  readonly levers: Loaded<readonly LeverEvaluation[]>;
  readonly onOpenLevers: () => void;
  /** What analysis says of it; null: nothing is said of who is protected. */
  readonly network: ReactNode;
}) {
  const { detail, ontology, revealReason, levers, onOpenLevers, network } = props;
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const openForm = useStore((state) => state.openForm);
  const canEdit = !detail.isWithheld && !isReadOnly;
  const correct = (field?: string) =>
    openForm({
      type: 'correct-field',
      id: detail.summary.id,
      revealReason,
      ...(field === undefined ? {} : { field }),
    });
  const onEdit = canEdit ? correct : null;

  return (
    <>
      <section className={styles.block} aria-label="Facts">
        <h3>
          <Landmark size={14} aria-hidden="true" />
          Facts <span className={styles.note}>From registers and records</span>
        </h3>
        {detail.facts.length === 0 ? (
          <p className={inspector.nothing}>
            {detail.isWithheld ? 'Withheld.' : 'No register speaks of this record yet.'}
          </p>
        ) : (
          <FactRows entries={detail.facts} onEdit={onEdit} />
        )}
      </section>
      <section className={classNames(styles.block, styles.intelligence)} aria-label="Intelligence">
        <h3>
          <Eye size={14} aria-hidden="true" />
          Intelligence <span className={styles.note}>Graded 3 × 5 × 2</span>
        </h3>
        {detail.intelligence.length === 0 ? (
          <p className={inspector.nothing}>
            {detail.isWithheld ? 'Withheld.' : 'No intelligence is held.'}
          </p>
        ) : (
          <IntelligenceRows entries={detail.intelligence} onEdit={onEdit} />
        )}
      </section>
      {canEdit && (
        <p className={styles.add}>
          <Button
            look="quiet"
            icon={<Pencil size={13} aria-hidden="true" />}
            onClick={() => correct()}
          >
            Correct or add a field
          </Button>
        </p>
      )}
      {network}
      <section className={styles.block} aria-label="Levers in short">
        <h3>
          <Gavel size={14} aria-hidden="true" />
          Levers
          <button type="button" className={styles.openAll} onClick={onOpenLevers}>
            Open all
          </button>
        </h3>
        <LeverNames levers={levers} />
      </section>
      {!detail.isWithheld && <Licences detail={detail} ontology={ontology} />}
      <Attachments entityId={detail.summary.id} revealReason={revealReason} />
    </>
  );
}
