import { expect, test } from 'vitest';
import { COMMAND_IDS, commandOf, keysOf } from '../../shared/commands.ts';
import {
  commandOfKey,
  commandsByArea,
  conflictsOf,
  isSingle,
  type KeyPress,
  refusalOf,
  STANDARD_KEYS,
  shortcutFor,
  shortcutOf,
} from '../../shared/shortcuts.ts';

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
  expect(commandOfKey(press('h'), 'map')).toBe('map.hide');
  expect(commandOfKey(press('h', { ctrlKey: true }), 'map')).toBeNull();
  expect(commandOfKey(press('x', { altKey: true }), 'map')).toBeNull();
});

test('no two commands have one shortcut in one place, and none has keys that are kept', () => {
  for (const id of COMMAND_IDS) {
    const { shortcut } = commandOf(id);
    if (shortcut === null) continue;
    expect(conflictsOf(id, shortcut, STANDARD_KEYS), `${id} ${shortcut}`).toEqual([]);
    // Escape closes first and clears the selection after; nothing on the timeline is pressed by Space.
    if (id !== 'selection.clear' && id !== 'timeline.play')
      expect(refusalOf(shortcut), `${id} ${shortcut}`).toBeNull();
  }
});

test('only plain keys wait for an area to have the focus', () => {
  expect(isSingle('E')).toBe(true);
  expect(isSingle('+')).toBe(true);
  expect(isSingle('Shift+L')).toBe(true);
  expect(isSingle('F1')).toBe(false);
  expect(isSingle('Esc')).toBe(false);
  expect(isSingle('Ctrl+E')).toBe(false);
});

test('a person’s own shortcut takes the place of the standard one, and an empty one takes it away', () => {
  const keys = { shortcuts: { 'edit.undo': 'Ctrl+U', 'map.expand': '' }, hasSingleKeys: true };
  expect(shortcutFor('edit.undo', keys)).toBe('Ctrl+U');
  expect(commandOfKey(press('u', { ctrlKey: true }), null, keys)).toBe('edit.undo');
  expect(commandOfKey(press('z', { ctrlKey: true }), null, keys)).toBeNull();
  expect(shortcutFor('map.expand', keys)).toBeNull();
  expect(commandOfKey(press('e'), 'map', keys)).toBeNull();
  expect(shortcutFor('map.fit', keys)).toBe('0');
});

test('with single keys off only those with Ctrl or Alt and function keys act', () => {
  const keys = { shortcuts: { 'edit.undo': 'U' }, hasSingleKeys: false };
  for (const id of COMMAND_IDS) {
    const shortcut = shortcutFor(id, keys);
    if (shortcut !== null) expect(shortcut, id).toMatch(/^(?:Ctrl|Alt)\+|^(?:Shift\+)?F\d+$|^Esc$/);
  }
  expect(commandOfKey(press('?', { shiftKey: true }), 'map', keys)).toBeNull();
  expect(commandsByArea(keys).size).toBe(0);
  expect(commandsByArea(STANDARD_KEYS).get('map')).toContain('map.expand');
});

test('the same keys conflict where both would act, and nowhere else', () => {
  expect(conflictsOf('map.expand', 'H', STANDARD_KEYS)).toContain('map.hide');
  expect(conflictsOf('edit.undo', 'Ctrl+L', STANDARD_KEYS)).toEqual(['case.lock']);
  const moved = { shortcuts: { 'case.lock': '' }, hasSingleKeys: true };
  expect(conflictsOf('edit.undo', 'Ctrl+L', moved)).toEqual([]);
  // A key that is switched off would conflict again once it is switched on.
  expect(conflictsOf('map.expand', 'H', { ...STANDARD_KEYS, hasSingleKeys: false })).toContain(
    'map.hide',
  );
});

test('keys that belong to the window or the browser are refused with what they do', () => {
  expect(refusalOf('Tab')).toMatch(/steps through the controls/);
  expect(refusalOf('Ctrl+C')).toMatch(/copies/);
  expect(refusalOf('Ctrl')).toBe('Press a key with it.');
  expect(refusalOf('Ctrl+Shift+K')).toBeNull();
  expect(refusalOf('constructor')).toBeNull();
});

test('keys are told one by one, plus among them', () => {
  expect(keysOf('Ctrl+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(keysOf('+')).toEqual(['+']);
  expect(keysOf('Ctrl++')).toEqual(['Ctrl', '+']);
  expect(keysOf('')).toEqual([]);
  expect(keysOf('Alt+Left')).toEqual(['Alt', '←']);
});

test('a single key acts in its areas alone, one with Ctrl everywhere', () => {
  expect(commandOfKey(press('e'), 'table')).toBe('record.edit-together');
  expect(commandOfKey(press('e'), null)).toBeNull();
  expect(commandOfKey(press('1'), 'timeline')).toBe('lens.map');
  expect(commandOfKey(press(' '), 'timeline')).toBe('timeline.play');
  expect(commandOfKey(press(' '), 'map')).toBeNull();
  for (const area of ['map', 'timeline', 'places', 'matrix'] as const)
    expect(commandOfKey(press('0'), area)).toBe('map.fit');
  expect(commandOfKey(press('q'), 'places')).toBe('map.tool-lasso');
  expect(commandOfKey(press('r'), 'matrix')).toBe('matrix.row');
  expect(commandOfKey(press('r'), 'map')).toBe('map.note');
  expect(commandOfKey(press('z', { ctrlKey: true }), null)).toBe('edit.undo');
});
