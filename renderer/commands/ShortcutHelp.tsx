import type { CommandId, KeyArea, Menu } from '../../shared/commands.ts';
import { COMMAND_IDS, commandOf, KEY_AREAS, keysOf } from '../../shared/commands.ts';
import { commandsByArea, isSingle, shortcutFor } from '../../shared/shortcuts.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './ShortcutHelp.module.css';

const MENUS: readonly Menu[] = ['Case', 'Edit', 'View', 'Map', 'Help'];

/** What the parts of the window with keys of their own are called. */
export const AREA_WORDS: Readonly<Record<KeyArea, string>> = {
  map: 'On the map',
  table: 'In the table',
  timeline: 'On the timeline',
  places: 'On the places',
  matrix: 'In the matrix',
  levers: 'Among the levers',
};

/** The area in which the person was before the list was opened comes first. */
function areaFirst(areas: readonly KeyArea[], here: KeyArea | null): KeyArea[] {
  return areas.toSorted((a, b) => Number(b === here) - Number(a === here));
}

function Keys({ id }: { readonly id: CommandId }) {
  const shortcut = useStore((state) => shortcutFor(id, state.settings) ?? '');
  return (
    <div>
      <dt>{commandOf(id).label}</dt>
      <dd>
        <Kbd keys={keysOf(shortcut)} />
      </dd>
    </div>
  );
}

function Group({ title, ids }: { readonly title: string; readonly ids: readonly CommandId[] }) {
  if (ids.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {ids.map((id) => (
          <Keys key={id} id={id} />
        ))}
      </dl>
    </section>
  );
}

/** Every shortcut as this person has it: single keys by the part of the window, then those that act everywhere. */
export function ShortcutHelp() {
  const setOverlay = useStore((state) => state.setOverlay);
  const goTo = useStore((state) => state.goTo);
  const settings = useStore((state) => state.settings);
  const lens = useStore((state) => (state.screen === 'map' ? state.lens : null));
  const screen = useStore((state) => state.screen);
  const here =
    KEY_AREAS.find(
      (area) => area === (screen === 'records' ? 'table' : screen === 'levers' ? screen : lens),
    ) ?? null;
  const byArea = commandsByArea(settings);
  const everywhere = COMMAND_IDS.filter((id) => {
    const shortcut = shortcutFor(id, settings);
    return shortcut !== null && !isSingle(shortcut);
  });
  const close = () => setOverlay(null);
  return (
    <Dialog
      title="Keyboard shortcuts"
      width="wide"
      onClose={close}
      actions={
        <>
          <Button look="primary" onClick={close} keys={['Esc']}>
            Close
          </Button>
          <Button
            onClick={() => {
              close();
              goTo('settings');
            }}
          >
            Change them
          </Button>
        </>
      }
    >
      <p>
        {settings.hasSingleKeys
          ? 'Single keys act while their part of the window has the focus. F6 steps through the parts.'
          : 'Single keys are switched off in the settings. F6 steps through the parts of the window.'}
      </p>
      <div className={styles.menus}>
        {areaFirst([...byArea.keys()], here).map((area) => (
          <Group key={area} title={AREA_WORDS[area]} ids={byArea.get(area) ?? []} />
        ))}
        {MENUS.map((menu) => (
          <Group
            key={menu}
            title={menu === 'Map' ? 'Everywhere: map' : `Everywhere: ${menu.toLowerCase()}`}
            ids={everywhere.filter((id) => commandOf(id).menu === menu)}
          />
        ))}
      </div>
    </Dialog>
  );
}
