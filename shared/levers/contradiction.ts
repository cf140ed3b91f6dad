import type { Condition } from '../domain/lever.ts';
import { type Ontology, relationTypeOf } from '../domain/ontology.ts';
import { type ConditionTest, compileCondition, type TestCondition } from './condition.ts';
import { factOf } from './facts.ts';

type Path = readonly PropertyKey[];

/** A test with where it is written; `not` is carried down to it. */
interface Leaf {
  readonly type: 'test';
  readonly condition: TestCondition;
  readonly isNegated: boolean;
  /** What it asks, in words, and which kinds it can be asked of. */
  readonly test: ConditionTest;
  readonly path: Path;
}

interface Branch {
  readonly type: 'all' | 'any';
  readonly nodes: readonly Node[];
  readonly path: Path;
}

type Node = Leaf | Branch;

/** What is asked of one entity. */
interface Asked {
  readonly ontology: Ontology;
  /** Kinds that it can be. */
  readonly kinds: readonly string[];
}

/** So many ways are tried through the alternatives of one condition; beyond it the benefit of the doubt is given. */
const MOST_STEPS = 20_000;

function read(ontology: Ontology, condition: Condition, path: Path, isNegated = false): Node {
  if ('not' in condition) return read(ontology, condition.not, [...path, 'not'], !isNegated);
  if ('all' in condition || 'any' in condition) {
    const head = 'all' in condition ? 'all' : 'any';
    const parts = 'all' in condition ? condition.all : condition.any;
    return {
      type: (head === 'all') === isNegated ? 'any' : 'all', // De Morgan
      nodes: parts.map((part, at) => read(ontology, part, [...path, head, at], isNegated)),
      path,
    };
  }
  const test = compileCondition(ontology, condition, isNegated);
  if (test.type !== 'test') throw new TypeError('a test compiles to a test');
  return { type: 'test', condition, isNegated, test, path };
}

function kindsLeft(leaves: readonly Leaf[], { kinds }: Asked): readonly string[] {
  return leaves.reduce((left, { condition, isNegated, test }) => {
    if ('nodeType' in condition)
      return left.filter((kind) => (kind === condition.nodeType) !== isNegated);
    // What is not asked of a kind is false of it, so that only its opposite can be met.
    return isNegated ? left : left.filter((kind) => test.kinds?.has(kind) ?? true);
  }, kinds);
}

/** Whether a fact with values of a closed set has any value left that every test accepts. */
function hasValueLeft(leaves: readonly Leaf[], attr: string, { ontology }: Asked): boolean {
  const fact = factOf(attr);
  const words: readonly unknown[] =
    fact?.type === 'boolean'
      ? [true, false]
      : (ontology.vocabularies[fact?.vocabulary ?? '']?.map((term) => term.id) ?? []);
  return words.some((word) =>
    leaves.every(({ condition, isNegated }) => {
      if (!('attr' in condition) || condition.attr !== attr) return true;
      const wanted: readonly unknown[] =
        'in' in condition ? condition.in : 'eq' in condition ? [condition.eq] : words;
      return wanted.includes(word) !== isNegated;
    }),
  );
}

function hasNumberLeft(leaves: readonly Leaf[], attr: string): boolean {
  let [least, under] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const equal = new Set<number>();
  for (const { condition, isNegated } of leaves) {
    if (!('attr' in condition) || condition.attr !== attr) continue;
    if ('eq' in condition && !isNegated) equal.add(Number(condition.eq));
    if (!('lt' in condition || 'gte' in condition)) continue;
    const limit = 'lt' in condition ? condition.lt : condition.gte;
    if ('lt' in condition !== isNegated) under = Math.min(under, limit);
    else least = Math.max(least, limit);
  }
  const [only] = equal;
  if (equal.size > 1) return false;
  return only === undefined ? least < under : least <= only && only < under;
}

/** The same matter asked for and asked against. */
function opposes(a: Leaf, b: Leaf): boolean {
  const [left, right] = [a.condition, b.condition];
  const licence = (of: Leaf): { type: string; isHeld: boolean } | null => {
    if ('has' in of.condition) return { type: of.condition.has, isHeld: !of.isNegated };
    if ('lacks' in of.condition) return { type: of.condition.lacks, isHeld: of.isNegated };
    return null;
  };
  const [one, other] = [licence(a), licence(b)];
  if (one && other) return one.type === other.type && one.isHeld !== other.isHeld;
  if (a.isNegated === b.isNegated) return false;
  const [wanted, barred] = a.isNegated ? [right, left] : [left, right];
  if ('linkedToOcg' in wanted && 'linkedToOcg' in barred)
    return barred.linkedToOcg.maxHops >= wanted.linkedToOcg.maxHops;
  if ('link' in wanted && 'link' in barred) {
    const isSame = wanted.link === barred.link && wanted.dir === barred.dir;
    return isSame && (!barred.to || JSON.stringify(wanted.to) === JSON.stringify(barred.to));
  }
  return JSON.stringify(wanted) === JSON.stringify(barred);
}

