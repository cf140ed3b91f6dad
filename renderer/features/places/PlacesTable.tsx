import { useState } from 'react';
import type { UnplacedEntity } from '../../../shared/api/place.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { cell, Table } from '../../ui/Table.tsx';
import { kindWord, placedWords, UNPLACED_WORDS } from './place-words.ts';
import type { PlacePoint } from './use-places.ts';

const PAGE = 200;

interface RowsProps<T> {
  readonly rows: readonly T[];
  readonly label: string;
  readonly heads: readonly string[];
  readonly draw: (row: T) => React.ReactNode;
}

function Rows<T>({ rows, label, heads, draw }: RowsProps<T>) {
  const [limit, setLimit] = useState(PAGE);
  const more = Math.max(0, rows.length - limit);
  return (
    <div className={lens.tableFrame} data-keys="places">
      <Table label={label}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.slice(0, limit).map(draw)}</tbody>
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

function Name({ id, label }: { readonly id: string; readonly label: string }) {
  const isSelected = useStore((state) => state.selectedIds.includes(id));
  return (
    <button
      type="button"
      className={lens.rowButton}
      aria-pressed={isSelected}
      onClick={(event) => pickRecords([id], event)}
    >
      {label}
    </button>
  );
}

/** The map of places as a table. */
export function PlacesTable({
  ontology,
  points,
}: {
  readonly ontology: Ontology;
  readonly points: readonly PlacePoint[];
}) {
  return (
    <Rows
      rows={points}
      label={`${points.length.toLocaleString('en-GB')} records with a place`}
      heads={['Record', 'Kind', 'Latitude', 'Longitude', 'How it is placed']}
      draw={({ entity }) => (
        <tr key={entity.id}>
          <td>
            <Name id={entity.id} label={entity.label} />
          </td>
          <td>{kindWord(ontology, entity.kind)}</td>
          <td className={cell.number}>{entity.latitude.toFixed(4)}</td>
          <td className={cell.number}>{entity.longitude.toFixed(4)}</td>
          <td>{placedWords(entity)}</td>
        </tr>
      )}
    />
  );
}

/** What ought to have a place and has none. */
export function UnplacedTable({
  ontology,
  unplaced,
}: {
  readonly ontology: Ontology;
  readonly unplaced: readonly UnplacedEntity[];
}) {
  return (
    <Rows
      rows={unplaced}
      label={`${unplaced.length.toLocaleString('en-GB')} records without a place`}
      heads={['Record', 'Kind', 'Why it is not placed']}
      draw={({ id, label, kind, reason }) => (
        <tr key={id}>
          <td>
            <Name id={id} label={label} />
          </td>
          <td>{kindWord(ontology, kind)}</td>
          <td>{UNPLACED_WORDS[reason]}</td>
        </tr>
      )}
    />
  );
}
