import { ChevronLeft, ChevronRight, Gavel, Search, Waypoints, X } from 'lucide-react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { EntitySummary } from '../../../shared/api/entity.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { kindOf } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useOntology } from '../../api/ontology.ts';
import type { Loaded } from '../../api/use-api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { LeverChip } from '../../ui/Chip.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { KindTabs } from './KindTabs.tsx';
import styles from './RecordsScreen.module.css';

const PAGE_SIZE = 100;
const FOUND_LIMIT = 500;
const TYPING_PAUSE_MS = 200;

interface Page {
  readonly total: number;
  readonly items: readonly EntitySummary[];
}

/** A page of one kind, or everything that a text finds. */
async function readPage(text: string, kind: string | null, page: number): Promise<Page> {
  if (text === '') {
    return api.entity.list({ kind, limit: PAGE_SIZE, offset: page * PAGE_SIZE });
  }
  const found = await api.entity.search({ text, limit: FOUND_LIMIT });
  if (kind === null) return found;
  const items = found.items.filter((entity) => entity.kind === kind);
  return { total: items.length, items };
}

interface RowProps {
  readonly entity: EntitySummary;
  readonly ontology: Ontology | null;
  readonly onSelect: (event: MouseEvent | KeyboardEvent) => void;
  readonly onShow: () => void;
}

function roleWords(ontology: Ontology | null, role: string | null): string {
  if (role === null) return '';
  return ontology?.vocabularies.roles?.find((term) => term.id === role)?.label ?? role;
}

function Row({ entity, ontology, onSelect, onShow }: RowProps) {
  const isSelected = useStore((state) => state.selectedIds.includes(entity.id));
  const kind = ontology && kindOf(ontology, entity.kind);
  return (
    <tr aria-selected={isSelected} onClick={onSelect} onDoubleClick={onShow}>
      <td>
        <button
          type="button"
          className={styles.name}
          aria-pressed={isSelected}
          title={entity.label}
          onClick={(event) => {
            event.stopPropagation();
            onSelect(event);
          }}
          onDoubleClick={onShow}
        >
          <EntityMark
            colour={entity.kind}
            shape={kind?.shape ?? 'dot'}
            isProtected={entity.isProtected}
          />
          <span>{entity.label}</span>
        </button>
      </td>
      <td>{kind?.label ?? entity.kind}</td>
      <td>{entity.isProtected ? 'Protected' : roleWords(ontology, entity.role)}</td>
      <td>
        {entity.leverCount !== null && entity.leverCount > 0 && (
          <LeverChip
            count={entity.leverCount}
            icon={<Gavel size={11} strokeWidth={2.25} aria-hidden="true" />}
            isQuiet
          />
        )}
      </td>
      <td className={styles.reference}>{entity.reference}</td>
    </tr>
  );
}

interface RecordTableProps {
  readonly page: Page;
  readonly ontology: Ontology | null;
  readonly onShow: (ids: readonly string[]) => void;
}

