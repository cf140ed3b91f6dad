import { DEFAULT_ENABLER_WEIGHTS, type EnablerScore } from '../../shared/analysis/enabler.ts';
import { DEFAULT_FRONT_POLICY } from '../../shared/analysis/front-company.ts';
import { AnalysisScope } from '../../shared/api/analysis-scope.ts';
import type {
  EnablerAnswer,
  EnablerPartEntry,
  EnablerPartName,
  FrontAnswer,
  SignEvidence,
  SignRanked,
} from '../../shared/api/analysis-sign.ts';
import type { EntityFacts } from '../../shared/levers/facts.ts';
import { type EnablingSkill, enablingSkill } from '../../shared/signs/enabling-skill.ts';
import { scoreOfFindings } from '../../shared/signs/front-answer.ts';
import { findFrontSigns } from '../../shared/signs/front-signs.ts';
import {
  FRONT_GROUP_LABELS,
  FRONT_SIGN_LABELS,
  SIGN_CAUTION,
} from '../../shared/signs/front-words.ts';
import { groupsOf, nominalProof } from '../../shared/signs/nominal.ts';
import type { SignFinding, SignProof, SignSource } from '../../shared/signs/sign-source.ts';
import { readAnalysisSettings } from '../db/analysis-setting.ts';
import type { CaseGraph } from './analysis-index.ts';
import { createSignSource } from './analysis-sign-source.ts';
import { assertStillTold } from './analysis-told.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

/** People and businesses: what enables is in neither alone. */
const ENABLER_SCOPE = AnalysisScope.parse({ projection: 'person-business' });
const POLICY = DEFAULT_FRONT_POLICY;
/** Proofs that are listed of a sign. */
const LISTED_PROOFS = 12;

/** Handlers of `analysis` that look for signs. */
export const analysisSignHandlers = {
  signs: os.analysis.signs.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const open = session.open();
    await open.levers.ready('facts');
    const row = open.entities.get(input.id);
    const facts = open.levers.facts().get(row.id);
    context.touch([row.id]);
    const isWithheld = row.isProtected === 1 || (facts !== null && facts.protection !== 'none');
    const isScored = !isWithheld && facts !== null;
    const enablers =
      isScored && ['person', 'business'].includes(facts.kind)
        ? await enablersOf(session, signal)
        : null;
    if (enablers) assertStillTold(session, enablers.graph);
    const source = createSignSource(session, session.open());
    const teller = createTeller(session, session.open());
    return {
      record: summaryOf(session.ontology, row, open),
      asOf: source.asOf,
      caution: SIGN_CAUTION,
      policyVersion: POLICY.version,
      enabler: isScored && enablers ? enablerAnswer(facts, enablers, teller) : null,
      front:
        isScored && facts.kind === 'business'
          ? frontAnswer(findFrontSigns(facts, source, session.ontology), teller)
          : null,
      isWithheld,
    };
  }),

  signRanking: os.analysis.signRanking.handler(async ({ input, context, signal }) => {
    const { session } = context;
    await session.open().levers.ready('facts');
    const ranked =
      input.of === 'fronts' ? await frontsOf(session, signal) : await rankEnablers(session, signal);
    const items = withRanks(ranked.items).slice(0, input.limit);
    context.touch(items.map(({ record }) => record.id));
    return {
      asOf: session.today(),
      caution: SIGN_CAUTION,
      policyVersion: POLICY.version,
      items,
      scored: ranked.scored,
      protectedLeftOut: ranked.protectedLeftOut,
    };
  }),
};

type Teller = (proof: SignProof) => SignEvidence;

function createTeller(session: Session, open: OpenCase): Teller {
  return ({ recordId, aboutId, words, grade, observedOn }) => ({
    id: recordId,
    about: aboutId === null ? null : summaryOf(session.ontology, open.entities.get(aboutId), open),
    words,
    basis: grade?.basis ?? null,
    grade: grade && { source: grade.source, information: grade.information },
    observedOn,
  });
}

function frontAnswer(findings: ReadonlyMap<string, SignFinding>, teller: Teller): FrontAnswer {
  const scored = scoreOfFindings(findings, POLICY);
  return {
    score: scored.score,
    band: scored.band,
    corroboratedGroups: scored.corroboratedGroups,
    coverage: 1 - scored.notChecked.length / POLICY.signs.size,
    groups: [...POLICY.caps].map(([group, cap]) => ({
      group,
      label: FRONT_GROUP_LABELS[group] ?? group,
      points: scored.groups.get(group) ?? 0,
      cap,
    })),
    signs: [...POLICY.signs].map(([name, { group, points }]) => {
      const finding = findings.get(name);
      return {
        name,
        label: FRONT_SIGN_LABELS[name] ?? name,
        group,
        state: finding?.state ?? 'not-checked',
        points,
        counted: scored.contributions.get(name) ?? 0,
        words: finding?.words ?? '',
        evidence: (finding?.proofs ?? []).slice(0, LISTED_PROOFS).map(teller),
      };
    }),
  };
}

