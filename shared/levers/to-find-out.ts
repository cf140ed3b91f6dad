import { type Ontology, termFor } from '../domain/ontology.ts';
import { type ConditionTest, inSentence, linkWords } from './condition.ts';
import type { MissingFact } from './evaluate.ts';
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
  readonly title: string;
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
const ASKED_PER_PAUSE = 2000;

/**
 * What should be found out first: every fact that is missing from levers that could apply, the one that would open
 * most first. A fact opens what it would make apply by itself; it helps where others are missing as well.
 */
export function* factsToFindOut(
  openings: readonly RankedOpening[],
  ontology: Ontology,
): Generator<void, ToFindOut[]> {
  const questions = new Map<MissingFact['test'], { known: Question; graded: Question }>();
  const drafts = new Map<string, Draft>();
  for (const [index, { opening }] of openings.entries()) {
    if (index % ASKED_PER_PAUSE === ASKED_PER_PAUSE - 1) yield;
    const { finding } = opening;
    const seen = new Map<Draft, { isAlone: boolean; words: Set<string> }>();
    for (const way of finding.missing) {
      const asked = new Set<Draft>();
      for (const fact of way) {
        const { test, needsGrading } = fact;
        let known = questions.get(test);
        if (!known) {
          known = {
            known: questionOf(test, false, ontology),
            graded: questionOf(test, true, ontology),
          };
          questions.set(test, known);
        }
        const draft = draftOf(drafts, needsGrading ? known.graded : known.known);
        asked.add(draft);
        const so = seen.get(draft) ?? { isAlone: false, words: new Set() };
        so.words.add(test.words);
        seen.set(draft, so);
      }
      // Two tests of one question are answered together.
      const [only] = asked;
      if (only && asked.size === 1) {
        const so = seen.get(only);
        if (so) so.isAlone = true;
      }
    }
    for (const [draft, { isAlone, words }] of seen) note(draft, finding, isAlone, words);
  }
  return [...drafts.values()].sort(compareToFindOut);
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

function draftOf(drafts: Map<string, Draft>, question: Question): Draft {
  let draft = drafts.get(question.id);
  if (!draft) {
    draft = { question, opens: 0, strong: 0, helps: 0, levers: new Map(), about: new Map() };
    drafts.set(question.id, draft);
  }
  return draft;
}

function note(
  draft: Draft,
  { entity, lever, strength }: RankedOpening['opening']['finding'],
  isAlone: boolean,
  words: ReadonlySet<string>,
): void {
  const by = isAlone ? 'opens' : 'helps';
  draft[by]++;
  if (isAlone && strength === 'strong') draft.strong++;
  let ofLever = draft.levers.get(lever.id);
  if (!ofLever) {
    ofLever = { title: lever.title, opens: 0, helps: 0, mustBe: new Set() };
    draft.levers.set(lever.id, ofLever);
  }
  ofLever[by]++;
  for (const one of words) ofLever.mustBe.add(one);
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
    const { link, dir, to } = condition;
    const name = linkWords(ontology, link, dir ?? 'out');
    const plain = words.replace(/^not: /, '');
    return {
      key: { type: 'link', word: link },
      id: `link:${link}:${dir ?? 'out'}${to ? `:${JSON.stringify(to)}` : ''}`,
      words: to
        ? `Who or what it is, and whether: ${plain}`
        : `Any link “${name}”: who or what, and since when`,
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
