import { FunnelX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useMemo } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { chipOf } from '../../../shared/query/chip.ts';
import { formatQuery, formatTerm } from '../../../shared/query/format.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { filterOf } from '../../store/explore.ts';
import { showOnMap } from '../../store/show-on-map.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { gridLines } from './grid-lines.ts';
import { RecordGrid } from './RecordGrid.tsx';
import type { Columns } from './use-columns.ts';
import { useGroups } from './use-groups.ts';
import { type Rows, useRows } from './use-rows.ts';

interface RecordTableProps {
  readonly label: string;
  readonly ontology: Ontology;
  readonly columns: Columns;
  /** Null: every record of the case; else those of these. */
  readonly among: readonly string[] | null;
  /** Puts those of some records in another order. */
  readonly arrange?: ((ids: readonly string[]) => readonly string[]) | null;
  /** How many there are without the filter; null while they are counted. */
  readonly total: number | null;
  /** What stands here where there is nothing at all. */
  readonly whenEmpty: ReactNode;
}

/** The list of records as the filter and the columns have it. */
export function RecordTable(props: RecordTableProps) {
  const { label, ontology, columns, among, arrange = null, total, whenEmpty } = props;
  const filter = useStore(filterOf);
  const sort = useStore((state) => state.recordSort);
  const revision = useStore((state) => state.revision);
  const setRecordGroup = useStore((state) => state.setRecordGroup);
  const setListCounts = useStore((state) => state.setListCounts);
  const fields = columns.shown.flatMap(({ definition }) => definition.field ?? []);
  const hasLinkSpan = columns.shown.some(({ definition }) => definition.hasLinkSpan);
  const group = useStore((state) => state.recordGroup);
  const groups = useGroups({ filter, among, revision });
  const order = useMemo(() => (group === null ? sort : [group, ...sort]), [group, sort]);
  const rows = useRows({ filter, sort: order, fields, hasLinkSpan, among, arrange, revision });
  const listed = rows.total;
  const isWhole = groups.list?.reduce((sum, { count }) => sum + count, 0) === listed;
  const lines = useMemo(
    () => gridLines(isWhole ? groups.list : null, groups.closed, listed ?? 0),
    [groups.list, groups.closed, isWhole, listed],
  );

  useEffect(() => {
    setListCounts(listed === null || total === null ? null : { listed, total });
  }, [listed, total, setListCounts]);
  useEffect(() => () => setListCounts(null), [setListCounts]);

  if (rows.error) return <FailedState message={rows.error.message} retry={rows.retry} />;
  if (listed === null) return <LoadingState>Reading records</LoadingState>;
  if (listed === 0 && filter === '') return whenEmpty;
  if (listed === 0) return <NoResults rows={rows} ontology={ontology} total={total} />;
  if (groups.failure !== null)
    return (
      <FailedState
        message={groups.failure}
        actions={<Button onClick={() => setRecordGroup(null)}>Group by nothing</Button>}
      />
    );
  return (
    <RecordGrid
      label={label}
      ontology={ontology}
      rows={rows}
      lines={lines}
      groups={groups}
      total={listed}
      columns={columns.shown}
      acts={columns.acts}
      listKey={`${filter} ${JSON.stringify(order)}`}
      onShow={showOnMap}
    />
  );
}

interface NoResultsProps {
  readonly rows: Rows;
  readonly ontology: Ontology;
  readonly total: number | null;
}

/** Says which condition hides the most, and offers to take it away. */
function NoResults({ rows, ontology, total }: NoResultsProps) {
  const filterText = useStore((state) => state.filterText);
  const setFilterText = useStore((state) => state.setFilterText);
  const setFilterDraft = useStore((state) => state.setFilterDraft);
  const { terms } = parseQuery(filterText, ontology).query;
  const [most] = rows.hiding;
  const hiding = terms.find((term) => formatTerm(term) === most?.filter);
  const name = hiding && chipOf(hiding, ontology).label;

  function clearAll(): void {
    setFilterText('');
    setFilterDraft('');
  }

  return (
    <EmptyState
      title="No records match this filter"
      icon={<FunnelX size={28} aria-hidden="true" />}
      actions={
        <>
          {hiding && terms.length > 1 && (
            <Button
              look="primary"
              onClick={() =>
                setFilterText(formatQuery({ terms: terms.filter((term) => term !== hiding) }))
              }
            >
              {`Clear ${name}`}
            </Button>
          )}
          <Button onClick={clearAll}>Clear the filter</Button>
        </>
      }
    >
      {total !== null &&
        `${total.toLocaleString('en-GB')} ${total === 1 ? 'record is' : 'records are'} hidden. `}
      {hiding && (
        <>
          <b>{name}</b> hides the most.
        </>
      )}
      {rows.notices.join(' ')}
    </EmptyState>
  );
}
