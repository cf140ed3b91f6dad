import { useEffect, useState } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import type { BulkChange } from '../../../shared/records/bulk-change.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import styles from './record.module.css';
import { effectWords } from './together-draft.ts';

const TYPING_MS = 300;

interface TogetherEffectProps {
  readonly ontology: Ontology;
  readonly chosen: { readonly ids: string[] | null; readonly filter: string };
  /** Null: nothing that could be done yet. */
  readonly change: BulkChange | null;
  /** What is wrong with what was entered; null: nothing, or nothing was. */
  readonly fault: string | null;
}

/** The value once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** What a change would do: how many records change, say so already or are left out, and a few before and after. */
export function TogetherEffect({ ontology, chosen, change, fault }: TogetherEffectProps) {
  const asked = useSettled(JSON.stringify(change));
  const found = useApi(async () => {
    const wanted = JSON.parse(asked) as BulkChange | null;
    if (!wanted) return null;
    const { effect } = await api.entity.bulkPreview({ ...chosen, change: { ...wanted } });
    return effect;
  }, [asked, chosen]);
  const effect = found.status === 'ready' ? found.value : null;
  return (
    <section className={styles.effect} aria-label="What changes">
      <p role="status">
        {found.status === 'failed'
          ? found.error.message
          : effect
            ? effectWords(ontology, effect).join(' ')
            : (fault ?? 'Enter a value to see what would change.')}
      </p>
      {effect && effect.examples.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Such as</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {effect.examples.map(({ label, before, after }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two records may be called the same, and the list is read whole.
              <tr key={index}>
                <th scope="row">{label}</th>
                <td>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
