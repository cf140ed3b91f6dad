import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { acceleratorOf, menuTemplate } from '../../../electron/main/menu.ts';
import { COMMAND_IDS, commandOf } from '../../../shared/commands.ts';

function itemsOf(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));
}

function draw(change: Partial<Parameters<typeof menuTemplate>[0]> = {}) {
  const run: string[] = [];
  const template = menuTemplate({
    platform: 'linux',
    isCaseOpen: true,
    run: (id) => run.push(id),
    ...change,
  });
  return { template, items: itemsOf(template), run };
}

test('every command is in its menu once, and picking it runs it', () => {
  const { template, run } = draw();
  for (const id of COMMAND_IDS) {
    const { label, menu } = commandOf(id);
    const place = template.filter((entry) => entry.label === menu);
    const found = itemsOf(place).filter((item) => item.label === label);
    expect(found, id).toHaveLength(1);
    const click = found[0]?.click as (() => void) | undefined;
    click?.();
  }
  expect(run).toEqual([...COMMAND_IDS]);
});

test('without an open case only the commands that need none can be picked', () => {
  const { items } = draw({ isCaseOpen: false });
  for (const id of COMMAND_IDS) {
    const { label, scope } = commandOf(id);
    expect(items.find((item) => item.label === label)?.enabled, id).toBe(scope === 'always');
  }
});

test('the menu shows keys but does not take them: the page listens to them itself', () => {
  const shown = draw().items.filter((item) => item.accelerator !== undefined && !item.role);
  expect(shown.length).toBeGreaterThan(5);
  for (const item of shown) expect(item.registerAccelerator, String(item.label)).toBe(false);
});

test('single keys are left to the map, so that a menu never takes letters out of a text field', () => {
  expect(acceleratorOf('L')).toBeNull();
  expect(acceleratorOf('+')).toBeNull();
  expect(acceleratorOf('.')).toBeNull();
  expect(acceleratorOf(null)).toBeNull();
  expect(acceleratorOf('F6')).toBe('F6');
  expect(acceleratorOf('Shift+F6')).toBe('Shift+F6');
  expect(acceleratorOf('Ctrl+Shift+Z')).toBe('CmdOrCtrl+Shift+Z');
  expect(acceleratorOf('Alt+Left')).toBe('Alt+Left');
});

test('nothing in the menu opens developer tools, reloads the page or goes to an address', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    const roles = draw({ platform }).items.map((item) => item.role);
    for (const role of [
      'toggleDevTools',
      'reload',
      'forceReload',
      'viewMenu',
      'windowMenu',
      'editMenu',
      'recentDocuments',
    ]) {
      expect(roles, `${platform} ${role}`).not.toContain(role);
    }
  }
});

test('pasting is plain text', () => {
  const roles = draw().items.map((item) => item.role);
  expect(roles).toContain('pasteAndMatchStyle');
  expect(roles).not.toContain('paste');
});

test('macOS has the menu of the application, and quits from there', () => {
  const { template, items } = draw({ platform: 'darwin' });
  expect(template[0]?.role).toBe('appMenu');
  expect(items.map((item) => item.role)).not.toContain('quit');
  expect(draw().items.map((item) => item.role)).toContain('quit');
});

test('the menu shows a person’s own keys, and none where they cleared them', () => {
  const keys = { shortcuts: { 'case.lock': 'Ctrl+Shift+K', 'edit.undo': '' }, hasSingleKeys: true };
  const { items } = draw({ keys });
  const acceleratorAt = (label: string) => items.find((item) => item.label === label)?.accelerator;
  expect(acceleratorAt('Lock now')).toBe('CmdOrCtrl+Shift+K');
  expect(acceleratorAt('Undo')).toBeUndefined();
  expect(acceleratorAt('Redo')).toBe('CmdOrCtrl+Shift+Z');
});
