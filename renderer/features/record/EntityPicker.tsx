import type { KeyboardEvent } from 'react';
import { useEffect, useId, useState } from 'react';
import type { EntitySummary } from '../../../shared/api/entity.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { Button } from '../../ui/Button.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { TextField } from '../../ui/Field.tsx';
import styles from './record.module.css';

/** What is kept of a record that was picked. */
export type Picked = Pick<EntitySummary, 'id' | 'kind' | 'label' | 'reference' | 'isProtected'>;

const MOST_FOUND = 40;
const MOST_SHOWN = 8;
const PAUSE_MS = 180;

function useFound(text: string, kinds: readonly string[] | null): readonly Picked[] {
  const [found, setFound] = useState<readonly Picked[]>([]);
  const wanted = kinds?.join(' ') ?? null;
  useEffect(() => {
    if (text.trim() === '') {
      setFound([]);
      return;
    }
    let isStopped = false;
    const timer = setTimeout(() => {
      api.entity.search({ text, limit: MOST_FOUND }).then(
        ({ items }) => {
          const fitting = items.filter(
            ({ kind }) => wanted === null || wanted.split(' ').includes(kind),
          );
          if (!isStopped) setFound(fitting.slice(0, MOST_SHOWN));
        },
        () => {
          if (!isStopped) setFound([]);
        },
      );
    }, PAUSE_MS);
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }, [text, wanted]);
  return found;
}

interface EntityPickerProps {
  readonly label: string;
  readonly name: string;
  readonly ontology: Ontology;
  readonly picked: Picked | null;
  /** Kinds to choose among; null: all. */
  readonly kinds: readonly string[] | null;
  readonly error: string | null;
  readonly onPick: (picked: Picked | null) => void;
  /** Makes one on the spot, of this name; left out where that is not offered. */
  readonly onMake?: ((name: string) => void) | undefined;
}

/** Finds a record by typing, with the arrow keys and Enter. */
export function EntityPicker(props: EntityPickerProps) {
  const { label, name, ontology, picked, kinds, error, onPick, onMake } = props;
  const listId = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const found = useFound(text, kinds);
  const isOpen = text.trim() !== '';

  function pick(entity: Picked): void {
    onPick(entity);
    setText('');
  }

  function moveByKey(event: KeyboardEvent): void {
    if (!isOpen) return;
    const last = found.length - 1;
    if (event.key === 'ArrowDown') setActive(Math.min(last, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Escape') setText('');
    else if (event.key === 'Enter') {
      const entity = found[active];
      if (entity) pick(entity);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (picked) {
    return (
      <div className={styles.picked}>
        <PickedName label={label} picked={picked} ontology={ontology} />
        <Button look="quiet" onClick={() => onPick(null)}>
          {`Change ${label.toLowerCase()}`}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.picker}>
      <TextField
        name={name}
        label={label}
        hint="Type a name, number plate, phone, postcode or reference."
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found[active] ? `${listId}-${active}` : undefined}
        value={text}
        error={error}
        onKeyDown={moveByKey}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
      />
      {isOpen && (
        <div className={styles.found}>
          <div id={listId} role="listbox" aria-label={`${label}: found`} tabIndex={-1}>
            {found.map((entity, index) => (
              <div
                key={entity.id}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onPointerDown={(event) => {
                  event.preventDefault();
                  pick(entity);
                }}
              >
                <PickedMark picked={entity} ontology={ontology} />
                <span>{entity.label}</span>
                <small>{entity.reference}</small>
              </div>
            ))}
          </div>
          {found.length === 0 && <p role="status">Nothing that fits was found.</p>}
          {onMake && (
            <Button
              look="quiet"
              onClick={() => {
                onMake(text.trim());
                setText('');
              }}
            >
              {`Make “${text.trim()}” as a new record`}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function PickedMark({
  picked,
  ontology,
}: {
  readonly picked: Picked;
  readonly ontology: Ontology;
}) {
  const kind = kindOf(ontology, picked.kind);
  return (
    <EntityMark
      colour={kind?.base ?? picked.kind}
      shape={kind?.shape ?? 'dot'}
      icon={kind?.icon ?? null}
      isProtected={picked.isProtected}
      sizePx={20}
    />
  );
}

/** A record that was picked, with what it is picked as. */
export function PickedName({
  label,
  picked,
  ontology,
}: {
  readonly label: string;
  readonly picked: Picked;
  readonly ontology: Ontology;
}) {
  return (
    <p className={styles.pickedName}>
      <span className={styles.pickedLabel}>{label}</span>
      <PickedMark picked={picked} ontology={ontology} />
      <b>{picked.label}</b>
      <small>{kindOf(ontology, picked.kind)?.label ?? picked.kind}</small>
    </p>
  );
}
