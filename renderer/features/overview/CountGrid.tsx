import { Info } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import type { GraphGrid, GraphScope, GraphStep } from '../../../shared/api/graph.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { GRID_COLUMNS, type GridBy } from '../../../shared/overview/grid.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import lens from '../../ui/Lens.module.css';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import styles from './Overview.module.css';
import { counted, GRID_WORDS, number } from './overview-words.ts';

interface CountGridProps {
  readonly scope: GraphScope;
  readonly ontology: Ontology;
  readonly by: GridBy;
  readonly total: number;
  readonly onBy: (by: GridBy) => void;
  readonly onEnter: (step: GraphStep) => void;
}

/** How many records there are of each kind, by source, time, links, levers or OCG; each count opens its records. */
export function CountGrid({ scope, ontology, by, total, onBy, onEnter }: CountGridProps) {
  const revision = useStore((state) => state.revision);
  const grid = useApi(() => api.graph.grid({ scope, by }), [scope, by, revision]);
  return (
    <div className={styles.gridScreen} data-region="" tabIndex={-1}>
      <div className={styles.gridHead}>
        <div className={styles.gridNote}>
          <Info size={15} aria-hidden="true" />
          <p role="status">
            <b>{number(total)} records are too many to read at once.</b> Choose a count to open
            those records. Protected people are not counted.
          </p>
        </div>
        <label className={lens.choose}>
          <span>Columns</span>
          <select value={by} onChange={(event) => onBy(event.target.value as GridBy)}>
            {GRID_COLUMNS.map((column) => (
              <option key={column} value={column}>
                {GRID_WORDS[column]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {grid.status === 'loading' && <LoadingState>Counting the records</LoadingState>}
      {grid.status === 'failed' && <FailedState message={grid.error.message} retry={grid.retry} />}
      {grid.status === 'ready' && (
        <GridTable
          grid={grid.value}
          ontology={ontology}
          by={by}
          onOpen={(kind, column) => onEnter({ type: 'cell', by, kind, column })}
        />
      )}
    </div>
  );
}

interface GridTableProps {
  readonly grid: GraphGrid;
  readonly ontology: Ontology;
  readonly by: GridBy;
  readonly onOpen: (kind: string | null, column: string | null) => void;
}

function GridTable({ grid, ontology, by, onOpen }: GridTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const most = Math.log1p(grid.rows.reduce((sum, { counts }) => Math.max(sum, ...counts), 1));

  function travel(event: KeyboardEvent<HTMLElement>): void {
    const cell = (event.target as HTMLElement).closest('td, th');
    const row = cell?.parentElement;
    if (!(cell instanceof HTMLTableCellElement) || !(row instanceof HTMLTableRowElement)) return;
    const [down, right] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ??
      [];
    if (down === undefined || right === undefined) return;
    event.preventDefault();
    const rows = table.current?.rows;
    // Empty cells have nothing to open: they are stepped over.
    for (let step = 1; step < 60; step++) {
      const next = rows?.[row.rowIndex + down * step]?.cells[cell.cellIndex + right * step];
      if (!next) return;
      const button = next.querySelector('button');
      if (!button) continue;
      button.focus();
      return;
    }
  }

  return (
    <div className={styles.gridScroll}>
      <table ref={table} className={styles.grid} onKeyDown={travel}>
        <caption className="visually-hidden">
          {`Records by kind and ${GRID_WORDS[by].toLowerCase()}. Arrow keys go from count to count.`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">All</th>
            {grid.columns.map(({ id, label }) => (
              <th key={id} scope="col">
                <button type="button" title={label} onClick={() => onOpen(null, id)}>
                  {label}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map(({ kind, total, counts }) => {
            const definition = kindOf(ontology, kind);
            const plural = definition?.plural ?? kind;
            return (
              <tr key={kind}>
                <th scope="row">
                  <EntityMark
                    colour={definition?.base ?? kind}
                    shape={definition?.shape ?? 'dot'}
                    icon={definition?.icon ?? null}
                  />
                  {plural}
                </th>
                <td>
                  <button
                    type="button"
                    aria-label={`${plural}: ${counted(total, 'record', 'records')}`}
                    onClick={() => onOpen(kind, null)}
                  >
                    <b>{number(total)}</b>
                  </button>
                </td>
                {grid.columns.map(({ id, label }, index) => {
                  const count = counts[index] ?? 0;
                  if (count === 0) return <td key={id} className={styles.none} />;
                  const share = Math.round((60 * Math.log1p(count)) / most);
                  return (
                    <td key={id}>
                      <button
                        type="button"
                        aria-label={`${plural}, ${label}: ${counted(count, 'record', 'records')}`}
                        style={{
                          background: `color-mix(in srgb, var(--accent) ${share / 2}%, var(--bg-raised))`,
                        }}
                        onClick={() => onOpen(kind, id)}
                      >
                        {number(count)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
