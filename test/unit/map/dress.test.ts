import { MultiGraph } from 'graphology';
import { expect, test } from 'vitest';
import type { NodeAttributes } from '../../../renderer/canvas/canvas-node.ts';
import { dressedRadius } from '../../../renderer/canvas/dress.ts';
import type { MapGraph } from '../../../renderer/canvas/map-graph.ts';
import { withComparison } from '../../../renderer/features/map/compare-marks.ts';
import { computeDress, type DressFacts } from '../../../renderer/features/map/compute-dress.ts';
import { withSignMarks } from '../../../renderer/features/map/sign-marks.ts';
import { styleChoices } from '../../../renderer/features/map/style-choices.ts';
import type { LinkDetail } from '../../../shared/api/graph.ts';
import { FormatRule, ViewStyle } from '../../../shared/domain/view-style.ts';
import { ontology } from '../formats/fixture.ts';

function node(kind: string, more: Partial<NodeAttributes> = {}): NodeAttributes {
  return {
    x: 0,
    y: 0,
    size: 1,
    kind,
    shape: 'circle',
    icon: '',
    label: kind,
    isProtected: false,
    role: null,
    badge: null,
    levers: { strong: 0, indicative: 0 },
    hiddenNeighbours: 0,
    ...more,
  };
}

/** Two firms and a person linked to both, and a protected person linked to the first firm. */
function network(): MapGraph {
  const graph: MapGraph = new MultiGraph();
  graph.addNode('firm-1', node('business', { levers: { strong: 2, indicative: 1 } }));
  graph.addNode('firm-2', node('business'));
  graph.addNode('ana', node('person', { role: 'principal' }));
  graph.addNode('child', node('person', { isProtected: true }));
  const edge = {
    label: 'director of',
    relationType: 'director-of',
    family: 'control',
    isDirected: true,
    curvature: 0,
  } as const;
  graph.addDirectedEdgeWithKey('a1', 'ana', 'firm-1', { ...edge, certainty: 'confirmed' });
  graph.addDirectedEdgeWithKey('a2', 'ana', 'firm-2', { ...edge, certainty: 'tentative' });
  graph.addDirectedEdgeWithKey('a3', 'ana', 'firm-2', { ...edge, certainty: 'reported' });
  graph.addDirectedEdgeWithKey('c1', 'child', 'firm-1', { ...edge, certainty: 'confirmed' });
  return graph;
}

const NOTHING: DressFacts = { attributes: new Map(), links: new Map(), matches: new Map() };

function link(id: string, more: Partial<LinkDetail>): readonly [string, LinkDetail] {
  const detail: LinkDetail = {
    id,
    basis: 'intelligence',
    grade: null,
    credibility: null,
    amount: null,
    startedOn: null,
    endedOn: null,
    observedOn: null,
    sourceName: null,
    ...more,
  };
  return [id, detail];
}

function dressed(
  style: Partial<ViewStyle>,
  facts: Partial<DressFacts> = {},
  rules: readonly FormatRule[] = [],
) {
  return computeDress(
    network(),
    { style: ViewStyle.parse(style), rules },
    { ontology, facts: { ...NOTHING, ...facts } },
  );
}

test('colours follow a field in words, and what has no such field or no value is told apart from it', () => {
  const sector = new Map([
    ['firm-1', 'nail-bar'],
    ['firm-2', null],
  ]);
  const { dress, colours } = dressed(
    { colourBy: 'field:sector' },
    { attributes: new Map([['sector', sector]]) },
  );
  expect(colours).toEqual([
    { label: 'Nail bar', count: 1, colour: '--c-1' },
    { label: 'Not known', count: 1, colour: '--e-other' },
    { label: 'Without this field', count: 1, colour: '--e-other' },
  ]);
  expect(dress.nodes.get('firm-1')).toMatchObject({ colour: '--c-1', note: 'Nail bar' });
  expect(dress.nodes.get('firm-2')).toMatchObject({ note: 'Not known' });
  expect(dress.nodes.get('ana')?.note).toBeUndefined();
});

test('colours follow the best lever, and a record without a flag is grey and named no lever', () => {
  const best = new Map([
    ['firm-1', 'Premises licence review'],
    ['firm-2', null],
  ]);
  const { dress, colours } = dressed(
    { colourBy: 'lever:best' },
    { attributes: new Map([['lever:best', best]]) },
  );
  expect(colours).toEqual([
    { label: 'Premises licence review', count: 1, colour: '--c-1' },
    { label: 'No lever flagged', count: 2, colour: '--e-other' },
  ]);
  expect(dress.nodes.get('firm-1')).toMatchObject({ note: 'Premises licence review' });
  expect(dress.nodes.get('firm-2')?.note).toBeUndefined();
});

