import type { RecordReference } from '../../../shared/api/entity.ts';
import {
  type Basis,
  type Grade,
  gradeWords,
  HANDLING_WORDS,
} from '../../../shared/domain/grade.ts';
import { GradeChip } from '../../ui/GradeChip.tsx';
import styles from './Inspector.module.css';

interface BasisTagProps {
  readonly basis: Exclude<Basis, 'intelligence'>;
  /** Told where it limits who may see it. */
  readonly handling?: Grade['handling'];
}

/** What something rests on that needs no grade: a register, or an analyst's own opinion; with its code C, if it has one. */
export function BasisTag({ basis, handling = null }: BasisTagProps) {
  const word = basis === 'fact' ? 'Fact' : 'Assessment';
  return (
    <span className={basis === 'fact' ? styles.fact : styles.assessment}>
      {word}
      {handling === 'C' && (
        <>
          {' '}
          <b className={styles.coded} title={HANDLING_WORDS.C}>
            C
          </b>
        </>
      )}
    </span>
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
  const { source, information, handling } = record.grade;
  if (record.basis !== 'intelligence' && source === null)
    return <BasisTag basis={record.basis} handling={handling} />;
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
