import { expect, test } from 'vitest';
import {
  createDrawnGraph,
  type EdgeFeed,
  type NodeFeed,
} from '../../../renderer/canvas/drawn-graph.ts';
import { createMapModel } from '../../../renderer/canvas/map-model.ts';
import type { GraphEdge, GraphNode } from '../../../shared/api/graph.ts';

const node = (id: string): GraphNode => ({
  id,
  kind: 'person',
  label: id,
  isProtected: false,
  role: null,
  levers: null,
  hiddenNeighbours: 0,
});
const edge = (id: string, source: string, target: string): GraphEdge => ({
  id,
  source,
  target,
  type: null,
  sourceType: 'X',
  label: 'x',
  family: 'people',
  isDirected: false,
  certainty: 'confirmed',
});

/** What a graphics card would be given, as words, and what of it was written by the last feed. */
function createCard() {
  const nodes: string[] = [];
  const edges: string[] = [];
  const written: string[] = [];
  const nodeFeed: NodeFeed = {
    reallocate(count) {
      nodes.length = count;
    },
    process(_fingerprint, place, { id, x, y, size, flags, hidden }) {
      nodes[place] = hidden ? '' : [id, x, y, size, flags].join(' ');
      written.push(id);
    },
  };
  const edgeFeed: EdgeFeed = {
    reallocate(count) {
      edges.length = count;
    },
    process(_fingerprint, place, source, target, { id, flags, hidden }) {
      const isHidden = hidden || source.hidden || target.hidden;
      edges[place] = isHidden ? '' : [id, source.x, source.y, target.x, target.y, flags].join(' ');
      written.push(id);
    },
  };
  return { nodes, edges, written, nodeFeed, edgeFeed };
}

/** A ring of people with what is selected and what is hidden, drawn. */
function createRing(count: number) {
  const model = createMapModel([]);
  const selected = new Set<string>();
  const hidden = new Set<string>();
  const card = createCard();
  const create = () =>
    createDrawnGraph(model.graph, {
      ofNode(drawn) {
        drawn.size = model.degreeOf(drawn.id);
        drawn.flags = selected.has(drawn.id) ? 2 : 0;
        drawn.hidden = hidden.has(drawn.id);
      },
      ofEdge(drawn) {
        drawn.flags = selected.size > 0 ? 8 : 0;
      },
    });
  const drawn = create();
  const ids = Array.from({ length: count }, (_, index) => `n${index}`);
  model.replace(
    ids.map(node),
    ids.map((id, index) => edge(`${id}-`, id, ids[(index + 1) % count]!)),
    new Map(ids.map((id, index) => [id, { x: index * 10, y: 0 }])),
  );
  drawn.feed(card.nodeFeed, card.edgeFeed);
  card.written.splice(0);
  return { model, selected, hidden, drawn, card, ids, create };
}

test('a node is drawn where sigma’s frame has it', () => {
  const { drawn } = createRing(4);
  expect(drawn.byId.n3).toMatchObject({ x: 0.53, y: 0.5, size: 2 });
});

test('a node that moves takes its own links along and leaves the rest', () => {
  const { model, drawn, card } = createRing(20);
  model.move(new Map([['n5', { x: 0, y: 500 }]]));
  drawn.takeMoved(['n5']);
  drawn.feed(card.nodeFeed, card.edgeFeed);
  expect(card.written.sort()).toEqual(['n4-', 'n5', 'n5-']);
  expect(card.nodes[5]).toBe('n5 0.5 1 2 0');
  expect(card.edges[4]).toBe('n4- 0.54 0.5 0.5 1 0');
});

test('one that is pointed at is drawn anew by itself', () => {
  const { selected, drawn, card } = createRing(20);
  selected.add('n7');
  drawn.takeNodes(['n7', 'gone']);
  drawn.feed(card.nodeFeed, card.edgeFeed);
  expect(card.written).toEqual(['n7']);
});

test('links of a hidden node are hidden with it', () => {
  const { hidden, drawn, card } = createRing(5);
  hidden.add('n2');
  drawn.takeLooks();
  drawn.feed(card.nodeFeed, card.edgeFeed);
  expect(card.nodes.filter((words) => words === '')).toHaveLength(1);
  expect(card.edges.map((words) => words === '')).toEqual([false, true, true, false, false]);
});

test('whatever changed, in whatever order, the card holds what it would hold if all was taken anew', () => {
  const { model, selected, hidden, drawn, card, ids, create } = createRing(30);
  let seed = 11;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let turn = 0; turn < 60; turn++) {
    const [one, other] = [ids[random(30)]!, ids[random(30)]!];
    switch (random(5)) {
      case 0: {
        const moved = ids.slice(0, random(30)).filter((id) => model.graph.hasNode(id));
        model.move(new Map(moved.map((id) => [id, { x: random(900), y: random(900) }])));
        drawn.takeMoved(moved);
        break;
      }
      case 1:
        selected.clear();
        selected.add(one).add(other);
        drawn.takeLooks();
        break;
      case 2:
        if (!hidden.delete(one)) hidden.add(one);
        drawn.takeLooks();
        break;
      case 3:
        model.remove([one]);
        drawn.takeAll();
        break;
      case 4:
        model.merge([node(one), node(other)], [edge(`${turn}`, one, other)], new Map());
        drawn.takeAll();
        break;
    }
    if (random(3) === 0) continue;
    drawn.feed(card.nodeFeed, card.edgeFeed);
    const anew = createCard();
    create().feed(anew.nodeFeed, anew.edgeFeed);
    expect(card.nodes).toEqual(anew.nodes);
    expect(card.edges).toEqual(anew.edges);
  }
});
