import { useEffect, useId, useState } from 'react';
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

const MOTIONS = [
  { value: 'system', label: 'As the computer' },
  { value: 'reduced', label: 'Reduced' },
  { value: 'full', label: 'Full' },
] as const;
const CONTRASTS = [
  { value: 'system', label: 'As the computer' },
  { value: 'more', label: 'High' },
] as const;
const TEXT_STEP_PERCENT = 10;

/** Size of text, in steps; it holds once the slider is let go, as what is dragged would move away. */
function TextSize() {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  const [percent, setPercent] = useState(settings.textPercent);
  const id = useId();
  useEffect(() => setPercent(settings.textPercent), [settings.textPercent]);
  const keep = () =>
    percent !== settings.textPercent && setSettings({ ...settings, textPercent: percent });
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>Size of text</label>
      <input
        id={id}
        type="range"
        min={80}
        max={200}
        step={TEXT_STEP_PERCENT}
        value={percent}
        aria-valuetext={`${percent}%`}
        onChange={(event) => setPercent(event.target.valueAsNumber)}
        onPointerUp={keep}
        onKeyUp={keep}
        onBlur={keep}
      />
      <output htmlFor={id}>{percent}%</output>
    </div>
  );
}

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
      <TextSize />
      <ChoiceField
        label="Motion"
        hint="Flights of the camera and of records on the map, panels that slide."
        value={settings.motion}
        options={MOTIONS}
        onChange={(motion) => setSettings({ ...settings, motion })}
      />
      <ChoiceField
        label="Contrast"
        hint="Stronger lines and no pale text, in every theme."
        value={settings.contrast}
        options={CONTRASTS}
        onChange={(contrast) => setSettings({ ...settings, contrast })}
      />
    </>
  );
}
