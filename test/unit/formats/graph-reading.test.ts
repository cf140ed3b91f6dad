import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readGraphFile } from '../../../electron/formats/graph-reading.ts';
import { IMPORT_LIMITS } from '../../../electron/formats/limits.ts';

function read(name: string, text: string) {
  return readGraphFile({ name, bytes: Buffer.from(text, 'utf8') }, IMPORT_LIMITS);
}

test('a table of links is an undirected graph of the nodes that it names', () => {
  expect(read('links.csv', 'source,target,weight\na,b,2\nb,c,\n🦊,7,0.5\n')).toEqual({
    ids: ['a', 'b', 'c', '🦊', '7'],
    isDirected: false,
    isWeighted: true,
    edges: [
      ['a', 'b', 2],
      ['b', 'c', null],
      ['🦊', '7', 0.5],
    ],
  });
});

test('a table that says which links have a direction is a directed graph: the others are two', () => {
  expect(read('links.tsv', 'From\tTo\tType\na\tb\tdirected\nb\tc\tundirected\n')).toMatchObject({
    isDirected: true,
    isWeighted: false,
    edges: [
      ['a', 'b', null],
      ['b', 'c', null],
      ['c', 'b', null],
    ],
  });
});

test('GraphML has the direction and weights that it declares, and nodes in its order', () => {
  const text = `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
    <key id="d0" for="edge" attr.name="weight" attr.type="double"/>
    <graph edgedefault="undirected"><node id="z"/><node id="a"/>
    <edge source="a" target="z"><data key="d0">2.5</data></edge></graph></graphml>`;
  expect(read('g.graphml', text)).toEqual({
    ids: ['z', 'a'],
    isDirected: false,
    isWeighted: true,
    edges: [['a', 'z', 2.5]],
  });
});

test('GEXF may mix directions, and name nodes in links alone', () => {
  const text = `<gexf version="1.3"><graph defaultedgetype="directed"><nodes><node id="1"/></nodes>
    <edges><edge source="1" target="2"/><edge source="2" target="3" type="undirected" weight="4"/>
    </edges></graph></gexf>`;
  expect(read('g.gexf', text)).toEqual({
    ids: ['1', '2', '3'],
    isDirected: true,
    isWeighted: true,
    edges: [
      ['1', '2', null],
      ['2', '3', 4],
      ['3', '2', 4],
    ],
  });
});

test.each([
  ['links.csv', 'name,age\nAna,40\n', /columns “source” and “target”/],
  ['links.csv', 'source,target,weight\na,b,much\n', /weight “much” in row 2/],
  ['links.csv', 'source,target,weight\na,b,1e999\n', /no finite number/],
  ['g.graphml', '<people/>', /first element is “people”/],
  ['g.gexf', '<gexf><graph></gexf>', /not sound XML/],
])('%s of %j is refused in words', (name, text, message) => {
  expect(() => read(name, text)).toThrow(message);
});
