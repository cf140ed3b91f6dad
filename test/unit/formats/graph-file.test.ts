import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedData } from '../../shared-data.ts';
import { problemsOf, stage } from './fixture.ts';

function gexf(inside: string, graph = ''): string {
  return `<?xml version="1.0"?><gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"><graph ${graph}>${inside}</graph></gexf>`;
}

function graphml(keys: string, inside: string): string {
  return `<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">${keys}<graph id="G" edgedefault="undirected">${inside}</graph></graphml>`;
}

const NODES = '<nodes><node id="a" label="Ann Made"/><node id="b" label="Bo Made"/></nodes>';

test('nodes and edges of GEXF are two tables; kinds, types, dates and weights are kept', () => {
  const result = stage({
    'g.gexf': gexf(
      `<attributes class="node"><attribute id="0" title="kind" type="string"/><attribute id="1" title="age" type="integer"/></attributes>
      <attributes class="edge"><attribute id="0" title="place" type="string"/></attributes>
      <nodes>
        <node id="a" label="Ann Made"><attvalues><attvalue for="0" value="person"/><attvalue for="1" value="41"/></attvalues></node>
        <node id="b" label="Made Lets Ltd"><attvalues><attvalue for="0" value="business"/></attvalues></node>
      </nodes>
      <edges>
        <edge id="1" source="a" target="b" kind="director" weight="2.5" start="2019-03" end="2020-04-30"><attvalues><attvalue for="0" value="x"/></attvalues></edge>
        <edge id="2" source="a" target="b" kind="director"/>
      </edges>`,
      'defaultedgetype="directed" timeformat="date"',
    ),
  });
  expect(result.records).toMatchObject([
    { naturalKey: 'a', kind: 'person', fields: { name: 'Ann Made', age: 41 } },
    { naturalKey: 'b', kind: 'business', fields: { name: 'Made Lets Ltd' } },
  ]);
  expect(result.relations).toMatchObject([
    {
      sourceType: 'director',
      type: 'director-of',
      startedOn: '2019-03',
      endedOn: '2020-04-30',
      fields: { weight: 2.5 },
      raw: ['a', 'b', '1', 'director', '2.5', '2019-03', '2020-04-30', 'x'],
    },
    { sourceType: 'director', raw: ['a', 'b', '2', 'director', '', '', '', ''] },
  ]);
  expect(result.relations[1]).not.toHaveProperty('startedOn');
  expect(result.files.map(({ name, profile, columns }) => [name, profile, columns.length])).toEqual(
    [
      ['g.gexf/nodes', 'graph-file', 4],
      ['g.gexf/links', 'graph-file', 8],
    ],
  );
  expect(problemsOf(result)).toEqual([]);
});

test('an edge of several periods is one link for each, as nothing is known of the time between', () => {
  const result = stage({
    'g.gexf': gexf(
      `${NODES}<edges><edge id="1" source="a" target="b"><spells><spell start="2019-01-01" end="2019-02-01"/><spell startopen="2020-01-01"/></spells></edge></edges>`,
      'timeformat="date"',
    ),
  });
  expect(
    result.relations.map(({ startedOn, endedOn, raw }) => [startedOn, endedOn, raw[2]]),
  ).toEqual([
    ['2019-01-01', '2019-02-01', '1'],
    ['2020-01-01', undefined, '1'],
  ]);
  expect(problemsOf(result)).toEqual([
    expect.stringContaining('edges of several periods, kept as one link for each: 1'),
  ]);
});

test('times that are numbers are kept as received and never read as dates', () => {
  const result = stage({
    'g.gexf': gexf(
      `${NODES}<edges><edge source="a" target="b" start="2019" end="2020.5"/></edges>`,
      'timeformat="double"',
    ),
  });
  expect(result.relations[0]).not.toHaveProperty('startedOn');
  expect(result.relations[0]?.raw).toEqual(['a', 'b', '2019', '2020.5']);
  expect(problemsOf(result)).toEqual([expect.stringContaining('numbers and no dates')]);
});

test('a value that changes over time is kept with its periods', () => {
  const result = stage({
    'g.gexf': gexf(
      `<attributes class="node" mode="dynamic"><attribute id="r" title="role" type="string"><default>none</default></attribute></attributes>
      <nodes><node id="a" label="Ann Made"><attvalues><attvalue for="r" value="courier" start="2019" end="2020"/><attvalue for="r" value="leader" start="2020"/></attvalues></node>
      <node id="b" label="Bo Made"/></nodes>`,
    ),
  });
  expect(result.records.map(({ raw }) => raw[2])).toEqual([
    'courier [2019 to 2020]; leader [2020 to ]',
    'none',
  ]);
});

