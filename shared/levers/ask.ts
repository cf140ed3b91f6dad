import type { EvidenceGrade, Truth } from '../domain/lever.ts';
import { kindOf } from '../domain/ontology.ts';
import { askAttribute, askIndicator, askLicences, truthOf } from './ask-fact.ts';
import {
  and,
  type ConditionNode,
  type ConditionTest,
  inSentence,
  linkWords,
  not,
  or,
  type TestCondition,
} from './condition.ts';
import type { Closeness, EntityFacts, Evidence, LinkFact } from './facts.ts';
import {
  type Asking,
  better,
  counting,
  NOT_RECORDED,
  type Outcome,
  type Outcomes,
  type Told,
  undecided,
  unfounded,
  unknown,
  weaker,
} from './outcome.ts';

function otherWords(links: readonly LinkFact[]): string {
  const labels = [...new Set(links.map((link) => link.other.label))];
  return labels.length > 3
    ? `${labels.slice(0, 3).join(', ')} and ${labels.length - 3} more`
    : labels.join(', ');
}

function askLink(
  entity: EntityFacts,
  test: ConditionTest,
  condition: Extract<TestCondition, { link: string }>,
  asking: Asking,
): Outcome {
  const direction = condition.dir ?? 'out';
  const links = entity.links.filter(
    (link) => link.type === condition.link && link.direction === direction,
  );
  if (links.length === 0) return NOT_RECORDED;
  const counted = counting(links);
  const { to } = test;
  const met = counted.filter(({ other }) => !to || truthFor(to, other, asking) === 'true');
  if (met.length > 0) {
    return { truth: 'true', tell: () => tellMet(to, met, asking), needsGrading: false };
  }
  // Another end that nobody has recorded may still meet it: a link is never known to be absent.
  if (counted.length > 0)
    return unknown(() => ({
      actual: `${otherWords(counted)}: not known to meet this`,
      // Whom it names is told only to those who may know of the links.
      evidence: counted.map((link) => undatedIfProtected(link, link)),
      grade: null,
    }));
  return undecided(() => otherWords(links), links);
}

/** Of a protected person it is not told when anything was seen or done. */
function undatedIfProtected(evidence: Evidence, { other }: LinkFact): Evidence {
  return other.protection === 'none' ? evidence : { ...evidence, observedOn: null };
}

/** Whom the links that meet a test lead to, and why each does; of a protected person that it does, and no more. */
function tellMet(to: ConditionNode | null, met: readonly LinkFact[], asking: Asking): Told {
  const inner = met.map(({ other }) =>
    to ? supportOf(to, askAll(to, other, asking)) : NO_SUPPORT,
  );
  const words = met[0]?.other.protection === 'none' ? inner[0]?.words : '';
  return {
    actual: otherWords(met) + (words ? ` (${words})` : ''),
    evidence: met.flatMap((link, index) =>
      [link, ...inner[index]!.evidence].map((one) => undatedIfProtected(one, link)),
    ),
    grade: met.map((link, index) => weaker(link.grade, inner[index]!.grade)).reduce(better, null),
  };
}

function closenessOf(entity: EntityFacts, { isProtective }: Asking): Closeness | null {
  return isProtective ? entity.groupByAnyLink : entity.groupByConduct;
}

function askGroup(entity: EntityFacts, maxHops: number, asking: Asking): Outcome {
  const near = closenessOf(entity, asking);
  if (!near || near.links > maxHops) {
    const within = maxHops === 1 ? 'one link' : `${maxHops} links`;
    return unknown(() => unfounded(`no group known within ${within}`));
  }
  return { truth: 'true', tell: () => tellWay(near, asking), needsGrading: false };
}

/** The way to a group, link by link. */
function tellWay(near: Closeness, asking: Asking): Told {
  if (!near.via) return unfounded('is itself an organised crime group');
  const path: LinkFact[] = [];
  let link: LinkFact | null = near.via;
  while (link) {
    path.push(link);
    link = closenessOf(link.other, asking)?.via ?? null;
  }
  const grade = path.map((one) => one.grade).reduce<EvidenceGrade | null>(weaker, null);
  // The way counts; whom it leads through is not told.
  if (path.some(({ other }) => other.protection !== 'none'))
    return {
      actual: 'the way there is withheld: it leads through a protected person',
      evidence: path.map((one) => ({ ...one, observedOn: null })),
      grade,
    };
  const steps = path.map(
    (one) => `${linkWords(asking.ontology, one.type, one.direction)} ${one.other.label}`,
  );
  return { actual: steps.join(', '), evidence: path, grade };
}

