import { beforeEach, expect, test } from 'vitest';
import { useStore } from '../../../../renderer/store/store.ts';

const store = useStore.getState;

beforeEach(() => useStore.setState(useStore.getInitialState(), true));

test('a path is looked for from one record, between two, and among several', () => {
  store().findPath(['a']);
  expect(store().pathQuestion).toMatchObject({ fromId: 'a', toId: null, amongIds: [] });
  store().findPath(['a', 'b']);
  expect(store().pathQuestion).toMatchObject({ fromId: 'a', toId: 'b', amongIds: [] });
  store().findPath(['a', 'b', 'c']);
  expect(store().pathQuestion.amongIds).toEqual(['a', 'b', 'c']);
  expect(store().leftPanel).toBe('path');
});

test('the path finder opens on the map whatever was looked at, keeps its question, and is put away by its key', () => {
  useStore.setState({ screen: 'records', lens: 'matrix' });
  store().select(['a']);
  store().togglePathFinder();
  expect([store().screen, store().lens, store().leftPanel]).toEqual(['map', 'map', 'path']);
  store().clearSelection();
  store().togglePathFinder();
  expect(store().leftPanel).toBeNull();
  store().togglePathFinder();
  expect(store().leftPanel).toBe('path');
  expect(store().pathQuestion.fromId).toBe('a');
});

test('another question leaves out nobody of the one before', () => {
  store().askPath({ avoidIds: ['x'] });
  store().findPath(['a', 'b']);
  expect(store().pathQuestion.avoidIds).toEqual([]);
});

test('what is drawn of a network goes with its case', () => {
  const caseState = {
    status: 'open',
    handle: 'case-1',
    name: 'Harrowmere',
    user: 'Ana Example',
    marking: 'OFFICIAL',
    markingDefaults: null,
    isDemonstration: false,
    isReadOnly: false,
    isDamaged: false,
    revision: 1,
    viewRevision: 1,
    typesRevision: 1,
  } as const;
  store().setCaseState(caseState);
  const hull = { id: 'a', name: 'Around Ana', count: 2, tone: 0, memberIds: ['a', 'b'] };
  store().setCommunities([hull]);
  store().setHulls([hull]);
  store().liftRoute({ entityIds: ['a', 'b'], relationIds: ['ab'], words: 'Route 1 of 1, 1 link' });
  store().setCaseState({ ...caseState, handle: 'case-2' });
  expect([store().communities, store().hulls, store().liftedRoute]).toEqual([[], [], null]);
});
