import { useState } from 'react';
import type { TypeFileReport } from '../../../shared/api/type.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { useExport } from '../../api/use-export.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { Note } from '../../ui/Note.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { LoadingState } from '../../ui/State.tsx';
import styles from './types.module.css';

function countWords({ added, changed, unchanged }: TypeFileReport): string {
  const parts = [
    `${added} new`,
    changed > 0 && `${changed} changed`,
    unchanged > 0 && `${unchanged} as here already`,
  ].filter(Boolean);
  return `${parts.join(', ')}.`;
}

function Faults({ report }: { readonly report: TypeFileReport }) {
  return (
    <>
      <Note tone="danger">
        {report.problems.length === 1
          ? 'There is a problem in the file. Nothing of it was taken. Correct the line, then choose it again.'
          : `There are ${report.problems.length} problems in the file. Nothing of it was taken. Correct the lines, then choose it again.`}
      </Note>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it. */}
      <section className={styles.faults} tabIndex={0} aria-label="Problems in the file">
        <table>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {report.problems.map(({ line, reason }) => (
              <tr key={`${line} ${reason}`}>
                <td>{line}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** Takes a file of types, once its reader has seen what it does. */
export function TypeImportDialog({
  file,
  onClose,
}: {
  readonly file: { readonly handle: string; readonly name: string };
  readonly onClose: () => void;
}) {
  const say = useStore((state) => state.say);
  const checked = useApi(() => api.type.checkFile({ file: file.handle }), [file.handle]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const report = checked.status === 'ready' ? checked.value : null;
  const isRight = report !== null && report.problems.length === 0;
  const changes = report ? report.added + report.changed : 0;

  async function take(): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(null);
    try {
      const taken = await api.type.importFile({ file: file.handle });
      say(`Types imported: ${countWords(taken)}`, { canUndo: true });
      onClose();
    } catch (error) {
      setFailure(toAppError(error).message);
      setIsBusy(false);
    }
  }

  return (
    <Dialog
      title="Import types"
      width="wide"
      onClose={onClose}
      actions={
        isRight && changes > 0 ? (
          <>
            <Button look="primary" aria-disabled={isBusy} onClick={() => void take()}>
              Take them
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        ) : (
          <Button onClick={onClose}>Close</Button>
        )
      }
    >
      <div className={styles.form}>
        <p>{file.name}</p>
        <FormFailure message={failure} />
        {checked.status === 'loading' && <LoadingState>Reading the file</LoadingState>}
        {checked.status === 'failed' && <FormFailure message={checked.error.message} />}
        {report && !isRight && <Faults report={report} />}
        {report && isRight && (
          <p role="status">
            {changes === 0
              ? 'Everything in this file is in the case already.'
              : `${countWords(report)} Types that are here and not in the file stay.`}
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** Gives the case's own types to another case, for a reason. */
export function TypeExportDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useStore((state) => state.say);
  const { reason, isBusy, failure, run } = useExport(say, onClose);

  return (
    <Dialog
      title="Export types"
      onClose={onClose}
      actions={
        <>
          <Button
            look="primary"
            aria-disabled={isBusy}
            onClick={() => void run((given) => api.type.export({ reason: given }))}
          >
            Export
          </Button>
          <Button onClick={onClose}>Keep them here</Button>
        </>
      }
    >
      <div className={styles.form}>
        <Note tone="warning">
          The file holds what this case adds and calls otherwise, and no records. An export cannot
          be undone. It is recorded with your reason.
        </Note>
        <FormFailure message={failure} />
        <ReasonField {...reason} />
      </div>
    </Dialog>
  );
}
