import { commandOf } from '../../shared/commands.ts';
import { useStore } from '../store/store.ts';
import styles from './LensTabs.module.css';
import { LENSES } from './lenses.ts';

/** The choice among the lenses, first in the row of tools of each; single keys choose too. */
export function LensTabs() {
  const lens = useStore((state) => state.lens);
  const lookThrough = useStore((state) => state.lookThrough);
  if (LENSES.length < 2) return null;
  return (
    <fieldset className={styles.lenses}>
      <legend className="visually-hidden">Look at it as</legend>
      {LENSES.map(({ id, label, icon: Icon, command }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === lens}
          title={`${label} (${commandOf(command).shortcut ?? ''})`}
          onClick={() => lookThrough(id)}
        >
          <Icon size={14} aria-hidden="true" />
          {label}
        </button>
      ))}
    </fieldset>
  );
}
