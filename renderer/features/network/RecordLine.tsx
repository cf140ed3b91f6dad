import type { ReactNode } from 'react';
import type { EntitySummary } from '../../../shared/api/entity.ts';
import { kindOf } from '../../../shared/domain/ontology.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import styles from './network.module.css';

/** A record as the lists of the analysis have it. */
export type ListedRecord = Pick<EntitySummary, 'id' | 'kind' | 'label' | 'isProtected'>;

/** The mark of a record's kind. */
export function RecordMark({
  record,
  sizePx = 16,
  hasIcon = false,
}: {
  readonly record: Pick<ListedRecord, 'kind' | 'isProtected'>;
  readonly sizePx?: number;
  readonly hasIcon?: boolean;
}) {
  const ontology = useOntologyOrNull();
  const kind = ontology ? kindOf(ontology, record.kind) : undefined;
  return (
    <EntityMark
      colour={kind?.base ?? record.kind}
      shape={kind?.shape ?? 'dot'}
      icon={hasIcon ? (kind?.icon ?? null) : null}
      isProtected={record.isProtected}
      sizePx={sizePx}
    />
  );
}

interface RecordLineProps {
  readonly record: ListedRecord;
  /** Beside the name. */
  readonly children?: ReactNode;
}

/** A record of a list: chosen, it is selected and brought into view where it is on the map. */
export function RecordLine({ record, children }: RecordLineProps) {
  const isSelected = useStore((state) => state.selectedIds.includes(record.id));
  return (
    <button
      type="button"
      className={styles.record}
      aria-pressed={isSelected}
      onClick={(event) => {
        pickRecords([record.id], event);
        const { shownIds, requestMap, screen } = useStore.getState();
        if (screen === 'map' && shownIds.includes(record.id))
          requestMap({ type: 'reveal', ids: [record.id] });
      }}
    >
      <RecordMark record={record} sizePx={13} />
      <span className={styles.name}>{record.label}</span>
      {children}
    </button>
  );
}

interface BringButtonProps {
  readonly ids: readonly string[];
}

/** Brings what is not on the map onto it; nothing where all of it is there. */
export function BringOntoMap({ ids }: BringButtonProps) {
  const shownIds = useStore((state) => state.shownIds);
  const requestMap = useStore((state) => state.requestMap);
  const lookThrough = useStore((state) => state.lookThrough);
  const shown = new Set(shownIds);
  const absent = ids.filter((id) => !shown.has(id));
  if (absent.length === 0) return null;
  const words =
    absent.length === 1 ? '1 record' : `${absent.length.toLocaleString('en-GB')} records`;
  return (
    <button
      type="button"
      className={styles.inlineAct}
      onClick={() => {
        lookThrough('map');
        requestMap({ type: 'show', ids: [...ids] });
      }}
    >
      {`Bring ${words} onto the map`}
    </button>
  );
}
