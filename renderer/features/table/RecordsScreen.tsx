import { Columns3, FileDown, PencilLine, Plus, Rows3, Trash2, Waypoints } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { READ_ONLY_WORDS } from '../../store/form.ts';
import { useKeysOf } from '../../store/keys.ts';
import { showOnMap } from '../../store/show-on-map.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, LoadingState } from '../../ui/State.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { GroupChoice } from './GroupChoice.tsx';
import { ListTabs } from './ListTabs.tsx';
import { RecordTable } from './RecordTable.tsx';
import { sortWords } from './sort-order.ts';
import styles from './table.module.css';
import { type Columns, useColumns } from './use-columns.ts';
import { useMeasureColumn } from './use-measure-column.ts';

const DENSITIES = ['compact', 'standard', 'roomy'] as const;
const DENSITY_WORDS = { compact: 'Compact', standard: 'Standard', roomy: 'Roomy' } as const;

/** What stands in every table: the row where conditions are typed. */
interface TableProps {
  readonly filterBar: ReactNode;
}

function TableTools() {
  const keysOf = useKeysOf();
  const setTableDialog = useStore((state) => state.setTableDialog);
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const selectedIds = useStore((state) => state.selectedIds);
  const { density } = settings;
  const next = DENSITIES[(DENSITIES.indexOf(density) + 1) % DENSITIES.length] ?? 'standard';
  return (
    <>
      <Button
        look="quiet"
        icon={<Columns3 size={15} aria-hidden="true" />}
        onClick={() => setTableDialog('columns')}
      >
        Columns
      </Button>
      <Button
        look="quiet"
        icon={<Rows3 size={15} aria-hidden="true" />}
        title={`Density. Change to ${DENSITY_WORDS[next].toLowerCase()}`}
        onClick={() => setSettings({ ...settings, density: next })}
      >
        {DENSITY_WORDS[density]}
      </Button>
      <Button
        look="quiet"
        icon={<FileDown size={15} aria-hidden="true" />}
        onClick={() => setTableDialog('export')}
      >
        Export
      </Button>
      <Button
        icon={<Waypoints size={15} aria-hidden="true" />}
        keys={keysOf('table.show')}
        aria-disabled={selectedIds.length === 0}
        onClick={() => showOnMap(selectedIds)}
      >
        Show on map
      </Button>
      {!isReadOnly && (
        <Button
          look="primary"
          icon={<Plus size={15} aria-hidden="true" />}
          keys={keysOf('record.new')}
          onClick={() => openForm({ type: 'new-record' })}
        >
          New record
        </Button>
      )}
    </>
  );
}

function counted(total: number): string {
  return `${total.toLocaleString('en-GB')} ${total === 1 ? 'record' : 'records'}`;
}

function Count({ columns }: { readonly columns: Columns }) {
  const counts = useStore((state) => state.listCounts);
  const sort = useStore((state) => state.recordSort);
  return (
    <span className={styles.count} role="status">
      {counts && `${counted(counts.listed)}${sortWords(sort, columns.definitions)}`}
    </span>
  );
}

/** What can be done with the rows that are selected. */
function Foot() {
  const keysOf = useKeysOf();
  const selectedIds = useStore((state) => state.selectedIds);
  const clearSelection = useStore((state) => state.clearSelection);
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  if (selectedIds.length === 0) return null;
  return (
    <div className={styles.foot}>
      <b>{selectedIds.length.toLocaleString('en-GB')} selected</b>
      {!isReadOnly && (
        <Button
          look="quiet"
          icon={<PencilLine size={14} aria-hidden="true" />}
          keys={['E']}
          onClick={() => openForm({ type: 'edit-together' })}
        >
          Edit together
        </Button>
      )}
      {!isReadOnly && (
        <Button
          look="quiet"
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={() => openForm({ type: 'delete-records', ids: selectedIds })}
        >
          Delete
        </Button>
      )}
      <span className={styles.gap} />
      <Button look="quiet" keys={keysOf('selection.clear')} onClick={clearSelection}>
        Clear selection
      </Button>
    </div>
  );
}

