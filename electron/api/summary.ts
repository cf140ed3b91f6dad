import type { EntitySummary } from '../../shared/api/entity.ts';
import { kindOf, type Ontology, referenceOf } from '../../shared/domain/ontology.ts';
import type { EntityRow } from '../db/entity.ts';
import { maskedLabel } from './protected-name.ts';
import type { OpenCase } from './session.ts';

/** Short reference of an entity, such as `PER-7K2Q9F`. */
export function referenceFor(ontology: Ontology, row: Pick<EntityRow, 'id' | 'kind'>): string {
  const kind = kindOf(ontology, row.kind);
  return kind ? referenceOf(kind, row.id) : row.id;
}

/** What an entity is called in every answer: a protected person has a reference, never a name. */
export function shownLabel(ontology: Ontology, row: EntityRow): string {
  return row.isProtected ? `Protected person ${referenceFor(ontology, row)}` : row.label;
}

/** An entity as lists show it. A protected person's role is withheld: it would tell what was done to them. */
export function summaryOf(ontology: Ontology, row: EntityRow, open: OpenCase): EntitySummary {
  return {
    id: row.id,
    kind: row.kind,
    label: row.isProtected ? shownLabel(ontology, row) : maskedLabel(ontology, open, row),
    reference: referenceFor(ontology, row),
    isProtected: row.isProtected === 1,
    role: row.isProtected ? null : row.role,
    leverCount: leverCountOf(open, row.id),
  };
}

function leverCountOf(open: OpenCase, id: string): number | null {
  const counts = open.levers.countsIfKnown(id);
  return counts && counts.strong + counts.indicative;
}
