import type { Lever } from '../domain/lever.ts';
import { type Ontology, termFor } from '../domain/ontology.ts';
import { type ConditionTest, inSentence, linkWords } from './condition.ts';
import type { MissingFact, OpenFinding } from './evaluate.ts';
import { factOf } from './facts.ts';
import {
  type InformationHolder,
  type InformationKey,
  informationHolder,
} from './information-holder.ts';
import type { RankedOpening } from './opening.ts';

/** Something to ask, whatever the answer: a test and its opposite are one question. */
export interface Question {
  readonly id: string;
  readonly words: string;
  readonly holder: InformationHolder;
}

/** A question with what its answer would open. */
export interface ToFindOut {
  readonly question: Question;
  /** Openings that would apply if this alone turned out so, and how many of them would be strong. */
  readonly opens: number;
  readonly strong: number;
  /** Openings that want this and something else besides. */
  readonly helps: number;
  /** By lever: what must turn out, and how many openings it would open or help to open. */
  readonly levers: ReadonlyMap<string, LeverWant>;
  /** By record, the openings that it would open or help to open. */
  readonly about: ReadonlyMap<string, RecordWant>;
}

interface Want {
  opens: number;
  helps: number;
}
/** What one lever wants to know, and how it must turn out. */
export interface LeverWant extends Want {
  readonly lever: Lever;
  readonly mustBe: Set<string>;
}
/** What would be known of one record. */
export interface RecordWant extends Want {
  readonly label: string;
  readonly leverIds: Set<string>;
}

interface Draft extends ToFindOut {
  opens: number;
  strong: number;
  helps: number;
  readonly levers: Map<string, LeverWant>;
  readonly about: Map<string, RecordWant>;
}

/** Openings asked between two pauses. */
const ASKED_PER_PAUSE = 200;

/**
 * What should be found out first: every fact that is missing from levers that could apply, the one that would open
 * most first. A fact opens what it would make apply by itself; it helps where others are missing as well.
 */
export function* factsToFindOut(
  openings: readonly RankedOpening[],
  ontology: Ontology,
): Generator<void, ToFindOut[]> {
  const wantedBy = createWantReader(ontology);
  const drafts = new Map<Question, Draft>();
  for (const [index, { opening }] of openings.entries()) {
    if (index % ASKED_PER_PAUSE === ASKED_PER_PAUSE - 1) yield;
    for (const wanted of wantedBy(opening.finding)) {
      let draft = drafts.get(wanted.question);
      if (!draft) {
        const { question } = wanted;
        draft = { question, opens: 0, strong: 0, helps: 0, levers: new Map(), about: new Map() };
        drafts.set(question, draft);
      }
      note(draft, opening.finding, wanted);
    }
  }
  return [...drafts.values()].sort(compareToFindOut);
}

/** A question of one opening: whether its answer would be enough, and how it must turn out. */
interface Wanted {
  readonly question: Question;
  readonly isAlone: boolean;
  readonly mustBe: readonly string[];
}

/** Reads what openings ask; those that miss the same of the same lever are read once. */
function createWantReader(ontology: Ontology): (finding: OpenFinding) => readonly Wanted[] {
  const questions = new Map<string, Question>();
  const numbers = new Map<ConditionTest, number>();
  const known = new Map<string, readonly Wanted[]>();

  function keyOf(missing: OpenFinding['missing']): string {
    let key = '';
    for (const way of missing) {
      for (const { test, needsGrading } of way) {
        const number = numbers.get(test) ?? numbers.size;
        numbers.set(test, number);
        key += needsGrading ? `${number}g ` : `${number} `;
      }
      key += '/';
    }
    return key;
  }

  function questionFor({ test, needsGrading }: MissingFact): Question {
    const made = questionOf(test, needsGrading, ontology);
    const question = questions.get(made.id) ?? made;
    questions.set(made.id, question);
    return question;
  }

  return ({ missing }) => {
    const key = keyOf(missing);
    let wanted = known.get(key);
    if (!wanted) {
      wanted = wantedOf(
        missing.map((way) => way.map((fact) => [questionFor(fact), fact] as const)),
      );
      known.set(key, wanted);
    }
    return wanted;
  };
}

