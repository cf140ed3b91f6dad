import { FileText, Paperclip } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { AttachmentEntry } from '../../../shared/api/attachment.ts';
import { api } from '../../api/api.ts';
import { shell } from '../../api/shell.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Attachments.module.css';
import { attachFiles } from './attach-files.ts';
import inspector from './Inspector.module.css';
import summary from './Summary.module.css';

const THUMBNAIL_PX = 160;

interface AttachmentsProps {
  readonly entityId: string;
  readonly revealReason: string | null;
}

/** Pictures and documents of a record; files dropped here, or chosen, are attached. */
export function Attachments({ entityId, revealReason }: AttachmentsProps) {
  const revision = useStore((state) => state.revision);
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const loaded = useApi(
    () => api.attachment.list({ entityId, revealReason }),
    [entityId, revealReason, revision],
  );

  const items = loaded.status === 'ready' ? loaded.value.items : [];
  return (
    <section className={summary.block} aria-label="Pictures and documents">
      <h3>
        <Paperclip size={14} aria-hidden="true" />
        Pictures and documents <span className={summary.note}>Encrypted with the case</span>
      </h3>
      {loaded.status === 'failed' && <p className={inspector.nothing}>{loaded.error.message}</p>}
      {loaded.status === 'ready' && loaded.value.isWithheld && (
        <p className={inspector.nothing}>{`Withheld: ${loaded.value.total}.`}</p>
      )}
      {items.length > 0 && (
        <ul className={styles.list}>
          {items.map((entry) => (
            <li key={entry.id}>
              <button
                type="button"
                onClick={() =>
                  openForm({ type: 'attachment', entityId, id: entry.id, revealReason })
                }
              >
                {entry.mediaType === 'application/pdf' ? (
                  <FileText size={28} aria-hidden="true" />
                ) : (
                  <Thumbnail entry={entry} revealReason={revealReason} />
                )}
                <span>{entry.caption || entry.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && (
        <p className={styles.add}>
          <Button
            look="quiet"
            onClick={() => void attachFiles(entityId, () => shell.pickImportFiles('files'))}
          >
            Attach a file
          </Button>
          <span className={inspector.origin}>or drop it on the inspector: PNG, JPEG or PDF</span>
        </p>
      )}
    </section>
  );
}

/** A picture in small: decoded at its small size, so that no large one stays in memory. */
function Thumbnail(props: {
  readonly entry: AttachmentEntry;
  readonly revealReason: string | null;
}) {
  const { entry, revealReason } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const file = useApi(() => api.attachment.read({ id: entry.id, revealReason }), [entry.id]);
  const bytes = file.status === 'ready' ? file.value : null;

  useEffect(() => {
    if (!bytes) return;
    let isGone = false;
    const blob = new Blob([bytes], { type: entry.mediaType });
    createImageBitmap(blob, { resizeWidth: THUMBNAIL_PX, resizeQuality: 'medium' }).then(
      (bitmap) => {
        const target = canvas.current;
        if (!isGone && target) {
          target.width = bitmap.width;
          target.height = bitmap.height;
          target.getContext('2d')?.drawImage(bitmap, 0, 0);
        }
        bitmap.close();
      },
      () => {
        // A picture that cannot be drawn keeps its name; the viewer tells more.
      },
    );
    return () => {
      isGone = true;
    };
  }, [bytes, entry.mediaType]);

  return (
    <span aria-hidden="true">
      <canvas ref={canvas} className={styles.thumbnail} width={1} height={1} />
    </span>
  );
}
