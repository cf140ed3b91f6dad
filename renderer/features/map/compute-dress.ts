import { measureOfStyle } from '../../../shared/analysis/measure-style.ts';
import type { LinkDetail } from '../../../shared/api/graph.ts';
import type { Certainty } from '../../../shared/domain/grade.ts';
import { type Ontology, termFor } from '../../../shared/domain/ontology.ts';
import {
  type FormatRule,
  isLeverStyle,
  type ViewStyle,
} from '../../../shared/domain/view-style.ts';
import type { NodeAttributes } from '../../canvas/canvas-node.ts';
import type { MapDress, NodeDress } from '../../canvas/dress.ts';
import type { MapGraph } from '../../canvas/map-graph.ts';
import {
  type ColourGroup,
  groupBySteps,
  groupByValue,
  LEVER_STEPS,
  LINK_STEPS,
  legendOfGroups,
  NEUTRAL_COLOUR,
  NOT_KNOWN,
} from './colour-groups.ts';
import { measureSteps } from './measure-steps.ts';

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
const NO_LEVER = 'No lever flagged';
const NOT_MEASURED = 'Not measured';
const NO_FIELD = 'Without this field';
const MANY_PARALLEL = 6;
const SAME_WEIGHT = 0.2;

interface Context {
  readonly graph: MapGraph;
  readonly ontology: Ontology;
  readonly facts: DressFacts;
}

/** Values of a field in words; the same value comes many times. */
function wordsOfField(ontology: Ontology, field: string): (value: AttributeValue) => string | null {
  const vocabulary = ontology.kinds
    .flatMap(({ fields }) => fields)
    .find(({ id }) => id === field)?.vocabulary;
  const known = new Map<AttributeValue, string | null>([[null, null]]);
  return (value) => {
    const words = known.get(value);
    if (words !== undefined) return words;
    const term = vocabulary ? termFor(ontology, vocabulary, String(value)) : null;
    const plain = typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
    known.set(value, term?.label ?? plain);
    return term?.label ?? plain;
  };
}

function kindsWith(ontology: Ontology, field: string): ReadonlySet<string> {
  const kinds = ontology.kinds.filter(({ fields }) => fields.some(({ id }) => id === field));
  return new Set(kinds.map(({ id }) => id));
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
  const field = by === 'role' ? by : by.slice('field:'.length);
  const kinds = kindsWith(ontology, field);
  const words = wordsOfField(ontology, field);
  if (by === 'role') {
    return (_id, { kind, role }) => (kinds.has(kind) ? words(role) : undefined);
  }
  if (by === 'certainty') return (id) => bestCertainty(graph, id);
  if (by === 'category') {
    return (id, { kind }) => {
      if (kind !== 'person') return undefined;
      const said = facts.attributes.get('category')?.get(id) ?? null;
      return said === null ? null : capitalised(String(said));
    };
  }
  const values = facts.attributes.get(isLeverStyle(by) ? by : field);
  if (isLeverStyle(by)) return (id) => values?.get(id)?.toString() ?? null;
  return (id, { kind }) => (kinds.has(kind) ? words(values?.get(id) ?? null) : undefined);
}

function colouringOf(context: Context, by: string): Colouring | null {
  const { graph } = context;
  const coloured = graph.filterNodes((_id, node) => !node.isProtected && !node.group);
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
  if (measureOfStyle(by)) return colouringByMeasure(context, by, coloured);
  const word = wordFor(context, by);
  const words = new Map(coloured.map((id) => [id, word(id, graph.getNodeAttributes(id))]));
  const asked = [...words.values()].filter((value) => value !== undefined);
  const groups = groupByValue(asked, isLeverStyle(by) ? NO_LEVER : NOT_KNOWN);
  const absent = { label: NO_FIELD, colour: NEUTRAL_COLOUR, count: words.size - asked.length };
  return {
    legend: [...legendOfGroups(groups), ...(absent.count > 0 ? [absent] : [])],
    groupOf(id) {
      const value = words.get(id);
      return value === undefined ? { ...absent, label: '' } : (groups.get(value) ?? null);
    },
  };
}

