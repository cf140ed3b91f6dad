import type { Condition, Truth } from '../domain/lever.ts';
import { kindOf, type Ontology, relationTypeOf } from '../domain/ontology.ts';
import { factOf } from './facts.ts';

/** Kleene's *not*: not known stays not known. */
export function not(truth: Truth): Truth {
  return truth === 'unknown' ? 'unknown' : truth === 'true' ? 'false' : 'true';
}

/** Kleene's *and*: one false decides; otherwise one not known leaves it open. */
export function and(truths: Iterable<Truth>): Truth {
  let result: Truth = 'true';
  for (const truth of truths) {
    if (truth === 'false') return 'false';
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}

/** Kleene's *or*: one true decides; otherwise one not known leaves it open. */
export function or(truths: Iterable<Truth>): Truth {
  let result: Truth = 'false';
  for (const truth of truths) {
    if (truth === 'true') return 'true';
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}

/** A single test of a condition: the parts that `all`, `any` and `not` join. */
export type TestCondition = Exclude<
  Condition,
  { all: Condition[] } | { any: Condition[] } | { not: Condition }
>;

/** A test ready to be asked: its words, and for a link what is asked of the other end. */
export interface ConditionTest {
  readonly type: 'test';
  readonly condition: TestCondition;
  /** Asked for the opposite. */
  readonly isNegated: boolean;
  readonly words: string;
  readonly to: ConditionNode | null;
  /** Kinds it can be asked of; null: all. A person has no sector, and nobody parks at a person. */
  readonly kinds: ReadonlySet<string> | null;
}

/** A condition with `not` carried down to its tests, so that each test says plainly what is wanted. */
export type ConditionNode =
  | ConditionTest
  | { readonly type: 'all' | 'any'; readonly nodes: readonly ConditionNode[] };

function labelIn(ontology: Ontology, vocabulary: string, id: string): string {
  const terms = Object.hasOwn(ontology.vocabularies, vocabulary)
    ? ontology.vocabularies[vocabulary]
    : undefined;
  return terms?.find((term) => term.id === id)?.label ?? id;
}

/** A value of a fact as people read it. */
export function valueWords(
  ontology: Ontology,
  factId: string,
  value: string | number | boolean,
): string {
  const vocabulary = factOf(factId)?.vocabulary;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return vocabulary && typeof value === 'string'
    ? labelIn(ontology, vocabulary, value)
    : String(value);
}

/** A relation type as people read it from one of its ends. */
export function linkWords(ontology: Ontology, type: string, direction: 'out' | 'in'): string {
  const definition = relationTypeOf(ontology, type);
  if (!definition) return type;
  return direction === 'out' ? definition.label : definition.inverseLabel;
}

/** A label inside a sentence: its first letter small, unless it begins an abbreviation or name such as HMRC. */
export function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}*[ -]|^\p{Lu}\p{Ll}+$/u.test(label) &&
    !/^(Blue Badge|Right to Buy|HM)/.test(label)
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label;
}