test('a protected person is neither coloured, sized, labelled nor marked, whatever style and rules say', () => {
  const everyone = new Set(['firm-1', 'firm-2', 'ana', 'child']);
  const rule = FormatRule.parse({
    id: 'r',
    filter: 'x',
    ring: 'rose',
    badge: 'star',
    sizeSteps: 3,
  });
  for (const colourBy of ['role', 'category', 'links', 'levers', 'lever:best', 'certainty']) {
    const { dress, colours } = dressed(
      { colourBy, labelBy: 'reference', sizeBy: 'amount' },
      { matches: new Map([['r', everyone]]) },
      [rule],
    );
    expect(dress.nodes.has('child'), colourBy).toBe(false);
    expect(
      colours?.reduce((sum, { count }) => sum + count, 0),
      colourBy,
    ).toBe(3);
  }
  const sides = { name: '', ids: [] };
  const comparison = {
    first: { name: 'One', ids: ['child', 'ana'] },
    second: sides,
    bringOut: 'all',
  } as const;
  const marked = withComparison(dressed({}).dress, comparison, network());
  expect(marked.nodes.get('ana')).toMatchObject({ badge: 'first' });
  expect(marked.nodes.has('child')).toBe(false);
});

test('links are as wide as they carry, as there are side by side, or as the evidence is strong; ungraded is thinnest', () => {
  const links = new Map([
    link('a1', { amount: 100, credibility: 0.8 }),
    link('a2', { amount: 400, credibility: 0.4 }),
    link('a3', { amount: null, credibility: null }),
  ]);
  const weights = (linkWidthBy: string) =>
    Object.fromEntries(dressed({ linkWidthBy }, { links }).dress.linkWeights ?? []);
  expect(weights('amount')).toEqual({ a1: 0.5, a2: 1, a3: 0, c1: 0 });
  expect(weights('strength')).toEqual({ a1: 0.8, a2: 0.4, a3: 0, c1: 0 });
  const count = weights('count');
  expect(count.a2).toBe(count.a3);
  expect(count.a2).toBeGreaterThan(count.a1 ?? 1);
  expect(dressed({ linkWidthBy: 'family' }).dress.linkWeights).toBeNull();
});

test('of the rules that mark a record the first says ring and badge, all together the rest; one that is off says nothing', () => {
  const rules = [
    FormatRule.parse({ id: 'off', filter: 'x', ring: 'blue', isOn: false }),
    FormatRule.parse({ id: 'one', filter: 'x', ring: 'rose', sizeSteps: 1 }),
    FormatRule.parse({
      id: 'two',
      filter: 'x',
      ring: 'teal',
      badge: 'eye',
      hasHalo: true,
      sizeSteps: 2,
    }),
  ];
  const all = new Set(['ana']);
  const matches = new Map(rules.map(({ id }) => [id, all]));
  expect(dressed({}, { matches }, rules).dress.nodes.get('ana')).toEqual({
    ring: 'rose',
    badge: 'eye',
    hasHalo: true,
    hasBoldLabel: false,
    sizeSteps: 2,
  });
  const radii = [10, 15, 20] as const;
  const larger = dressedRadius(12, { sizeSteps: 2 }, [...radii, 26]);
  expect(larger).toBeGreaterThan(12);
  expect(dressedRadius(12, { weight: 1 }, [...radii, 26])).toBe(20);
  expect(dressedRadius(12, undefined, [...radii, 26])).toBe(12);
});

test('nothing about a person’s body, origin or need for protection can be chosen to draw by', () => {
  const { colourBy, labelBy, sizeBy } = styleChoices(ontology);
  const keys = [...colourBy, ...labelBy, ...sizeBy].map(({ key }) => key);
  for (const field of [
    'sex',
    'age',
    'dateOfBirth',
    'nationalId',
    'vulnerable',
    'vulnerableOccupant',
  ])
    expect(keys).not.toContain(`field:${field}`);
  expect(keys).toContain('field:sector');
  expect(keys).toContain('field:registration');
});

test('colour and size follow a measure on the scale of the whole graph; what has no value is not known, not zero', () => {
  const values = new Map([
    ['firm-1', 0.4],
    ['ana', 0],
    ['child', 0.9],
    ['not-on-the-map', 1.6],
  ]);
  const { dress, colours } = dressed(
    { colourBy: 'measure:betweenness', sizeBy: 'measure:betweenness' },
    { attributes: new Map([['measure:betweenness', values]]) },
  );
  expect(colours?.map(({ label, count }) => [label, count])).toEqual([
    ['0', 1],
    ['0.4', 1],
    ['Not measured', 1],
  ]);
  expect(dress.nodes.get('firm-1')?.weight).toBeCloseTo(0.5);
  expect(dress.nodes.get('ana')?.weight).toBe(0);
  expect(dress.nodes.has('child')).toBe(false);
});

test('signs mark records that are not protected, beside whatever else they are drawn by', () => {
  const marks = new Map([
    ['firm-1', 'front'],
    ['child', 'enabler'],
  ] as const);
  const { nodes } = withSignMarks({ nodes: new Map(), linkWeights: null }, marks, network());
  expect(nodes.get('firm-1')).toEqual({ sign: 'front' });
  expect(nodes.has('child')).toBe(false);
});
