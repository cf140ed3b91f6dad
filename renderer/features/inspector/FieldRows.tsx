import { Pencil } from 'lucide-react';
import type { FieldEntry } from '../../../shared/api/entity.ts';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import inspector from './Inspector.module.css';
import { RecordGrade } from './RecordGrade.tsx';
import { originWords } from './record-words.ts';
import styles from './Summary.module.css';

/** Called with a field's id to correct it; null where nothing can be corrected. */
type OnEdit = ((field: string) => void) | null;

interface RowsProps {
  readonly entries: readonly FieldEntry[];
  readonly onEdit: OnEdit;
}

interface RowProps {
  readonly entry: FieldEntry;
  /** Whether another record says otherwise. */
  readonly isPast: boolean;
  readonly onEdit: OnEdit;
}

/** Notes of several reports stand side by side: only a correction of them overtakes what was written. */
function isOvertaken(entry: FieldEntry, entries: readonly FieldEntry[]): boolean {
  if (entry.isCurrent || entry.type !== 'long-text') return !entry.isCurrent;
  return entries.some(
    ({ field, isCurrent, records }) =>
      field === entry.field && isCurrent && records.some(({ isCorrection }) => isCorrection),
  );
}

function rowKey(entry: FieldEntry): string {
  return `${entry.field} ${JSON.stringify(entry.value)}`;
}

/** The record that speaks for a value, how many more say the same, and whether it has left its register. */
function originOf({ records }: FieldEntry, isPast: boolean): string {
  const [record] = records;
  if (!record) return '';
  const more = records.length - 1;
  return [
    `${originWords(record)}${more > 0 ? ` and ${more} more` : ''}`,
    record.absentSince && 'Not in the latest edition',
    isPast && 'Overtaken by another record',
  ]
    .filter(Boolean)
    .join('. ');
}

interface FactGroup {
  readonly origin: string;
  readonly entries: readonly FieldEntry[];
}

/** Values that one record says, told once for all of them. */
function groupByOrigin(entries: readonly FieldEntry[]): readonly FactGroup[] {
  const groups = new Map<string, FieldEntry[]>();
  for (const entry of entries) {
    const origin = originOf(entry, isOvertaken(entry, entries));
    const group = groups.get(origin);
    if (group) group.push(entry);
    else groups.set(origin, [entry]);
  }
  return [...groups].map(([origin, grouped]) => ({ origin, entries: grouped }));
}

function EditButton({ entry, onEdit }: Pick<RowProps, 'entry' | 'onEdit'>) {
  if (!onEdit || !entry.isCurrent) return null;
  return (
    <IconButton
      className={styles.edit ?? ''}
      label={`Edit ${entry.label.toLowerCase()}`}
      tip="below-left"
      icon={<Pencil size={12} aria-hidden="true" />}
      onClick={() => onEdit(entry.field)}
    />
  );
}

function FactRow({ entry, isPast, onEdit }: RowProps) {
  return (
    <div className={classNames(styles.field, isPast && styles.overtaken)}>
      <dt>{entry.label}</dt>
      <dd>
        <span className={styles.value}>{entry.display}</span>
        <EditButton entry={entry} onEdit={onEdit} />
      </dd>
    </div>
  );
}

/** Facts, by the record they came from. */
export function FactRows({ entries, onEdit }: RowsProps) {
  return (
    <div className={styles.groups}>
      {groupByOrigin(entries).map((group) => (
        <section key={group.origin} aria-label={group.origin}>
          <dl className={styles.fields}>
            {group.entries.map((entry) => (
              <FactRow
                key={rowKey(entry)}
                entry={entry}
                isPast={isOvertaken(entry, entries)}
                onEdit={onEdit}
              />
            ))}
          </dl>
          <p className={styles.source}>{group.origin}</p>
        </section>
      ))}
    </div>
  );
}

function IntelligenceRow({ entry, isPast, onEdit }: RowProps) {
  const [record] = entry.records;
  return (
    <li className={classNames(isPast && styles.overtaken)}>
      {record ? <RecordGrade record={record} tip="left" /> : <span />}
      <div>
        <p>
          <span className={styles.name}>{entry.label}</span>{' '}
          <span className={styles.value}>{entry.display}</span>
        </p>
        <p className={inspector.origin}>{originOf(entry, isPast)}</p>
      </div>
      <EditButton entry={entry} onEdit={onEdit} />
    </li>
  );
}

/** Intelligence, each with its grade before it. */
export function IntelligenceRows({ entries, onEdit }: RowsProps) {
  return (
    <ul className={styles.items}>
      {entries.map((entry) => (
        <IntelligenceRow
          key={rowKey(entry)}
          entry={entry}
          isPast={isOvertaken(entry, entries)}
          onEdit={onEdit}
        />
      ))}
    </ul>
  );
}
