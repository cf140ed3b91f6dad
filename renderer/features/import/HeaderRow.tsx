import { useId } from 'react';
import type { TableOutlook } from '../../../shared/api/import.ts';
import styles from './ColumnsStep.module.css';
import { sentence } from './report-words.ts';
import type { Import } from './use-import.ts';

const SHOWN_CHARACTERS = 80;

function wordsOf(cells: readonly string[]): string {
  const words = cells.join(' · ');
  return words.length > SHOWN_CHARACTERS ? `${words.slice(0, SHOWN_CHARACTERS)}…` : words;
}

/** Which row names the columns: guessed with a reason, and changed here where the guess is wrong. */
export function HeaderRow({
  work,
  table,
}: {
  readonly work: Import;
  readonly table: TableOutlook;
}) {
  const id = useId();
  const { header, name } = table;
  if (header === null) return null;
  const isChosen = work.options.headers.some((one) => one.table === name);
  return (
    <div className={styles.header}>
      <label htmlFor={id}>Header</label>
      <select
        id={id}
        className={styles.select}
        value={header.row}
        onChange={(event) => void work.setHeader(name, Number(event.target.value))}
      >
        {header.choices.map(({ row, cells }) => (
          <option key={row} value={row}>
            Row {row.toLocaleString('en-GB')}: {wordsOf(cells)}
          </option>
        ))}
        <option value={0}>None: the first row holds values</option>
      </select>
      {(isChosen || header.reason !== null) && (
        <span className={styles.reason}>
          {isChosen || header.reason === null
            ? 'Chosen by hand'
            : `Guessed: ${sentence(header.reason)}`}
        </span>
      )}
    </div>
  );
}
