import { MapPinned } from 'lucide-react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import styles from './levers.module.css';

function goToArea(): void {
  useStore.getState().goTo('settings');
  // The screen is drawn first.
  requestAnimationFrame(() => {
    const heading = document.getElementById('settings-area');
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  });
}

/** Says so where nobody has told which council's area the case is about: powers differ by it. */
export function AreaNote() {
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const area = useApi(() => api.case.area(), [revision, viewRevision]);
  if (area.status !== 'ready') return null;
  const { nation, authorityType } = area.value;
  if (nation !== null && authorityType !== null) return null;
  return (
    <p className={styles.strip}>
      <MapPinned size={14} aria-hidden="true" />
      <span>
        Which council’s area this case is about is not known. Levers of England and of Wales are
        both listed, and every kind of council is named as a holder.
      </span>
      <button type="button" onClick={goToArea}>
        Set the area
      </button>
    </p>
  );
}
