import { useStore } from '../../store/store.ts';
import { TextField } from '../../ui/Field.tsx';

/** Who works at this computer. */
export function YouSection() {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  return (
    <>
      <TextField
        label="Your name"
        hint="Offered when you make a case."
        maxLength={80}
        value={settings.userName}
        onChange={(event) => setSettings({ ...settings, userName: event.target.value })}
      />
      <TextField
        label="Your agency"
        hint="The owner of sources that you make and of files that you import, until you say otherwise."
        maxLength={120}
        value={settings.agency}
        onChange={(event) => setSettings({ ...settings, agency: event.target.value })}
      />
    </>
  );
}
