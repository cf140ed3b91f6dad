import { useMemo } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { type ColumnDefinition, columnsOf } from '../../../shared/records/column.ts';
import type { RecordColumn } from '../../store/records.ts';
import { useStore } from '../../store/store.ts';
import { changeColumn, chosenColumns, moveColumn, showOnly } from './columns.ts';
import { type ShownColumn, withPlaces } from './shown-column.ts';
import { nextSort } from './sort-order.ts';

/** What can be done with columns; what is chosen stays with the person. */
export interface ColumnActs {
  /** Orders by a column; `isAdded`: besides what orders already. */
  sort(definition: ColumnDefinition, isAdded: boolean): void;
  resize(id: string, widthPx: number): void;
  move(id: string, step: -1 | 1): void;
  show(id: string, isShown: boolean): void;
  pin(id: string, isPinned: boolean): void;
  /** Shows some columns and no others. */
  showOnly(ids: readonly string[]): void;
  reset(): void;
}

/** The columns of the table, as this person has them. */
export interface Columns {
  readonly definitions: ReadonlyMap<string, ColumnDefinition>;
  /** Every column, those that are not shown too. */
  readonly choices: readonly RecordColumn[];
  readonly shown: readonly ShownColumn[];
  readonly acts: ColumnActs;
}

function keepColumns(recordColumns: readonly RecordColumn[]): void {
  const { settings, setSettings } = useStore.getState();
  setSettings({ ...settings, recordColumns: [...recordColumns] });
}

function actsOn(choices: readonly RecordColumn[]): ColumnActs {
  return {
    sort(definition, isAdded) {
      const { recordSort, setRecordSort } = useStore.getState();
      setRecordSort(nextSort(recordSort, definition, isAdded));
    },
    resize: (id, widthPx) => keepColumns(changeColumn(choices, id, { widthPx })),
    move: (id, step) => keepColumns(moveColumn(choices, id, step)),
    show: (id, isShown) => keepColumns(changeColumn(choices, id, { isShown })),
    pin: (id, isPinned) => keepColumns(changeColumn(choices, id, { isPinned })),
    showOnly: (ids) => keepColumns(showOnly(choices, ids)),
    reset: () => keepColumns([]),
  };
}

/** All columns, those that are shown, and what can be done with them. */
export function useColumns(ontology: Ontology): Columns {
  const chosen = useStore((state) => state.settings.recordColumns);
  return useMemo(() => {
    const all = columnsOf(ontology);
    const definitions = new Map(all.map((one) => [one.id, one]));
    const choices = chosenColumns(all, chosen);
    const shown = choices.flatMap((choice) => {
      const definition = definitions.get(choice.id);
      return choice.isShown && definition ? [{ definition, choice }] : [];
    });
    return { definitions, choices, shown: withPlaces(shown), acts: actsOn(choices) };
  }, [ontology, chosen]);
}
