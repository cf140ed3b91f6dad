import { CircleDashed, Equal, EqualNot, Minus } from 'lucide-react';
import { useState } from 'react';
import type { EntityComparison, Standing } from '../../../shared/api/entity-compare.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import styles from './Compare.module.css';
import { type CompareRow, type CompareSection, standingWords } from './compare-rows.tsx';

/** Lines of a section that are drawn before more are asked for. */
const FIRST_ROWS = 60;

const MARKS = {
  same: { tone: 'success', icon: <Equal size={12} aria-hidden="true" /> },
  differs: { tone: 'danger', icon: <EqualNot size={12} aria-hidden="true" /> },
  missing: { tone: 'plain', icon: <Minus size={12} aria-hidden="true" /> },
  alone: { tone: 'plain', icon: <CircleDashed size={12} aria-hidden="true" /> },
} as const satisfies Readonly<Record<Standing, unknown>>;

interface CompareTableProps {
  readonly comparison: EntityComparison;
  readonly ontology: Ontology;
  readonly sections: readonly CompareSection[];
  readonly hidesSame: boolean;
  /** Looks at one of the records. */
  readonly onOpen: (id: string) => void;
}

/** The records as columns, what is known of them as lines. */
export function CompareTable(props: CompareTableProps) {
  const { comparison, ontology, sections, hidesSame, onOpen } = props;
  return (
    // A scrolling region must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it.
    <section className={styles.scroll} tabIndex={0} aria-label="Records side by side">
      <table className={styles.table}>
        <caption className="visually-hidden">Records side by side</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className={styles.standing}>
              Compared
            </th>
            {comparison.records.map((record) => (
              <th key={record.summary.id} scope="col">
                <RecordHead {...{ record, ontology, onOpen }} />
              </th>
            ))}
          </tr>
        </thead>
        {sections.map((section) => (
          <Section key={section.id} {...{ section, hidesSame }} records={comparison.records} />
        ))}
      </table>
    </section>
  );
}

type ComparedRecord = EntityComparison['records'][number];

function RecordHead(props: {
  readonly record: ComparedRecord;
  readonly ontology: Ontology;
  readonly onOpen: (id: string) => void;
}) {
  const { record, ontology, onOpen } = props;
  const { id, kind, label, reference, isProtected } = record.summary;
  const definition = kindOf(ontology, kind);
  return (
    <div className={styles.record}>
      <EntityMark
        colour={definition?.base ?? kind}
        shape={definition?.shape ?? 'dot'}
        icon={definition?.icon ?? null}
        isProtected={isProtected}
        sizePx={28}
      />
      <div>
        <button type="button" title={label} onClick={() => onOpen(id)}>
          {label}
        </button>
        <p>{record.isWithheld ? record.kindLabel : `${record.kindLabel}. ${reference}`}</p>
      </div>
    </div>
  );
}

function Section(props: {
  readonly section: CompareSection;
  readonly records: readonly ComparedRecord[];
  readonly hidesSame: boolean;
}) {
  const { section, records, hidesSame } = props;
  const [isWhole, setIsWhole] = useState(false);
  const wanted = section.rows.filter(({ standing }) => !hidesSame || standing !== 'same');
  const shown = isWhole ? wanted : wanted.slice(0, FIRST_ROWS);
  const columns = records.length + 2;
  const note =
    section.rows.length === 0 ? section.nothing : wanted.length === 0 ? 'Nothing differs.' : null;
  return (
    <tbody>
      <tr className={styles.section}>
        <th scope="rowgroup" colSpan={columns}>
          {section.title}
        </th>
      </tr>
      {note && (
        <tr>
          <td colSpan={columns} className={styles.silent}>
            {note}
          </td>
        </tr>
      )}
      {shown.map((row) => (
        <Line key={row.key} {...{ row, section, records }} />
      ))}
      {(shown.length < wanted.length || section.more !== null) && (
        <tr>
          <td colSpan={columns} className={styles.silent}>
            {shown.length < wanted.length ? (
              <Button look="quiet" onClick={() => setIsWhole(true)}>
                {`Show all ${wanted.length.toLocaleString('en-GB')}`}
              </Button>
            ) : (
              section.more
            )}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Line(props: {
  readonly row: CompareRow;
  readonly section: CompareSection;
  readonly records: readonly ComparedRecord[];
}) {
  const { row, section, records } = props;
  const { tone, icon } = MARKS[row.standing];
  return (
    <tr data-standing={row.standing}>
      <th scope="row">
        {row.label}
        {row.note && <span className={styles.origin}>{row.note}</span>}
      </th>
      <td className={styles.standing}>
        <Chip tone={tone} icon={icon}>
          {standingWords(row, section, records.filter(({ isWithheld }) => !isWithheld).length)}
        </Chip>
      </td>
      {records.map(({ summary, isWithheld }, index) => (
        <td key={summary.id}>
          {isWithheld ? (
            <span className={styles.silent}>Withheld</span>
          ) : (
            (row.cells[index] ?? <span className={styles.silent}>{section.silence}</span>)
          )}
        </td>
      ))}
    </tr>
  );
}
