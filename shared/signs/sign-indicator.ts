import type { Ontology } from '../domain/ontology.ts';
import { askIndicator } from '../levers/ask-fact.ts';
import type { EntityFacts, Evidence } from '../levers/facts.ts';
import { monthsBefore } from '../levers/relevance.ts';
import {
  absent,
  deciding,
  notChecked,
  present,
  proofOf,
  type SignFinding,
  type SignProof,
} from './sign-source.ts';

/** Months for which what was reported of an incident goes on counting, as for the levers. */
const RELEVANCE_MONTHS = 36;

/** What indicators are looked for in: the business itself, and places of its trade with the links that lead there. */
export interface IndicatorPlace {
  readonly entity: EntityFacts;
  /** How it belongs to the record asked about; empty: it is that record. */
  readonly chain: readonly Evidence[];
}

/** Names of indicators, by id. */
export function indicatorLabels(ontology: Ontology): ReadonlyMap<string, string> {
  const terms = ontology.vocabularies.indicators ?? [];
  return new Map(terms.map(({ id, label }) => [id, label]));
}

/**
 * Looks for indicators: present where one was reported and still counts, absent where one was looked for and none was
 * found, else not checked.
 */
export function lookForIndicators(
  ids: readonly string[],
  places: readonly IndicatorPlace[],
  options: {
    readonly ontology: Ontology;
    readonly labels: ReadonlyMap<string, string>;
    readonly asOf: string;
  },
): SignFinding {
  const { ontology, labels, asOf } = options;
  const window = { months: RELEVANCE_MONTHS, since: monthsBefore(asOf, RELEVANCE_MONTHS) };
  const found: SignProof[] = [];
  const notFound: SignProof[] = [];
  const undecided: SignProof[] = [];
  for (const id of ids) {
    for (const { entity, chain } of places) {
      const outcome = askIndicator(entity, id, { ontology, isProtective: false, window });
      const told = outcome.tell();
      const list = { true: found, false: notFound, unknown: undecided }[outcome.truth];
      for (const evidence of told.evidence)
        list.push(
          proofOf(evidence, `${labels.get(id) ?? id}: ${told.actual}`, {
            aboutId: chain.length > 0 ? entity.id : null,
            chain,
          }),
        );
    }
  }
  const sure = deciding(found);
  if (sure.length > 0) return present(wordsOf(sure), sure);
  if (notFound.length > 0) return absent(wordsOf(notFound), notFound);
  if (undecided.length > 0) return notChecked(wordsOf(undecided), undecided);
  return notChecked('Nothing is recorded of it.');
}

function wordsOf(proofs: readonly SignProof[]): string {
  return `${[...new Set(proofs.map(({ words }) => words))].join('; ')}.`;
}

/** Several ways to the same sign: found by any of them, absent where one looked and none found. */
export function anyOf(...findings: readonly SignFinding[]): SignFinding {
  const found = findings.filter(({ state }) => state === 'present');
  if (found.length > 0)
    return present(
      found.map(({ words }) => words).join(' '),
      found.flatMap(({ proofs }) => proofs),
    );
  const looked = findings.filter(({ state }) => state === 'absent');
  if (looked.length > 0)
    return absent(
      looked.map(({ words }) => words).join(' '),
      looked.flatMap(({ proofs }) => proofs),
    );
  const told = findings.find(({ proofs }) => proofs.length > 0) ?? findings[0];
  return told ?? notChecked('Nothing is recorded of it.');
}
