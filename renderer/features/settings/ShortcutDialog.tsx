import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import { commandOf } from '../../../shared/commands.ts';
import {
  areasOf,
  conflictsOf,
  isSingle,
  refusalOf,
  shortcutOf,
} from '../../../shared/shortcuts.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import page from './SettingsScreen.module.css';

interface ShortcutDialogProps {
  readonly id: CommandId;
  readonly onClose: () => void;
  /** The command's new keys, and no keys for the commands that had them. */
  readonly onChoose: (shortcuts: Readonly<Record<string, string>>) => void;
}

function inWords(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(' and ');
}

/** Takes the next key press as a command's keys, and explains what stands against it. */
export function ShortcutDialog({ id, onClose, onChoose }: ShortcutDialogProps) {
  const settings = useStore((state) => state.settings);
  const [shortcut, setShortcut] = useState('');
  const { label } = commandOf(id);
  const refusal = shortcut === '' ? null : refusalOf(shortcut);
  const others = shortcut === '' ? [] : conflictsOf(id, shortcut, settings);
  const isReady = shortcut !== '' && refusal === null;

  function take(event: KeyboardEvent): void {
    // Tab goes on to the buttons, Escape closes: both are kept for that.
    if (event.key === 'Tab' || event.key === 'Escape') return;
    // Before the dialog closes: the button that opened it has the focus then, and would take the same Enter.
    event.preventDefault();
    if (event.key === 'Enter' && isReady) {
      choose();
      return;
    }
    event.stopPropagation();
    if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) return;
    setShortcut(shortcutOf(event));
  }

  function choose(): void {
    if (!isReady) return;
    onChoose({ [id]: shortcut, ...Object.fromEntries(others.map((other) => [other, ''])) });
  }

  return (
    <Dialog
      title={`Keys for “${label}”`}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" aria-disabled={!isReady} onClick={choose}>
            {others.length > 0 ? 'Take the keys' : 'Use these keys'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className={page.form}>
        <TextField
          label="Press the keys"
          hint="Then Enter, or the button. Tab goes on, Escape leaves."
          readOnly
          autoFocus
          value={shortcut}
          error={refusal}
          onKeyDown={take}
        />
        <div role="status">
          {isReady && others.length > 0 && (
            <Note tone="warning">
              {inWords(others.map((other) => commandOf(other).label))}{' '}
              {others.length === 1 ? 'has these keys' : 'have these keys'} in the same place, and
              would be left without.
            </Note>
          )}
          {isReady && isSingle(shortcut) && (
            <p className={page.hint}>
              A single key acts only while one of these parts has the focus:{' '}
              {areasOf(id).join(', ')}.
              {!settings.hasSingleKeys && ' Single keys are switched off now.'}
            </p>
          )}
        </div>
      </div>
    </Dialog>
  );
}
