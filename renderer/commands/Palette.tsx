import { CornerDownRight, Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { EntitySummary } from '../../shared/api/entity.ts';
import { commandOf, keysOf } from '../../shared/commands.ts';
import { kindOf } from '../../shared/domain/ontology.ts';
import { api } from '../api/api.ts';
import { useOntology } from '../api/ontology.ts';
import { useApi } from '../api/use-api.ts';
import { useStore } from '../store/store.ts';
import { EntityMark } from '../ui/EntityMark.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './Palette.module.css';
import type { PaletteItem } from './palette-items.ts';
import { commandItems, splitMatch } from './palette-items.ts';
import { runCommand } from './run-command.ts';

const TYPING_PAUSE_MS = 120;
const RECORD_LIMIT = 8;

/** The text, once typing has paused. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

function Matched({ text, query }: { readonly text: string; readonly query: string }) {
  const [before, match, after] = splitMatch(text, query);
  return (
    <span className={styles.name}>
      {before}
      <b>{match}</b>
      {after}
    </span>
  );
}

function RecordRow({ entity, query }: { readonly entity: EntitySummary; readonly query: string }) {
  const ontology = useOntology();
  const kind = ontology && kindOf(ontology, entity.kind);
  return (
    <>
      <EntityMark
        colour={entity.kind}
        shape={kind?.shape ?? 'dot'}
        isProtected={entity.isProtected}
        sizePx={18}
      />
      <Matched text={entity.label} query={query} />
      <span className={styles.note}>
        {[kind?.label ?? entity.kind, entity.reference].join(', ')}
      </span>
    </>
  );
}

function CommandRow({
  item,
  query,
}: {
  readonly item: PaletteItem & { type: 'command' };
  readonly query: string;
}) {
  const { label, menu, shortcut } = commandOf(item.id);
  return (
    <>
      <CornerDownRight size={16} aria-hidden="true" />
      <Matched text={label} query={query} />
      <span className={styles.note}>{menu}</span>
      {shortcut && (
        <span className={styles.keys}>
          <Kbd keys={keysOf(shortcut)} />
        </span>
      )}
    </>
  );
}

/** Finds records and runs commands from one box. */
export function Palette() {
  const setOverlay = useStore((state) => state.setOverlay);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const query = text.replace(/^>/, '').trim();
  const wanted = usePaused(text.startsWith('>') ? '' : query);
  const found = useApi(
    () =>
      wanted === ''
        ? Promise.resolve({ total: 0, items: [] })
        : api.entity.search({ text: wanted, limit: RECORD_LIMIT }),
    [wanted],
  );
  const records: PaletteItem[] =
    found.status === 'ready' && !text.startsWith('>') && query !== ''
      ? found.value.items.map((entity) => ({ type: 'record', entity }))
      : [];
  const items = [...records, ...commandItems(query, useStore.getState())];
  const current = Math.min(chosen, items.length - 1);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function close(): void {
    setOverlay(null);
  }

  function open(item: PaletteItem | undefined, isForMap: boolean): void {
    if (!item) return;
    close();
    if (item.type === 'command') {
      void runCommand(item.id);
      return;
    }
    const { select, screen, goTo, requestMap, setPanels } = useStore.getState();
    select([item.entity.id]);
    setPanels({ isInspectorOpen: true });
    if (screen === 'records' && !isForMap) return;
    goTo('map');
    requestMap({ type: 'show', ids: [item.entity.id] });
  }

  function moveByKey(event: KeyboardEvent): void {
    const last = items.length - 1;
    if (event.key === 'ArrowDown') setChosen(current >= last ? 0 : current + 1);
    else if (event.key === 'ArrowUp') setChosen(current <= 0 ? last : current - 1);
    else if (event.key === 'Enter') open(items[current], event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  }

  const total = found.status === 'ready' && query !== '' ? found.value.total : 0;
  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Search or run a command"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className={styles.box}>
        <Search size={17} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label="Search records or run a command"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={items.length > 0 ? `${listId}-${current}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder="Search records or run a command"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={moveByKey}
        />
      </div>
      <p className="visually-hidden" role="status">
        {query === ''
          ? ''
          : `${total} ${total === 1 ? 'record' : 'records'}, ${items.length - records.length} commands`}
      </p>
      {found.status === 'failed' && (
        <p className={styles.failed} role="alert">
          {found.error.message}
        </p>
      )}
      <div ref={list} id={listId} className={styles.list} role="listbox" aria-label="Results">
        {items.map((item, index) => {
          const isFirstOfType = item.type !== items[index - 1]?.type;
          return (
            <div key={item.type === 'record' ? item.entity.id : item.id} role="presentation">
              {isFirstOfType && (
                <p className={styles.group} role="presentation">
                  {item.type === 'record' ? 'Records' : 'Commands'}
                  {item.type === 'record' && total > records.length && (
                    <span>
                      {records.length} of {total.toLocaleString('en-GB')}
                    </span>
                  )}
                </p>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the keyboard. */}
              <div
                id={`${listId}-${index}`}
                data-index={index}
                className={styles.item}
                role="option"
                tabIndex={-1}
                aria-selected={index === current}
                onPointerMove={() => setChosen(index)}
                onClick={(event) => open(item, event.ctrlKey || event.metaKey)}
              >
                {item.type === 'record' ? (
                  <RecordRow entity={item.entity} query={query} />
                ) : (
                  <CommandRow item={item} query={query} />
                )}
              </div>
            </div>
          );
        })}
      </div>
      {items.length === 0 && <p className={styles.failed}>Nothing matches “{query}”.</p>}
      <p className={styles.foot} aria-hidden="true">
        <span>
          <Kbd keys={['↑', '↓']} /> Move
        </span>
        <span>
          <Kbd keys={['Enter']} /> Open
        </span>
        <span>
          <Kbd keys={['Ctrl', 'Enter']} /> On map
        </span>
        <span className={styles.prefix}>
          <b>&gt;</b> commands
        </span>
      </p>
    </dialog>
  );
}
