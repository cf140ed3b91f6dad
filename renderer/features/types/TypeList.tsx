import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import type { TypePage, TypeRow } from './type-rows.ts';
import styles from './types.module.css';

interface TypeListProps {
  readonly page: TypePage;
  readonly label: string;
  readonly rows: readonly TypeRow[];
  readonly mayChange: boolean;
  readonly onChange: (row: TypeRow) => void;
}

function uses({ countsLinks }: TypeRow, page: TypePage, count: number): string {
  const number = count.toLocaleString('en-GB');
  if (countsLinks) return count === 1 ? '1 link' : `${number} links`;
  // Records and links may say a word.
  if (page === 'words') return count === 1 ? '1 use' : `${number} uses`;
  return count === 1 ? '1 record' : `${number} records`;
}

function Standing({ row }: { readonly row: TypeRow }) {
  return (
    <>
      {row.standing === 'ours' && <Chip tone="accent">Ours</Chip>}
      {row.standing === 'changed' && !row.isRetired && <Chip tone="outline">Renamed</Chip>}
      {row.isRetired && <Chip tone="warning">{row.standing === 'ours' ? 'Retired' : 'Off'}</Chip>}
    </>
  );
}

/** Types of one page, each with what it is, how often it is used and a way to change it. */
export function TypeList({ page, label, rows, mayChange, onChange }: TypeListProps) {
  return (
    // A scrolling region must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it.
    <section className={styles.rows} tabIndex={0} aria-label={label}>
      {rows.length === 0 ? (
        <p className={styles.empty} role="status">
          Nothing meets this. Change the words, or show all types.
        </p>
      ) : (
        <ul aria-label={label}>
          {rows.map((row) => (
            <li key={row.key} className={classNames(row.mark && styles.marked)}>
              {row.mark && (
                <EntityMark
                  colour={row.mark.base}
                  shape={row.mark.shape}
                  icon={row.mark.icon}
                  sizePx={22}
                />
              )}
              <div className={styles.what}>
                <b>
                  {row.label} <Standing row={row} />
                </b>
                <span>{row.about}</span>
              </div>
              <span className={styles.count}>
                {row.count === null
                  ? ''
                  : row.count === 0
                    ? 'Not used'
                    : uses(row, page, row.count)}
              </span>
              {mayChange && (
                <Button
                  look="quiet"
                  aria-label={`Change ${row.label}, ${row.about}`}
                  onClick={() => onChange(row)}
                >
                  Change
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
