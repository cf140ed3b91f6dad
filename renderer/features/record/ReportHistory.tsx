import type { ReportEdit } from '../../../shared/api/report.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import styles from './report.module.css';
import { capitalised } from './words.ts';

/** What was changed in a report since it was entered: who, when, why, and how it was. */
export function ReportHistory({ edits }: { readonly edits: readonly ReportEdit[] }) {
  return (
    <section className={styles.history} aria-label="History of the report">
      <h3>Changed since</h3>
      <ol>
        {edits.map((edit) => (
          <li key={edit.id}>
            <p>
              <b>{edit.author}</b>
              {`, ${dateWords(edit.at)}, ${edit.at.slice(11, 16)} UTC. ${edit.reason === null ? 'The reason is withheld.' : `Reason: ${edit.reason}`}`}
            </p>
            <dl>
              {edit.changes.map(({ what, before, after }) => (
                <div key={what}>
                  <dt>{capitalised(what)}</dt>
                  <dd>
                    {before !== null && (
                      <>
                        <del>{before}</del>{' '}
                      </>
                    )}
                    {after !== null && <ins>{after}</ins>}
                    {before === null && after === null && 'Withheld'}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}
