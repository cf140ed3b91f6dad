import type { TieEvidence } from '../../../shared/api/analysis-path.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { gradeWords } from '../../../shared/domain/grade.ts';
import { useStore } from '../../store/store.ts';
import { Chip } from '../../ui/Chip.tsx';
import { GradeChip } from '../../ui/GradeChip.tsx';
import styles from './network.module.css';

/** When a link held, or was seen: *since 3 May 2024*. */
function periodWords({ startedOn, endedOn, observedOn }: TieEvidence): string {
  if (startedOn && endedOn) return `${dateWords(startedOn)} to ${dateWords(endedOn)}`;
  if (startedOn) return `since ${dateWords(startedOn)}`;
  if (endedOn) return `until ${dateWords(endedOn)}`;
  return observedOn ? `seen ${dateWords(observedOn)}` : 'undated';
}

interface TieEvidenceLineProps {
  readonly tie: TieEvidence;
  /** The records it joins. */
  readonly endIds: readonly string[];
  /** Whose link it is, where several are listed together. */
  readonly whose?: string;
}

/** One link as evidence: what it says, how it is graded, where it is from and when. Pressed, the inspector shows it. */
export function TieEvidenceLine({ tie, endIds, whose }: TieEvidenceLineProps) {
  const isChosen = useStore((state) => state.primaryRelationId === tie.id);
  const { source, information, handling } = tie.grade;
  const words = tie.words.charAt(0).toUpperCase() + tie.words.slice(1);
  return (
    <button
      type="button"
      className={styles.evidence}
      aria-pressed={isChosen}
      onClick={() => {
        const { selectRelation, setPanels } = useStore.getState();
        selectRelation(tie.id, endIds);
        setPanels({ isInspectorOpen: true });
      }}
    >
      {tie.basis !== 'intelligence' && source === null ? (
        <Chip>{tie.basis === 'fact' ? 'Fact' : 'Assessment'}</Chip>
      ) : (
        <GradeChip
          {...{ source, information, handling }}
          words={gradeWords(tie.grade)}
          tip="none"
        />
      )}
      <span>
        {whose && <b>{`${whose}: `}</b>}
        {words}
        <small>{`${tie.certainty}, ${tie.sourceName}, ${periodWords(tie)}`}</small>
      </span>
    </button>
  );
}
