import type { PrintedReport } from '../../../shared/api/report.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { gradeWords } from '../../../shared/domain/grade.ts';
import { useStore } from '../../store/store.ts';
import { PrintedPage } from '../../ui/PrintedPage.tsx';
import styles from './PrintedReportPage.module.css';
import { counted } from './words.ts';

/** A report for the printer; the screen shows nothing of it. */
export function PrintedReportPage({ report }: { readonly report: PrintedReport }) {
  const { summary, marking, items } = report;
  return (
    <PrintedPage marking={marking}>
      <PrintedHead report={report} />
      {items.map((item) => (
        <PrintedItem key={item.id} item={item} />
      ))}
      {items.length === 0 && <p>Nothing of this report can be printed.</p>}
      <p className={styles.foot}>
        {`Report ${summary.reference}. Printed by ${report.printedBy} on ${dateWords(report.printedAt)}, ${report.printedAt.slice(11, 16)} UTC. Destroy it when it is no longer needed.`}
      </p>
    </PrintedPage>
  );
}

function PrintedHead({ report }: { readonly report: PrintedReport }) {
  const caseName = useStore((state) => state.caseState?.name);
  const { summary, withheld, leftOutC } = report;
  const left = [
    withheld > 0 && `${counted(withheld, 'item')} that cannot be printed, to protect people`,
    leftOutC > 0 && `${counted(leftOutC, 'item')} coded C`,
  ].filter(Boolean);
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['Case', caseName],
    ['Date of the report', summary.reportedOn ? dateWords(summary.reportedOn) : 'Undated'],
    ['Source', summary.sourceName],
    ['Owner agency', summary.ownerAgency],
    ['Review on', summary.reviewOn && dateWords(summary.reviewOn)],
    ['Entered', `by ${summary.createdBy} on ${dateWords(summary.createdAt)}`],
    ['Left out', left.join('; ') || null],
  ];
  return (
    <>
      <h1>{`Intelligence report ${summary.reference}`}</h1>
      <dl className={styles.head}>
        {rows.map(
          ([label, words]) =>
            words && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{words}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}

function PrintedItem({ item }: { readonly item: PrintedReport['items'][number] }) {
  const seen = [item.observedFrom, item.observedTo].filter((date) => date !== null).map(dateWords);
  return (
    <section className={styles.item}>
      <h2>{`Item ${item.number}`}</h2>
      <p className={styles.grade}>{gradeWords(item.grade)}</p>
      {seen.length > 0 && <p>{`Seen ${seen.join(' to ')}`}</p>}
      <blockquote>{item.text}</blockquote>
      <ul>
        {item.mentions.map(({ entity, says }) => (
          <li key={entity.id}>
            <b>{entity.label}</b>
            {` (${entity.reference})`}
            {says.length > 0 &&
              `. ${says.map(({ label, words }) => `${label}: ${words}`).join('. ')}`}
          </li>
        ))}
        {item.links.map(({ id, words }) => (
          <li key={id}>{words}</li>
        ))}
      </ul>
    </section>
  );
}
