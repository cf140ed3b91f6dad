import { CalendarRange, X } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import styles from './timeline.module.css';
import { spanWords } from './timeline-words.ts';

/** The stretch of time that is looked at, where one is, with the way out of it. */
export function TimeToken() {
  const brush = useStore((state) => state.timeBrush);
  const setTimeBrush = useStore((state) => state.setTimeBrush);
  if (!brush) return null;
  const words = spanWords(brush);
  return (
    <button
      type="button"
      className={styles.token}
      aria-label={`Time: ${words}. Show every time`}
      title="Show every time"
      onClick={() => setTimeBrush(null)}
    >
      <CalendarRange size={12} aria-hidden="true" />
      {words}
      <X size={12} aria-hidden="true" />
    </button>
  );
}
