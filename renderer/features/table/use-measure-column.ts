import { useMemo, useState } from 'react';
import { figure } from '../../../shared/analysis/figure.ts';
import { MEASURE_WORDS } from '../../../shared/analysis/measure-words.ts';
import type { ColumnDefinition } from '../../../shared/records/column.ts';
import { useMeasureValues } from '../../api/use-measure-values.ts';
import { measureInUse } from '../../store/analysis.ts';
import { RECORDS_BEGINNING } from '../../store/records.ts';
import { useStore } from '../../store/store.ts';
import { useScope } from '../../store/use-scope.ts';
import { byValue } from './by-value.ts';
import { heldWidth } from './columns.ts';
import { withPlaces } from './shown-column.ts';
import type { Columns } from './use-columns.ts';

const MEASURE_COLUMN = 'measure';
const WIDTH_PX = 120;

type Direction = 'ascending' | 'descending';

/** Columns with that of the measure that is looked at, and the order that it puts the list in; null: none. */
interface MeasuredColumns {
  readonly columns: Columns;
  readonly arrange: ((ids: readonly string[]) => readonly string[]) | null;
}

/**
 * The columns of the map's table: where a measure is looked at, one for it stands after those that stay in sight. It
 * is computed here, so it orders the list here: a list in groups is ordered by what the groups are ordered by.
 */
export function useMeasureColumn(columns: Columns): MeasuredColumns {
  const measure = useStore(measureInUse);
  const isGrouped = useStore((state) => state.recordGroup !== null);
  const scope = useScope();
  const revision = useStore((state) => state.revision);
  const { value } = useMeasureValues(measure ? [measure] : [], { scope, revision });
  const [chosen, setChosen] = useState<Direction | null>(null);
  const [widthPx, setWidthPx] = useState(WIDTH_PX);
  const values = measure && value?.get(measure);
  const order = isGrouped ? null : chosen;
  return useMemo(() => {
    if (!measure) return { columns, arrange: null };
    const definition: ColumnDefinition = {
      id: MEASURE_COLUMN,
      label: MEASURE_WORDS[measure].name,
      widthPx: WIDTH_PX,
      isNumber: true,
      sort: null,
      beginsDescending: true,
      field: null,
      hasLinkSpan: false,
      textOf({ id }) {
        const own = values?.get(id);
        if (own !== undefined) return figure(own);
        return values ? 'Not measured' : '';
      },
      filterOf: () => null,
    };
    const choice = { id: MEASURE_COLUMN, widthPx, isShown: true, isPinned: false };
    const pinned = columns.shown.filter((one) => one.choice.isPinned);
    const others = columns.shown.filter((one) => !one.choice.isPinned);
    const shown = [...pinned, { definition, choice, leftPx: null, order }, ...others];
    const acts: Columns['acts'] = {
      ...columns.acts,
      sort(by, isAdded) {
        if (by.id !== MEASURE_COLUMN) {
          setChosen(null);
          columns.acts.sort(by, isAdded);
          return;
        }
        setChosen(order === null ? 'descending' : order === 'descending' ? 'ascending' : null);
        const { setRecordGroup, setRecordSort } = useStore.getState();
        setRecordGroup(null);
        setRecordSort(RECORDS_BEGINNING.recordSort);
      },
      resize: (id, to) =>
        id === MEASURE_COLUMN ? setWidthPx(heldWidth(to)) : columns.acts.resize(id, to),
    };
    return {
      columns: { ...columns, shown: withPlaces(shown), acts },
      arrange: values && order ? (ids) => byValue(ids, values, order) : null,
    };
  }, [columns, measure, values, order, widthPx]);
}