interface PlaceProps extends TableProps {
  readonly ontology: Ontology;
}

function AllRecords({ ontology, filterBar }: PlaceProps) {
  const keysOf = useKeysOf();
  const revision = useStore((state) => state.revision);
  const goTo = useStore((state) => state.goTo);
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const info = useApi(() => api.case.info(), [revision]);
  const columns = useColumns(ontology);
  const total =
    info.status === 'ready'
      ? Object.values(info.value.entities).reduce((sum, count) => sum + count, 0)
      : null;
  return (
    <div className={styles.screen}>
      <Toolbar label="Records">
        <ListTabs columns={columns} total={total} />
        <TableTools />
      </Toolbar>
      <div className={styles.bar}>
        {filterBar}
        <GroupChoice columns={columns} />
        <Count columns={columns} />
      </div>
      <RecordTable
        label="Records"
        ontology={ontology}
        columns={columns}
        among={null}
        total={total}
        whenEmpty={
          <EmptyState
            title="There are no records yet"
            actions={
              isReadOnly ? null : (
                <>
                  <Button look="primary" onClick={() => goTo('import')}>
                    Import records
                  </Button>
                  <Button
                    keys={keysOf('record.new')}
                    onClick={() => openForm({ type: 'new-record' })}
                  >
                    New record
                  </Button>
                </>
              )
            }
          >
            {isReadOnly
              ? READ_ONLY_WORDS
              : 'Import council records, a spreadsheet or a graph, or add a record by hand.'}
          </EmptyState>
        }
      />
      <Foot />
    </div>
  );
}

/** Everything of the case as a table: whatever the map shows can be found here by keyboard. */
export function RecordsScreen({ filterBar }: TableProps) {
  const ontology = useOntologyOrNull();
  if (!ontology) return <LoadingState>Reading the kinds of record</LoadingState>;
  return <AllRecords ontology={ontology} filterBar={filterBar} />;
}

interface TableLensProps extends TableProps {
  /** The choice of lens, first in the row of tools. */
  readonly lenses: ReactNode;
}

function ShownRecords({ ontology, filterBar, lenses }: PlaceProps & TableLensProps) {
  const shownIds = useStore((state) => state.shownIds);
  const passing = useStore((state) => state.sieves.measure?.entityIds ?? null);
  const setMeasureRange = useStore((state) => state.setMeasureRange);
  const { columns, arrange } = useMeasureColumn(useColumns(ontology));
  const among = useMemo(
    () => (passing === null ? shownIds : shownIds.filter((id) => passing.has(id))),
    [shownIds, passing],
  );
  return (
    <div className={styles.screen}>
      <Toolbar label="Table">
        {lenses}
        <span className={styles.gap} />
        <TableTools />
      </Toolbar>
      <div className={styles.bar}>
        {filterBar}
        <GroupChoice columns={columns} />
        <Count columns={columns} />
      </div>
      <RecordTable
        label="Records on the map"
        ontology={ontology}
        columns={columns}
        among={among}
        arrange={arrange}
        total={shownIds.length}
        whenEmpty={
          shownIds.length > 0 ? (
            <EmptyState
              title="No record on this map lies in the range"
              actions={<Button onClick={() => setMeasureRange(null)}>Show every value</Button>}
            >
              The filter keeps certain values of a measure alone.
            </EmptyState>
          ) : (
            <EmptyState title="There is nothing on this map yet">
              Find a record above to begin, or go to the records and show some on the map.
            </EmptyState>
          )
        }
      />
      <Foot />
    </div>
  );
}

/** The records on the map as a table. */
export function TableLens({ filterBar, lenses }: TableLensProps) {
  const ontology = useOntologyOrNull();
  if (!ontology) return <LoadingState>Reading the kinds of record</LoadingState>;
  return <ShownRecords ontology={ontology} filterBar={filterBar} lenses={lenses} />;
}
