import { z } from 'zod';
import { betweenness, normaliseNodes } from './betweenness.ts';
import { changeBetween, kendallTauB } from './change.ts';
import { fragmentation, weakComponents } from './components.ts';
import { degrees } from './degree.ts';
import { type EnablerScore, enablerScores } from './enabler.ts';
import { frontScore } from './front-company.ts';
import { buildGraph, type Graph, GraphRefusal } from './graph.ts';
import { networkCapital } from './influence.ts';
import {
  DEFAULT_STRENGTH_POLICY,
  type GradedLink,
  linkEvidence,
  pairStrengths,
  type StrengthPolicy,
} from './link-strength.ts';
import { type Answers, told, toldAll } from './measure-names.ts';
import { projectOnPeople } from './projection.ts';

const Share = z.number().min(0).max(1);
const Shares = z.record(z.string(), Share);
const Edges = z.array(z.tuple([z.string(), z.string()]).rest(z.unknown()));
const Weighted = z.object({ nodes: z.array(z.string()), edges: Edges });

/** Numbers of names. @throws {GraphRefusal} for a name that is none of them */
function numberer(names: readonly string[]): (name: string) => number {
  const numbers = new Map(names.map((name, number) => [name, number]));
  if (numbers.size !== names.length) throw new GraphRefusal('Two nodes have one name.');
  return (name) => {
    const number = numbers.get(name);
    if (number === undefined)
      throw new GraphRefusal(`A link ends at “${name}”, which is none of the nodes.`);
    return number;
  };
}

function graphOf({ nodes, edges }: z.infer<typeof Weighted>): Graph {
  const number = numberer(nodes);
  return buildGraph(nodes.length, false, {
    sources: edges.map(([source]) => number(source)),
    targets: edges.map(([, target]) => number(target)),
    weights: null,
  });
}

/** Snapshots of one network. */
export const SnapshotFile = z.object({ phases: z.array(Weighted) });

/** Measures of each snapshot, and what changed from each to the next. */
export function measureSnapshots({ phases }: z.infer<typeof SnapshotFile>): Answers {
  const graphs = phases.map(graphOf);
  return {
    phases: phases.map((phase, at) => measureSnapshot(phase.nodes, graphs[at]!)),
    transitions: phases.slice(1).map((phase, at) => {
      const before = phases[at]!;
      const change = changeBetween(
        { nodes: before.nodes, links: before.edges.map(([a, b]) => [a, b] as const) },
        { nodes: phase.nodes, links: phase.edges.map(([a, b]) => [a, b] as const) },
      );
      return {
        common: change.common.length,
        entered: change.entered,
        left: change.left,
        node_turnover_jaccard: told(change.nodeJaccard),
        edge_jaccard: told(change.linkJaccard),
        kendall_tau_b_degree: told(
          kendallTauB(
            degreesOf(change.common, before.nodes, graphs[at]!),
            degreesOf(change.common, phase.nodes, graphs[at + 1]!),
          ),
        ),
      };
    }),
  };
}

function degreesOf(names: readonly string[], nodes: readonly string[], graph: Graph): number[] {
  const number = numberer(nodes);
  const degree = degrees(graph.both);
  return names.map((name) => degree[number(name)]!);
}

function measureSnapshot(nodes: readonly string[], graph: Graph): Answers {
  const { sizes } = weakComponents(graph.both);
  const between = normaliseNodes(
    betweenness(graph, { isWeighted: false, ofLinks: false }).nodes,
    false,
  );
  const order = Array.from(between.keys()).sort(
    (a, b) => Math.round(between[b]! * 1e9) - Math.round(between[a]! * 1e9) || a - b,
  );
  const count = graph.nodeCount;
  return {
    n: count,
    m: graph.linkCount,
    components: sizes.length,
    lcc: sizes[0] ?? 0,
    degree: [...degrees(graph.both)],
    betweenness_norm: toldAll(between),
    top3_betweenness: order.slice(0, 3).map((node) => nodes[node]!),
    density: told(count < 2 ? 0 : (2 * graph.linkCount) / (count * (count - 1))),
    fragmentation_F: told(fragmentation(sizes)),
  };
}

