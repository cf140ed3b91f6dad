import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useState } from 'react';
import type { EntitySummary } from '../../../shared/api/entity.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useBaseKind } from '../../api/use-ontology.ts';
import type { MapModel } from '../../canvas/map-model.ts';
import { useStore } from '../../store/store.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import styles from './map.module.css';

const TYPING_PAUSE_MS = 150;
const MOST_FOUND = 8;

interface FindOnMapProps {
  readonly model: MapModel;
  readonly shapeOf: (kind: string) => string;
  readonly onChoose: (id: string) => void;
}

/** Finds a record of the case and brings it onto the map. */
export function FindOnMap({ model, shapeOf, onChoose }: FindOnMapProps) {
  const baseOf = useBaseKind();
  const listId = useId();
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [current, setCurrent] = useState(0);
  const revision = useStore((state) => state.revision);
  const found = useApi<{ total: number; items: EntitySummary[] }>(
    () =>
      wanted === ''
        ? Promise.resolve({ total: 0, items: [] })
        : api.entity.search({ text: wanted, limit: MOST_FOUND }),
    [wanted, revision],
  );
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const items = found.status === 'ready' ? found.value.items : [];
  const isShown = isOpen && text.trim() !== '';

  function choose(entity: EntitySummary | undefined): void {
    if (!entity) return;
    setIsOpen(false);
    setText('');
    useStore.getState().select([entity.id]);
    onChoose(entity.id);
  }

  function moveByKey(event: KeyboardEvent): void {
    const last = items.length - 1;
    if (event.key === 'ArrowDown') setCurrent(current >= last ? 0 : current + 1);
    else if (event.key === 'ArrowUp') setCurrent(current <= 0 ? last : current - 1);
    else if (event.key === 'Enter') choose(items[Math.min(current, last)]);
    else if (event.key === 'Escape' && isShown) setIsOpen(false);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.find}>
      <Search size={14} aria-hidden="true" />
      <input
        type="text"
        data-find=""
        role="combobox"
        aria-label="Find on the map"
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isShown && items.length > 0 ? `${listId}-${current}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder="Find on the map"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setCurrent(0);
          setIsOpen(true);
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={moveByKey}
      />
      <div
        id={listId}
        className={styles.findList}
        role="listbox"
        aria-label="Records found"
        hidden={!isShown}
      >
        {items.map((entity, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the keyboard.
          <div
            key={entity.id}
            id={`${listId}-${index}`}
            className={styles.findItem}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onPointerMove={() => setCurrent(index)}
            // The box must not lose the focus before the click arrives.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(entity)}
          >
            <EntityMark
              colour={baseOf(entity.kind)}
              shape={shapeOf(entity.kind)}
              isProtected={entity.isProtected}
              sizePx={16}
            />
            <span className={styles.findName}>{entity.label}</span>
            <span className={styles.findNote}>
              {model.graph.hasNode(entity.id) ? 'on the map' : entity.reference}
            </span>
          </div>
        ))}
      </div>
      {isShown && items.length === 0 && found.status !== 'loading' && (
        <p className={`${styles.findList} ${styles.findNone}`} role="status">
          {found.status === 'failed' ? found.error.message : `Nothing matches “${text.trim()}”.`}
        </p>
      )}
    </div>
  );
}
