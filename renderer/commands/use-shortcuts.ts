import { useEffect } from 'react';
import type { CommandId } from '../../shared/commands.ts';
import { isCommandId } from '../../shared/commands.ts';
import { commandOfKey, isSingle, shortcutOf } from '../../shared/shortcuts.ts';
import { useStore } from '../store/store.ts';
import { isAvailable } from './availability.ts';
import { keyAreaOf } from './key-area.ts';
import { runCommand } from './run-command.ts';

/** What a text field does by the same keys: there it is meant for the text. */
const COMMANDS_OF_TEXT: ReadonlySet<CommandId> = new Set([
  'edit.undo',
  'edit.redo',
  'selection.clear',
  'selection.earlier',
  'selection.later',
]);

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  );
}

/** Space presses a button where it has the focus, whatever it does around it. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  return (
    key === ' ' && target instanceof HTMLElement && target.closest('button, a, input') !== null
  );
}

function runByKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isPressing(event)) return;
  const state = useStore.getState();
  const id = commandOfKey(event, keyAreaOf(event.target), state.settings);
  if (id === null || !isAvailable(id, state)) return;
  // An open dialog keeps the keyboard to itself.
  if (document.querySelector('dialog[open]') && id !== 'case.lock') return;
  if (isTyping(event.target) && (isSingle(shortcutOf(event)) || COMMANDS_OF_TEXT.has(id))) return;
  event.preventDefault();
  void runCommand(id);
}

/** Listens for the shortcuts of all commands, and for picks from the desktop's menu. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', runByKey);
    return () => window.removeEventListener('keydown', runByKey);
  }, []);

  useEffect(() => {
    window.achilles?.onCommand((id) => {
      if (isCommandId(id)) void runCommand(id);
    });
  }, []);
}
