import { z } from 'zod';
import { type Condition, Lever, LeverAnswer, LeverStrength } from '../domain/lever.ts';
import { kindOf, type Ontology, relationTypeOf } from '../domain/ontology.ts';
import { reportContradictions } from './contradiction.ts';
import { factOf } from './facts.ts';
import { asksForCommunitySite, isOriginOrBelief, PRESENCE } from './guard.ts';

/** An invented entity of an example, and what it is linked to. Everything said of it is register fact. */
export interface ExampleEntity {
  kind: string;
  category?: 'suspect' | 'convicted' | 'victim' | 'witness' | 'unassessed' | undefined;
  facts?: Record<string, string | number | boolean> | undefined;
  indicators?: string[] | undefined;
  indicatorsAbsent?: string[] | undefined;
  /** Licences in force. */
  licences?: string[] | undefined;
  /** Licence types looked up, whether held or not. */
  licencesChecked?: string[] | undefined;
  links?: { type: string; dir?: 'in' | undefined; to: ExampleEntity }[] | undefined;
}

const ExampleEntity: z.ZodType<ExampleEntity> = z.lazy(() =>
  z.strictObject({
    kind: z.string(),
    category: z.enum(['suspect', 'convicted', 'victim', 'witness', 'unassessed']).optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    indicators: z.array(z.string()).optional(),
    indicatorsAbsent: z.array(z.string()).optional(),
    licences: z.array(z.string()).optional(),
    licencesChecked: z.array(z.string()).optional(),
    links: z
      .array(
        z.strictObject({ type: z.string(), dir: z.literal('in').optional(), to: ExampleEntity }),
      )
      .optional(),
  }),
);

/** What a lever must answer for an invented entity. */
export const LeverExample = z.strictObject({
  is: z.string().min(1),
  answer: LeverAnswer,
  strength: LeverStrength.optional(),
  entity: ExampleEntity,
});
export type LeverExample = z.infer<typeof LeverExample>;

/** One file of the catalogue: a lever and examples of its answers. */
export const LeverFile = z.strictObject({
  ...Lever.shape,
  examples: z.array(LeverExample).min(1),
});
export type LeverFile = z.infer<typeof LeverFile>;

