import { changeBetween } from '../../shared/analysis/change.ts';
import { daysOf, NO_DAY } from '../../shared/analysis/claim-columns.ts';
import { ranksOf } from '../../shared/analysis/missing-link.ts';
import type { DatedNetwork, NetworkChange } from '../../shared/analysis/network-change.ts';
import type {
  AnalysisSettings,
  ChangeAnswer,
  ChangedLink,
  CommunityChange,
  MovedRecord,
  NetworkState,
  Newness,
} from '../../shared/api/analysis-change.ts';
import type { EntitySummary } from '../../shared/api/entity.ts';
import { AppError } from '../../shared/api/errors.ts';
import { dateWords } from '../../shared/domain/date-words.ts';
import { termFor } from '../../shared/domain/ontology.ts';
import { readAnalysisSettings, writeAnalysisSettings } from '../db/analysis-setting.ts';
import { runCommand } from '../db/command.ts';
import { createTieReader } from '../db/tie.ts';
import type { CaseGraph } from './analysis-index.ts';
import { tieEvidence } from './analysis-route.ts';
import { type Snapshot, snapshotOf } from './analysis-snapshot.ts';
import { assertStillTold } from './analysis-told.ts';
import { os } from './os.ts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

const SEED = 1;

/** Handlers of `analysis` that compare two dates, and of what analysts set for it. */
export const analysisChangeHandlers = {
  compare: os.analysis.compare.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const dates = datesOf(session, input);
    const graph = await session.open().analysis.graph({ ...input.scope, asOf: null, window: null });
    const { before, after } = await inSlices(() => bothSnapshots(session, graph, dates), {
      version: session.revision,
      signal,
    });
    const change = await session.open().analysis.pool.run(
      graph.task,
      {
        task: 'change',
        nodeCount: graph.ids.length,
        isTold: graph.isProtected.map((is) => 1 - is),
        before: before.links,
        after: after.links,
        seed: SEED,
      },
      signal,
    );
    const answer = await inSlices(
      () => changeAnswer({ session, graph, before, after, change, limit: input.limit }),
      { version: session.revision, signal },
    );
    assertStillTold(session, graph);
    context.touch(idsOf(answer));
    return { ...dates, ...answer };
  }),

  settings: os.analysis.settings.handler(({ context }) => settingsOf(context.session)),

  saveReview: os.analysis.saveReview.handler(({ input, context }) => {
    if (input.on !== null && input.on > context.session.today())
      throw new AppError('invalid-value', 'A review cannot have been after today.');
    const name =
      input.on === null
        ? 'Take away the day of the last review'
        : `Set the last review to ${dateWords(input.on)}`;
    return save(context.session, name, { lastReviewOn: input.on });
  }),

  savePrioritySectors: os.analysis.savePrioritySectors.handler(({ input, context }) => {
    const { ontology } = context.session;
    const unknown = input.sectors.find((sector) => !termFor(ontology, 'sectors', sector));
    if (unknown !== undefined)
      throw new AppError('invalid-value', `“${unknown}” is no sector of this case.`);
    return save(context.session, 'Set the priority sectors', {
      prioritySectors: [...new Set(input.sectors)].sort(),
    });
  }),

  saveResource: os.analysis.saveResource.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const row = open.entities.get(input.id);
    context.touch([row.id]);
    if (row.isProtected)
      throw new AppError('protected-person', 'Nobody protected is reckoned as bringing anything.');
    const { label } = summaryOf(session.ontology, row, open);
    const others = readAnalysisSettings(open.connection.db).resources.filter(
      ({ id }) => open.entities.find(id)?.id !== row.id,
    );
    const { weight } = input;
    return save(session, `Set what ${label} brings to the network`, {
      resources: weight === null ? others : [...others, { id: row.id, weight }],
    });
  }),
};

/** What is set, save for what is set of people who have become protected. */
function settingsOf(session: Session): AnalysisSettings {
  const open = session.open();
  const settings = readAnalysisSettings(open.connection.db);
  return {
    ...settings,
    resources: settings.resources.filter(({ id }) => open.entities.find(id)?.isProtected === 0),
  };
}