/** Graded, dated claims, and the policy by which they become weights. */
export const GradingFile = z.object({
  parameters: z.object({
    source_reliability: Shares,
    intelligence: Shares,
    link_types: z.record(
      z.string(),
      z.object({ sigma: z.number().min(0), half_life_days: z.number().positive().nullable() }),
    ),
    exclude_p_below: Share,
  }),
  reference_date: z.string(),
  links: z.array(
    z.object({
      id: z.string(),
      s: z.string(),
      t: z.string(),
      type: z.string(),
      src: z.string(),
      intel: z.string(),
      last: z.string().nullish(),
      prov: z.string().nullish(),
    }),
  ),
});

/** What each claim is worth, and what all come to for each pair. */
export function measureGrading(file: z.infer<typeof GradingFile>): Answers {
  const { parameters, reference_date: asOf } = file;
  const policy: StrengthPolicy = {
    ...DEFAULT_STRENGTH_POLICY,
    leastCredibility: parameters.exclude_p_below,
    types: new Map(
      Object.entries(parameters.link_types).map(([type, known]) => [
        type,
        { strength: known.sigma, halfLifeDays: known.half_life_days },
      ]),
    ),
  };
  const names = [...new Set(file.links.flatMap(({ s, t }) => [s, t]))].sort();
  const number = numberer(names);
  const links = file.links.map((link): GradedLink => {
    const source = parameters.source_reliability[link.src];
    const information = parameters.intelligence[link.intel];
    if (source === undefined || information === undefined)
      throw new GraphRefusal(`The grade ${link.src}${link.intel} of “${link.id}” is none.`);
    return {
      source: number(link.s),
      target: number(link.t),
      type: link.type,
      credibility: source * information,
      lastSeenOn: link.last ?? null,
      provenance: link.prov ?? null,
    };
  });
  const pairs = pairStrengths(links, { policy, asOf }).sort(
    (one, other) => one.source - other.source || one.target - other.target,
  );
  return {
    links: links.map((link, at) => {
      const { credibility, decay, evidence, isUsed } = linkEvidence(link, { policy, asOf });
      return {
        id: file.links[at]!.id,
        p: told(credibility),
        decay: told(decay),
        e: told(evidence),
        used: isUsed,
      };
    }),
    pairs: pairs.map(({ source, target, existence, strength }) => ({
      pair: [names[source]!, names[target]!],
      P: told(existence),
      W: told(strength),
      length: strength === 0 ? null : told(1 / strength),
      neg_log_P: existence === 0 ? null : told(-Math.log(existence)),
    })),
  };
}

/** Who uses which asset, and how sure that is. */
export const ProjectionFile = z.object({ assets: z.record(z.string(), Shares) });

/** Ties between people through what they share, by `one|other`. */
export function measureProjection({ assets }: z.infer<typeof ProjectionFile>): Answers {
  const people = [...new Set(Object.values(assets).flatMap((users) => Object.keys(users)))].sort();
  const number = numberer(people);
  const { ties } = projectOnPeople(
    Object.values(assets).flatMap((users, asset) =>
      Object.entries(users).map(([person, evidence]) => ({
        person: number(person),
        asset,
        evidence,
      })),
    ),
  );
  return Object.fromEntries(
    ties.map(({ a, b, count, newman, resourceAllocation, credibility }) => [
      `${people[a]!}|${people[b]!}`,
      {
        count,
        newman: told(newman),
        resource_allocation: told(resourceAllocation),
        credibility_newman: told(credibility),
      },
    ]),
  );
}

/** What actors bring, and how sure their ties are, by `one|other`. */
export const NetworkCapitalFile = z.object({ resources: Shares, pair_credibility: Shares });

const CAPITAL_DELTA = 0.5;

