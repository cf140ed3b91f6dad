import { beforeEach, expect, test } from 'vitest';
import { pickRecords, toggleAll } from '../../../../renderer/store/pick.ts';
import { useStore } from '../../../../renderer/store/store.ts';

const NO_KEYS = { ctrlKey: false, metaKey: false, shiftKey: false };

function selected(): readonly string[] {
  return useStore.getState().selectedIds;
}

beforeEach(() => useStore.getState().select(['a', 'b']));

test('several records join the selection until all of them are in it, and then leave it', () => {
  toggleAll(['b', 'c']);
  expect(selected()).toEqual(['a', 'b', 'c']);
  toggleAll(['b', 'c']);
  expect(selected()).toEqual(['a']);
});

test('what is picked stands alone; with Shift it is added and becomes the one shown; with Ctrl it goes on and off', () => {
  pickRecords(['a'], { ...NO_KEYS, shiftKey: true });
  expect(selected()).toEqual(['b', 'a']);
  expect(useStore.getState().primaryId).toBe('a');
  pickRecords(['a'], { ...NO_KEYS, ctrlKey: true });
  expect(selected()).toEqual(['b']);
  pickRecords(['c'], NO_KEYS);
  expect(selected()).toEqual(['c']);
});