function save(session: Session, name: string, change: Partial<AnalysisSettings>): AnalysisSettings {
  const { connection, user } = session.open();
  runCommand(connection.db, { name, author: user }, () =>
    writeAnalysisSettings(connection.db, change),
  );
  session.changed('view');
  return settingsOf(session);
}

interface Dates {
  readonly from: string;
  readonly to: string;
  readonly isSinceReview: boolean;
}

function datesOf(
  session: Session,
  asked: { readonly from: string | null; readonly to: string | null },
): Dates {
  const review = readAnalysisSettings(session.open().connection.db).lastReviewOn;
  const from = asked.from ?? review;
  if (from === null)
    throw new AppError(
      'invalid-value',
      'No review of this case is set. Set the day of the last review, or choose a date.',
    );
  const to = asked.to ?? session.today();
  if (from >= to) throw new AppError('invalid-value', 'The first date must be before the second.');
  return { from, to, isSinceReview: asked.from === null };
}

function* bothSnapshots(
  { ontology }: Session,
  graph: CaseGraph,
  { from, to }: Dates,
): Generator<void, { readonly before: Snapshot; readonly after: Snapshot }> {
  const before = yield* snapshotOf(graph, ontology, daysOf(from)![1]);
  const after = yield* snapshotOf(graph, ontology, daysOf(to)![1]);
  return { before, after };
}

interface Work {
  readonly session: Session;
  readonly graph: CaseGraph;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly change: NetworkChange;
  readonly limit: number;
}

type Told = Omit<ChangeAnswer, keyof Dates>;

function* changeAnswer(work: Work): Generator<void, Told> {
  const { graph, before, after, change, limit } = work;
  const summary = createSummaries(work);
  const told = (network: DatedNetwork) =>
    [...graph.toldNodes].filter((node) => network.isPresent[node]);
  const [nodesBefore, nodesAfter] = [told(change.before), told(change.after)];
  const [linksBefore, linksAfter] = [toldLinks(graph, before), toldLinks(graph, after)];
  const nameOf = (node: number) => graph.ids[node]!;
  const overlap = changeBetween(
    { nodes: nodesBefore.map(nameOf), links: pairsOf(graph, before, linksBefore) },
    { nodes: nodesAfter.map(nameOf), links: pairsOf(graph, after, linksAfter) },
  );
  yield;
  const came = nodesAfter
    .filter((node) => !change.before.isPresent[node])
    .sort((a, b) => change.after.degree[b]! - change.after.degree[a]! || a - b)
    .slice(0, limit);
  const left = nodesBefore.filter((node) => !change.after.isPresent[node]).slice(0, limit);
  const entered = linksAfter.filter((link) => !isTiedIn(before, after, link));
  const ended = linksBefore.filter((link) => !isTiedIn(after, before, link));
  yield;
  const moved = movedRecords(work, summary);
  yield;
  const links = createLinkTeller(work, summary);
  return {
    before: stateOf(change.before, nodesBefore.length, linksBefore.length),
    after: stateOf(change.after, nodesAfter.length, linksAfter.length),
    recordJaccard: overlap.nodeJaccard,
    linkJaccard: overlap.linkJaccard,
    degreeTau: change.degreeTau,
    brokerageTau: change.brokerageTau,
    came: came.map((node) => ({ record: summary(node), newness: newnessOfNode(work, node) })),
    left: left.map(summary),
    ...moved,
    entered: yield* links(after, entered.slice(0, limit)),
    ended: yield* links(before, ended.slice(0, limit)),
    moreEntered: Math.max(0, entered.length - limit),
    moreEnded: Math.max(0, ended.length - limit),
    learned: {
      records: (yield* newToUs(work, nodesBefore)).map(summary),
      links: yield* links(
        before,
        linksBefore.filter((link) => newnessOf(work, before, link).toUs).slice(0, limit),
      ),
    },
    newCutRecords: change.newCuts
      .filter(({ other }) => other < 0)
      .slice(0, limit)
      .map(({ node, cutsOff }) => ({ record: summary(node), cutsOff })),
    newBridges: change.newCuts
      .filter(({ other }) => other >= 0)
      .slice(0, limit)
      .map(({ node, other, cutsOff }) => ({ from: summary(node), to: summary(other), cutsOff })),
    communities: communityChanges(work, summary),
    protectedLeftOut: graph.ids.length - graph.toldNodes.length,
  };
}