/** What the score of enablers was worked out of. */
interface Enablers {
  readonly graph: CaseGraph;
  readonly scores: readonly EnablerScore[];
  readonly skills: readonly (EnablingSkill | null)[];
  readonly groups: readonly (readonly string[])[];
}

async function enablersOf(session: Session, signal: AbortSignal | undefined): Promise<Enablers> {
  const open = session.open();
  const graph = await open.analysis.graph(ENABLER_SCOPE);
  const known = graph.results.get('enablers') as Enablers | undefined;
  if (known) return known;
  const said = await inSlices(() => recordedOf(session, graph), {
    version: session.revision,
    signal,
  });
  const scores = await open.analysis.pool.run(
    graph.task,
    {
      task: 'enablers',
      records: said.skills.map((skill, node) => ({
        groups: said.groups[node]!,
        skill: skill?.skill ?? null,
        skillCredibility: skill?.credibility ?? null,
      })),
    },
    signal,
  );
  const made = { graph, scores, ...said };
  graph.results.set('enablers', made);
  return made;
}

const ENTITIES_PER_PAUSE = 20;

/** What is recorded of the nodes of a graph besides their links; nothing of protected people. */
function* recordedOf(
  session: Session,
  graph: CaseGraph,
): Generator<void, Pick<Enablers, 'skills' | 'groups'>> {
  const open = session.open();
  const facts = open.levers.facts();
  const source = createSignSource(session, open);
  const skills: (EnablingSkill | null)[] = [];
  const groups: (readonly string[])[] = [];
  for (const [node, id] of graph.ids.entries()) {
    if (node % ENTITIES_PER_PAUSE === 0) yield;
    const entity = facts.get(id);
    const isTold = graph.isProtected[node] === 0 && entity !== null;
    skills.push(isTold ? enablingSkill(entity, source, session.ontology) : null);
    groups.push(isTold ? groupsOf(entity, source) : []);
  }
  return { skills, groups };
}

