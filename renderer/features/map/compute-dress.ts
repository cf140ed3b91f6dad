import type { LinkDetail } from '../../../shared/api/graph.ts';
import type { Certainty } from '../../../shared/domain/grade.ts';
import { kindOf, type Ontology, termFor } from '../../../shared/domain/ontology.ts';
import type { FormatRule, ViewStyle } from '../../../shared/domain/view-style.ts';
import type { NodeAttributes } from '../../canvas/canvas-node.ts';
import type { MapDress, NodeDress } from '../../canvas/dress.ts';
import type { MapGraph } from '../../canvas/map-model.ts';
import {
  type ColourGroup,
  groupBySteps,
  groupByValue,
  LEVER_STEPS,
  LINK_STEPS,
  legendOfGroups,
  NEUTRAL_COLOUR,
} from './colour-groups.ts';

/** What a field or attribute says of a record. */
export type AttributeValue = string | number | boolean | null;

/** What was read to draw by. */
export interface DressFacts {
  /** Values by attribute, then by entity. */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, AttributeValue>>;
  readonly links: ReadonlyMap<string, LinkDetail>;
  /** What each rule that is on lets through, by rule. */
  readonly matches: ReadonlyMap<string, ReadonlySet<string>>;
}

/** How a map is drawn, and what the legend says of it. */
export interface Dressed {
  readonly dress: MapDress;
  /** Null: by kind, which the legend lists anyway. */
  readonly colours: readonly ColourGroup[] | null;
}

interface Colouring {
  groupOf(id: string, node: NodeAttributes): ColourGroup | null;
  readonly legend: readonly ColourGroup[];
}

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  confirmed: 'Confirmed',
  reported: 'Reported',
  tentative: 'Tentative',
};
const CERTAINTY_ORDER: readonly Certainty[] = ['confirmed', 'reported', 'tentative'];
const NO_FIELD = 'Without this field';
const MANY_PARALLEL = 6;
const SAME_WEIGHT = 0.2;

interface Context {
  readonly graph: MapGraph;
  readonly ontology: Ontology;
  readonly facts: DressFacts;
}

function wordsOf(ontology: Ontology, field: string, value: AttributeValue): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const vocabulary = ontology.kinds
    .flatMap(({ fields }) => fields)
    .find(({ id }) => id === field)?.vocabulary;
  const term = vocabulary ? termFor(ontology, vocabulary, String(value)) : null;
  return term?.label ?? String(value);
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The surest link of a record that is on the map. */
function bestCertainty(graph: MapGraph, id: string): string | null {
  let best = CERTAINTY_ORDER.length;
  graph.forEachEdge(id, (_edge, { certainty }) => {
    best = Math.min(best, CERTAINTY_ORDER.indexOf(certainty));
  });
  const found = CERTAINTY_ORDER[best];
  return found ? CERTAINTY_WORDS[found] : null;
}

/** Words by which records are coloured; undefined: this kind of record cannot have any. */
function wordFor(
  { graph, ontology, facts }: Context,
  by: string,
): (id: string, node: NodeAttributes) => string | null | undefined {
  if (by === 'role') {
    return (_id, { kind, role }) =>
      kindOf(ontology, kind)?.fields.some((field) => field.id === 'role')
        ? wordsOf(ontology, 'role', role)
        : undefined;
  }
  if (by === 'certainty') return (id) => bestCertainty(graph, id);
  if (by === 'category') {
    return (id, { kind }) => {
      if (kind !== 'person') return undefined;
      const said = facts.attributes.get('category')?.get(id) ?? null;
      return said === null ? null : capitalised(String(said));
    };
  }
  const field = by.slice('field:'.length);
  return (id, { kind }) =>
    kindOf(ontology, kind)?.fields.some((one) => one.id === field)
      ? wordsOf(ontology, field, facts.attributes.get(field)?.get(id) ?? null)
      : undefined;
}

function colouringOf(context: Context, by: string): Colouring | null {
  const { graph } = context;
  const coloured = graph.filterNodes((_id, { isProtected }) => !isProtected);
  const numberOf = (id: string): number | null => {
    if (by === 'links') return graph.degree(id) + graph.getNodeAttribute(id, 'hiddenNeighbours');
    const levers = graph.getNodeAttribute(id, 'levers');
    return levers && levers.strong + levers.indicative;
  };
  if (by === 'links' || by === 'levers') {
    const steps = groupBySteps(coloured.map(numberOf), by === 'links' ? LINK_STEPS : LEVER_STEPS);
    return { legend: steps.legend, groupOf: (id) => steps.groupOf(numberOf(id)) };
  }
  if (by === 'kind') return null;
  const word = wordFor(context, by);
  const words = new Map(coloured.map((id) => [id, word(id, graph.getNodeAttributes(id))]));
  const asked = [...words.values()].filter((value) => value !== undefined);
  const groups = groupByValue(asked);
  const absent = { label: NO_FIELD, colour: NEUTRAL_COLOUR, count: words.size - asked.length };
  return {
    legend: [...legendOfGroups(groups), ...(absent.count > 0 ? [absent] : [])],
    groupOf(id) {
      const value = words.get(id);
      return value === undefined ? { ...absent, label: '' } : (groups.get(value) ?? null);
    },
  };
}

