import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useStore } from '../store/store.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { useFocusReturn } from '../ui/use-focus-return.ts';
import styles from './Palette.module.css';
import { PaletteList } from './PaletteList.tsx';
import type { PaletteItem, PaletteRecord, RecordAct } from './palette-items.ts';
import { runCommand } from './run-command.ts';
import type { PaletteSearch } from './use-palette-search.ts';
import { usePaletteSearch } from './use-palette-search.ts';

const LABEL = 'Search records or run a command';

function openItem(item: PaletteItem, isForMap: boolean): void {
  if (item.type === 'command') {
    void runCommand(item.id);
    return;
  }
  if (item.type === 'view') {
    const { lookThrough, requestMap } = useStore.getState();
    lookThrough('map');
    requestMap({ type: 'open-view', id: item.id });
    return;
  }
  if (item.type === 'lever') {
    useStore.getState().showLeverPage(item.lever.id);
    return;
  }
  if (item.type === 'act') {
    carryOut(item.act, item.record);
    return;
  }
  const { select, screen, setPanels } = useStore.getState();
  select([item.record.id]);
  setPanels({ isInspectorOpen: true });
  if (screen !== 'records' || isForMap) carryOut('show', item.record);
}

function carryOut(act: RecordAct, { id, reference }: PaletteRecord): void {
  const { select, goTo, lookThrough, requestMap, setFilterText } = useStore.getState();
  select([id]);
  if (act === 'near') {
    setFilterText(`near:"${reference}"~1`);
    goTo('records');
    return;
  }
  lookThrough('map');
  requestMap(act === 'show' ? { type: 'show', ids: [id] } : { type: 'focus', id });
}

function Found({ search }: { readonly search: PaletteSearch }) {
  const { query, items, recordTotal, error, isSettled } = search;
  const commandCount = items.filter(({ type }) => type === 'command' || type === 'view').length;
  const leverCount = items.filter(({ type }) => type === 'lever').length;
  const records = recordTotal === 1 ? '1 record' : `${recordTotal} records`;
  return (
    <>
      <p className="visually-hidden" role="status">
        {query !== '' &&
          isSettled &&
          `${records}, ${commandCount} views and commands, ${leverCount} levers`}
      </p>
      {error && (
        <p className={styles.failed} role="alert">
          {error.message}
        </p>
      )}
      {items.length === 0 && isSettled && (
        <p className={styles.failed}>Nothing matches “{query}”.</p>
      )}
    </>
  );
}

function Foot() {
  return (
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
        <b>&gt;</b> commands <b>#</b> references <b>@</b> levers
      </span>
    </p>
  );
}

/** The item that the keyboard is at, and what its keys do. */
function usePaletteKeys(
  search: PaletteSearch,
  onOpen: (item: PaletteItem, isForMap: boolean) => void,
) {
  const [chosen, setChosen] = useState(0);
  const [awaited, setAwaited] = useState<{ isForMap: boolean } | null>(null);
  const { items, isSettled } = search;
  const last = items.length - 1;
  const current = Math.min(chosen, last);
  const item = items[current];

  // Enter pressed while the records still answer an earlier text opens what the present text finds.
  useEffect(() => {
    // What was not awaited is not taken back: an Enter may have come since this was drawn.
    if (!awaited || !isSettled) return;
    setAwaited(null);
    if (item) onOpen(item, awaited.isForMap);
  }, [awaited, isSettled, item, onOpen]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') setChosen(current >= last ? 0 : current + 1);
    else if (event.key === 'ArrowUp') setChosen(current <= 0 ? last : current - 1);
    else if (event.key === 'Enter') setAwaited({ isForMap: event.ctrlKey || event.metaKey });
    else return;
    event.preventDefault();
  }

  return { current, point: setChosen, onKeyDown };
}

/** Finds records and runs commands from one box. */
export function Palette() {
  const setOverlay = useStore((state) => state.setOverlay);
  const [text, setText] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [about, setAbout] = useState<PaletteRecord | null>(null);
  const search = usePaletteSearch(text, about);
  const keys = usePaletteKeys(search, open);
  const item = search.items[keys.current];
  // The acts offered are those of the record that the keyboard was at last.
  if (item?.type === 'record' && item.record.id !== about?.id) setAbout(item.record);

  useFocusReturn();
  useEffect(() => dialog.current?.showModal(), []);

  function open(item: PaletteItem, isForMap: boolean): void {
    setOverlay(null);
    openItem(item, isForMap);
  }

  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label={LABEL}
      onClose={() => setOverlay(null)}
      onPointerDown={(event) => event.target === dialog.current && setOverlay(null)}
    >
      <div className={styles.box}>
        <Search size={17} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label={LABEL}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={search.items.length > 0 ? `${listId}-${keys.current}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={LABEL}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            keys.point(0);
          }}
          onKeyDown={keys.onKeyDown}
        />
      </div>
      <PaletteList
        id={listId}
        search={search}
        current={keys.current}
        onPoint={keys.point}
        onOpen={open}
      />
      <Found search={search} />
      <Foot />
    </dialog>
  );
}
