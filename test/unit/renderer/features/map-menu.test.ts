import { beforeEach, expect, test } from 'vitest';
import { createMapModel } from '../../../../renderer/canvas/map-model.ts';
import { projectionOf } from '../../../../renderer/canvas/viewport.ts';
import type { MapActs } from '../../../../renderer/features/map/map-acts.ts';
import { menuFor } from '../../../../renderer/features/map/map-menu-items.ts';
import { useStore } from '../../../../renderer/store/store.ts';
import type { CaseState } from '../../../../shared/api/case.ts';
import type { GraphNode } from '../../../../shared/api/graph.ts';

const CASE: CaseState = {
  status: 'open',
  handle: 'case-1',
  name: 'Harrowmere',
  user: 'Ana Example',
  marking: 'OFFICIAL-SENSITIVE',
  markingDefaults: null,
  isDemonstration: false,
  isReadOnly: false,
  isDamaged: false,
  revision: 1,
  viewRevision: 1,
  typesRevision: 1,
};

/** No groups, and nothing was expanded; whatever else is only done when an item is picked. */
const ACTS = { groupsOf: () => [], canCollapse: () => false } as unknown as MapActs;

function node(id: string, more: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    kind: 'person',
    label: id,
    isProtected: false,
    role: null,
    levers: null,
    hiddenNeighbours: 0,
    ...more,
  };
}

const model = createMapModel([]);
model.replace(
  [node('ana'), node('vic', { isProtected: true }), node('firm', { kind: 'business' })],
  [
    {
      id: 'link',
      source: 'ana',
      target: 'firm',
      type: 'director-of',
      sourceType: 'director of',
      label: 'director of',
      family: 'control',
      isDirected: true,
      certainty: 'confirmed',
    },
  ],
  new Map(),
);
const CANVAS = {
  model,
  projection: projectionOf({ x: 0.5, y: 0.5, ratio: 1 }, { width: 800, height: 600 }),
};

/** Every label of the menu of a record, of a link, or of the ground, those of inner menus left out. */
function labelsOf(id: string | null, linkId: string | null = null): string[] {
  const { groups } = menuFor(CANVAS, { id, linkId, x: 10, y: 10 }, ACTS);
  for (const group of groups) expect(group.length).toBeGreaterThan(0);
  return groups.flat().map(({ label }) => label);
}

beforeEach(() => {
  useStore.setState(useStore.getInitialState(), true);
  useStore.setState({ caseState: CASE });
});

test('a person can be marked as protected from the map; whoever is, and what is no person, cannot', () => {
  expect(labelsOf('ana')).toContain('Mark as protected');
  expect(labelsOf('vic')).not.toContain('Mark as protected');
  expect(labelsOf('firm')).not.toContain('Mark as protected');
});

test('what lies under the pointer stands for the whole selection where it is part of it', () => {
  useStore.getState().select(['ana', 'firm']);
  const several = labelsOf('ana');
  expect(several).toContain('Edit 2 records together');
  expect(several).toContain('Group the selection');
  expect(several).not.toContain('Edit');
  expect(labelsOf('vic')).toContain('Edit');
  expect(labelsOf('vic')).not.toContain('Group the selection');
});

test('the ground offers a new record, the layout, a note and a named view', () => {
  const labels = labelsOf(null);
  expect(labels).toEqual(
    expect.arrayContaining(['New record here', 'Paste', 'Layout', 'Select', 'Add a note here']),
  );
  const { groups } = menuFor(CANVAS, { id: null, x: 1, y: 1 }, ACTS);
  groups
    .flat()
    .find(({ label }) => label === 'Save as a view')
    ?.run?.();
  expect(useStore.getState().leftPanel).toBe('views');
});

test('the ground offers what is asked of the network as a whole', () => {
  const { groups } = menuFor(CANVAS, { id: null, x: 1, y: 1 }, ACTS);
  const ask = groups.flat().find(({ label }) => label === 'Ask of the network');
  for (const [label, panel] of [
    ['What a missing link would change', 'missing'],
    ['Same position in the network', 'positions'],
    ['Network capital', 'capital'],
  ] as const) {
    ask?.items
      ?.flat()
      .find((item) => item.label === label)
      ?.run?.();
    expect(useStore.getState().leftPanel).toBe(panel);
  }
});

test('a link is inspected, changed, supported, disputed, or its type hidden', () => {
  expect(labelsOf(null, 'link')).toEqual([
    'Inspect',
    'Change this link',
    'Add source',
    'Dispute',
    'Hide this type',
  ]);
});

test('where the case can only be read, no menu offers to change it', () => {
  useStore.setState({ caseState: { ...CASE, isReadOnly: true } });
  const one = [...labelsOf('ana'), ...labelsOf(null), ...labelsOf(null, 'link')];
  useStore.getState().select(['ana', 'firm']);
  const all = [...one, ...labelsOf('ana')];
  expect(all).toContain('Inspect');
  expect(
    all.filter((label) =>
      /^(Edit|New|Delete|Mark|Change|Add|Dispute|Save|Group|Frame)/.test(label),
    ),
  ).toEqual([]);
});

test('ways, ties and likeness are asked of records, and never of protected people', () => {
  expect(labelsOf('ana')).toEqual(
    expect.arrayContaining(['Find path from here', 'Look around it', 'Find others like this']),
  );
  expect(labelsOf('vic')).not.toContain('Find path from here');
  useStore.getState().select(['ana', 'vic']);
  expect(labelsOf('ana')).not.toContain('Paths between');
  useStore.getState().select(['ana', 'firm']);
  expect(labelsOf('ana')).toEqual(
    expect.arrayContaining(['Paths between', 'What ties these together']),
  );
});
