import { useTitle } from '../store/keys.ts';
import { useStore } from '../store/store.ts';
import styles from './LensTabs.module.css';
import { LENSES } from './lenses.ts';

/** The choice among the lenses, first in the row of tools of each; single keys choose too. */
export function LensTabs() {
  const lens = useStore((state) => state.lens);
  if (LENSES.length < 2) return null;
  return (
    <fieldset className={styles.lenses}>
      <legend className="visually-hidden">Look at it as</legend>
      {LENSES.map((entry) => (
        <LensTab key={entry.id} entry={entry} isCurrent={entry.id === lens} />
      ))}
    </fieldset>
  );
}

function LensTab({
  entry,
  isCurrent,
}: {
  readonly entry: (typeof LENSES)[number];
  readonly isCurrent: boolean;
}) {
  const { id, label, icon: Icon, command } = entry;
  const lookThrough = useStore((state) => state.lookThrough);
  const title = useTitle(label, command);
  return (
    <button type="button" aria-pressed={isCurrent} title={title} onClick={() => lookThrough(id)}>
      <Icon size={14} aria-hidden="true" />
      {label}
    </button>
  );
}
