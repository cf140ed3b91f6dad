import { expect, test } from 'vitest';
import { type Faults, standingFaults } from '../../../renderer/api/use-form.ts';

interface Draft {
  readonly name: string;
  readonly items: readonly { readonly text: string }[];
}

function check({ name, items }: Draft): Faults {
  return {
    ...(name === '' ? { name: 'Give it a name.' } : {}),
    ...Object.fromEntries(
      items.flatMap(({ text }, at) => (text === '' ? [[`items.${at}.text`, 'Say it.']] : [])),
    ),
  };
}

const EMPTY: Draft = { name: '', items: [{ text: '' }, { text: '' }] };

test('a fault that the form found goes as it is mended, and no other comes before it is sent again', () => {
  const told = { faults: check(EMPTY), draft: EMPTY, isOwn: true };
  expect(Object.keys(standingFaults(told, EMPTY, check))).toHaveLength(3);
  const named = { ...EMPTY, name: 'Ana Example' };
  expect(Object.keys(standingFaults(told, named, check))).toEqual(['items.0.text', 'items.1.text']);
  const mended: Draft = { name: 'Ana Example', items: [{ text: 'Seen' }, { text: 'Heard' }] };
  expect(standingFaults(told, mended, check)).toEqual({});
  const first = { faults: { name: 'Give it a name.' }, draft: EMPTY, isOwn: true };
  expect(standingFaults(first, { ...EMPTY }, check)).toEqual({ name: 'Give it a name.' });
});

test('a fault that the backend found stands until the part that it is about is changed', () => {
  const draft: Draft = { name: 'Ana Example', items: [{ text: 'Seen' }] };
  const faults = { name: 'That name is taken.', 'items.0.text': 'Too long.', gone: 'Nowhere.' };
  const told = { faults, draft, isOwn: false };
  expect(standingFaults(told, draft, check)).toEqual(faults);
  expect(standingFaults(told, { ...draft, name: 'Bo Sample' }, check)).toEqual({
    'items.0.text': 'Too long.',
  });
  expect(standingFaults(told, { ...draft, items: [{ text: 'Heard' }] }, check)).toEqual({
    name: 'That name is taken.',
  });
});
