import type { RecordReference } from '../../../shared/api/entity.ts';
import { gradeWords } from '../../../shared/domain/grade.ts';
import { GradeChip } from '../../ui/GradeChip.tsx';
import styles from './Inspector.module.css';

/** How good a record is: a register's fact, an analyst's assessment, or its 3x5x2 grade. */
export function RecordGrade({
  record,
  tip = 'right',
}: {
  readonly record: Pick<RecordReference, 'basis' | 'grade'>;
  readonly tip?: 'left' | 'right';
}) {
  if (record.basis === 'fact' && record.grade.source === null)
    return <span className={styles.fact}>Fact</span>;
  if (record.basis === 'assessment' && record.grade.source === null)
    return <span className={styles.assessment}>Assessment</span>;
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