/** Sizes by something that the canvas does not know itself; null where it does. */
function weightsOf({ graph, facts }: Context, by: string): ReadonlyMap<string, number> | null {
  const amountOf = (id: string) =>
    graph.mapEdges(id, (edge) => facts.links.get(edge)?.amount ?? 0).reduce((a, b) => a + b, 0);
  const field = by.startsWith('field:') ? facts.attributes.get(by.slice('field:'.length)) : null;
  if (by !== 'amount' && !field) return null;
  const numbers = new Map<string, number>(
    graph.mapNodes((id) => {
      const value = field ? field.get(id) : amountOf(id);
      return [id, typeof value === 'number' && value > 0 ? value : 0];
    }),
  );
  const most = Math.max(1e-9, ...numbers.values());
  return new Map([...numbers].map(([id, value]) => [id, Math.sqrt(value / most)]));
}

function linkWeightsOf({ graph, facts }: Context, by: string): MapDress['linkWeights'] {
  const weigh = (weightOf: (edge: string, source: string, target: string) => number) =>
    new Map(
      graph.mapEdges((edge, _attributes, source, target) => [edge, weightOf(edge, source, target)]),
    );
  switch (by) {
    case 'amount': {
      const most = Math.max(1e-9, ...[...facts.links.values()].map(({ amount }) => amount ?? 0));
      return weigh((edge) => Math.sqrt((facts.links.get(edge)?.amount ?? 0) / most));
    }
    case 'count':
      return weigh((_edge, source, target) =>
        Math.min(
          1,
          (graph.edges(source, target).length + graph.edges(target, source).length - 1) /
            MANY_PARALLEL,
        ),
      );
    case 'strength':
      return weigh((edge) => facts.links.get(edge)?.credibility ?? 0);
    case 'same':
      return weigh(() => SAME_WEIGHT);
    default:
      return null;
  }
}

function labelOf({ ontology, facts }: Context, by: string, id: string, node: NodeAttributes) {
  if (by === 'name') return null;
  if (by === 'role') return wordsOf(ontology, 'role', node.role);
  const field = by === 'reference' ? by : by.slice('field:'.length);
  return wordsOf(ontology, field, facts.attributes.get(field)?.get(id) ?? null);
}

/** What the rules make of a record together: the first says ring and badge, the largest how large. */
function ruled(rules: readonly FormatRule[], facts: DressFacts, id: string): NodeDress {
  const hits = rules.filter((rule) => rule.isOn && facts.matches.get(rule.id)?.has(id));
  if (hits.length === 0) return {};
  const ring = hits.find((rule) => rule.ring !== null)?.ring;
  const badge = hits.find((rule) => rule.badge !== null)?.badge;
  return {
    ...(ring ? { ring } : null),
    ...(badge ? { badge } : null),
    hasHalo: hits.some((rule) => rule.hasHalo),
    hasBoldLabel: hits.some((rule) => rule.hasBoldLabel),
    sizeSteps: Math.max(...hits.map((rule) => rule.sizeSteps)),
  };
}

/**
 * How each record and link is drawn by a style and its rules. Protected people are drawn as ever: neither coloured,
 * sized, ringed nor renamed.
 */
export function computeDress(
  graph: MapGraph,
  { style, rules }: { readonly style: ViewStyle; readonly rules: readonly FormatRule[] },
  { ontology, facts }: { readonly ontology: Ontology; readonly facts: DressFacts },
): Dressed {
  const context: Context = { graph, ontology, facts };
  const colouring = colouringOf(context, style.colourBy);
  const weights = weightsOf(context, style.sizeBy);
  const nodes = new Map<string, NodeDress>();
  graph.forEachNode((id, node) => {
    if (node.isProtected) return;
    const group = colouring?.groupOf(id, node) ?? null;
    const weight = weights?.get(id);
    const label = labelOf(context, style.labelBy, id, node);
    const dress: NodeDress = {
      ...(group ? { colour: group.colour } : null),
      // The lever flag says the number already.
      ...(group?.label && style.colourBy !== 'levers' ? { note: group.label } : null),
      ...(weight === undefined ? null : { weight }),
      ...(label === null ? null : { label }),
      ...ruled(rules, facts, id),
    };
    if (Object.keys(dress).length > 0) nodes.set(id, dress);
  });
  return {
    dress: { nodes, linkWeights: linkWeightsOf(context, style.linkWidthBy) },
    colours: colouring?.legend ?? null,
  };
}
