import { useId } from 'react';
import { useStore } from '../../store/store.ts';
import styles from './SettingsScreen.module.css';

const LONGEST_LOCK_MINUTES = 15;

/** After how long without use the case is locked. */
export function LockSection() {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  const id = useId();
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>Lock after</label>
      <input
        id={id}
        type="range"
        min={1}
        max={LONGEST_LOCK_MINUTES}
        value={settings.lockAfterMinutes}
        aria-valuetext={`${settings.lockAfterMinutes} minutes without use`}
        onChange={(event) =>
          setSettings({ ...settings, lockAfterMinutes: event.target.valueAsNumber })
        }
      />
      <output htmlFor={id}>
        {settings.lockAfterMinutes} {settings.lockAfterMinutes === 1 ? 'minute' : 'minutes'} without
        use
      </output>
    </div>
  );
}