/** The capital of the network, and what is lost with each actor. */
export function measureNetworkCapital(file: z.infer<typeof NetworkCapitalFile>): Answers {
  const names = Object.keys(file.resources);
  const number = numberer(names);
  const pairs = Object.entries(file.pair_credibility).map(([pair, credibility]) => {
    const [a, b, more] = pair.split('|');
    if (a === undefined || b === undefined || more !== undefined)
      throw new GraphRefusal(`“${pair}” is no pair: write it as one|other.`);
    return { a: number(a), b: number(b), credibility };
  });
  const graph = buildGraph(names.length, false, {
    sources: pairs.map(({ a }) => a),
    targets: pairs.map(({ b }) => b),
    weights: pairs.map(({ credibility }) => credibility),
  });
  const resources = Object.values(file.resources);
  const capital = networkCapital(graph.both, resources, { delta: CAPITAL_DELTA });
  return {
    NC: told(capital),
    delta: CAPITAL_DELTA,
    node: Object.fromEntries(
      names.map((name, without) => {
        const left = networkCapital(graph.both, resources, { delta: CAPITAL_DELTA, without });
        const loss = capital === 0 ? null : (capital - left) / capital;
        return [name, { NC_without: told(left), relative_loss: told(loss) }];
      }),
    ),
  };
}

/** A network with groups and skills. */
export const EnablerFile = Weighted.extend({
  ocg: z.record(z.string(), z.union([z.string(), z.array(z.string())]).nullable()),
  skill: z.record(z.string(), z.string().nullable()),
  skill_credibility: z.record(z.string(), Share.nullable()),
  weights: z.object({
    cross_ocg: Share,
    hidden_broker: Share,
    open_structure: Share,
    role: Share,
    scarcity: Share,
  }),
});

/** The enabler score of each node, with its parts. */
export function measureEnablers(file: z.infer<typeof EnablerFile>): Answers {
  const { weights } = file;
  const scores = enablerScores(
    graphOf(file),
    file.nodes.map((node) => ({
      groups: [file.ocg[node] ?? []].flat(),
      skill: file.skill[node] ?? null,
      skillCredibility: file.skill_credibility[node] ?? null,
    })),
    {
      weights: {
        crossOcg: weights.cross_ocg,
        hiddenBroker: weights.hidden_broker,
        openStructure: weights.open_structure,
        role: weights.role,
        scarcity: weights.scarcity,
      },
    },
  );
  return Object.fromEntries(scores.map((score, at) => [file.nodes[at]!, toldEnabler(score)]));
}

function toldEnabler(score: EnablerScore): Answers {
  return {
    cross_ocg: told(score.crossOcg),
    hidden_broker: told(score.hiddenBroker),
    open_structure: told(score.openStructure),
    role: told(score.role),
    scarcity: told(score.scarcity),
    score: told(score.score),
  };
}

/** Firms with the signs that were found of each, and what signs count. */
export const FrontFile = z.object({
  features: z.record(z.string(), z.object({ group: z.string(), points: z.number().min(0) })),
  group_caps: z.record(z.string(), z.number().min(0)),
  bands: z.object({ high: z.number(), medium: z.number(), low: z.number() }),
  cases: z.array(
    z.object({
      features: z.record(z.string(), z.object({ x: Share, credibility: Share })),
    }),
  ),
});

/** The front-company score of each firm, with what each sign and theme adds. */
export function measureFronts(file: z.infer<typeof FrontFile>): Answers {
  const policy = {
    version: 'as given',
    signs: new Map(Object.entries(file.features)),
    caps: new Map(Object.entries(file.group_caps)),
    bands: file.bands,
  };
  const points = (values: ReadonlyMap<string, number>) =>
    Object.fromEntries([...values].map(([name, value]) => [name, told(value)]));
  return {
    cases: file.cases.map(({ features }) => {
      const found = Object.entries(features).map(([name, { x, credibility }]) => ({
        name,
        presence: x,
        credibility,
      }));
      const score = frontScore(found, policy);
      return {
        contributions: points(score.contributions),
        groups: points(score.groups),
        raw: told(score.raw),
        score: told(score.score),
        band: score.band,
        corroborated_groups: score.corroboratedGroups,
      };
    }),
  };
}
