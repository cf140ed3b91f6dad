import { useStore } from '../store/store.ts';
import styles from './MarkingBanner.module.css';

const DEFAULT_MARKING = 'OFFICIAL-SENSITIVE';

/** The highest marking of what the window may show: at its top and at its foot. */
export function MarkingBanner({ edge }: { readonly edge: 'top' | 'foot' }) {
  const marking = useStore((state) => state.caseState?.marking ?? DEFAULT_MARKING);
  const isOpen = useStore((state) => state.caseState?.status === 'open');
  const isDemonstration = useStore((state) => state.caseState?.isDemonstration ?? false);
  const tone = marking === 'OFFICIAL' ? styles.official : styles.officialSensitive;
  return (
    <section className={`${styles.banner} ${tone}`} aria-label={`Marking at the ${edge}`}>
      <span>{marking}</span>
      {edge === 'top' && isDemonstration && isOpen && (
        <small>Demonstration data. All names are invented.</small>
      )}
      {edge === 'top' && !isOpen && (
        <small>Handle this computer to the highest marking it holds</small>
      )}
    </section>
  );
}