test('looks and places on the drawing are kept as received; places beyond any map are pointed out', () => {
  const result = stage({
    'g.gexf': gexf(
      `<nodes><node id="a" label="Ann Made"><viz:color r="1" g="2" b="3" a="0.5"/><viz:position x="1e308" y="-2" z="0.0"/></node>
      <node id="b" label="Bo Made"><viz:color hex="#ff00ff"/><viz:position x="1e999" y="2"/></node>
      <node id="c" label="Cy Made"><viz:position x="NaN" y="2"/></node></nodes>`,
    ),
  });
  expect(result.records.map(({ raw }) => raw)).toEqual([
    ['a', 'Ann Made', '1,2,3,0.5', '1e308', '-2', '0.0'],
    ['c', 'Cy Made', '', 'NaN', '2', ''],
  ]);
  expect(problemsOf(result)).toEqual([
    expect.stringMatching(/^quarantine g\.gexf\/nodes 2 viz\.x: a number is promised/),
    expect.stringMatching(/^warning g\.gexf\/nodes 1 viz\.x: the coordinate is beyond any map/),
  ]);
});

test('weights below zero are kept and pointed out, weights that are no numbers set their edges aside', () => {
  const result = stage({
    'g.gexf': gexf(
      `${NODES}<edges><edge source="a" target="b" weight="-3"/><edge source="b" target="a" weight="heavy"/></edges>`,
    ),
  });
  expect(result.relations).toMatchObject([{ fields: { weight: -3 } }]);
  expect(problemsOf(result)).toEqual([
    expect.stringMatching(/^quarantine .*links 2 weight: this is not a number/),
    expect.stringMatching(/^warning .*links 1 weight: a weight below zero/),
  ]);
});

test('attributes that break their type set their nodes aside; types and attributes that nobody knows are text', () => {
  const result = stage({
    'g.gexf': gexf(
      `<attributes class="node"><attribute id="0" title="height" type="double"/><attribute id="1" title="shape" type="quaternion"/></attributes>
      <nodes><node id="a"><attvalues><attvalue for="0" value="tall"/></attvalues></node>
      <node id="b"><attvalues><attvalue for="0" value="1.8"/><attvalue for="1" value="q"/><attvalue for="9" value="z"/></attvalues></node></nodes>`,
    ),
  });
  expect(result.records.map(({ raw }) => raw)).toEqual([['b', '1.8', 'q', 'z']]);
  expect(problemsOf(result)).toEqual([
    expect.stringMatching(/^quarantine .* 1 height: a number is promised here \(double\)/),
    expect.stringContaining('the type “quaternion” of “shape” is not known: kept as text'),
    expect.stringContaining('the attribute “9” is nowhere declared: kept as text'),
  ]);
});

test('nodes that stand twice, edges to nowhere and edges to themselves are set aside', () => {
  const result = stage({
    'g.gexf': gexf(
      `<nodes><node id="a"/><node id="b"/><node id="c"/><node id="c"/><node/></nodes>
      <edges><edge source="a" target="b"/><edge source="a" target="z"/><edge source="a" target="a"/><edge source="a" target="c"/><edge source="a"/></edges>`,
    ),
  });
  expect(result.files.map(({ rows, kept, quarantined }) => [rows, kept, quarantined])).toEqual([
    [5, 2, 3],
    [5, 1, 4],
  ]);
});

test('edges without any nodes are half a graph and set aside', () => {
  const result = stage({ 'g.gexf': gexf('<edges><edge source="a" target="b"/></edges>') });
  expect(result.files).toMatchObject([{ rows: 1, kept: 0, quarantined: 1 }]);
});

test('nodes that lie in nodes are nodes', () => {
  const result = stage({
    'g.gexf': gexf(
      '<nodes><node id="a" label="Ann Made"><nodes><node id="b" label="Bo Made" pid="a"/></nodes></node></nodes>',
    ),
  });
  expect(new Set(result.records.map(({ naturalKey }) => naturalKey))).toEqual(new Set(['a', 'b']));
});

test('attributes named as the format’s own columns do not take their place', () => {
  const result = stage({
    'g.gexf': gexf(
      `<attributes class="node"><attribute id="0" title="id" type="string"/><attribute id="1" title="label" type="string"/></attributes>
      <attributes class="edge"><attribute id="0" title="source" type="string"/></attributes>
      <nodes><node id="a" label="Ann Made"><attvalues><attvalue for="0" value="x"/><attvalue for="1" value="y"/></attvalues></node><node id="b" label="Bo Made"/></nodes>
      <edges><edge source="a" target="b"><attvalues><attvalue for="0" value="z"/></attvalues></edge></edges>`,
    ),
  });
  expect(result.files.map(({ columns }) => columns)).toEqual([
    ['id', 'label', 'id (0)', 'label (1)'],
    ['source', 'target', 'source (0)'],
  ]);
  expect(result.records[0]?.fields.name).toBe('Ann Made');
  expect(result.relations).toMatchObject([{ fromKey: 'a', toKey: 'b' }]);
});

