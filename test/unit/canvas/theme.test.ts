import { expect, test } from 'vitest';
import { packColour, parseColour, themeFrom } from '../../../renderer/canvas/theme.ts';

test('colours are read as the stylesheet writes them', () => {
  expect(parseColour('#0B57A4')).toEqual([11, 87, 164, 1]);
  expect(parseColour(' #fff ')).toEqual([255, 255, 255, 1]);
  expect(parseColour('rgb(1 2 3 / 0.5)')).toEqual([1, 2, 3, 0.5]);
  expect(parseColour('rgba(1, 2, 3, 0.5)')).toEqual([1, 2, 3, 0.5]);
});

test('what is not a colour is a plain grey, not black or nothing', () => {
  expect(parseColour('')).toEqual([128, 128, 128, 1]);
  expect(parseColour('var(--x)')).toEqual([128, 128, 128, 1]);
});

test('white and opaque packs into a float that is a number', () => {
  expect(packColour([255, 255, 255, 1])).not.toBeNaN();
  const bytes = new Uint8Array(Float32Array.of(packColour([1, 2, 3, 1])).buffer);
  expect([...bytes]).toEqual([1, 2, 3, 254]);
});

test('a kind without colours of its own takes the quiet text colour', () => {
  const values = new Map([
    ['--text-3', '#586572'],
    ['--e-person', '#0B57A4'],
    ['--e-person-line', '#083F78'],
  ]);
  const theme = themeFrom((name) => values.get(name) ?? '');
  expect(theme.entity('person')).toMatchObject({ fill: '#0B57A4', line: '#083F78' });
  expect(theme.entity('licence').fill).toBe('#586572');
});

test('a far screen’s sizes are taken in proportion, but a working map grows only so far', () => {
  const values: Readonly<Record<string, string>> = {
    '--node-s': '34px',
    '--node-m': '45px',
    '--node-ring': '6px',
    '--l-money-width': '6px',
    '--dash-reported': '20 12',
    '--link-alpha': '0.9',
    '--dur-4': '480ms',
  };
  const projector = themeFrom((name) => values[name] ?? '');
  expect(projector.nodeRadiiPx.slice(0, 2)).toEqual([17, 22.5]);
  expect(projector.ringPx).toBe(3);
  expect(projector.link('money').widthPx).toBe(3);
  expect(projector.dashes.reported).toEqual([10, 6]);
  expect(projector.textScale).toBe(1.5);
  expect(projector.linkAlpha).toBe(0.9);
  expect(projector.moveMs).toBe(480);
});

test('what the stylesheet does not say is as on a desk', () => {
  const bare = themeFrom(() => '');
  expect(bare.nodeRadiiPx).toEqual([11, 15, 20, 26]);
  expect(bare.dashes.tentative).toEqual([1.5, 4]);
  expect(bare.textScale).toBe(1);
  expect(bare.moveMs).toBe(0);
});