/** Something in a lever file that the schema allows but the ontology or the grammar does not. */
export interface LeverProblem {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

type Path = readonly PropertyKey[];
type Report = (path: Path, reason: string) => void;

function isTerm(ontology: Ontology, vocabulary: string, id: unknown): boolean {
  const terms = Object.hasOwn(ontology.vocabularies, vocabulary)
    ? ontology.vocabularies[vocabulary]
    : undefined;
  return terms?.some((term) => term.id === id) ?? false;
}

function neverAsked(id: string): string {
  return `“${id}” is never asked: nobody is scored on origin, nationality or belief`;
}

/** Refuses to reach a community site's address by a link from a person: it could come to score whoever lives there. */
function checkSiteAddress(
  condition: Condition,
  from: { readonly isPerson: boolean; readonly isLinked: boolean },
  path: Path,
  report: Report,
): void {
  if (from.isLinked && asksForCommunitySite(condition)) {
    report(path, 'nobody is scored on the address of a community site');
  } else if ('link' in condition && condition.to) {
    const isLinked = from.isPerson || from.isLinked || PRESENCE.has(condition.link);
    checkSiteAddress(condition.to, { ...from, isLinked }, [...path, 'to'], report);
  } else if ('not' in condition) {
    checkSiteAddress(condition.not, from, [...path, 'not'], report);
  } else if ('all' in condition || 'any' in condition) {
    const name = 'all' in condition ? 'all' : 'any';
    const parts = 'all' in condition ? condition.all : condition.any;
    for (const [index, part] of parts.entries())
      checkSiteAddress(part, from, [...path, name, index], report);
  }
}

function checkAttribute(
  ontology: Ontology,
  condition: Extract<Condition, { attr: string }>,
  path: Path,
  report: Report,
): void {
  const fact = factOf(condition.attr);
  if (isOriginOrBelief(condition.attr)) {
    report([...path, 'attr'], neverAsked(condition.attr));
    return;
  }
  if (!fact) {
    report([...path, 'attr'], `unknown fact “${condition.attr}”`);
    return;
  }
  const isLicences = 'has' in condition || 'lacks' in condition;
  const isNumber = 'lt' in condition || 'gte' in condition;
  if (isLicences !== (fact.type === 'licences') || (isNumber && fact.type !== 'number')) {
    report(path, `fact “${fact.id}” (${fact.unit}) cannot be asked this`);
  }
  const words =
    'in' in condition
      ? condition.in
      : 'eq' in condition
        ? [condition.eq]
        : 'has' in condition
          ? [condition.has]
          : 'lacks' in condition
            ? [condition.lacks]
            : [];
  for (const word of words) {
    const isKnown =
      fact.vocabulary !== undefined
        ? isTerm(ontology, fact.vocabulary, word)
        : typeof word === fact.type;
    if (!isKnown) report(path, `“${word}” is no value of “${fact.id}”`);
  }
}

function checkCondition(
  ontology: Ontology,
  condition: Condition,
  path: Path,
  report: Report,
): void {
  if ('attr' in condition) {
    checkAttribute(ontology, condition, path, report);
  } else if ('indicator' in condition) {
    if (isOriginOrBelief(condition.indicator)) report(path, neverAsked(condition.indicator));
    else if (!isTerm(ontology, 'indicators', condition.indicator)) {
      report(path, `unknown indicator “${condition.indicator}”`);
    }
  } else if ('nodeType' in condition) {
    if (!kindOf(ontology, condition.nodeType)) report(path, `unknown kind “${condition.nodeType}”`);
  } else if ('link' in condition) {
    if (!relationTypeOf(ontology, condition.link)) {
      report(path, `unknown relation type “${condition.link}”`);
    }
    if (condition.to) checkCondition(ontology, condition.to, [...path, 'to'], report);
  } else if ('not' in condition) {
    checkCondition(ontology, condition.not, [...path, 'not'], report);
  } else if ('all' in condition || 'any' in condition) {
    const name = 'all' in condition ? 'all' : 'any';
    const parts = 'all' in condition ? condition.all : condition.any;
    for (const [index, part] of parts.entries()) {
      checkCondition(ontology, part, [...path, name, index], report);
    }
  }
}

/** Whether a condition asks about anything but the kind of entity. */
function asksMoreThanKind(condition: Condition): boolean {
  if ('nodeType' in condition) return false;
  if ('not' in condition) return asksMoreThanKind(condition.not);
  if ('all' in condition) return condition.all.some(asksMoreThanKind);
  // An alternative that asks about the kind alone would be met by every entity of it.
  if ('any' in condition) return condition.any.every(asksMoreThanKind);
  return true;
}

function checkExample(ontology: Ontology, entity: ExampleEntity, path: Path, report: Report): void {
  if (!kindOf(ontology, entity.kind)) report(path, `unknown kind “${entity.kind}”`);
  for (const id of Object.keys(entity.facts ?? {})) {
    if (!factOf(id)) report([...path, 'facts', id], `unknown fact “${id}”`);
  }
  for (const id of [...(entity.indicators ?? []), ...(entity.indicatorsAbsent ?? [])]) {
    if (!isTerm(ontology, 'indicators', id)) report(path, `unknown indicator “${id}”`);
  }
  for (const id of [...(entity.licences ?? []), ...(entity.licencesChecked ?? [])]) {
    if (!isTerm(ontology, 'licence-types', id)) report(path, `unknown licence type “${id}”`);
  }
  for (const [index, link] of (entity.links ?? []).entries()) {
    const at = [...path, 'links', index];
    const type = relationTypeOf(ontology, link.type);
    const [from, to] =
      link.dir === 'in' ? [link.to.kind, entity.kind] : [entity.kind, link.to.kind];
    if (!type) report(at, `unknown relation type “${link.type}”`);
    else if (!type.from.includes(from) || !type.to.includes(to)) {
      report(at, `“${link.type}” does not join ${from} to ${to}`);
    }
    checkExample(ontology, link.to, [...at, 'to'], report);
  }
}

/** Checks a lever file against the ontology and the facts: every word it uses must be known. */
export function checkLeverFile(file: LeverFile, ontology: Ontology): LeverProblem[] {
  const problems: LeverProblem[] = [];
  const report: Report = (path, reason) => problems.push({ path, reason });
  const checkTerms = (field: keyof LeverFile, vocabulary: string, ids: readonly string[]): void => {
    for (const [index, id] of ids.entries()) {
      if (!isTerm(ontology, vocabulary, id))
        report([field, index], `“${id}” is not among the ${vocabulary}`);
    }
  };
  if (!isTerm(ontology, 'lever-categories', file.category))
    report(['category'], `unknown category “${file.category}”`);
  checkTerms('heldBy', 'holders', file.heldBy);
  checkTerms('disruptionEffect', 'disruption-effects', file.disruptionEffect);
  checkTerms('fourP', 'four-p', file.fourP);
  checkTerms('threatCategories', 'threat-categories', file.threatCategories);
  for (const [index, kind] of file.appliesTo.entries()) {
    if (!kindOf(ontology, kind)) report(['appliesTo', index], `unknown kind “${kind}”`);
  }
  for (const [index, trigger] of file.triggers.entries()) {
    const path = ['triggers', index, 'condition'];
    const before = problems.length;
    checkCondition(ontology, trigger.condition, path, report);
    const isPerson = file.appliesTo.includes('person');
    checkSiteAddress(trigger.condition, { isPerson, isLinked: false }, path, report);
    if (!asksMoreThanKind(trigger.condition))
      report(path, 'a trigger must ask about more than the kind');
    // What uses unknown words cannot be reckoned with.
    const asked = { ontology, kinds: file.appliesTo };
    if (problems.length === before) reportContradictions(trigger.condition, asked, path, report);
  }
  for (const [index, example] of file.examples.entries()) {
    checkExample(ontology, example.entity, ['examples', index, 'entity'], report);
  }
  return problems;
}