function askKind(test: ConditionTest, entity: EntityFacts, { ontology }: Asking): Outcome {
  const isMet = 'nodeType' in test.condition && entity.kind === test.condition.nodeType;
  function tell(): Told {
    const kind = kindOf(ontology, entity.kind);
    return unfounded(
      'nodeType' in test.condition
        ? inSentence(kind?.label ?? entity.kind)
        : `not asked of ${inSentence(kind?.plural ?? entity.kind)}`,
    );
  }
  return { truth: truthOf(isMet), tell, needsGrading: false, isAboutKind: true };
}

function askTest(test: ConditionTest, entity: EntityFacts, asking: Asking): Outcome {
  const { condition } = test;
  if ('nodeType' in condition || (test.kinds && !test.kinds.has(entity.kind))) {
    return askKind(test, entity, asking);
  }
  if ('indicator' in condition) return askIndicator(entity, condition.indicator, asking);
  if ('link' in condition) return askLink(entity, test, condition, asking);
  if ('linkedToOcg' in condition) return askGroup(entity, condition.linkedToOcg.maxHops, asking);
  if ('has' in condition) return askLicences(entity, condition.has, asking);
  if ('lacks' in condition) {
    const outcome = askLicences(entity, condition.lacks, asking);
    return { ...outcome, truth: not(outcome.truth) };
  }
  return askAttribute(entity, condition, asking);
}

function askAsMeant(test: ConditionTest, entity: EntityFacts, asking: Asking): Outcome {
  const outcome = askTest(test, entity, asking);
  return test.isNegated ? { ...outcome, truth: not(outcome.truth) } : outcome;
}

/** Asks every test of a condition about an entity. */
export function askAll(node: ConditionNode, entity: EntityFacts, asking: Asking): Outcomes {
  const outcomes = new Map<ConditionTest, Outcome>();
  const ask = (part: ConditionNode): void => {
    if (part.type === 'test') outcomes.set(part, askAsMeant(part, entity, asking));
    else for (const inner of part.nodes) ask(inner);
  };
  ask(node);
  return outcomes;
}

/** Truth of a condition for an entity, where nobody wants to know why: tests that cannot change it are not asked. */
export function truthFor(node: ConditionNode, entity: EntityFacts, asking: Asking): Truth {
  if (node.type === 'test') return askAsMeant(node, entity, asking).truth;
  const decides = node.type === 'all' ? 'false' : 'true';
  let isOpen = false;
  for (const part of node.nodes) {
    const truth = truthFor(part, entity, asking);
    if (truth === decides) return decides;
    if (truth === 'unknown') isOpen = true;
  }
  return isOpen ? 'unknown' : not(decides);
}

/** Truth of a whole condition from what its tests found. */
export function truthOfNode(node: ConditionNode, outcomes: Outcomes): Truth {
  if (node.type === 'test') return outcomes.get(node)?.truth ?? 'unknown';
  const truths = node.nodes.map((part) => truthOfNode(part, outcomes));
  return node.type === 'all' ? and(truths) : or(truths);
}

/** What the true parts of a condition rest on. */
export interface Support {
  readonly grade: EvidenceGrade | null;
  readonly evidence: readonly Evidence[];
  /** The deciding values, in words. */
  readonly words: string;
}

const NO_SUPPORT: Support = { grade: null, evidence: [], words: '' };

/** What makes a condition true: all its parts at their weakest, or the best of its alternatives. */
export function supportOf(node: ConditionNode, outcomes: Outcomes): Support {
  if (node.type === 'test') {
    const outcome = outcomes.get(node);
    if (outcome?.truth !== 'true') return NO_SUPPORT;
    const { grade, evidence, actual } = outcome.tell();
    return { grade, evidence, words: actual };
  }
  const parts = node.nodes
    .filter((part) => truthOfNode(part, outcomes) === 'true')
    .map((part) => supportOf(part, outcomes));
  return {
    grade: parts.map((part) => part.grade).reduce(node.type === 'all' ? weaker : better, null),
    evidence: parts.flatMap((part) => part.evidence),
    words: parts
      .map((part) => part.words)
      .filter((words) => words !== '')
      .join(', '),
  };
}
