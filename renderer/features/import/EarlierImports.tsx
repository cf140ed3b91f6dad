import { useState } from 'react';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import styles from './EarlierImports.module.css';

type Entry = Awaited<ReturnType<typeof api.import.list>>[number];

function total(entry: Entry, count: 'rows' | 'kept' | 'quarantined'): string {
  return entry.files.reduce((sum, file) => sum + file[count], 0).toLocaleString('en-GB');
}

function when(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

interface TakeBackProps {
  readonly entry: Entry;
  readonly onClose: () => void;
}

function TakeBackDialog({ entry, onClose }: TakeBackProps) {
  const say = useStore((state) => state.say);
  const [isBusy, setIsBusy] = useState(false);

  async function takeBack(): Promise<void> {
    setIsBusy(true);
    try {
      await api.import.withdraw({ id: entry.id });
      say(`Took back the import of ${entry.sourceName}`, { canUndo: true });
    } catch (error) {
      say(toAppError(error).message, { tone: 'failed' });
    }
    onClose();
  }

  return (
    <Dialog
      title="Take this import back?"
      onClose={onClose}
      actions={
        <>
          <Button look="danger" disabled={isBusy} onClick={takeBack}>
            Take it back
          </Button>
          <Button onClick={onClose}>Keep it</Button>
        </>
      }
    >
      All {total(entry, 'kept')} rows of “{entry.sourceName}” leave the case, with the links they
      brought. You can undo this.
    </Dialog>
  );
}

interface RowProps {
  readonly entry: Entry;
  readonly onTakeBack: () => void;
}

function Row({ entry, onTakeBack }: RowProps) {
  return (
    <tr>
      <td className={styles.source} title={entry.sourceName}>
        {entry.sourceName}
      </td>
      <td className={styles.when}>{when(entry.importedAt)}</td>
      <td>{entry.importedBy}</td>
      <td className={cell.number}>{entry.files.length.toLocaleString('en-GB')}</td>
      <td className={cell.number}>{total(entry, 'kept')}</td>
      <td className={cell.number}>{total(entry, 'quarantined')}</td>
      <td className={cell.number}>
        {entry.withdrawnAt === null ? (
          <Button look="quiet" onClick={onTakeBack}>
            Take back
          </Button>
        ) : (
          <Chip>Taken back</Chip>
        )}
      </td>
    </tr>
  );
}

const NUMBER_COLUMNS = ['Files', 'Kept', 'Quarantined'];

/** Imports of this case, newest first; each can be taken back whole. */
export function EarlierImports() {
  const revision = useStore((state) => state.revision);
  const imports = useApi(() => api.import.list(), [revision]);
  const [asked, setAsked] = useState<Entry | null>(null);
  if (imports.status === 'failed') return <p role="alert">{imports.error.message}</p>;
  if (imports.status === 'loading' || imports.value.length === 0) return null;
  return (
    <section className={styles.earlier} aria-labelledby="earlier-imports">
      <h3 id="earlier-imports">Earlier imports</h3>
      <div className={styles.table}>
        <Table label="Imports of this case">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              {NUMBER_COLUMNS.map((name) => (
                <th key={name} scope="col" className={cell.number}>
                  {name}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">Take back</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {imports.value.map((entry) => (
              <Row key={entry.id} entry={entry} onTakeBack={() => setAsked(entry)} />
            ))}
          </tbody>
        </Table>
      </div>
      {asked && <TakeBackDialog entry={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}
