import { FilterBar } from '../features/filter/FilterBar.tsx';
import { RecordsScreen, TableLens } from '../features/table/RecordsScreen.tsx';
import type { LensProps } from './lenses.ts';

/** All records as a table, below the row where conditions are typed. */
export function RecordsPlace() {
  return <RecordsScreen filterBar={<FilterBar />} />;
}

/** The records on the map as a table, below the row where conditions are typed. */
export function TablePlace({ lenses }: LensProps) {
  return <TableLens filterBar={<FilterBar />} lenses={lenses} />;
}
