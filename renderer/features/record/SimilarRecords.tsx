import { useEffect, useState } from 'react';
import type { SimilarEntity } from '../../../shared/api/entity-edit.ts';
import type { Fields } from '../../../shared/domain/field.ts';
import { api } from '../../api/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import styles from './record.module.css';

const PAUSE_MS = 350;

function useSimilar(kind: string, fields: Fields): readonly SimilarEntity[] {
  const [similar, setSimilar] = useState<readonly SimilarEntity[]>([]);
  // Compared as text: the object is made anew with every key.
  const asked = JSON.stringify(fields);
  useEffect(() => {
    let isStopped = false;
    const timer = setTimeout(() => {
      const known = JSON.parse(asked) as Fields;
      const answer =
        Object.keys(known).length === 0
          ? Promise.resolve([])
          : api.entity.similar({ kind, fields: known });
      answer.then(
        (found) => {
          if (!isStopped) setSimilar(found);
        },
        () => {
          if (!isStopped) setSimilar([]);
        },
      );
    }, PAUSE_MS);
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }, [kind, asked]);
  return similar;
}

interface SimilarRecordsProps {
  readonly kind: string;
  readonly fields: Fields;
  readonly onUse: (entity: SimilarEntity) => void;
}

/** Records that may be the one being entered, told while it is typed. */
export function SimilarRecords({ kind, fields, onUse }: SimilarRecordsProps) {
  const similar = useSimilar(kind, fields);
  return (
    <div role="status" aria-label="Possible duplicates">
      {similar.length > 0 && (
        <Note tone="warning">
          <p>
            {similar.length === 1
              ? 'A record like this is there already.'
              : 'Records like this are there already.'}
          </p>
          <ul className={styles.similar}>
            {similar.map((entity) => (
              <li key={entity.id}>
                <span>
                  <b>{entity.label}</b> <small>{entity.reference}</small>
                  <br />
                  {`Same ${entity.shared.map(({ label, text }) => `${label.toLowerCase()}: ${text}`).join('; ')}`}
                </span>
                <Button onClick={() => onUse(entity)}>Use that one instead</Button>
              </li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  );
}
