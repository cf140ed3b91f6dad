import { useId } from 'react';
import type { TableOutlook } from '../../../shared/api/import.ts';
import { CHOSEN_ENCODINGS, type TableEncoding } from '../../../shared/import/mapping.ts';
import { Note } from '../../ui/Note.tsx';
import { Table } from '../../ui/Table.tsx';
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
  const { header, name, problem } = table;
  if (header === null) return null;
  const isChosen = work.options.headers.some((one) => one.table === name);
  const isUnread = problem !== null;
  return (
    <div className={styles.header}>
      <label htmlFor={id}>{isUnread ? `Header of ${name}` : 'Header'}</label>
      <select
        id={id}
        className={styles.select}
        value={isUnread ? '' : header.row}
        onChange={(event) => void work.setHeader(name, Number(event.target.value))}
      >
        {isUnread && <option value="">Choose the row that names the columns</option>}
        {header.choices.map(({ row, cells }) => (
          <option key={row} value={row} disabled={isUnread && row === header.row}>
            Row {row.toLocaleString('en-GB')}: {wordsOf(cells)}
          </option>
        ))}
        <option value={0}>None: the first row holds values</option>
      </select>
      {!isUnread && (isChosen || header.reason !== null) && (
        <span className={styles.reason}>
          {isChosen || header.reason === null
            ? 'Chosen by hand'
            : `Guessed: ${sentence(header.reason)}`}
        </span>
      )}
    </div>
  );
}

/** A table whose header cannot be read: why, its first rows, and which of them people say is the header. */
export function UnreadTable({
  work,
  table,
}: {
  readonly work: Import;
  readonly table: TableOutlook;
}) {
  const { name, problem, header } = table;
  return (
    <section className={styles.unread} aria-label={`${name} cannot be read`}>
      <Note tone="danger">
        {name}
        {header && header.row > 0 && `, row ${header.row.toLocaleString('en-GB')}`}: {problem}
      </Note>
      {header && (
        <>
          <HeaderRow work={work} table={table} />
          <Table label={`First rows of ${name}`}>
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">What it holds</th>
              </tr>
            </thead>
            <tbody>
              {header.choices.map(({ row, cells }) => (
                <tr key={row}>
                  <th scope="row">{row.toLocaleString('en-GB')}</th>
                  <td>{wordsOf(cells)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      )}
    </section>
  );
}

const ENCODING_WORDS: Readonly<Record<TableEncoding['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Western (Windows-1252)',
  'windows-1250': 'Central European (Windows-1250)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  'iso-8859-2': 'Central European (ISO-8859-2)',
  'iso-8859-15': 'Western with euro (ISO-8859-15)',
  macintosh: 'Western, older Macs',
};

/** In which encoding a file is read that does not say its own: the values below show whether it is the right one. */
export function EncodingRow({
  work,
  table,
}: {
  readonly work: Import;
  readonly table: TableOutlook;
}) {
  const id = useId();
  const { guessedEncoding, name } = table;
  if (guessedEncoding === null) return null;
  const known = CHOSEN_ENCODINGS.find((one) => one === guessedEncoding);
  const isChosen = work.options.encodings.some((one) => one.table === name);
  return (
    <div className={styles.header}>
      <label htmlFor={id}>Encoding</label>
      <select
        id={id}
        className={styles.select}
        value={known ?? ''}
        onChange={(event) => {
          const chosen = CHOSEN_ENCODINGS.find((one) => one === event.target.value);
          if (chosen) void work.setEncoding(name, chosen);
        }}
      >
        {known === undefined && <option value="">{guessedEncoding}</option>}
        {CHOSEN_ENCODINGS.map((encoding) => (
          <option key={encoding} value={encoding}>
            {ENCODING_WORDS[encoding]}
          </option>
        ))}
      </select>
      <span className={styles.reason}>
        {isChosen
          ? 'Chosen by hand'
          : 'Guessed: the file does not say it. Look at letters with accents and signs such as £.'}
      </span>
    </div>
  );
}
