import { ChevronLeft, ChevronRight, Search, Waypoints, X } from 'lucide-react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { KindTabs } from './KindTabs.tsx';
import styles from './RecordsScreen.module.css';
import { RecordTable } from './RecordTable.tsx';
import type { Records } from './use-records.ts';
import { PAGE_SIZE, useRecords } from './use-records.ts';

function showOnMap(ids: readonly string[]): void {
  const { select, goTo, requestMap } = useStore.getState();
  select(ids);
  goTo('map');
  requestMap({ type: 'show', ids });
}

function counted(total: number): string {
  return `${total.toLocaleString('en-GB')} ${total === 1 ? 'record' : 'records'}`;
}

function Tools({ records }: { readonly records: Records }) {
  const selectedIds = useStore((state) => state.selectedIds);
  const { loaded, typed, type } = records;
  return (
    <Toolbar label="Records">
      <label className={styles.search}>
        <Search size={15} aria-hidden="true" />
        <input
          type="search"
          aria-label="Find in records"
          placeholder="Type a name, reference, address or number"
          maxLength={200}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
      </label>
      <span className={styles.count} role="status">
        {loaded.status === 'ready' && counted(loaded.value.total)}
      </span>
      <Button
        icon={<Waypoints size={15} aria-hidden="true" />}
        aria-disabled={selectedIds.length === 0}
        onClick={() => selectedIds.length > 0 && showOnMap(selectedIds)}
      >
        Show on map
      </Button>
    </Toolbar>
  );
}

function NothingFound({ records }: { readonly records: Records }) {
  const goTo = useStore((state) => state.goTo);
  const openForm = useStore((state) => state.openForm);
  const { text, kind, showAll } = records;
  if (text !== '' || kind !== null) {
    return (
      <EmptyState
        title={text === '' ? 'No records of this kind' : `Nothing matches “${text}”`}
        actions={<Button onClick={showAll}>Show all records</Button>}
      />
    );
  }
  return (
    <EmptyState
      title="There are no records yet"
      actions={
        <>
          <Button look="primary" onClick={() => goTo('import')}>
            Import records
          </Button>
          <Button onClick={() => openForm({ type: 'new-record' })}>New record</Button>
        </>
      }
    >
      Import council records, a spreadsheet or a graph, or add a person, business or place by hand.
    </EmptyState>
  );
}

function Body({ records }: { readonly records: Records }) {
  const { loaded, text } = records;
  switch (loaded.status) {
    case 'loading':
      return <LoadingState>Reading records</LoadingState>;
    case 'failed':
      return <FailedState message={loaded.error.message} />;
    case 'ready': {
      const { items } = loaded.value;
      if (items.length === 0) return <NothingFound records={records} />;
      return <RecordTable items={items} isFound={text !== ''} onShow={showOnMap} />;
    }
  }
}

function Pager({ records, total }: { readonly records: Records; readonly total: number }) {
  const { page, goToPage } = records;
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
        onClick={() => goToPage(page - 1)}
      />
      <IconButton
        label="Next page"
        tip="above"
        icon={<ChevronRight size={16} aria-hidden="true" />}
        disabled={page >= last}
        onClick={() => goToPage(page + 1)}
      />
    </div>
  );
}

function Foot({ records }: { readonly records: Records }) {
  const selectedCount = useStore((state) => state.selectedIds.length);
  const clearSelection = useStore((state) => state.clearSelection);
  const { loaded, text } = records;
  return (
    <div className={styles.foot}>
      {selectedCount > 0 && (
        <>
          <b>{selectedCount.toLocaleString('en-GB')} selected</b>
          <Button look="quiet" icon={<X size={14} aria-hidden="true" />} onClick={clearSelection}>
            Clear selection
          </Button>
        </>
      )}
      {text === '' && loaded.status === 'ready' && (
        <Pager records={records} total={loaded.value.total} />
      )}
    </div>
  );
}

/** Everything of the case as a list: whatever the map shows can be found here by keyboard. */
export function RecordsScreen() {
  const revision = useStore((state) => state.revision);
  const ontology = useOntologyOrNull();
  const info = useApi(() => api.case.info(), [revision]);
  const records = useRecords();
  return (
    <>
      <Tools records={records} />
      <KindTabs
        ontology={ontology}
        counts={info.status === 'ready' ? info.value.entities : null}
        kind={records.kind}
        onChange={records.chooseKind}
      />
      <div className={styles.body}>
        <Body records={records} />
      </div>
      <Foot records={records} />
    </>
  );
}