/** By the values of a measure; the steps are those of all that were measured, so that a part of them reads alike. */
function colouringByMeasure(
  { facts }: Context,
  by: string,
  coloured: readonly string[],
): Colouring {
  const values = facts.attributes.get(by);
  const numberOf = (id: string): number | null => {
    const value = values?.get(id);
    return typeof value === 'number' ? value : null;
  };
  const all = [...(values?.values() ?? [])].filter((value) => typeof value === 'number');
  const steps = groupBySteps(coloured.map(numberOf), measureSteps(all), NOT_MEASURED);
  return { legend: steps.legend, groupOf: (id) => steps.groupOf(numberOf(id)) };
}

/** What the links of each record carry together. */
function amountsOf({ graph, facts }: Context): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>();
  graph.forEachEdge((edge, _attributes, source, target) => {
    const amount = facts.links.get(edge)?.amount ?? 0;
    if (amount === 0) return;
    amounts.set(source, (amounts.get(source) ?? 0) + amount);
    amounts.set(target, (amounts.get(target) ?? 0) + amount);
  });
  return amounts;
}

/** Sizes by something that the canvas does not know itself; null where it does. */
function weightsOf(context: Context, by: string): ReadonlyMap<string, number> | null {
  const { graph, facts } = context;
  const values = by.startsWith('field:')
    ? facts.attributes.get(by.slice('field:'.length))
    : measureOfStyle(by)
      ? facts.attributes.get(by)
      : by === 'amount'
        ? amountsOf(context)
        : null;
  if (!values) return null;
  const numbers = new Map<string, number>(
    graph.mapNodes((id) => {
      const value = values.get(id);
      return [id, typeof value === 'number' && value > 0 ? value : 0];
    }),
  );
  // A measure fills its scale in the whole graph: what is on the map is a part of it.
  const scale = measureOfStyle(by) ? [...values.values()] : [...numbers.values()];
  const most = scale.reduce<number>(
    (highest, value) => (typeof value === 'number' ? Math.max(highest, value) : highest),
    1e-9,
  );
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
    case 'count': {
      const counts = new Map<string, number>();
      const pairOf = (source: string, target: string) =>
        source < target ? `${source} ${target}` : `${target} ${source}`;
      graph.forEachEdge((_edge, _attributes, source, target) => {
        const pair = pairOf(source, target);
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      });
      return weigh((_edge, source, target) =>
        Math.min(1, ((counts.get(pairOf(source, target)) ?? 1) - 1) / MANY_PARALLEL),
      );
    }
    case 'strength':
      return weigh((edge) => facts.links.get(edge)?.credibility ?? 0);
    case 'same':
      return weigh(() => SAME_WEIGHT);
    default:
      return null;
  }
}

/** What records are called where it is not their name; null: by their name after all. */
function labelling(
  { ontology, facts }: Context,
  by: string,
): ((id: string, node: NodeAttributes) => string | null) | null {
  if (by === 'name') return null;
  const field = by.startsWith('field:') ? by.slice('field:'.length) : by;
  const words = wordsOfField(ontology, field);
  if (by === 'role') return (_id, { role }) => words(role);
  const values = facts.attributes.get(field);
  return (id) => words(values?.get(id) ?? null);
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
  const labelOf = labelling(context, style.labelBy);
  const nodes = new Map<string, NodeDress>();
  graph.forEachNode((id, node) => {
    if (node.isProtected || node.group) return;
    const group = colouring?.groupOf(id, node) ?? null;
    const weight = weights?.get(id);
    const label = labelOf?.(id, node) ?? null;
    const dress: NodeDress = {
      ...(group ? { colour: group.colour } : null),
      // The lever flag says the number already.
      ...(group?.label && style.colourBy !== 'levers' && group.label !== NO_LEVER
        ? { note: group.label }
        : null),
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