function joinOr(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function attributeWords(
  ontology: Ontology,
  condition: Extract<TestCondition, { attr: string }>,
): string {
  const fact = factOf(condition.attr);
  const words = fact?.words ?? condition.attr;
  const word = (value: string | number | boolean) =>
    inSentence(valueWords(ontology, condition.attr, value));
  if ('has' in condition) return `holds ${word(condition.has)}`;
  if ('lacks' in condition) return `holds no ${word(condition.lacks)}`;
  if ('lt' in condition) return `${words} under ${condition.lt}`;
  if ('gte' in condition) return `${words} ${condition.gte} or over`;
  const values = 'in' in condition ? condition.in : [condition.eq];
  if (fact?.type === 'boolean' && values.length === 1)
    return values[0] === true ? words : `not ${words}`;
  return `${words} is ${joinOr(values.map(word))}`;
}

function wordsOfNode(node: ConditionNode): string {
  if (node.type === 'test') return node.words;
  return node.nodes.map(wordsOfNode).join(node.type === 'all' ? ' and ' : ' or ');
}

function endWords(ontology: Ontology, condition: Extract<TestCondition, { link: string }>): string {
  const definition = relationTypeOf(ontology, condition.link);
  const kinds = condition.dir === 'in' ? definition?.from : definition?.to;
  return joinOr((kinds ?? []).map((id) => inSentence(kindOf(ontology, id)?.label ?? id)));
}

function testWords(ontology: Ontology, condition: TestCondition, to: ConditionNode | null): string {
  if ('indicator' in condition) {
    return `reported: ${inSentence(labelIn(ontology, 'indicators', condition.indicator))}`;
  }
  if ('nodeType' in condition) {
    return `kind is ${inSentence(kindOf(ontology, condition.nodeType)?.label ?? condition.nodeType)}`;
  }
  if ('linkedToOcg' in condition) {
    const { maxHops } = condition.linkedToOcg;
    return maxHops === 1
      ? 'directly linked to an organised crime group'
      : `within ${maxHops} links of an organised crime group`;
  }
  if ('link' in condition) {
    const words = linkWords(ontology, condition.link, condition.dir ?? 'out');
    return to ? `${words}: ${wordsOfNode(to)}` : `${words} ${endWords(ontology, condition)}`;
  }
  return attributeWords(ontology, condition);
}

function kindsAskable(ontology: Ontology, condition: TestCondition): ReadonlySet<string> | null {
  if ('link' in condition) {
    const type = relationTypeOf(ontology, condition.link);
    return new Set((condition.dir === 'in' ? type?.to : type?.from) ?? []);
  }
  if (!('attr' in condition)) return null;
  if (factOf(condition.attr)?.type === 'licences') {
    return new Set(relationTypeOf(ontology, 'licence-for')?.to ?? []);
  }
  const holders = ontology.kinds.filter((kind) =>
    kind.fields.some((field) => field.id === condition.attr),
  );
  return new Set(holders.map((kind) => kind.id));
}

/** Prepares a condition for asking. */
export function compileCondition(
  ontology: Ontology,
  condition: Condition,
  isNegated = false,
): ConditionNode {
  if ('not' in condition) return compileCondition(ontology, condition.not, !isNegated);
  if ('all' in condition || 'any' in condition) {
    const isAll = 'all' in condition;
    const parts = isAll ? condition.all : condition.any;
    return {
      type: isAll === isNegated ? 'any' : 'all', // De Morgan
      nodes: parts.map((part) => compileCondition(ontology, part, isNegated)),
    };
  }
  const to = 'link' in condition && condition.to ? compileCondition(ontology, condition.to) : null;
  const words = testWords(ontology, condition, to);
  return {
    type: 'test',
    condition,
    isNegated,
    words: isNegated ? `not: ${words}` : words,
    to,
    kinds: kindsAskable(ontology, condition),
  };
}

/** Every test of a condition, in order; tests of a link's other end belong to the link. */
export function testsOf(node: ConditionNode): readonly ConditionTest[] {
  return node.type === 'test' ? [node] : node.nodes.flatMap(testsOf);
}

/** Whether the kind of entity alone decides a test; null: it does not. */
export function truthOfKindTest(test: ConditionTest, kind: string): 'true' | 'false' | null {
  const { condition, kinds, isNegated } = test;
  if ('nodeType' in condition)
    return (condition.nodeType === kind) !== isNegated ? 'true' : 'false';
  if (!kinds || kinds.has(kind)) return null;
  return isNegated ? 'true' : 'false';
}

/** What the kind of entity alone makes of a condition. */
export function truthByKind(node: ConditionNode, kind: string): Truth {
  if (node.type === 'test') return truthOfKindTest(node, kind) ?? 'unknown';
  const truths = node.nodes.map((part) => truthByKind(part, kind));
  return node.type === 'all' ? and(truths) : or(truths);
}
