import type { Assessment } from '../../../shared/api/assessment.ts';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import { ASSESSMENT_WORDS } from '../../../shared/domain/assessment.ts';
import type { LeverEvaluation } from '../../../shared/domain/lever.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import styles from './Levers.module.css';

interface UnknownAssessmentsProps {
  readonly assessments: readonly Assessment[];
  readonly evaluations: readonly LeverEvaluation[];
  readonly detail: EntityDetail;
}

/** Assessments of levers that have no answer here any more, or that this catalogue does not know: they are kept. */
export function UnknownAssessments({ assessments, evaluations, detail }: UnknownAssessmentsProps) {
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const answered = new Set(evaluations.map(({ leverId }) => leverId));
  const others = assessments.filter(({ leverId }) => !answered.has(leverId));
  if (others.length === 0) return null;
  return (
    <section aria-label="Assessed without an answer">
      <h3 className={styles.group}>
        Assessed, with no answer now <span>{others.length}</span>
      </h3>
      <ul className={styles.list}>
        {others.map((one) => (
          <li key={one.id} className={styles.without}>
            <b>{one.title}</b> <Chip tone="accent">{ASSESSMENT_WORDS[one.fields.status]}</Chip>
            <p>
              {one.isUnknownLever
                ? `The catalogue has no such lever any more. This was made under its edition ${one.edition}, and is kept.`
                : one.offReason !== null
                  ? `The council has switched this lever off: ${one.offReason}`
                  : 'Nothing recorded points to this lever now.'}
            </p>
            {!one.isUnknownLever && !isReadOnly && (
              <Button
                look="quiet"
                onClick={() =>
                  openForm({
                    type: 'assess-lever',
                    entityId: detail.summary.id,
                    leverId: one.leverId,
                    revealReason: null,
                  })
                }
              >
                Change the assessment
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
