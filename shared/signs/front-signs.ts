import type { Ontology } from '../domain/ontology.ts';
import type { EntityFacts } from '../levers/facts.ts';
import { financeSigns } from './front-finance.ts';
import { historySigns } from './front-history.ts';
import { linkSigns, premisesSigns } from './front-links.ts';
import { ownershipSigns } from './front-ownership.ts';
import { regulatorySigns, sectorSigns } from './front-trade.ts';
import { indicatorLabels } from './sign-indicator.ts';
import type { SignFinding, SignSource } from './sign-source.ts';

/** A business, and what its signs are looked for in. */
export interface FrontSubject {
  readonly business: EntityFacts;
  readonly source: SignSource;
  readonly ontology: Ontology;
  readonly labels: ReadonlyMap<string, string>;
}

/**
 * Looks for every sign that a business is a front, by the names of the policy. Officers, places and assets are looked
 * at; nationality, origin of names, families and how poor a place is are not.
 *
 * Source: analytics.md 1.19.
 */
export function findFrontSigns(
  business: EntityFacts,
  source: SignSource,
  ontology: Ontology,
): ReadonlyMap<string, SignFinding> {
  const subject = { business, source, ontology, labels: indicatorLabels(ontology) };
  return new Map([
    ...ownershipSigns(subject),
    ...premisesSigns(subject),
    ...sectorSigns(subject),
    ...financeSigns(subject),
    ...historySigns(subject),
    ...regulatorySigns(subject),
    ...linkSigns(subject),
  ]);
}
