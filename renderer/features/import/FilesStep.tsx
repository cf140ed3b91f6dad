import { FileText, FileUp, FolderUp, X } from 'lucide-react';
import type { DragEvent } from 'react';
import { useState } from 'react';
import type { ChosenFile } from '../../../shared/api/shell.ts';
import { toAppError } from '../../api/failure.ts';
import { shell, uploadFiles } from '../../api/shell.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import { droppedFiles } from './dropped-files.ts';
import { EarlierImports } from './EarlierImports.tsx';
import styles from './FilesStep.module.css';
import type { Import } from './use-import.ts';

const LISTED_FILES = 200;
/** The desktop opens files through its own dialog alone. */
const CAN_DROP = shell.host === 'browser';

function ChosenFiles({ work }: { readonly work: Import }) {
  if (work.files.length === 0) return null;
  return (
    <section className={styles.chosen} aria-label="Chosen files">
      <h3>
        {work.files.length === 1 ? '1 file' : `${work.files.length.toLocaleString('en-GB')} files`}
      </h3>
      <ul>
        {work.files.slice(0, LISTED_FILES).map((file) => (
          <li key={file.handle}>
            <FileText size={15} aria-hidden="true" />
            <span title={file.name}>{file.name}</span>
            <IconButton
              label={`Leave out ${file.name}`}
              tip="below-left"
              icon={<X size={14} aria-hidden="true" />}
              onClick={() => work.chooseFiles(work.files.filter((other) => other !== file))}
            />
          </li>
        ))}
      </ul>
      {work.files.length > LISTED_FILES && (
        <p className={styles.more}>
          and {(work.files.length - LISTED_FILES).toLocaleString('en-GB')} more
        </p>
      )}
    </section>
  );
}

function ReadableForms() {
  return (
    <aside className={styles.side} aria-label="What can be read">
      <h3>What can be read</h3>
      <dl>
        <dt>A table</dt>
        <dd>One row for each person, business, premises, vehicle or other record.</dd>
        <dt>A pair of tables</dt>
        <dd>
          Nodes with <code>id</code> and <code>type</code>; links with <code>source</code> and{' '}
          <code>target</code>.
        </dd>
        <dt>A graph</dt>
        <dd>
          A folder from a graph database, with headers such as <code>:ID</code>, <code>:LABEL</code>
          , <code>:START_ID</code>, <code>:END_ID</code>.
        </dd>
      </dl>
      <p>
        CSV in any encoding, Excel workbooks (XLSX), JSON, XML, GraphML, GEXF, and zip archives of
        these.
      </p>
    </aside>
  );
}

/** Takes files from a dialog or a drop, and says why when they cannot be had. */
function useTaking(work: Import) {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function take(choose: () => Promise<readonly ChosenFile[]>): Promise<void> {
    setIsBusy(true);
    setFailure(null);
    try {
      const chosen = await choose();
      if (chosen.length > 0) work.chooseFiles([...work.files, ...chosen]);
    } catch (error) {
      setFailure(toAppError(error).message);
    } finally {
      setIsBusy(false);
    }
  }

  return { isBusy, failure, take };
}

interface ChooserProps {
  readonly work: Import;
  readonly taking: ReturnType<typeof useTaking>;
  readonly isOver: boolean;
}

function Chooser({ work, taking, isOver }: ChooserProps) {
  const { isBusy, take } = taking;
  return (
    <div className={styles.drop} data-over={isOver || undefined}>
      <FileUp size={28} strokeWidth={1.5} aria-hidden="true" />
      <h3>{isBusy ? 'Reading the files…' : 'Choose what to bring in'}</h3>
      <p>
        {CAN_DROP && 'Drop files or a folder here, or choose them. '}
        Files that belong together, such as nodes and links, go in one import.
      </p>
      <div className={styles.buttons}>
        <Button
          look={work.files.length > 0 ? 'plain' : 'primary'}
          size="large"
          icon={<FileUp size={16} aria-hidden="true" />}
          disabled={isBusy}
          onClick={() => take(() => shell.pickImportFiles('files'))}
        >
          Choose files
        </Button>
        <Button
          size="large"
          icon={<FolderUp size={16} aria-hidden="true" />}
          disabled={isBusy}
          onClick={() => take(() => shell.pickImportFiles('folder'))}
        >
          Choose a folder
        </Button>
      </div>
    </div>
  );
}

/** First step: which files. They are handed to the host; the case knows nothing of them yet. */
export function FilesStep({ work }: { readonly work: Import }) {
  const taking = useTaking(work);
  const [isOver, setIsOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    const dropped = droppedFiles(event.dataTransfer);
    void taking.take(async () => uploadFiles(await dropped));
  }

  return (
    <div
      className={styles.step}
      {...(CAN_DROP && { 'data-takes-files': '' })}
      {...(CAN_DROP && {
        onDragOver: (event: DragEvent) => {
          event.preventDefault();
          setIsOver(true);
        },
        onDragLeave: () => setIsOver(false),
        onDrop: drop,
      })}
    >
      <div className={styles.main}>
        <Chooser work={work} taking={taking} isOver={isOver} />
        {taking.failure && (
          <div role="alert">
            <Note tone="danger">{taking.failure}</Note>
          </div>
        )}
        <ChosenFiles work={work} />
        <EarlierImports />
      </div>
      <ReadableForms />
    </div>
  );
}