function enablerAnswer(
  facts: EntityFacts,
  { graph, scores, skills, groups }: Enablers,
  teller: Teller,
): EnablerAnswer | null {
  const node = graph.ids.indexOf(facts.id);
  const score = scores[node];
  if (node < 0 || !score) return null;
  const skill = skills[node] ?? null;
  const { offsets, targets } = graph.plain.both;
  const near = targets.subarray(offsets[node]!, offsets[node + 1]!);
  const told = [...near].filter((other) => graph.isProtected[other] === 0);
  const others = [...new Set(told.flatMap((other) => groups[other]!))].filter(
    (id) => !groups[node]!.includes(id),
  );
  const proofs: readonly SignProof[] = others.map((id) => ({
    recordId: null,
    aboutId: id,
    words: 'Tied to somebody of this group',
    grade: null,
    observedOn: null,
    credibility: 1,
  }));
  const hasLinks = near.length > 0;
  const part = partMaker(score, teller);
  return {
    score: score.score,
    isStructureOnly: skill === null,
    skill: skill?.label ?? null,
    parts: [
      part('crossOcg', hasLinks, {
        present: `Tied to people of ${count(others.length, 'other group')}.`,
        absent:
          others.length === 1
            ? 'Tied to people of one group alone, which is like being of it.'
            : 'Tied to nobody of another group.',
        proofs,
      }),
      part('hiddenBroker', hasLinks, {
        present:
          'On more of the ways between others than its number of links would have one expect.',
        absent:
          'On no more of the ways between others than its number of links would have one expect.',
      }),
      part('openStructure', hasLinks, {
        present: `Its ties do not all lead back into one circle: Burt’s constraint is ${(1 - score.openStructure).toFixed(2)}, below 1.`,
        absent: 'It has one contact, or its ties all lead back into one circle.',
      }),
      part('role', skill !== null, {
        present: `Recorded skill or service: ${skill?.label ?? ''}.`,
        absent: 'Its recorded skill or service is not graded.',
        proofs: skill?.proofs ?? [],
      }),
      part('scarcity', skill !== null, {
        present: `${count(skills.filter((other) => other?.skill === skill?.skill).length, 'record')} with this skill or service.`,
        absent: 'Many have this skill or service.',
      }),
    ],
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const PART_LABELS: Readonly<Record<EnablerPartName, string>> = {
  crossOcg: 'Reach across groups',
  hiddenBroker: 'Hidden broker',
  openStructure: 'Contacts who do not know each other',
  role: 'Recorded skill or service',
  scarcity: 'Few others have it',
};

function partMaker(score: EnablerScore, teller: Teller) {
  return (
    name: EnablerPartName,
    isChecked: boolean,
    says: {
      readonly present: string;
      readonly absent: string;
      readonly proofs?: readonly SignProof[];
    },
  ): EnablerPartEntry => {
    const value = isChecked ? score[name] : null;
    const points = 100 * DEFAULT_ENABLER_WEIGHTS[name];
    const state = value === null ? 'not-checked' : value > 0 ? 'present' : 'absent';
    return {
      name,
      label: PART_LABELS[name],
      state,
      value,
      points,
      counted: points * (value ?? 0),
      words: value === null ? 'Nothing is recorded of it.' : value > 0 ? says.present : says.absent,
      evidence: (says.proofs ?? []).slice(0, LISTED_PROOFS).map(teller),
    };
  };
}

interface Ranked {
  readonly items: readonly Omit<SignRanked, 'rank'>[];
  readonly scored: number;
  readonly protectedLeftOut: number;
}

async function rankEnablers(session: Session, signal: AbortSignal | undefined): Promise<Ranked> {
  const { graph, scores, skills } = await enablersOf(session, signal);
  assertStillTold(session, graph);
  const open = session.open();
  const facts = open.levers.facts();
  const { offsets } = graph.plain.both;
  // One sign on any record shields from being scored.
  const told = [...graph.toldNodes].filter(
    (node) => scores[node]!.score > 0 && facts.get(graph.ids[node]!)?.protection === 'none',
  );
  const items = told
    .sort((a, b) => scores[b]!.score - scores[a]!.score || a - b)
    .slice(0, MOST_RANKED)
    .map((node) => {
      const score = scores[node]!;
      const names = Object.keys(PART_LABELS) as EnablerPartName[];
      const counted = (name: EnablerPartName) => score[name] * DEFAULT_ENABLER_WEIGHTS[name];
      const checked =
        (offsets[node + 1]! > offsets[node]! ? 3 : 0) + (skills[node] === null ? 0 : 2);
      return {
        record: summaryOf(session.ontology, open.entities.get(graph.ids[node]!), open),
        score: score.score,
        band: null,
        isStructureOnly: skills[node] === null,
        present: names
          .filter((name) => counted(name) > 0)
          .sort((a, b) => counted(b) - counted(a))
          .map((name) => PART_LABELS[name]),
        coverage: checked / names.length,
      };
    });
  return {
    items,
    scored: graph.toldNodes.length,
    protectedLeftOut: graph.ids.length - graph.toldNodes.length,
  };
}

const MOST_RANKED = 500;
/** Businesses up to which all are looked at whole; of more, those of which anything but their trade is known. */
const ALL_LOOKED_AT = 500;

/** Rankings of fronts, kept while nothing that they rest on changes: they are shown on every map. */
const rankedFronts = new WeakMap<OpenCase, { readonly key: string; readonly ranked: Ranked }>();

async function frontsOf(session: Session, signal: AbortSignal | undefined): Promise<Ranked> {
  const open = session.open();
  const { prioritySectors } = readAnalysisSettings(open.connection.db);
  const key = JSON.stringify([session.revision(), session.today(), prioritySectors]);
  const known = rankedFronts.get(open);
  if (known?.key === key) return known.ranked;
  const ranked = await inSlices(() => rankFronts(session), { version: session.revision, signal });
  rankedFronts.set(open, { key, ranked });
  return ranked;
}

function* rankFronts(session: Session): Generator<void, Ranked> {
  const open = session.open();
  const source = createSignSource(session, open);
  const items: Omit<SignRanked, 'rank'>[] = [];
  let businesses = 0;
  for (const { kind, protection } of open.levers.facts().entities())
    if (kind === 'business' && protection === 'none') businesses++;
  const isLarge = businesses > ALL_LOOKED_AT;
  let scored = 0;
  for (const entity of open.levers.facts().entities()) {
    if (entity.kind !== 'business' || entity.protection !== 'none') continue;
    if (++scored % ENTITIES_PER_PAUSE === 0) yield;
    if (isLarge && !mayShowSigns(entity, source)) continue;
    const findings = findFrontSigns(entity, source, session.ontology);
    const score = scoreOfFindings(findings, POLICY);
    yield;
    if (score.score <= 0) continue;
    items.push({
      record: summaryOf(session.ontology, open.entities.get(entity.id), open),
      score: score.score,
      band: score.band,
      isStructureOnly: false,
      present: [...score.contributions]
        .filter(([, points]) => points > 0)
        .sort((a, b) => b[1] - a[1])
        .map(([name]) => FRONT_SIGN_LABELS[name] ?? name),
      coverage: 1 - score.notChecked.length / POLICY.signs.size,
    });
  }
  items.sort((a, b) => b.score - a.score || (a.record.id < b.record.id ? -1 : 1));
  return { items: items.slice(0, MOST_RANKED), scored, protectedLeftOut: 0 };
}

/** Whether anything but its trade could be found of a business: of a register of thousands most show nothing. */
function mayShowSigns(entity: EntityFacts, source: SignSource): boolean {
  if (entity.indicators.size > 0 || entity.licencesChecked.length > 0) return true;
  return entity.links.some(
    ({ other }) =>
      other.indicators.size > 0 ||
      other.kind === 'ocg' ||
      nominalProof(other, source) !== null ||
      other.links.some(
        ({ other: next }) => next.kind === 'ocg' || nominalProof(next, source) !== null,
      ),
  );
}

function withRanks(items: readonly Omit<SignRanked, 'rank'>[]): SignRanked[] {
  return items.map((item) => ({
    ...item,
    rank: 1 + items.filter(({ score }) => score > item.score).length,
  }));
}
