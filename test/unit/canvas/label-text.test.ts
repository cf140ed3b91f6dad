import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenLabel } from '../../../renderer/canvas/label-text.ts';

test('a short name stays as it is, save for its spaces', () => {
  expect(shortenLabel('  Dorian\n Vexley ')).toBe('Dorian Vexley');
});

test('an address after a name goes first', () => {
  expect(shortenLabel("The Brass Heron, 4 Cooper's Row, Harrowmere")).toBe('The Brass Heron');
});

test('a flat number alone is not taken for the name', () => {
  expect(shortenLabel('Flat 2, 184 Barleymow Hill Street')).toBe('Flat 2, 184 Barleymo… Street');
});

test('a long company name keeps its beginning and its last word', () => {
  expect(shortenLabel('Lanternspark Guardianship and Keyholding Limited')).toBe(
    'Lanternspark Guardi… Limited',
  );
});

test('one long word is cut at its end', () => {
  expect(shortenLabel('x'.repeat(40))).toBe(`${'x'.repeat(27)}…`);
});

test('letters of more than one code unit are never torn apart', () => {
  expect(shortenLabel('👩‍👩‍👧'.repeat(40))).toBe(`${'👩‍👩‍👧'.repeat(27)}…`);
});

test('a megabyte of text is shortened at once', () => {
  expect(shortenLabel('a b'.repeat(350_000)).length).toBeLessThan(40);
});

test('whatever the text, the label has at most thirty letters and no line breaks', () => {
  const letters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
      const label = shortenLabel(text);
      expect([...letters.segment(label)].length).toBeLessThanOrEqual(30);
      expect(label).not.toMatch(/[\n\r\t]/);
    }),
  );
});
