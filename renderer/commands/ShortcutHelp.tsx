import type { Menu } from '../../shared/commands.ts';
import { COMMAND_IDS, commandOf, keysOf } from '../../shared/commands.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './ShortcutHelp.module.css';

const MENUS: readonly Menu[] = ['Case', 'Edit', 'View', 'Map', 'Help'];

/** Every shortcut, by menu. */
export function ShortcutHelp() {
  const setOverlay = useStore((state) => state.setOverlay);
  const close = () => setOverlay(null);
  return (
    <Dialog
      title="Keyboard shortcuts"
      width="wide"
      onClose={close}
      actions={
        <Button look="primary" onClick={close} keys={['Esc']}>
          Close
        </Button>
      }
    >
      <p>Single keys act while the map has the focus. F6 steps through the parts of the window.</p>
      <div className={styles.menus}>
        {MENUS.map((menu) => (
          <section key={menu} aria-label={menu}>
            <h3>{menu}</h3>
            <dl>
              {COMMAND_IDS.map(commandOf)
                .filter((command) => command.menu === menu && command.shortcut !== null)
                .map(({ label, shortcut }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>
                      <Kbd keys={keysOf(shortcut ?? '')} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
