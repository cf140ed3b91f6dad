import { useId } from 'react';
import type { Settings } from '../../../shared/api/app.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { RecoveryCode } from './RecoveryCode.tsx';
import styles from './SettingsScreen.module.css';

const THEMES = [
  { value: 'system', label: 'As the computer' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'projector', label: 'Projector' },
] as const;
const DENSITIES = [
  { value: 'compact', label: 'Compact' },
  { value: 'standard', label: 'Standard' },
  { value: 'roomy', label: 'Roomy' },
] as const;
const LONGEST_LOCK_MINUTES = 15;

function LockTime({ settings }: { readonly settings: Settings }) {
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

/** Choices of this person on this computer; each holds at once. */
export function SettingsScreen() {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  const setOverlay = useStore((state) => state.setOverlay);
  return (
    <div className={styles.page}>
      <h2>Settings</h2>
      <p className={styles.lead}>Kept on this computer for you. No case data is in them.</p>
      <section aria-labelledby="settings-look">
        <h3 id="settings-look">Appearance</h3>
        <ChoiceField
          label="Theme"
          value={settings.theme}
          options={THEMES}
          onChange={(theme) => setSettings({ ...settings, theme })}
        />
        <ChoiceField
          label="Density"
          hint="How close together rows and controls stand."
          value={settings.density}
          options={DENSITIES}
          onChange={(density) => setSettings({ ...settings, density })}
        />
        <p className={styles.hint}>
          Motion and contrast follow the computer’s own settings for accessibility.
        </p>
      </section>
      <section aria-labelledby="settings-safety">
        <h3 id="settings-safety">Safety</h3>
        <LockTime settings={settings} />
      </section>
      <RecoveryCode />
      <section aria-labelledby="settings-you">
        <h3 id="settings-you">You</h3>
        <TextField
          label="Your name"
          hint="Offered when you make a case."
          maxLength={80}
          value={settings.userName}
          onChange={(event) => setSettings({ ...settings, userName: event.target.value })}
        />
        <div>
          <Button keys={['F1']} onClick={() => setOverlay('shortcuts')}>
            Keyboard shortcuts
          </Button>
        </div>
      </section>
    </div>
  );
}