test('data, defaults and parallel edges of GraphML are kept, types checked', () => {
  const result = stage({
    'g.graphml': graphml(
      `<key id="d0" for="node" attr.name="name" attr.type="string"/><key id="d1" for="all" attr.name="colour" attr.type="string"><default>red</default></key>
      <key id="d2" for="edge" attr.name="since" attr.type="string"/><key id="d3" for="node" attr.name="age" attr.type="int"/>`,
      `<node id="a"><data key="d0">Ann &lt;Made&gt;</data><data key="d1">blue</data></node><node id="b"><data key="d0">Bo Made</data><data key="d3">old</data></node><node id="c"/>
      <edge id="1" source="a" target="c" directed="true"><data key="d2">2019-03-01</data></edge><edge id="2" source="a" target="c"/>`,
    ),
  });
  expect(result.records.map(({ raw, fields }) => [fields.name, ...raw])).toEqual([
    ['Ann <Made>', 'a', 'blue', 'Ann <Made>', ''],
    [undefined, 'c', 'red', '', ''],
  ]);
  expect(result.relations).toMatchObject([
    { startedOn: '2019-03-01', raw: ['a', 'c', '1', 'true', 'red', '2019-03-01'] },
    { raw: ['a', 'c', '2', '', 'red', ''] },
  ]);
  expect(new Set(result.relations.map(({ naturalKey }) => naturalKey)).size).toBe(2);
  expect(problemsOf(result)).toEqual([
    expect.stringMatching(/^quarantine g\.graphml\/nodes 2 age: a number is promised here/),
  ]);
});

test('a hyperedge is set aside with its ends', () => {
  const result = stage({
    'g.graphml': graphml(
      '',
      '<node id="a"/><node id="b"/><hyperedge id="h"><endpoint node="a"/><endpoint node="b"/></hyperedge>',
    ),
  });
  expect(result.quarantined).toMatchObject([
    { raw: ['', '', 'h', 'a; b'], reason: expect.stringContaining('hyperedge') },
  ]);
});

test('labels that a drawing program keeps in its drawing are read', () => {
  const result = stage({
    'g.graphml': graphml(
      '<key id="d6" for="node" yfiles.type="nodegraphics"/>',
      '<node id="n0"><data key="d6"><y:ShapeNode xmlns:y="x"><y:Fill color="#fff"/><y:NodeLabel>Ann Made<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node><node id="n1"/>',
    ),
  });
  expect(result.records.map(({ fields }) => fields.name)).toEqual(['Ann Made', undefined]);
});

test('labels of a graph database are kinds', () => {
  const result = stage({
    'g.graphml': graphml(
      '',
      '<node id="n0" labels=":Person"/><node id="n1" labels=":Staff:Business"/><edge source="n0" target="n1" label="DIRECTOR"/>',
    ),
  });
  expect(result.records.map(({ kind }) => kind)).toEqual(['person', 'business']);
  expect(result.relations).toMatchObject([{ sourceType: 'DIRECTOR', type: 'director-of' }]);
});

test.each([
  ['a.gexf', '<gexf version="1.2"/>', /holds no graph/],
  ['a.graphml', '<graphml/>', /holds no graph/],
  ['a.gexf', gexf('<nodes>').replace('</gexf>', ''), /not sound XML/],
  ['a.gexf', `<!DOCTYPE gexf [<!ENTITY a "b">]>${gexf(NODES)}`, /DOCTYPE/],
  ['a.graphml', '', /empty/],
])('a broken graph file %s is refused, never an empty graph: %j', (name, text, reason) => {
  expect(problemsOf(stage({ [name]: text }))).toEqual([
    expect.stringMatching(new RegExp(`^refuse ${name} .*(?:${reason.source})`)),
  ]);
});

test('a graph without nodes is left out', () => {
  expect(problemsOf(stage({ 'a.gexf': gexf('<nodes/><edges/>') }))).toEqual([
    'warning a.gexf - -: there is no table in it: left out',
  ]);
});

const graphs = sharedData('graph_files_a');

test.skipIf(graphs === null)(
  'a GEXF and a GraphML of one novel agree about who meets whom how often',
  () => {
    const read = (name: string) => {
      const { records, relations } = stage({ [name]: readFileSync(join(graphs ?? '', name)) });
      const nameOf = new Map(
        records.map(({ naturalKey, fields }) => [naturalKey, String(fields.name)]),
      );
      return relations
        .map(({ fromKey, toKey, fields }) =>
          [...[fromKey, toKey].map((key) => nameOf.get(key)).sort(), fields.weight ?? 1].join(' '),
        )
        .sort();
    };
    const meetings = read('les_miserables.gexf');
    expect(meetings).toHaveLength(254);
    expect(meetings).toEqual(read('miserables.graphml'));
  },
);
