import { Minus, Plus, Trash2 } from 'lucide-react';
import type { FormEvent, KeyboardEvent } from 'react';
import { useEffect, useState } from 'react';
import type { AttachmentEntry } from '../../../shared/api/attachment.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { LoadingState } from '../../ui/State.tsx';
import styles from './attachment.module.css';

interface AttachmentDialogProps {
  readonly entityId: string;
  readonly id: string;
  readonly revealReason: string | null;
  readonly onClose: () => void;
}

/** One attachment: a picture to look into, or a document to save as a copy. */
export function AttachmentDialog({ entityId, id, revealReason, onClose }: AttachmentDialogProps) {
  const list = useApi(
    () => api.attachment.list({ entityId, revealReason }),
    [entityId, revealReason],
  );
  const entry = list.status === 'ready' ? list.value.items.find((item) => item.id === id) : null;
  return (
    <Dialog
      title={entry?.name ?? 'Attachment'}
      width="wide"
      isLong
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {list.status === 'loading' && <LoadingState>Reading the file</LoadingState>}
      {list.status === 'failed' && <Note tone="danger">{list.error.message}</Note>}
      {list.status === 'ready' && !entry && (
        <Note tone="warning">
          This file is no longer there. It may have been removed or undone.
        </Note>
      )}
      {entry && <Attachment entry={entry} revealReason={revealReason} onClose={onClose} />}
    </Dialog>
  );
}

interface AttachmentProps {
  readonly entry: AttachmentEntry;
  readonly revealReason: string | null;
  readonly onClose: () => void;
}

function Attachment({ entry, revealReason, onClose }: AttachmentProps) {
  return (
    <div className={styles.attachment}>
      {entry.caption !== '' && <p>{entry.caption}</p>}
      {entry.mediaType === 'application/pdf' ? (
        <Note>Documents are not opened inside Achilles. Save a copy to read it.</Note>
      ) : (
        <Picture entry={entry} revealReason={revealReason} />
      )}
      <p className={styles.about}>{aboutWords(entry)}</p>
      {entry.handling === 'C' && (
        <p className={styles.conditions}>
          {`Coded C. Ask its owner before you share it. ${entry.conditions ?? ''}`}
        </p>
      )}
      <SaveCopy entry={entry} revealReason={revealReason} />
      <Remove entry={entry} onClose={onClose} />
    </div>
  );
}

function aboutWords(entry: AttachmentEntry): string {
  return [
    `${Math.max(1, Math.round(entry.sizeBytes / 1024)).toLocaleString('en-GB')} KB`,
    entry.widthPx !== null && `${entry.widthPx} by ${entry.heightPx} points`,
    entry.marking,
    `Attached by ${entry.addedBy} on ${dateWords(entry.addedAt)}`,
    `SHA-256 ${entry.sha256.slice(0, 16)}…`,
  ]
    .filter(Boolean)
    .join('. ');
}

const SCALES = [1, 1.5, 2, 3, 4, 6, 8] as const;

