import type { EntitySort } from '../../../shared/api/entity.ts';
import { RECORD_COLUMN } from '../../../shared/records/column.ts';
import { useStore } from '../../store/store.ts';
import { SelectField } from '../../ui/Field.tsx';
import styles from './table.module.css';
import type { Columns } from './use-columns.ts';

/** What the list can be grouped by: kind, and what the columns that are shown say. */
function choicesOf({ definitions, shown }: Columns, chosen: EntitySort | null) {
  const shownIds = new Set(shown.map(({ definition }) => definition.id));
  return [...definitions.values()].filter(
    ({ id, sort }) =>
      id !== RECORD_COLUMN &&
      sort !== null &&
      (id === 'kind' || sort === chosen?.by || shownIds.has(id)),
  );
}

/** Chooses what the rows are gathered under. */
export function GroupChoice({ columns }: { readonly columns: Columns }) {
  const group = useStore((state) => state.recordGroup);
  const setRecordGroup = useStore((state) => state.setRecordGroup);
  const choices = choicesOf(columns, group);
  return (
    <div className={styles.groupBy}>
      <SelectField
        label="Group by"
        value={group?.by ?? ''}
        onChange={(event) => {
          const found = choices.find(({ sort }) => sort === event.target.value);
          setRecordGroup(
            found?.sort
              ? {
                  by: found.sort,
                  direction: found.beginsDescending ? 'descending' : 'ascending',
                }
              : null,
          );
        }}
      >
        <option value="">Nothing</option>
        {choices.map(({ id, label, sort }) => (
          <option key={id} value={sort ?? ''}>
            {label}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
