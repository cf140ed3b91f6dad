import { useState } from 'react';
import type { PlaceFile } from '../../../shared/api/place.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import styles from './places.module.css';

interface PlaceFilesDialogProps {
  readonly files: readonly PlaceFile[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

interface Fault {
  readonly message: string;
  readonly rows: readonly string[];
}

const TYPE_WORDS = { boundaries: 'Boundaries', postcodes: 'Postcode lookup' } as const;

function withoutEnding(fileName: string): string {
  return (fileName.split('/').at(-1) ?? fileName)
    .replace(/\.[a-z]+$/i, '')
    .replaceAll(/[_-]+/g, ' ');
}

/** What the organisation brought for its maps: boundaries and postcode lookups. Added, replaced, removed. */
export function PlaceFilesDialog({ files, onChanged, onClose }: PlaceFilesDialogProps) {
  const [name, setName] = useState('');
  const [done, setDone] = useState<number | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [said, setSaid] = useState('');
  const [removing, setRemoving] = useState<string | null>(null);
  const [stop, setStop] = useState<AbortController | null>(null);

  async function add(replaces: PlaceFile | null): Promise<void> {
    setFault(null);
    setSaid('');
    try {
      const chosen = await shell.pickImportFiles('files');
      const [first] = chosen;
      if (!first) return;
      const abort = new AbortController();
      setStop(abort);
      setDone(0);
      const wanted = replaces?.name ?? (name.trim() || withoutEnding(first.name));
      const events = await api.place.add(
        {
          files: chosen.map(({ handle }) => handle),
          name: wanted.slice(0, 120),
          replaces: replaces?.id ?? null,
        },
        { signal: abort.signal },
      );
      for await (const event of events) {
        setDone(event.done);
        if (event.added) setSaid(`${event.added.name}: ${countOf(event.added)} kept.`);
      }
      setName('');
      onChanged();
    } catch (error) {
      const { message, data } = toAppError(error);
      setFault({
        message,
        rows: (data.problems ?? [])
          .slice(1)
          .flatMap(({ row, reason }) =>
            row === null ? [] : `Row ${row.toLocaleString('en-GB')}: ${reason}.`,
          ),
      });
    } finally {
      setDone(null);
      setStop(null);
    }
  }

  async function remove(file: PlaceFile): Promise<void> {
    setRemoving(null);
    setFault(null);
    try {
      await api.place.remove({ id: file.id });
      setSaid(`${file.name} is removed.`);
      onChanged();
    } catch (error) {
      setFault({ message: toAppError(error).message, rows: [] });
    }
  }

  const isBusy = done !== null;
  return (
    <Dialog
      title="Map data"
      width="wide"
      onClose={onClose}
      actions={
        <Button disabled={isBusy} onClick={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles.dialog}>
        <p>
          Boundaries (GeoJSON) and postcode lookups (ONS Postcode Directory, Code-Point Open, lists
          of districts) are kept on this computer for every case. They hold no personal data, and
          nothing is fetched from outside.
        </p>
        {files.length > 0 && (
          <Table label="Map data on this computer">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">What it is</th>
                <th scope="col" className={cell.number}>
                  Holds
                </th>
                <th scope="col">File</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {files.map((file) => (
                <tr key={file.id}>
                  <td>{file.name}</td>
                  <td>{TYPE_WORDS[file.type]}</td>
                  <td className={cell.number}>{countOf(file)}</td>
                  <td className={styles.fileName}>{file.fileName}</td>
                  <td>
                    {file.isInvented ? (
                      'Comes with this case'
                    ) : removing === file.id ? (
                      <span className={styles.acts}>
                        <Button look="danger" onClick={() => remove(file)}>
                          {`Remove ${file.name}`}
                        </Button>
                        <Button onClick={() => setRemoving(null)}>Keep it</Button>
                      </span>
                    ) : (
                      <span className={styles.acts}>
                        <Button
                          disabled={isBusy}
                          aria-label={`Replace ${file.name}`}
                          onClick={() => add(file)}
                        >
                          Replace
                        </Button>
                        <Button
                          disabled={isBusy}
                          look="quiet"
                          aria-label={`Remove ${file.name}`}
                          onClick={() => setRemoving(file.id)}
                        >
                          Remove
                        </Button>
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <div className={styles.addFile}>
          <TextField
            label="Name"
            hint="Optional: the name of the file otherwise."
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.target.value)}
          />
          <Button look="primary" disabled={isBusy} onClick={() => add(null)}>
            Choose files to add
          </Button>
        </div>
        {isBusy && (
          <p role="status" className={styles.acts}>
            {done === 0 ? 'Reading the file' : `${done.toLocaleString('en-GB')} read so far`}
            <Button onClick={() => stop?.abort()}>Stop</Button>
          </p>
        )}
        {!isBusy && said !== '' && (
          <div role="status">
            <Note tone="success">{said}</Note>
          </div>
        )}
        {fault && (
          <div role="alert">
            <Note tone="danger">
              <p>{fault.message}</p>
              {fault.rows.length > 0 && (
                <ul>
                  {fault.rows.map((row) => (
                    <li key={row}>{row}</li>
                  ))}
                </ul>
              )}
            </Note>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function countOf({ type, count }: PlaceFile): string {
  const word =
    type === 'boundaries'
      ? count === 1
        ? 'area'
        : 'areas'
      : count === 1
        ? 'postcode'
        : 'postcodes';
  return `${count.toLocaleString('en-GB')} ${word}`;
}
