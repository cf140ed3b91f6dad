import type { EntityDetail, ImportFixes, RecordReference } from '../../../shared/api/entity.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import inspector from './Inspector.module.css';
import { RecordGrade } from './RecordGrade.tsx';

import styles from './Sources.module.css';

/** Every record behind the entity, with its row exactly as received. */
export function SourcesTab({ detail }: { readonly detail: EntityDetail }) {
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  return (
    <ul className={styles.list} aria-label="Sources">
      {detail.records.map((record) => {
        const raw = detail.raw.find((row) => row.recordId === record.recordId);
        return (
          <li key={record.recordId} className={styles.source}>
            <div className={styles.head}>
              <h3>
                {record.isCorrection
                  ? 'Correction'
                  : record.reportReference
                    ? `Report ${record.reportReference}`
                    : record.sourceName}
              </h3>
              <RecordGrade record={record} />
            </div>
            <p className={inspector.origin}>
              {[
                record.ownerAgency,
                record.fileName && `Row ${record.rowNumber} of ${record.fileName}`,
                record.observedOn ? `Observed ${dateWords(record.observedOn)}` : 'Undated',
                `Recorded ${dateWords(record.recordedAt)}`,
                record.reviewOn && `Review on ${dateWords(record.reviewOn)}`,
              ]
                .filter(Boolean)
                .join('. ')}
            </p>
            {record.reason && <p className={inspector.origin}>Reason: {record.reason}</p>}
            {record.grade.handling === 'C' && (
              <p className={styles.conditions}>
                Coded C. Ask its owner before you share it.
                {record.grade.conditions && ` ${record.grade.conditions}`}
              </p>
            )}
            {record.absentSince && (
              <p className={styles.conditions}>
                Not in the edition of {dateWords(record.absentSince)}.
              </p>
            )}
            <RecordActs record={record} canChange={!isReadOnly} />
            {raw?.fixes && <Fixes fixes={raw.fixes} />}
            {raw && (
              <details className={styles.raw}>
                <summary>Row as received</summary>
                <dl>
                  {namedCells(raw).map((cell) => (
                    <div key={cell.key}>
                      <dt>{cell.name}</dt>
                      <dd>{cell.text === '' ? <i>empty</i> : cell.text}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Cells that were corrected while the row was imported: what was received stays in the row below. */
function Fixes({ fixes }: { readonly fixes: ImportFixes }) {
  return (
    <section className={styles.fixes} aria-label="Corrected at the import">
      <h4>Corrected at the import by {fixes.by}</h4>
      <dl>
        {fixes.cells.map(({ column, from, to }) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>
              <span className="visually-hidden">was </span>
              <del>{from === '' ? 'empty' : from}</del>
              <span className="visually-hidden">, now </span>
              <ins>{to === '' ? 'empty' : to}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What can be done with one record: its report read, its source's review date set, it taken back. */
function RecordActs(props: { readonly record: RecordReference; readonly canChange: boolean }) {
  const { record, canChange } = props;
  const openForm = useStore((state) => state.openForm);
  const { recordId, sourceId, reportId } = record;
  return (
    <p className={styles.acts}>
      {reportId !== null && (
        <Button look="quiet" onClick={() => openForm({ type: 'report', id: reportId })}>
          Open the report
        </Button>
      )}
      {canChange && (
        <>
          <Button look="quiet" onClick={() => openForm({ type: 'review-source', sourceId })}>
            Set review date
          </Button>
          <Button look="quiet" onClick={() => openForm({ type: 'withdraw-record', recordId })}>
            Take back
          </Button>
        </>
      )}
    </p>
  );
}

/** Cells of a row with their column's name; a row may be longer than its header. */
function namedCells(raw: EntityDetail['raw'][number]) {
  return raw.cells.map((text, index) => ({
    key: `${index}`,
    name: raw.columns[index] ?? `Column ${index + 1}`,
    text,
  }));
}