function wantedOf(ways: readonly (readonly (readonly [Question, MissingFact])[])[]): Wanted[] {
  const wanted = new Map<Question, { isAlone: boolean; mustBe: Set<string> }>();
  for (const way of ways) {
    // Two tests of one question are answered together.
    const isAlone = new Set(way.map(([question]) => question)).size === 1;
    for (const [question, { test }] of way) {
      const one = wanted.get(question) ?? { isAlone: false, mustBe: new Set() };
      one.isAlone ||= isAlone;
      one.mustBe.add(test.words);
      wanted.set(question, one);
    }
  }
  return [...wanted].map(([question, { isAlone, mustBe }]) => ({
    question,
    isAlone,
    mustBe: [...mustBe],
  }));
}

/** What opens most comes first; then what opens most that would be strong; then what helps most. */
export function compareToFindOut(a: ToFindOut, b: ToFindOut): number {
  return (
    b.opens - a.opens ||
    b.strong - a.strong ||
    b.helps - a.helps ||
    b.about.size - a.about.size ||
    (a.question.words < b.question.words ? -1 : a.question.words > b.question.words ? 1 : 0)
  );
}

function note(
  draft: Draft,
  { entity, lever, strength }: OpenFinding,
  { isAlone, mustBe }: Wanted,
): void {
  const by = isAlone ? 'opens' : 'helps';
  draft[by]++;
  if (isAlone && strength === 'strong') draft.strong++;
  let ofLever = draft.levers.get(lever.id);
  if (!ofLever) {
    ofLever = { lever, opens: 0, helps: 0, mustBe: new Set() };
    draft.levers.set(lever.id, ofLever);
  }
  ofLever[by]++;
  for (const words of mustBe) ofLever.mustBe.add(words);
  let ofRecord = draft.about.get(entity.id);
  if (!ofRecord) {
    ofRecord = { label: entity.label, opens: 0, helps: 0, leverIds: new Set() };
    draft.about.set(entity.id, ofRecord);
  }
  ofRecord[by]++;
  ofRecord.leverIds.add(lever.id);
}

/** The question that a test asks, whichever way it must turn out. */
export function questionOf(
  test: ConditionTest,
  needsGrading: boolean,
  ontology: Ontology,
): Question {
  const { key, id, words } = neutral(test, ontology);
  if (!needsGrading) return { id, words, holder: informationHolder(key) };
  return {
    id: `grade:${id}`,
    words: `A grade for what is recorded: ${inSentence(words)}`,
    holder: informationHolder({ type: 'grade' }),
  };
}

function neutral(
  { condition, words }: ConditionTest,
  ontology: Ontology,
): { readonly key: InformationKey; readonly id: string; readonly words: string } {
  if ('indicator' in condition) {
    const { indicator } = condition;
    const label = termFor(ontology, 'indicators', indicator)?.label ?? indicator;
    return {
      key: { type: 'indicator', word: indicator },
      id: `indicator:${indicator}`,
      words: `${label}: any report, or a dated check that found none`,
    };
  }
  if ('linkedToOcg' in condition) {
    const { maxHops } = condition.linkedToOcg;
    return {
      key: { type: 'group' },
      id: `group:${maxHops}`,
      words: `Any graded link to an organised crime group, ${maxHops === 1 ? 'directly' : `within ${maxHops} links`}`,
    };
  }
  if ('link' in condition) {
    const { link, dir } = condition;
    const name = linkWords(ontology, link, dir ?? 'out');
    return {
      key: { type: 'link', word: link },
      id: `link:${link}:${dir ?? 'out'}`,
      words: `Any link “${name}”: to whom or what, since when, and what is known of them`,
    };
  }
  if ('has' in condition || 'lacks' in condition) {
    const licence = 'has' in condition ? condition.has : condition.lacks;
    const label = termFor(ontology, 'licence-types', licence)?.label ?? licence;
    return {
      key: { type: 'licence', word: licence },
      id: `licence:${licence}`,
      words: `${label}: held or not, with number, status and dates`,
    };
  }
  if ('attr' in condition) {
    const fact = factOf(condition.attr);
    const name = fact?.words ?? condition.attr;
    return {
      key: { type: 'fact', word: condition.attr },
      id: `fact:${condition.attr}`,
      words:
        fact?.type === 'boolean'
          ? `Whether: ${name}`
          : `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    };
  }
  return { key: { type: 'fact', word: 'kind' }, id: 'kind', words };
}
