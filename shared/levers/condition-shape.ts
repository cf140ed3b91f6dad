/** Says what is wrong at a path; `key` where a key itself is, not its value. */
export type ReportShape = (path: readonly PropertyKey[], reason: string, key?: string) => void;

/** What may be asked of a fact. */
const ASKED = ['in', 'eq', 'lt', 'gte', 'has', 'lacks'] as const;
/** The word that says what kind of condition it is, with what may stand beside it. */
const HEADS: Readonly<Record<string, readonly string[]>> = {
  attr: ASKED,
  indicator: [],
  nodeType: [],
  link: ['to', 'dir'],
  linkedToOcg: [],
  all: [],
  any: [],
  not: [],
};
const HEAD_WORDS = 'attr, indicator, nodeType, link, linkedToOcg, all, any or not';
const MOST_HOPS = 4;

type Fields = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWord(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isOperand(value: unknown): boolean {
  return isWord(value) || typeof value === 'boolean' || Number.isFinite(value);
}

function checkAsked(fields: Fields, path: readonly PropertyKey[], report: ReportShape): void {
  const asked = ASKED.filter((operator) => operator in fields);
  const [operator] = asked;
  if (operator === undefined || asked.length > 1) {
    report(path, `a fact is asked one thing: ${ASKED.join(', ')}`);
    return;
  }
  const value = fields[operator];
  const at = [...path, operator];
  if (operator === 'in') {
    if (!Array.isArray(value) || value.length === 0 || !value.every(isOperand))
      report(at, '“in” takes a list of words');
  } else if (operator === 'lt' || operator === 'gte') {
    if (!Number.isFinite(value)) report(at, `“${operator}” takes a number`);
  } else if (operator === 'eq' ? !isOperand(value) : !isWord(value))
    report(at, `“${operator}” takes a word`);
}

function checkHops(value: unknown, path: readonly PropertyKey[], report: ReportShape): void {
  const hops = isMap(value) ? value.maxHops : null;
  const isWhole = Number.isInteger(hops) && Number(hops) >= 1 && Number(hops) <= MOST_HOPS;
  if (!isMap(value) || !isWhole)
    report(path, `“linkedToOcg” takes { maxHops: 1 } to { maxHops: ${MOST_HOPS} }`);
  else
    for (const key of Object.keys(value))
      if (key !== 'maxHops') report(path, `unknown key “${key}”`, key);
}

function checkParts(
  head: 'all' | 'any',
  parts: unknown,
  path: readonly PropertyKey[],
  report: ReportShape,
): void {
  if (!Array.isArray(parts) || parts.length === 0) {
    report(path, `“${head}” takes a list of conditions`);
    return;
  }
  for (const [index, part] of parts.entries())
    checkConditionShape(part, [...path, head, index], report);
}

/**
 * Says precisely what is wrong with something that ought to be a condition of the lever grammar. It is asked before
 * the schema, which can only say that none of thirteen forms fits.
 */
export function checkConditionShape(
  value: unknown,
  path: readonly PropertyKey[],
  report: ReportShape,
): void {
  if (!isMap(value)) {
    report(path, `a condition is written like { indicator: … }, with ${HEAD_WORDS}`);
    return;
  }
  const keys = Object.keys(value);
  const heads = keys.filter((key) => Object.hasOwn(HEADS, key));
  const [head] = heads;
  if (head === undefined) {
    report(path, `a condition names ${HEAD_WORDS}; this names ${keys.join(', ') || 'nothing'}`);
    return;
  }
  if (heads.length > 1) {
    report(path, `a condition asks one thing: join “${heads.join('” and “')}” with all or any`);
    return;
  }
  for (const key of keys)
    if (key !== head && !HEADS[head]?.includes(key)) report(path, `unknown key “${key}”`, key);
  const inner = value[head];
  if (head === 'all' || head === 'any') checkParts(head, inner, path, report);
  else if (head === 'not') checkConditionShape(inner, [...path, 'not'], report);
  else if (head === 'linkedToOcg') checkHops(inner, [...path, head], report);
  else if (!isWord(inner)) report([...path, head], `“${head}” takes a word`);
  if (head === 'attr') checkAsked(value, path, report);
  if (head !== 'link') return;
  if ('to' in value) checkConditionShape(value.to, [...path, 'to'], report);
  if ('dir' in value && value.dir !== 'in') report([...path, 'dir'], '“dir” takes “in” alone');
}
