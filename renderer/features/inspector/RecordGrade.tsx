import type { RecordReference } from '../../../shared/api/entity.ts';
import { type Basis, gradeWords } from '../../../shared/domain/grade.ts';
import { GradeChip } from '../../ui/GradeChip.tsx';
import styles from './Inspector.module.css';

/** What something rests on that needs no grade: a register, or an analyst's own opinion. */
export function BasisTag({ basis }: { readonly basis: Exclude<Basis, 'intelligence'> }) {
  return basis === 'fact' ? (
    <span className={styles.fact}>Fact</span>
  ) : (
    <span className={styles.assessment}>Assessment</span>
  );
}

/** How good a record is: a register's fact, an analyst's assessment, or its 3x5x2 grade. */
export function RecordGrade({
  record,
  tip = 'right',
}: {
  readonly record: Pick<RecordReference, 'basis' | 'grade'>;
  readonly tip?: 'left' | 'right';
}) {
  if (record.basis !== 'intelligence' && record.grade.source === null)
    return <BasisTag basis={record.basis} />;
  const { source, information, handling } = record.grade;
  return (
    <GradeChip
      source={source}
      information={information}
      handling={handling}
      words={gradeWords(record.grade)}
      tip={tip}
    />
  );
}