function RecordTable({ page, ontology, onShow }: RecordTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const anchor = useRef<string | null>(null);
  const { items } = page;

  function select(entity: EntitySummary, event: MouseEvent | KeyboardEvent): void {
    const { select: choose, toggleSelected, selectedIds } = useStore.getState();
    if (event.shiftKey && anchor.current !== null) {
      const ends = [anchor.current, entity.id].map((id) => items.findIndex((row) => row.id === id));
      const from = Math.min(...ends);
      if (from >= 0) {
        const range = items.slice(from, Math.max(...ends) + 1).map((row) => row.id);
        choose([...selectedIds.filter((id) => id !== entity.id), ...range, entity.id]);
        return;
      }
    }
    anchor.current = entity.id;
    if (event.ctrlKey || event.metaKey) toggleSelected(entity.id);
    else choose([entity.id]);
  }

  function moveByKey(event: KeyboardEvent<HTMLTableSectionElement>): void {
    const buttons = [...(body.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: buttons.length - 1,
    };
    const entity = items[at];
    if (event.key === ' ' && entity) {
      event.preventDefault();
      useStore.getState().toggleSelected(entity.id);
      return;
    }
    if (event.key.toLowerCase() === 'm' && !event.ctrlKey && entity) {
      onShow([entity.id]);
      return;
    }
    const index = targets[event.key];
    if (index === undefined) return;
    event.preventDefault();
    buttons[index]?.focus();
    const target = items[index];
    if (event.shiftKey && target) select(target, event);
  }

  return (
    <Table label="Records">
      <thead>
        <tr>
          <th scope="col">Record</th>
          <th scope="col">Kind</th>
          <th scope="col">Role</th>
          <th scope="col">Levers</th>
          <th scope="col" className={cell.number}>
            Reference
          </th>
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={moveByKey}>
        {items.map((entity) => (
          <Row
            key={entity.id}
            entity={entity}
            ontology={ontology}
            onSelect={(event) => select(entity, event)}
            onShow={() => onShow([entity.id])}
          />
        ))}
      </tbody>
    </Table>
  );
}

interface PagerProps {
  readonly total: number;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function Pager({ total, page, onPage }: PagerProps) {
  const last = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1);
  if (last === 0) return null;
  const from = page * PAGE_SIZE + 1;
  const to = Math.min(total, from + PAGE_SIZE - 1);
  return (
    <div className={styles.pager}>
      <span>
        {from.toLocaleString('en-GB')} to {to.toLocaleString('en-GB')} of{' '}
        {total.toLocaleString('en-GB')}
      </span>
      <IconButton
        label="Previous page"
        tip="above"
        icon={<ChevronLeft size={16} aria-hidden="true" />}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      />
      <IconButton
        label="Next page"
        tip="above"
        icon={<ChevronRight size={16} aria-hidden="true" />}
        disabled={page >= last}
        onClick={() => onPage(page + 1)}
      />
    </div>
  );
}

interface BodyProps {
  readonly loaded: Loaded<Page>;
  readonly text: string;
  readonly kind: string | null;
  readonly ontology: Ontology | null;
  readonly onShow: (ids: readonly string[]) => void;
  readonly onClear: () => void;
}

function Body({ loaded, text, kind, ontology, onShow, onClear }: BodyProps) {
  const goTo = useStore((state) => state.goTo);
  if (loaded.status === 'loading') return <LoadingState>Reading records</LoadingState>;
  if (loaded.status === 'failed') return <FailedState message={loaded.error.message} />;
  if (loaded.value.items.length > 0) {
    return <RecordTable page={loaded.value} ontology={ontology} onShow={onShow} />;
  }
  if (text === '' && kind === null) {
    return (
      <EmptyState
        title="There are no records yet"
        actions={
          <Button look="primary" onClick={() => goTo('import')}>
            Import records
          </Button>
        }
      >
        Import council records, a spreadsheet or a graph to begin.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={text === '' ? 'No records of this kind' : `Nothing matches “${text}”`}
      actions={<Button onClick={onClear}>Show all records</Button>}
    />
  );
}

/** Everything of the case as a list: whatever the map shows can be found here by keyboard. */
export function RecordsScreen() {
  const revision = useStore((state) => state.revision);
  const selectedIds = useStore((state) => state.selectedIds);
  const clearSelection = useStore((state) => state.clearSelection);
  const goTo = useStore((state) => state.goTo);
  const requestMap = useStore((state) => state.requestMap);
  const ontology = useOntology();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const [page, setPage] = useState(0);
  const info = useApi(() => api.case.info(), [revision]);
  const loaded = useApi(() => readPage(text, kind, page), [text, kind, page, revision]);

  useEffect(() => {
    const timer = setTimeout(() => {
      setText(typed.trim());
      setPage(0);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  function show(ids: readonly string[]): void {
    useStore.getState().select(ids);
    goTo('map');
    requestMap({ type: 'show', ids });
  }

  function choose(next: string | null): void {
    setKind(next);
    setPage(0);
  }

  const total = loaded.status === 'ready' ? loaded.value.total : null;
  return (
    <>
      <Toolbar label="Records">
        <label className={styles.search}>
          <Search size={15} aria-hidden="true" />
          <input
            type="search"
            aria-label="Find in records"
            placeholder="Type a name, reference, address or number"
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <span className={styles.count} role="status">
          {total !== null &&
            `${total.toLocaleString('en-GB')} ${total === 1 ? 'record' : 'records'}`}
        </span>
        <Button
          icon={<Waypoints size={15} aria-hidden="true" />}
          aria-disabled={selectedIds.length === 0}
          onClick={() => selectedIds.length > 0 && show(selectedIds)}
        >
          Show on map
        </Button>
      </Toolbar>
      <KindTabs
        ontology={ontology}
        counts={info.status === 'ready' ? info.value.entities : null}
        kind={kind}
        onChange={choose}
      />
      <div className={styles.body}>
        <Body
          loaded={loaded}
          text={text}
          kind={kind}
          ontology={ontology}
          onShow={show}
          onClear={() => {
            setTyped('');
            choose(null);
          }}
        />
      </div>
      <div className={styles.foot}>
        {selectedIds.length > 0 && (
          <>
            <b>{selectedIds.length.toLocaleString('en-GB')} selected</b>
            <Button look="quiet" icon={<X size={14} aria-hidden="true" />} onClick={clearSelection}>
              Clear selection
            </Button>
          </>
        )}
        {text === '' && total !== null && <Pager total={total} page={page} onPage={setPage} />}
      </div>
    </>
  );
}
