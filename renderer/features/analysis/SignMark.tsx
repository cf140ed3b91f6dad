import { Briefcase, VenetianMask } from 'lucide-react';
import { useSignMarks } from '../../api/use-sign-marks.ts';
import styles from './signs.module.css';

const WORDS = { enabler: 'Possible enabler', front: 'Possible front' } as const;

/** A briefcase or a mask beside the name of a record whose signs say so. */
export function SignMark({ entityId }: { readonly entityId: string }) {
  const mark = useSignMarks().get(entityId);
  if (!mark) return null;
  const Icon = mark === 'enabler' ? Briefcase : VenetianMask;
  return (
    <span className={styles.mark} role="img" aria-label={WORDS[mark]} title={WORDS[mark]}>
      <Icon size={13} aria-hidden="true" />
    </span>
  );
}