type Summaries = (node: number) => EntitySummary;

function createSummaries({ session, graph }: Work): Summaries {
  const open = session.open();
  const known = new Map<number, EntitySummary>();
  return (node) => {
    let summary = known.get(node);
    if (!summary) {
      summary = summaryOf(session.ontology, open.entities.get(graph.ids[node]!), open);
      known.set(node, summary);
    }
    return summary;
  };
}

/** Links between two nodes that may be told of. Of two directions, the first. */
function toldLinks({ isProtected }: CaseGraph, { scoped: { plain }, linkOf }: Snapshot): number[] {
  return Array.from({ length: plain.linkCount }, (_, link) => link).filter(
    (link) =>
      !isProtected[plain.sources[link]!] &&
      !isProtected[plain.targets[link]!] &&
      linkOf(plain.sources[link]!, plain.targets[link]!) === link,
  );
}

function pairsOf(
  { ids }: CaseGraph,
  { scoped: { plain } }: Snapshot,
  links: readonly number[],
): (readonly [string, string])[] {
  return links.map((link) => [ids[plain.sources[link]!]!, ids[plain.targets[link]!]!] as const);
}

function isTiedIn(other: Snapshot, { scoped: { plain } }: Snapshot, link: number): boolean {
  return other.linkOf(plain.sources[link]!, plain.targets[link]!) !== undefined;
}

function stateOf(network: DatedNetwork, records: number, links: number): NetworkState {
  return {
    records,
    links,
    largest: network.largest,
    efficiency: network.efficiency,
    isEstimated: network.isEstimated,
    communities: new Set(network.communityOf.filter((group) => group >= 0)).size,
  };
}

/** Whether a link began after the first date, and whether all of it was recorded since. */
function newnessOf({ graph, before }: Work, snapshot: Snapshot, link: number): Newness {
  const { claims } = graph;
  const behind = snapshot.claimsOf(link);
  return {
    toTheWorld: behind.every(
      (claim) => claims.firstDay[claim]! !== NO_DAY && claims.firstDay[claim]! > before.day,
    ),
    toUs: behind.every((claim) => claims.recordedDay[claim]! > before.day),
  };
}

function newnessOfNode(work: Work, node: number): Newness {
  const { after, graph } = work;
  const { plain } = after.scoped;
  const { offsets, targets, linkOf } = plain.both;
  const told = Array.from(
    { length: offsets[node + 1]! - offsets[node]! },
    (_, at) => offsets[node]! + at,
  ).filter((entry) => !graph.isProtected[targets[entry]!]);
  // By none of its links that may be told of, nothing is known of when it began.
  const toTheWorld =
    told.length > 0 && told.every((entry) => newnessOf(work, after, linkOf[entry]!).toTheWorld);
  return { toTheWorld, toUs: isNewToUs(work, node) };
}

/** Whether every record of an entity was made since the first date. */
function isNewToUs({ session, graph, before }: Work, node: number): boolean {
  const records = session.open().entities.records(graph.ids[node]!);
  return records.every(({ recordedAt }) => daysOf(recordedAt)![0] > before.day);
}

/** Those of some nodes that are new to us, as many as are told. */
function* newToUs(work: Work, nodes: readonly number[]): Generator<void, number[]> {
  const found: number[] = [];
  for (const [done, node] of nodes.entries()) {
    if (found.length === work.limit) break;
    if (isNewToUs(work, node)) found.push(node);
    if (done % LINKS_PER_PAUSE === 0) yield;
  }
  return found;
}

