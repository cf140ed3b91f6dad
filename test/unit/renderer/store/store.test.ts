import { beforeEach, expect, test } from 'vitest';
import { READ_ONLY_WORDS } from '../../../../renderer/store/form.ts';
import { useStore } from '../../../../renderer/store/store.ts';
import type { CaseState } from '../../../../shared/api/case.ts';

const store = useStore.getState;
const OPEN: CaseState = {
  status: 'open',
  handle: 'case-1',
  name: 'Harrowmere',
  user: 'Ana Example',
  marking: 'OFFICIAL-SENSITIVE',
  markingDefaults: null,
  isDemonstration: false,
  isReadOnly: false,
  isDamaged: false,
  revision: 3,
  viewRevision: 1,
  typesRevision: 1,
};

beforeEach(() => useStore.setState(useStore.getInitialState(), true));

test('a selection keeps its order, holds nobody twice, and its last is primary', () => {
  store().select(['b', 'a', 'b']);
  expect(store().selectedIds).toEqual(['b', 'a']);
  expect(store().primaryId).toBe('a');
  store().toggleSelected('a');
  expect(store().primaryId).toBe('b');
  store().clearSelection();
  expect(store().primaryId).toBeNull();
});

test('earlier selections are stepped back through and forward again', () => {
  store().select(['a']);
  store().select(['b']);
  store().stepSelection('earlier');
  expect(store().selectedIds).toEqual(['a']);
  store().stepSelection('later');
  expect(store().selectedIds).toEqual(['b']);
  store().stepSelection('later');
  expect(store().selectedIds).toEqual(['b']);
});

test('a new selection after stepping back forgets what was ahead', () => {
  store().select(['a']);
  store().select(['b']);
  store().stepSelection('earlier');
  store().select(['c']);
  store().stepSelection('later');
  expect(store().selectedIds).toEqual(['c']);
});

test('choosing the same again is no step', () => {
  store().select(['a']);
  store().select(['a']);
  store().stepSelection('earlier');
  expect(store().selectedIds).toEqual([]);
});

test('locking keeps what was selected; another case does not', () => {
  store().setCaseState(OPEN);
  store().select(['a']);
  store().goTo('records');
  store().setCaseState({ ...OPEN, status: 'locked' });
  expect(store().selectedIds).toEqual(['a']);
  expect(store().screen).toBe('records');

  store().setCaseState({ ...OPEN, handle: 'case-2' });
  expect(store().selectedIds).toEqual([]);
  expect(store().earlierSelections).toEqual([]);
  expect(store().screen).toBe('map');
});

test('what lies over the screen and the messages are put away when the case is locked', () => {
  store().setCaseState(OPEN);
  store().say('Imported 22 rows from nodes of the week');
  store().setOverlay('palette');
  store().setCaseState({ ...OPEN, status: 'locked' });
  expect(store().messages).toEqual([]);
  expect(store().overlay).toBeNull();
});

test('a request to the map is taken once', () => {
  store().requestMap({ type: 'fit' });
  expect(store().takeMapRequest()).toEqual({ type: 'fit' });
  expect(store().takeMapRequest()).toBeNull();
});

test('the oldest message makes way for a fifth', () => {
  for (const text of ['one', 'two', 'three', 'four', 'five']) store().say(text);
  expect(store().messages.map((message) => message.text)).toEqual(['two', 'three', 'four', 'five']);
});

test('where the case can only be read, a form that writes stays shut and says why; one that shows opens', () => {
  store().setCaseState({ ...OPEN, isReadOnly: true });
  store().openForm({ type: 'edit-record', id: 'a' });
  expect(store().form).toBeNull();
  expect(store().messages.map(({ text }) => text)).toEqual([READ_ONLY_WORDS]);
  store().openForm({ type: 'report', id: 'r' });
  expect(store().form).toEqual({ type: 'report', id: 'r' });
});
