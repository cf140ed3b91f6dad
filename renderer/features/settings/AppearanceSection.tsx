import { useStore } from '../../store/store.ts';
import { ChoiceField } from '../../ui/Field.tsx';
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

/** How the window looks. */
export function AppearanceSection() {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  return (
    <>
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
    </>
  );
}
