import type { EntityAttributes, LinkDetail } from '../../shared/api/graph.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { credibilityOf, isGraded } from '../../shared/domain/grade.ts';
import { currentFields, mergeRecords } from '../../shared/domain/merge.ts';
import { baseKindOf, type Ontology, termFor } from '../../shared/domain/ontology.ts';
import {
  isStyledBy,
  isStyledField,
  LEVER_STYLES,
  type LeverStyle,
} from '../../shared/domain/view-style.ts';
import { queryFields } from '../../shared/query/key.ts';
import type { EntityRow } from '../db/entity.ts';
import { readRecord } from '../db/record.ts';
import type { RelationDetailRow } from '../db/relation.ts';
import type { Session } from './session.ts';
import { referenceFor } from './summary.ts';

/** Attributes of an entity that are no fields of its kind. */
const OF_ENTITY: ReadonlySet<string> = new Set(['reference', 'category', 'role']);

/** What can be drawn of the lever that is shown first of those flagged. */
const OF_BEST_LEVER: ReadonlySet<string> = new Set(LEVER_STYLES);

/** Entities or links read between two pauses. */
const READ_PER_PAUSE = 40;

/**
 * Values of some fields by entity, with a pause now and then for others. Of a protected person there is the
 * reference, and nothing else. Counts of levers are to be ready where a lever is asked for.
 */
export function* attributesOf(
  session: Session,
  asked: { readonly ids: readonly string[]; readonly fields: readonly string[] },
): Generator<void, EntityAttributes> {
  const open = session.open();
  const fields = asked.fields.filter(
    (field) =>
      OF_ENTITY.has(field) || OF_BEST_LEVER.has(field) || isStyled(session.ontology, field),
  );
  const needsRecords = fields.some((field) => !OF_ENTITY.has(field) && !OF_BEST_LEVER.has(field));
  const needsLever = fields.some((field) => OF_BEST_LEVER.has(field));
  const columns = fields.map((field) => ({
    field,
    values: [] as (string | number | boolean | null)[],
  }));
  for (const [index, id] of asked.ids.entries()) {
    if (index % READ_PER_PAUSE === 0) yield;
    const row = open.entities.find(id);
    const said =
      row && !row.isProtected && needsRecords
        ? currentFields(mergeRecords(open.entities.records(row.id).map(readRecord)))
        : {};
    const lever = row && !row.isProtected && needsLever ? bestLeverOf(session, row.id) : null;
    for (const { field, values } of columns) {
      if (OF_BEST_LEVER.has(field)) values.push(lever?.[field as LeverStyle] ?? null);
      else values.push(row ? shownValue(session, row, field, said[field] ?? null) : null);
    }
  }
  return { columns };
}

/** What a map says of the lever that is shown first of those flagged for an entity; null: none is flagged. */
function bestLeverOf(session: Session, id: string): Record<LeverStyle, string | null> | null {
  const { levers } = session.open();
  const { strong, indicative } = levers.counts(id);
  // Asking every lever for its reasons takes long: only where one is flagged.
  if (strong + indicative === 0) return null;
  const best = levers.bestFor(id);
  const lever = best && session.catalogue.find((one) => one.id === best.leverId);
  if (!best || !lever) return null;
  const [effect] = lever.disruptionEffect;
  return {
    'lever:best': lever.title,
    'lever:case': best.strength === 'strong' ? 'Strong case' : 'Indicative',
    'lever:effect': effect
      ? (termFor(session.ontology, 'disruption-effects', effect)?.label ?? effect)
      : null,
  };
}

/** Whether a map may be drawn by a field: one that no kind has is only looked for. */
function isStyled(ontology: Ontology, id: string): boolean {
  const field = queryFields(ontology).get(id);
  return field ? isStyledField(field) : isStyledBy(id);
}

function shownValue(session: Session, row: EntityRow, field: string, said: FieldValue) {
  if (field === 'reference') return referenceFor(session.ontology, row);
  if (row.isProtected) return null;
  if (field === 'category')
    return baseKindOf(session.ontology, row.kind) === 'person' ? row.category : null;
  if (field === 'role') return row.role;
  return Array.isArray(said) ? said.join(', ') || null : said;
}

/** What is known of links, with a pause now and then for others. */
export function* linkDetailsOf(
  session: Session,
  ids: readonly string[],
): Generator<void, LinkDetail[]> {
  const { relations } = session.open();
  const details: LinkDetail[] = [];
  for (let at = 0; at < ids.length; at += READ_PER_PAUSE) {
    for (const row of relations.details(ids.slice(at, at + READ_PER_PAUSE)))
      details.push(linkDetailOf(row));
    yield;
  }
  return details;
}

/** What is known of a link. Where an end of it is a protected person, how sure it is and nothing else. */
function linkDetailOf(row: RelationDetailRow): LinkDetail {
  const isWithheld = row.isProtected === 1;
  const grade = { source: row.gradeSource, information: row.gradeInformation };
  return {
    id: row.id,
    basis: row.basis,
    grade: row.basis === 'fact' && !isGraded(grade) ? null : { ...grade, handling: row.handling },
    credibility: credibilityOf(row.basis, grade),
    amount: isWithheld ? null : amountOf(row.fields),
    startedOn: isWithheld ? null : row.startedOn,
    endedOn: isWithheld ? null : row.endedOn,
    observedOn: isWithheld ? null : row.observedOn,
    sourceName: isWithheld ? null : row.sourceName,
  };
}

/** How much a link carries: money or, failing that, its weight. */
function amountOf(fields: string): number | null {
  const said = JSON.parse(fields) as Readonly<Record<string, FieldValue>>;
  for (const name of ['amount', 'value', 'weight']) {
    const value = said[name];
    if (typeof value === 'number' && value >= 0) return value;
  }
  return null;
}