/** Why a test cannot be met together with those before it; null: it can. */
function conflict(leaf: Leaf, before: readonly Leaf[], asked: Asked): string | null {
  const { words } = leaf.test;
  const all = [...before, leaf];
  const opposite = before.find((other) => opposes(leaf, other));
  if (opposite) return `“${words}” is the opposite of “${opposite.test.words}”`;
  const kinds = kindsLeft(all, asked);
  if (kinds.length === 0) {
    const left = kindsLeft(before, asked);
    return `“${words}” is not asked of ${(left.length > 0 ? left : asked.kinds).join(' or ')}`;
  }
  if (!('attr' in leaf.condition) || 'has' in leaf.condition || 'lacks' in leaf.condition)
    return null;
  const { attr } = leaf.condition;
  const isNumber = factOf(attr)?.type === 'number';
  if (isNumber ? hasNumberLeft(all, attr) : hasValueLeft(all, attr, asked)) return null;
  const others = before.filter(({ condition }) => 'attr' in condition && condition.attr === attr);
  return others.length === 0
    ? `“${words}” leaves no value`
    : `“${words}” cannot be together with “${others.map((other) => other.test.words).join('” and “')}”`;
}

/** Whether all of these can be met at once. */
function canHold(nodes: readonly Node[], asked: Asked): boolean {
  let steps = 0;
  const solve = (pending: readonly Node[], leaves: readonly Leaf[]): boolean => {
    if (++steps > MOST_STEPS) return true;
    const [node, ...rest] = pending;
    if (!node) return true;
    if (node.type === 'test')
      return conflict(node, leaves, asked) === null && solve(rest, [...leaves, node]);
    return node.type === 'all'
      ? solve([...node.nodes, ...rest], leaves)
      : node.nodes.some((branch) => solve([branch, ...rest], leaves));
  };
  // Tests first: they decide sooner than alternatives.
  return solve(flatten(nodes), []);
}

function flatten(nodes: readonly Node[]): Node[] {
  const flat = nodes.flatMap((node): readonly Node[] =>
    node.type === 'all' ? flatten(node.nodes) : [node],
  );
  const isTest = (node: Node): boolean => node.type === 'test';
  return [...flat.filter(isTest), ...flat.filter((node) => !isTest(node))];
}

function reasonFor(node: Node, given: readonly Node[], asked: Asked): string {
  const leaves: Leaf[] = [];
  for (const part of flatten([...given, node])) {
    if (part.type !== 'test') break;
    const reason = conflict(part, leaves, asked);
    if (reason) return reason;
    leaves.push(part);
  }
  return 'none of its alternatives can be met together with the rest';
}

/**
 * Reports every part of a condition that can never be true of an entity of these kinds: a test and its opposite, two
 * different words of one fact, numbers that leave nothing between them, a kind that is never asked this. A part is
 * reported where it is written, once, with what it contradicts. The words of the condition must be known ones.
 */
export function reportContradictions(
  condition: Condition,
  asked: Asked,
  path: Path,
  report: (path: Path, reason: string) => void,
): void {
  const check = (node: Node, given: readonly Node[]): void => {
    if (!canHold([...given, node], asked)) {
      const [at, held] = culprit(node, given);
      report(at.path, `can never be true: ${reasonFor(at, held, asked)}`);
      return;
    }
    if (node.type === 'test') {
      const { condition: inner } = node;
      if (!('link' in inner) || !inner.to) return;
      const type = relationTypeOf(asked.ontology, inner.link);
      const kinds = (inner.dir === 'in' ? type?.from : type?.to) ?? [];
      reportContradictions(inner.to, { ...asked, kinds }, [...node.path, 'to'], report);
      return;
    }
    for (const [at, part] of node.nodes.entries()) {
      const beside = node.type === 'all' ? node.nodes.filter((_, other) => other !== at) : [];
      check(part, [...given, ...beside]);
    }
  };
  /** The first part of an impossible whole that what stands before it does not bear. */
  const culprit = (node: Node, given: readonly Node[]): readonly [Node, readonly Node[]] => {
    if (node.type !== 'all') return [node, given];
    const before = [...given];
    for (const part of node.nodes) {
      if (!canHold([...before, part], asked)) return culprit(part, before);
      before.push(part);
    }
    return [node, given];
  };
  check(read(asked.ontology, condition, path), []);
}
