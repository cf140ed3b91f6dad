import { useMemo, useState } from 'react';
import { pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { cell as cellStyle, Table } from '../../ui/Table.tsx';
import type { MatrixModel } from './matrix-model.ts';
import { edgeWords } from './matrix-words.ts';

const PAGE = 200;

/** The matrix as a table: one row for each pair that is linked. */
export function MatrixTable({
  model,
  order,
}: {
  readonly model: MatrixModel;
  readonly order: readonly number[];
}) {
  const [limit, setLimit] = useState(PAGE);
  const selectedIds = useStore((state) => state.selectedIds);
  const pairs = useMemo(() => {
    const rank = new Int32Array(model.nodes.length);
    for (const [at, place] of order.entries()) rank[place] = at;
    return [...model.cells]
      .map(([key, cell]) => {
        const a = Math.floor(key / model.nodes.length);
        const b = key % model.nodes.length;
        const [first, second] = rank[a]! <= rank[b]! ? [a, b] : [b, a];
        return {
          key,
          cell,
          row: model.nodes[first]!,
          column: model.nodes[second]!,
          rank: rank[first]! * order.length + rank[second]!,
        };
      })
      .sort((x, y) => x.rank - y.rank);
  }, [model, order]);
  const more = Math.max(0, pairs.length - limit);
  return (
    <div className={lens.tableFrame} data-keys="matrix">
      <Table label={`${pairs.length.toLocaleString('en-GB')} pairs of linked records`}>
        <thead>
          <tr>
            <th scope="col">Pair</th>
            <th scope="col" className={cellStyle.number}>
              Links
            </th>
            <th scope="col">Surest</th>
            <th scope="col">What they are</th>
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, limit).map(({ key, cell, row, column }) => (
            <tr key={key}>
              <td>
                <button
                  type="button"
                  className={lens.rowButton}
                  aria-pressed={selectedIds.includes(row.id) && selectedIds.includes(column.id)}
                  onClick={(event) => pickRecords([row.id, column.id], event)}
                >
                  {`${row.label} – ${column.label}`}
                </button>
              </td>
              <td className={cellStyle.number}>{cell.edges.length}</td>
              <td>{cell.certainty}</td>
              <td className={cellStyle.wrap}>
                {cell.edges.map((edge) => edgeWords(edge, row, column)).join('; ')}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {more > 0 && (
        <p className={lens.more}>
          {`${more.toLocaleString('en-GB')} more follow.`}
          <Button onClick={() => setLimit(limit + 1000)}>Show 1,000 more</Button>
        </p>
      )}
    </div>
  );
}
