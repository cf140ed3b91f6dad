import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { TextField } from '../../ui/Field.tsx';
import styles from './network.module.css';
import { type ListedRecord, RecordMark } from './RecordLine.tsx';

const PAUSE_MS = 160;
const MOST_FOUND = 8;

/** Records that a text finds, once typing pauses. */
function useFound(text: string): readonly ListedRecord[] {
  const [wanted, setWanted] = useState('');
  const revision = useStore((state) => state.revision);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useApi<readonly ListedRecord[]>(
    async () =>
      wanted === '' ? [] : (await api.entity.search({ text: wanted, limit: MOST_FOUND })).items,
    [wanted, revision],
  );
  return found.status === 'ready' && text.trim() !== '' ? found.value : [];
}

/** The record of an id: null while it is read, or where there is none. */
export function useRecord(id: string | null): ListedRecord | null {
  const revision = useStore((state) => state.revision);
  const loaded = useApi<readonly ListedRecord[]>(
    async () => (id === null ? [] : await api.entity.rows({ ids: [id], fields: [] })),
    [id, revision],
  );
  const record = loaded.status === 'ready' ? (loaded.value[0] ?? null) : null;
  // A merged record answers under another id.
  return id === null || (loaded.status === 'ready' && loaded.isStale) ? null : record;
}

interface RecordFieldProps {
  readonly label: string;
  /** The record that is chosen; null: none. */
  readonly id: string | null;
  readonly placeholder?: string;
  readonly hasFocus?: boolean;
  readonly onPick: (id: string | null) => void;
}

/** A field that holds one record: typing looks for another, with the arrow keys and Enter. */
export function RecordField({ label, id, placeholder, hasFocus, onPick }: RecordFieldProps) {
  const listId = useId();
  const record = useRecord(id);
  /** Null: nothing is being typed, and the chosen record is shown. */
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const found = useFound(text ?? '');
  const isOpen = (text ?? '').trim() !== '';

  function pick(entity: ListedRecord | undefined): void {
    if (!entity) return;
    onPick(entity.id);
    setText(null);
    setActive(0);
  }

  function moveByKey(event: KeyboardEvent): void {
    if (!isOpen) return;
    const last = found.length - 1;
    if (event.key === 'ArrowDown') setActive(Math.min(last, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Escape') setText(null);
    else if (event.key === 'Enter') pick(found[active]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={styles.picker}>
      <TextField
        label={label}
        icon={
          record && text === null ? (
            <RecordMark record={record} />
          ) : (
            <Search size={13} aria-hidden="true" />
          )
        }
        placeholder={placeholder ?? 'Name, plate, phone or reference'}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found[active] ? `${listId}-${active}` : undefined}
        autoFocus={hasFocus}
        value={text ?? record?.label ?? ''}
        onFocus={({ target }) => target.select()}
        onBlur={() => setText(null)}
        onKeyDown={moveByKey}
        onChange={({ target }) => {
          setText(target.value);
          setActive(0);
          if (target.value === '') onPick(null);
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
                <RecordMark record={entity} />
                <span>{entity.label}</span>
              </div>
            ))}
          </div>
          {found.length === 0 && <p role="status">Nothing that fits was found.</p>}
        </div>
      )}
    </div>
  );
}
