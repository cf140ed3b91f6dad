import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { Table } from '../../ui/Table.tsx';
import type { Entry, TimelineModel } from './timeline-model.ts';
import { selectEntry, useEntrySelection } from './timeline-selection.ts';
import { countWords, itemWhen, LANE_WORD, whoWords } from './timeline-words.ts';

const PAGE = 200;

/** The timeline as a table, the earliest first. */
export function TimelineTable({
  model,
  entries,
}: {
  readonly model: TimelineModel;
  readonly entries: readonly Entry[];
}) {
  const [limit, setLimit] = useState(PAGE);
  const isSelected = useEntrySelection(model);
  const hasSelection = useStore((state) => state.selectedIds.length > 0);
  const rows = entries.slice(0, limit);
  const more = entries.length - rows.length;
  return (
    <div className={lens.tableFrame} data-keys="timeline">
      <Table label={`${countWords(entries.length, 'dated thing')}, earliest first`}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Who and where</th>
            <th scope="col">Lane</th>
            <th scope="col">How sure</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => {
            const selected = hasSelection && isSelected(entry);
            return (
              <tr key={`${entry.item.lane} ${entry.item.id}`} aria-selected={selected}>
                <td>{itemWhen(entry.item)}</td>
                <td>
                  <button
                    type="button"
                    className={lens.rowButton}
                    aria-pressed={selected}
                    onClick={(event) => selectEntry(model, entry, event)}
                  >
                    {entry.item.label}
                  </button>
                </td>
                <td>{whoWords(model, entry.item)}</td>
                <td>{LANE_WORD[entry.item.lane]}</td>
                <td>{entry.item.certainty}</td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      {more > 0 && (
        <p className={lens.more}>
          {`${countWords(more, 'more', 'more')} follow.`}
          <Button onClick={() => setLimit(limit + 1000)}>Show 1,000 more</Button>
        </p>
      )}
    </div>
  );
}
