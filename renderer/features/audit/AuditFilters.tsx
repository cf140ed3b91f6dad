import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { AuditFacet, AuditFilter } from '../../../shared/api/audit.ts';
import { CATEGORY_WORDS } from '../../../shared/audit-words.ts';
import { isRealDate } from '../../../shared/domain/field-check.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/Field.tsx';
import styles from './AuditFilters.module.css';
import { actsOf, dayOf, hasConditions, instantOf, toggled } from './audit-filter.ts';

/** Records that are offered for a text. */
const OFFERED = 6;

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  /** What the record is called that entries are to be about. */
  readonly recordLabel: string | null;
  readonly found: {
    readonly people: readonly AuditFacet[];
    readonly methods: readonly AuditFacet[];
    readonly categories: readonly AuditFacet[];
  } | null;
  readonly onChange: (filter: AuditFilter) => void;
  readonly onRecord: (id: string | null, label: string | null) => void;
  readonly onClear: () => void;
}

/** Which entries are shown: by person, act, category, day and record. Counts ignore their own choice. */
export function AuditFilters(props: AuditFiltersProps) {
  const { filter, recordLabel, found, onChange, onRecord, onClear } = props;
  return (
    <aside className={styles.filters} aria-label="Filters" data-region="" tabIndex={-1}>
      <header className={styles.head}>
        <h3>Filters</h3>
        {hasConditions(filter) && (
          <Button look="quiet" onClick={onClear}>
            Clear
          </Button>
        )}
      </header>
      <Group title="Record">
        {filter.recordId === null ? (
          <RecordFinder onChoose={onRecord} />
        ) : (
          <p className={styles.chosen}>
            <span title={recordLabel ?? undefined}>{recordLabel ?? 'One record'}</span>
            <IconButton
              label="Entries about any record"
              tip="below-left"
              icon={<X size={13} aria-hidden="true" />}
              onClick={() => onRecord(null, null)}
            />
          </p>
        )}
        <CheckField
          label="Protected people"
          checked={filter.isProtected}
          onChange={(event) => onChange({ ...filter, isProtected: event.target.checked })}
        />
      </Group>
      <Group title="Days">
        <Days {...{ filter, onChange }} />
      </Group>
      <Group title="Who">
        <Boxes
          label="Who"
          entries={(found?.people ?? []).map(({ value, count }) => ({
            label: value,
            values: [value],
            count,
          }))}
          chosen={filter.people}
          onChange={(people) => onChange({ ...filter, people })}
        />
      </Group>
      <Group title="What">
        <Boxes
          label="What"
          entries={actsOf(found?.methods ?? []).map(({ what, methods, count }) => ({
            label: what,
            values: methods,
            count,
          }))}
          chosen={filter.methods}
          onChange={(methods) => onChange({ ...filter, methods })}
        />
      </Group>
      <Group title="Category in law">
        <Boxes
          label="Category in law"
          entries={(found?.categories ?? []).map(({ value, count }) => ({
            label: CATEGORY_WORDS[value] ?? value,
            values: [value],
            count,
          }))}
          chosen={filter.categories}
          onChange={(chosen) =>
            onChange({ ...filter, categories: chosen as AuditFilter['categories'] })
          }
        />
      </Group>
    </aside>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h4 id={id}>{title}</h4>
      {children}
    </section>
  );
}

interface Box {
  readonly label: string;
  readonly values: readonly string[];
  readonly count: number;
}

function Boxes(props: {
  readonly label: string;
  readonly entries: readonly Box[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}) {
  const { label, entries, chosen, onChange } = props;
  return (
    <ul className={styles.boxes} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.label}>
          <label data-is-none={entry.count === 0}>
            <input
              type="checkbox"
              checked={entry.values.some((value) => chosen.includes(value))}
              onChange={() => onChange(toggled(chosen, entry.values))}
            />
            <span title={entry.label}>{entry.label}</span>
            <b>{entry.count.toLocaleString('en-GB')}</b>
          </label>
        </li>
      ))}
    </ul>
  );
}

function Days({ filter, onChange }: Pick<AuditFiltersProps, 'filter' | 'onChange'>) {
  return (
    <div className={styles.days}>
      <Day
        label="From"
        day={dayOf(filter.from)}
        onChange={(day) => onChange({ ...filter, from: instantOf(day) })}
      />
      <Day
        label="To"
        day={dayOf(filter.before, -1)}
        onChange={(day) => onChange({ ...filter, before: instantOf(day, 1) })}
      />
    </div>
  );
}

/** A day that is typed. What cannot be read stays, is marked, and changes nothing. */
function Day(props: {
  readonly label: string;
  readonly day: string;
  readonly onChange: (day: string) => void;
}) {
  const { label, day, onChange } = props;
  const [typed, setTyped] = useState(day);
  const [isTried, setIsTried] = useState(false);
  const id = useId();
  useEffect(() => setTyped(day), [day]);
  const isValid = typed === '' || (typed.length === 10 && isRealDate(typed));
  const isWrong = isTried && !isValid;
  const apply = () => {
    setIsTried(true);
    if (isValid && typed !== day) onChange(typed);
  };
  return (
    <div className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={10}
        placeholder="2026-03-27"
        value={typed}
        aria-invalid={isWrong ? true : undefined}
        aria-describedby={isWrong ? `${id}-fault` : undefined}
        onChange={(event) => {
          setTyped(event.target.value.trim());
          setIsTried(false);
        }}
        onBlur={apply}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
        }}
      />
      {isWrong && (
        <p id={`${id}-fault`} role="alert">
          Enter a real date such as 2026-03-27.
        </p>
      )}
    </div>
  );
}

/** Finds the record that entries are to be about, by name or reference. */
function RecordFinder({ onChoose }: { readonly onChoose: AuditFiltersProps['onRecord'] }) {
  const [text, setText] = useState('');
  const sought = text.trim();
  const found = useApi(
    async () =>
      sought === '' ? [] : (await api.entity.search({ text: sought, limit: OFFERED })).items,
    [sought],
  );
  return (
    <>
      <input
        type="search"
        className={styles.sought}
        data-find=""
        aria-label="Find a record"
        placeholder="Find a record"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {sought !== '' && found.status === 'failed' && (
        <p className={styles.none} role="alert">
          {found.error.message}
        </p>
      )}
      {sought !== '' && found.status === 'ready' && !found.isStale && (
        <ul className={styles.offered} aria-label="Records found">
          {found.value.map(({ id, label, reference }) => (
            <li key={id}>
              <button type="button" onClick={() => onChoose(id, label)}>
                <span title={label}>{label}</span>
                <small>{reference}</small>
              </button>
            </li>
          ))}
          {found.value.length === 0 && <li className={styles.none}>Nothing matches.</li>}
        </ul>
      )}
    </>
  );
}
