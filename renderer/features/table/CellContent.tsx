import { Gavel } from 'lucide-react';
import { memo } from 'react';
import type { EntityRow } from '../../../shared/api/entity.ts';
import { gradeWords } from '../../../shared/domain/grade.ts';
import { FLAG_MEANING } from '../../../shared/domain/lever.ts';
import { baseKindOf, kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { type ColumnDefinition, RECORD_COLUMN } from '../../../shared/records/column.ts';
import { LeverChip } from '../../ui/Chip.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { GradeChip } from '../../ui/GradeChip.tsx';
import styles from './RecordGrid.module.css';

interface CellContentProps {
  readonly row: EntityRow;
  readonly definition: ColumnDefinition;
  readonly ontology: Ontology;
}

const MARKED: ReadonlySet<string> = new Set([RECORD_COLUMN, 'levers', 'grade']);

/** Whether the cells of a column hold more than words. */
export function hasMarks(column: string): boolean {
  return MARKED.has(column);
}

/** What one cell shows: words, or the mark that stands for them everywhere. */
export const CellContent = memo(function CellContent(props: CellContentProps) {
  const { row, definition, ontology } = props;
  const text = definition.textOf(row);
  switch (definition.id) {
    case RECORD_COLUMN:
      return (
        <>
          <EntityMark
            colour={baseKindOf(ontology, row.kind)}
            shape={kindOf(ontology, row.kind)?.shape ?? 'dot'}
            isProtected={row.isProtected}
          />
          <b className={styles.name} title={text}>
            {text}
          </b>
        </>
      );
    case 'levers':
      return row.leverCount ? (
        <LeverChip
          count={row.leverCount}
          meaning={FLAG_MEANING}
          icon={<Gavel size={11} strokeWidth={2.25} aria-hidden="true" />}
          isQuiet
        />
      ) : null;
    case 'strength':
      return <span data-strength={row.detail?.bestLever?.strength}>{text}</span>;
    case 'grade': {
      const grade = row.detail?.grade;
      if (!grade || (grade.source === null && row.detail?.basis !== 'intelligence'))
        return <span>{text}</span>;
      return (
        <GradeChip
          source={grade.source}
          information={grade.information}
          handling={grade.handling}
          words={gradeWords(grade)}
          tip="none"
        />
      );
    }
    default:
      return text;
  }
});