/** A picture made in memory from its bytes, with keys that zoom; arrow keys move what is seen of it. */
function Picture({ entry, revealReason }: Omit<AttachmentProps, 'onClose'>) {
  const file = useApi(() => api.attachment.read({ id: entry.id, revealReason }), [entry.id]);
  const [address, setAddress] = useState<string | null>(null);
  const [step, setStep] = useState(0);
  const bytes = file.status === 'ready' ? file.value : null;

  useEffect(() => {
    if (!bytes) return;
    // The kind is the one that the backend found in the bytes, whatever the file called itself.
    const made = URL.createObjectURL(new Blob([bytes], { type: entry.mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, entry.mediaType]);

  function zoom(by: number): void {
    setStep((last) => Math.min(SCALES.length - 1, Math.max(0, by === 0 ? 0 : last + by)));
  }

  function zoomByKey(event: KeyboardEvent): void {
    const by = { '+': 1, '=': 1, '-': -1, '0': 0 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    zoom(by);
  }

  if (file.status === 'failed') return <Note tone="danger">{file.error.message}</Note>;
  const percent = Math.round((SCALES[step] ?? 1) * 100);
  return (
    <div className={styles.viewer}>
      <div className={styles.zoom}>
        <IconButton
          label="Zoom out"
          keys={['-']}
          icon={<Minus size={16} aria-hidden="true" />}
          disabled={step === 0}
          onClick={() => zoom(-1)}
        />
        <span role="status">{`${percent}%`}</span>
        <IconButton
          label="Zoom in"
          keys={['+']}
          icon={<Plus size={16} aria-hidden="true" />}
          disabled={step === SCALES.length - 1}
          onClick={() => zoom(1)}
        />
      </div>
      <section
        className={styles.frame}
        aria-label="Picture"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key.
        tabIndex={0}
        onKeyDown={zoomByKey}
      >
        {address && (
          <img
            src={address}
            alt={entry.caption || entry.name}
            style={{ width: `${percent}%` }}
            draggable={false}
          />
        )}
      </section>
    </div>
  );
}

/** Lets a copy out of the case: for a reason, recorded as a disclosure. */
function SaveCopy({ entry, revealReason }: Omit<AttachmentProps, 'onClose'>) {
  const say = useStore((state) => state.say);
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (reason.trim() === '') {
      setError('Say who it is for, and why.');
      return;
    }
    try {
      const file = await api.attachment.saveCopy({ id: entry.id, revealReason, reason });
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (!(await shell.saveFile(copyName(entry), bytes))) return; // They changed their mind.
      say('Saved a copy. It is outside the case now: this cannot be undone.');
      setIsAsking(false);
    } catch (cause) {
      setError(toAppError(cause).message);
    }
  }

  if (entry.handling === 'C') return null;
  if (!isAsking)
    return (
      <p>
        <Button onClick={() => setIsAsking(true)}>Save a copy</Button>
      </p>
    );
  return (
    <form className={styles.ask} onSubmit={save}>
      <TextField
        label="Reason for the copy"
        hint="The copy leaves the case unencrypted. Your name, the time and the reason go into the audit log. This cannot be undone."
        maxLength={500}
        autoFocus
        value={reason}
        error={error}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button look="primary" type="submit">
        Save and record
      </Button>
    </form>
  );
}

const ENDINGS = { 'image/png': '.png', 'image/jpeg': '.jpg', 'application/pdf': '.pdf' } as const;

/** A name that ends as what it is: a picture is never saved as a program. */
function copyName({ name, mediaType }: AttachmentEntry): string {
  const ending = ENDINGS[mediaType];
  const stem = name.replace(/[^\p{L}\p{N} ._-]/gu, '_');
  const fits = mediaType === 'image/jpeg' ? /\.jpe?g$/i : new RegExp(`\\${ending}$`, 'i');
  return fits.test(stem) ? stem : `${stem}${ending}`;
}

function Remove({ entry, onClose }: Pick<AttachmentProps, 'entry' | 'onClose'>) {
  const { say, caseState } = useStore.getState();
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);

  async function remove(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (reason.trim() === '') {
      setError('Say why: the reason is kept with the change.');
      return;
    }
    try {
      await api.attachment.remove({ id: entry.id, reason });
      say(`Removed ${entry.name}`, { canUndo: true });
      onClose();
    } catch (cause) {
      setError(toAppError(cause).message);
    }
  }

  if (caseState?.isReadOnly) return null;
  if (!isAsking)
    return (
      <p>
        <Button
          look="quiet"
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={() => setIsAsking(true)}
        >
          Remove
        </Button>
      </p>
    );
  return (
    <form className={styles.ask} onSubmit={remove}>
      <TextField
        label="Reason for removing it"
        maxLength={500}
        autoFocus
        value={reason}
        error={error}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button look="danger" type="submit">
        Remove it
      </Button>
    </form>
  );
}
