import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PlacedEntity } from '../../../shared/api/place.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/Button.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import lens from '../../ui/Lens.module.css';
import { kindCounts, placedWords } from './place-words.ts';
import styles from './places.module.css';

interface PlaceListProps {
  readonly ontology: Ontology;
  readonly entities: readonly PlacedEntity[];
  readonly total: number;
  readonly onClose: () => void;
}

/** What is gathered at one place. */
export function PlaceList({ ontology, entities, total, onClose }: PlaceListProps) {
  const list = useRef<HTMLElement>(null);
  const selectedIds = useStore((state) => state.selectedIds);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('li button')?.focus();
  }, []);
  return (
    <section
      ref={list}
      className={`${lens.float} ${styles.list}`}
      aria-label="At this place"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2>{kindCounts(ontology, entities)}</h2>
        <IconButton label="Close" tip="below-left" icon={<X size={14} />} onClick={onClose} />
      </header>
      <ul>
        {entities.map((entity) => {
          const kind = kindOf(ontology, entity.kind);
          return (
            <li key={entity.id}>
              <button
                type="button"
                aria-pressed={selectedIds.includes(entity.id)}
                onClick={(event) => pickRecords([entity.id], event)}
              >
                <EntityMark
                  colour={kind?.base ?? entity.kind}
                  shape={kind?.shape ?? 'dot'}
                  icon={kind?.icon ?? null}
                  sizePx={18}
                />
                <span>{entity.label}</span>
                <small>{placedWords(entity)}</small>
              </button>
            </li>
          );
        })}
      </ul>
      {total > entities.length && (
        <p>{`${(total - entities.length).toLocaleString('en-GB')} more. Zoom in, or see the table.`}</p>
      )}
    </section>
  );
}