function movedRecords(
  { graph, change, limit }: Work,
  summary: Summaries,
): { readonly rose: MovedRecord[]; readonly fell: MovedRecord[] } {
  const { before, after } = change;
  const stayed = Uint8Array.from(graph.ids, (_, node) =>
    !graph.isProtected[node] && before.isPresent[node] && after.isPresent[node] ? 1 : 0,
  );
  const [ranksBefore, ranksAfter] = [
    ranksOf(before.brokerage, stayed),
    ranksOf(after.brokerage, stayed),
  ];
  const up = (node: number) => {
    const brokered = after.brokerage[node]! - before.brokerage[node]!;
    const linked = after.degree[node]! - before.degree[node]!;
    return Math.abs(brokered) > SAME_BROKERAGE ? brokered : linked * SAME_BROKERAGE;
  };
  const nodes = Array.from(stayed.keys()).filter((node) => stayed[node] && up(node) !== 0);
  const tell = (node: number): MovedRecord => ({
    record: summary(node),
    degree: { before: before.degree[node]!, after: after.degree[node]! },
    brokerage: { before: before.brokerage[node]!, after: after.brokerage[node]! },
    rank: { before: ranksBefore[node]!, after: ranksAfter[node]! },
  });
  return {
    rose: nodes
      .filter((node) => up(node) > 0)
      .sort((a, b) => up(b) - up(a) || a - b)
      .slice(0, limit)
      .map(tell),
    fell: nodes
      .filter((node) => up(node) < 0)
      .sort((a, b) => up(a) - up(b) || a - b)
      .slice(0, limit)
      .map(tell),
  };
}

/** Brokerage that differs by less is the same but for rounding. */
const SAME_BROKERAGE = 1e-9;
const LINKS_PER_PAUSE = 20;

function createLinkTeller({ session, graph, ...work }: Work, summary: Summaries) {
  const open = session.open();
  const reader = createTieReader(open.connection.db);
  return function* (snapshot: Snapshot, links: readonly number[]): Generator<void, ChangedLink[]> {
    const { plain } = snapshot.scoped;
    const told: ChangedLink[] = [];
    for (const link of links) {
      const [from, to] = [plain.sources[link]!, plain.targets[link]!];
      const [fromId, toId] = [graph.ids[from]!, graph.ids[to]!];
      const rows = reader
        .byNumbers(snapshot.claimsOf(link).map((claim) => graph.claims.number[claim]!))
        .filter((row) => [fromId, toId].includes(row.fromId) && [fromId, toId].includes(row.toId));
      told.push({
        from: summary(from),
        to: summary(to),
        ties: rows.map((row) => tieEvidence(session, row, fromId)),
        assets: snapshot
          .assetsOf(link)
          .map((asset) =>
            summaryOf(session.ontology, open.entities.get(graph.assetIds[asset]!), open),
          ),
        newness: newnessOf({ session, graph, ...work }, snapshot, link),
      });
      if (told.length % LINKS_PER_PAUSE === 0) yield;
    }
    return told;
  };
}

function communityChanges({ graph, change }: Work, summary: Summaries): CommunityChange[] {
  const membersOf = ({ communityOf }: DatedNetwork) => {
    const members = new Map<number, number[]>();
    for (const [node, group] of communityOf.entries()) {
      if (group < 0) continue;
      const known = members.get(group);
      if (known) known.push(node);
      else members.set(group, [node]);
    }
    return members;
  };
  const [before, after] = [membersOf(change.before), membersOf(change.after)];
  const idsOfGroup = (members: readonly number[]) => members.map((node) => graph.ids[node]!);
  return change.communities.map((match) => {
    const groupsBefore = match.before.map((group) => before.get(group) ?? []);
    const groupsAfter = match.after.map((group) => after.get(group) ?? []);
    const [network, groups] =
      groupsAfter.length > 0 ? [change.after, groupsAfter] : [change.before, groupsBefore];
    const around = groups
      .flat()
      .reduce((best, node) => (network.degree[node]! > network.degree[best]! ? node : best));
    return {
      fate: match.fate,
      before: groupsBefore.map(idsOfGroup),
      after: groupsAfter.map(idsOfGroup),
      around: summary(around),
      jaccard: match.jaccard,
    };
  });
}

function idsOf(answer: Told): string[] {
  return [
    ...answer.came.map(({ record }) => record.id),
    ...answer.left.map(({ id }) => id),
    ...[...answer.rose, ...answer.fell, ...answer.newCutRecords].map(({ record }) => record.id),
    ...answer.learned.records.map(({ id }) => id),
    ...[...answer.entered, ...answer.ended, ...answer.learned.links].flatMap((link) => [
      link.from.id,
      link.to.id,
    ]),
  ];
}
