import { expect, test } from 'vitest';
import {
  commandOfKey,
  isSingleKey,
  type KeyPress,
  shortcutOf,
} from '../../../../renderer/commands/shortcut.ts';
import { COMMAND_IDS, commandOf, keysOf } from '../../../../shared/commands.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

test('a press is written as the command list writes it, whatever the case of the letter', () => {
  expect(shortcutOf(press('z', { ctrlKey: true }))).toBe('Ctrl+Z');
  expect(shortcutOf(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('Ctrl+Shift+Z');
  expect(shortcutOf(press('z', { metaKey: true }))).toBe('Ctrl+Z');
  expect(shortcutOf(press('ArrowLeft', { altKey: true }))).toBe('Alt+Left');
  expect(shortcutOf(press('F6', { shiftKey: true }))).toBe('Shift+F6');
});

test('Shift that only chooses a symbol is no part of a shortcut', () => {
  expect(commandOfKey(press('+', { shiftKey: true }), 'map')).toBe('map.zoom-in');
  expect(commandOfKey(press('='), 'map')).toBe('map.zoom-in');
  expect(commandOfKey(press('?', { shiftKey: true }), 'map')).toBe('help.shortcuts');
  expect(commandOfKey(press('F1'), 'map')).toBe('help.shortcuts');
});

test('a letter with Ctrl is not the letter alone', () => {
  expect(commandOfKey(press('e'), 'map')).toBe('map.expand');
  expect(commandOfKey(press('e', { ctrlKey: true }), 'map')).toBeNull();
  expect(commandOfKey(press('x', { altKey: true }), 'map')).toBeNull();
});

test('no two commands have one shortcut', () => {
  const shortcuts = COMMAND_IDS.map((id) => commandOf(id).shortcut).filter((keys) => keys !== null);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});

test('only plain keys wait for an area to have the focus', () => {
  const single = COMMAND_IDS.filter(isSingleKey);
  expect(single).toContain('map.zoom-in');
  expect(single).not.toContain('help.shortcuts');
  expect(single).not.toContain('selection.clear');
  expect(single.every((id) => commandOf(id).menu === 'Map' || id.startsWith('lens.'))).toBe(true);
});

test('keys are told one by one, plus among them', () => {
  expect(keysOf('Ctrl+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(keysOf('+')).toEqual(['+']);
  expect(keysOf('Alt+Left')).toEqual(['Alt', '←']);
});

test('a single key acts in its areas alone, one with Ctrl everywhere', () => {
  expect(commandOfKey(press('e'), 'table')).toBeNull();
  expect(commandOfKey(press('e'), null)).toBeNull();
  expect(commandOfKey(press('1'), 'timeline')).toBe('lens.map');
  expect(commandOfKey(press('z', { ctrlKey: true }), null)).toBe('edit.undo');
});
