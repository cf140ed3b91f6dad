import type { ImportReport } from '../../../shared/api/import.ts';
import { Note } from '../../ui/Note.tsx';
import styles from './DeletedRows.module.css';
import type { Import } from './use-import.ts';

/** Rows about what somebody deleted: they are kept as received, and it stays deleted unless people say otherwise. */
export function DeletedRows({
  work,
  report,
}: {
  readonly work: Import;
  readonly report: ImportReport;
}) {
  const { deleted } = report.totals;
  if (deleted === 0) return null;
  const rows = deleted === 1 ? '1 row speaks' : `${deleted.toLocaleString('en-GB')} rows speak`;
  return (
    <div className={styles.deleted}>
      <Note>
        <p>
          {rows} of records or links that were deleted. What was deleted stays deleted, unless you
          bring it back.
        </p>
        <label>
          <input
            type="checkbox"
            checked={work.options.bringsBack}
            onChange={(event) => void work.bringBack(event.target.checked)}
          />
          Bring back what was deleted
        </label>
      </Note>
    </div>
  );
}
