import { CircleAlert } from 'lucide-react';
import { useStore } from '../store/store.ts';
import styles from './DamageStrip.module.css';

/** Says, for as long as a damaged case is open, that it is. */
export function DamageStrip() {
  const isDamaged = useStore((state) => state.caseState?.isDamaged ?? false);
  if (!isDamaged) return null;
  return (
    <p className={styles.strip} role="note">
      <CircleAlert size={15} aria-hidden="true" />
      <span>
        <strong>This case is damaged and open for reading only.</strong> Some of it may be missing
        or fail to show. Nothing can be changed. What you look at is recorded beside it. To go on
        working, close it and restore a backup.
      </span>
    </p>
  );
}
